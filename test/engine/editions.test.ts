import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { ArticleInput } from "../../src/article.ts";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { MemoryIndex } from "../../src/engine/index-place.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { openWriter } from "../../src/engine/open-writer.ts";

const NUMBERS = ["一", "二", "三", "四", "五", "六"];

/** An edition of a law of six provisions, or some of them. */
function edition(day: string, numbers = NUMBERS): ArticleInput[] {
	return numbers.map((number) => ({
		id: `${day}/${number}`,
		title: `中华人民共和国公司法第${number}条`,
		law: "中华人民共和国公司法",
		body: `股东第${number}项权利。`,
		publishedAt: day,
	}));
}

/** The same, but that a provision says something else. */
function amended(
	provisions: readonly ArticleInput[],
	id: string,
	body: string,
): ArticleInput[] {
	return provisions.map((one) => (one.id === id ? { ...one, body } : one));
}

let index: MemoryIndex;
beforeEach(() => {
	index = { memory: true };
});

async function idsOf(text: string): Promise<string[]> {
	const engine = await openEngine({ index });
	const { hits } = await engine.search(text, { limit: 4, fold: false });
	await engine.close();
	return hits.map(({ article }) => article.id);
}

describe("of a law with several editions", () => {
	it("the newest comes first, looked up or searched for", async () => {
		const articles = [...edition("2018-10-26"), ...edition("2023-12-29")];
		await buildIndex({ articles, index });
		expect(await idsOf("公司法第二条")).toEqual(
			expect.arrayContaining(["2023-12-29/二", "2018-10-26/二"]),
		);
		expect((await idsOf("公司法第二条"))[0]).toBe("2023-12-29/二");
		const asked = await idsOf("股东有什么权利");
		expect(asked.every((id) => id.startsWith("2023"))).toBe(true);
	});

	it("what the former says in the same words is one hit with the newer", async () => {
		const former = amended(
			edition("2018-10-26"),
			"2018-10-26/三",
			"股东的第三项权利。",
		);
		await buildIndex({
			articles: [...former, ...edition("2023-12-29")],
			index,
		});
		const engine = await openEngine({ index });
		const { hits } = await engine.search("股东有什么权利", { limit: 20 });
		const similarOf = (id: string) =>
			hits.find(({ article }) => article.id === id)?.similar;
		expect(hits).toHaveLength(7);
		expect(similarOf("2023-12-29/二")).toEqual(["2018-10-26/二"]);
		expect(similarOf("2023-12-29/三")).toBeUndefined();
		await engine.close();
	});

	it("the same edition in two folders is one hit a provision", async () => {
		const copies = edition("2023-12-29").map((article) => ({
			...article,
			id: `copy/${article.id}`,
		}));
		await buildIndex({
			articles: [...edition("2023-12-29"), ...copies],
			index,
		});
		const engine = await openEngine({ index });
		const { hits, total } = await engine.search("股东有什么权利", {
			limit: 20,
		});
		expect(total.value).toBe(12);
		expect(hits).toHaveLength(6);
		expect(hits.every(({ similar }) => similar?.length === 1)).toBe(true);
		await engine.close();
	});

	it("a name stands for the number in the newest, not for what had it before", async () => {
		const folder = mkdtempSync(join(tmpdir(), "fasou-names-"));
		try {
			const synonyms = join(folder, "names.txt");
			writeFileSync(synonyms, "董事薪酬 > 公司法第二条\n");
			const former = amended(
				edition("2018-10-26"),
				"2018-10-26/二",
				"公司的住所。",
			);
			await buildIndex({
				articles: [...former, ...edition("2023-12-29")],
				index,
			});
			const engine = await openEngine({ index, synonyms });
			const { hits } = await engine.search("董事薪酬", { limit: 20 });
			const ids = hits.map(({ article }) => article.id);
			expect(ids[0]).toBe("2023-12-29/二");
			const { firstStage = [], parts } = await engine.explain(
				"董事薪酬",
				"2018-10-26/二",
			);
			const named = [...firstStage, ...parts].filter(
				(part) => "layer" in part && part.layer === "entity",
			);
			expect(named.map(({ contribution }) => contribution)).toEqual([]);
			await engine.close();
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	});

	it("the former counts a level less, and says so", async () => {
		const articles = [...edition("2018-10-26"), ...edition("2023-12-29")];
		await buildIndex({ articles, index });
		const engine = await openEngine({ index });
		const priorOf = async (id: string) =>
			(await engine.explain("股东权利", id, { ranking: "layers" })).prior
				?.value;
		expect(await priorOf("2023-12-29/一")).toBe(1);
		expect(await priorOf("2018-10-26/一")).toBe(0);
	});

	it("a few newer provisions are no edition: the others stay in force", async () => {
		const articles = [
			...edition("1997-03-14"),
			...edition("2020-12-26", ["二"]),
		];
		await buildIndex({ articles, index });
		const engine = await openEngine({ index });
		const { prior } = await engine.explain("股东权利", "1997-03-14/一", {
			ranking: "layers",
		});
		expect(prior?.value).toBe(1);
	});

	it("the former is the newest again where the newer is deleted", async () => {
		const newer = edition("2023-12-29");
		await buildIndex({ articles: [...edition("2018-10-26"), ...newer], index });
		const engine = await openEngine({ index });
		const writer = await openWriter({ index });
		for (const { id } of newer) {
			writer.delete(id as string);
		}
		await writer.commit();
		await writer.close();
		await engine.refresh();
		const { prior } = await engine.explain("股东权利", "2018-10-26/一", {
			ranking: "layers",
		});
		expect(prior?.value).toBe(1);
	});

	it("editions in different segments are told apart, too", async () => {
		await buildIndex({ articles: edition("2018-10-26"), index });
		const writer = await openWriter({ index });
		for (const article of edition("2023-12-29")) {
			await writer.add(article);
		}
		await writer.commit();
		await writer.close();
		expect((await idsOf("公司法第三条"))[0]).toBe("2023-12-29/三");
	});
});
