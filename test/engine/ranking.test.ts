import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ArticleInput } from "../../src/article.ts";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { EngineOptions } from "../../src/engine/engine.ts";
import type { IndexPlace } from "../../src/engine/index-place.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { openWriter } from "../../src/engine/open-writer.ts";
import { openRankingLab } from "../../src/engine/ranking-lab.ts";
import { FEATURES, FEATURES_WITHOUT_LOG } from "../../src/rank/features.ts";

/** Landlords are asked about by one word, and answered by another. */
const TENANTS = ["甲", "乙", "丙", "丁", "戊", "己"];
const ARTICLES: readonly ArticleInput[] = TENANTS.flatMap((name, i) => [
	{
		id: `lease-${i}`,
		title: `第${name}条`,
		law: "租赁办法",
		path: ["第一章 租赁"],
		body: `出租人收取租金${name}的，应当交付租赁物，并在${i + 1}日内告知承租人。`,
	},
	{
		id: `other-${i}`,
		title: `第${name}款`,
		law: "运输办法",
		path: ["第二章 运输"],
		body: `承运人运输货物${name}，托运人支付费用${i + 1}元，途中遗失的应当赔偿。`,
	},
]);
const QUESTIONS = TENANTS.map((name, i) => ({
	id: `q${i}`,
	text: `主人${name}什么时候给房子`,
	relevant: new Map([[`lease-${i}`, 1]]),
}));
const HEAD = { command: "fasou train questions.jsonl", data: "made up" };
const index: IndexPlace = { memory: true };
const foldOf = (id: string, folds: number) => (Number(id.slice(1)) % folds) + 1;

let folder = "";
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), "fasou-ranking-"));
	await buildIndex({ articles: ARTICLES, index });
});
afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
});

function train(): string[] {
	const lab = openRankingLab({ index }, foldOf);
	const files = lab.files(lab.learn(QUESTIONS), HEAD);
	lab.close();
	return files.map(({ name, text }) => {
		writeFileSync(join(folder, name), text);
		return text;
	});
}

async function idsOf(
	text: string,
	options: Partial<EngineOptions>,
	ranking: "words" | "layers" | "model" = "model",
) {
	const engine = await openEngine({ index, ...options });
	const { hits } = await engine.searchIds(text, { ranking });
	await engine.close();
	return hits;
}

describe("training", () => {
	test("gives the same bytes twice, and says how they came about", () => {
		const [translations, model, logModel] = train();
		expect(train()).toEqual([translations, model, logModel]);
		expect(translations).toContain("# Made by: fasou train questions.jsonl\n");
		expect(translations).toContain("# From: made up\n");
		expect(translations).toMatch(/^主人\t6\t.*出租人 0\.\d+/m);
		for (const [text, names] of [
			[model, FEATURES_WITHOUT_LOG],
			[logModel, FEATURES],
		] as const) {
			const read = JSON.parse(text ?? "");
			expect(read).toMatchObject({ version: 1, ...HEAD });
			expect(Object.keys(read.weights)).toEqual([...names]);
		}
	});

	test("finds what questions were answered by, though they have no word in common", async () => {
		train();
		const translations = join(folder, "translations.txt");
		const model = join(folder, "ranking-model.json");
		const learnt = await idsOf("主人 缘何 食言 否", { translations, model });
		const best = learnt.slice(0, TENANTS.length).map(({ id }) => id);
		expect(best.sort()).toEqual(TENANTS.map((_, i) => `lease-${i}`));
		const without = await idsOf("主人 缘何 食言 否", {
			translations: false,
			model: false,
		});
		expect(without).toEqual([]);
	});

	test("adds learnt terms that the answer and the reading of a query list", async () => {
		train();
		const translations = join(folder, "translations.txt");
		const engine = await openEngine({ index, translations });
		const { learnt } = await engine.explainQuery("主人 缘何 食言 否");
		expect(learnt.map(({ term }) => term)).toContain("出租人");
		expect(learnt[0]?.for).toEqual(["主人"]);
		expect((await engine.search("主人 缘何 食言 否")).learnt).toEqual(learnt);
		expect(
			(await engine.search("主人 缘何 食言 否", { synonyms: false })).learnt,
		).toBe(undefined);
		await engine.close();
	});
});

describe("ranking", () => {
	test.each(["words", "layers", "model"] as const)(
		"by %s finds the same articles, with scores that fall",
		async (ranking) => {
			const hits = await idsOf("承租人的租赁物和租金甲", {}, ranking);
			expect(hits[0]?.id).toBe("lease-0");
			const scores = hits.map(({ score }) => score);
			expect(scores).toEqual([...scores].sort((a, b) => b - a));
			expect(scores.every((score) => score > 0)).toBe(true);
		},
	);

	test("takes a log of questions, in which what was asked before is found", async () => {
		const log = join(folder, "log.jsonl");
		const asked = { query: "钥匙什么时候拿", article: "lease-3" };
		writeFileSync(log, `${JSON.stringify(asked)}\n`);
		const [best] = await idsOf("租金 钥匙什么时候拿", { log }, "layers");
		expect(best?.id).toBe("lease-3");
	});

	test("knows after a refresh in which chapter a logged answer stands that was not there before", async () => {
		const log = join(folder, "log.jsonl");
		const asked = { query: "钥匙什么时候拿", article: "new-1" };
		writeFileSync(log, `${JSON.stringify(asked)}\n`);
		const growing: IndexPlace = { memory: true };
		const provisionOf = (chapter: string) => (id: string) => ({
			id,
			title: id,
			law: "钥匙办法",
			path: [chapter],
			body: `钥匙一般由保管人交付，${id}。`,
		});
		const add = async (articles: readonly ArticleInput[]) => {
			const writer = await openWriter({ index: growing });
			for (const article of articles) {
				await writer.add(article);
			}
			await writer.commit();
			await writer.close();
		};
		await add(["old-1", "old-2"].map(provisionOf("第一章")));
		const engine = await openEngine({ index: growing, log });
		const idsOfKey = async () => {
			const options = { ranking: "layers" } as const;
			const { hits } = await engine.searchIds("钥匙什么时候拿", options);
			return hits.map(({ id }) => id);
		};
		expect(await idsOfKey()).toEqual(["old-1", "old-2"]);
		await add(["new-1", "zzz-2"].map(provisionOf("第二章")));
		expect(await engine.refresh()).toBe(true);
		expect(await idsOfKey()).toEqual(["new-1", "zzz-2", "old-1", "old-2"]);
		await engine.close();
	});

	test("refuses learnt files that are not there or not of their form, and says which", async () => {
		const missing = join(folder, "none.txt");
		await expect(
			idsOf("租金 缘何 食言 否", { translations: missing }, "layers"),
		).rejects.toMatchObject({ code: "no-file" });
		const bad = join(folder, "bad.json");
		writeFileSync(bad, "{}");
		await expect(idsOf("租金", { model: bad })).rejects.toMatchObject({
			code: "bad-list",
			message: expect.stringContaining(bad),
		});
	});

	test("goes by what the package comes with", () => {
		for (const name of [
			"translations.txt",
			"ranking-model.json",
			"ranking-model-log.json",
		]) {
			const url = (place: string) =>
				new URL(`../../${place}/${name}`, import.meta.url);
			expect(readFileSync(url("dist"), "utf8")).toBe(
				readFileSync(url("src/rank/learnt"), "utf8"),
			);
		}
	});
});

test("of two provisions that match a query with signs alike, that of the higher law comes first, unless words alone decide", async () => {
	const local: IndexPlace = { memory: true };
	const body = "因不可抗力不能履行合同的，不承担责任。";
	await buildIndex({
		index: local,
		articles: [
			{ id: "a", title: "第一条", law: "北京市合同条例", body },
			{ id: "b", title: "第一条", law: "中华人民共和国民法典", body },
		],
	});
	const engine = await openEngine({ index: local });
	const idsBy = async (ranking: "words" | "layers") => {
		const { hits } = await engine.searchIds('"不可抗力" +合同', { ranking });
		return hits.map(({ id }) => id);
	};
	expect(await idsBy("words")).toEqual(["a", "b"]);
	expect(await idsBy("layers")).toEqual(["b", "a"]);
	await engine.close();
});
