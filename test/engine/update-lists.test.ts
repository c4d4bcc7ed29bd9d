import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { buildIndex } from "../../src/engine/build-index.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { updateLists } from "../../src/engine/update-lists.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const ARTICLES = [
	{ id: "gust", title: "甲", body: "张三对飓风条款有异议。" },
	{
		id: "rule",
		title: "乙",
		body: "依照《飓风法》第三条，也依照飓风条例第三条处理。",
	},
	{ id: "other", title: "丙", body: "与此无关的一篇文章。" },
];

async function wordsFound(index: string, word: string): Promise<string[]> {
	const engine = await openEngine({ index });
	const options = { exact: true, ranking: "words" } as const;
	const { hits } = await engine.searchIds(word, options);
	await engine.close();
	return hits.map(({ id }) => id).sort();
}

describe("other lists", () => {
	test("cut anew only the articles whose tokens they change, and name them", async () => {
		const folder = temporaryFolder({
			"words.txt": "飓风条款\n",
			"laws.txt": "[地方政府规章]\n飓风管理条例 | 飓风条例 | 20\n",
		});
		const index = join(folder, "index");
		await buildIndex({ articles: ARTICLES, index });
		expect(await wordsFound(index, "飓风条款")).not.toContain("other");
		const userWords = join(folder, "words.txt");
		const byWords = await updateLists({ index, userWords });
		expect(byWords.stale).toEqual(["gust"]);
		expect(byWords.articles).toBe(3);
		expect(await wordsFound(index, "飓风条款")).toEqual(["gust"]);
		const byLaws = await updateLists({ index, laws: join(folder, "laws.txt") });
		expect(byLaws.stale).toEqual(["rule"]);
		const engine = await openEngine({ index });
		expect((await engine.get("rule"))?.citations).toMatchObject([
			{ law: "飓风法", number: "第三条" },
			{ law: "飓风管理条例", number: "第三条" },
		]);
		expect(await engine.verify()).toMatchObject({ ok: true });
		await engine.close();
	});

	test("that are the same change nothing, and the index goes on with its own copies", async () => {
		const folder = temporaryFolder({ "words.txt": "飓风条款\n" });
		const index = join(folder, "index");
		const userWords = join(folder, "words.txt");
		await buildIndex({ articles: ARTICLES, index, userWords });
		// The index has a copy: what becomes of the file is nothing to it.
		writeFileSync(userWords, "风条\n");
		expect(await wordsFound(index, "飓风条款")).toEqual(["gust"]);
		await expect(openEngine({ index, userWords })).rejects.toMatchObject({
			code: "other-analyzer",
		});
		expect((await updateLists({ index })).stale).toEqual([]);
		expect(await wordsFound(index, "飓风条款")).toEqual(["gust"]);
	});

	test("of an index that is not there are refused", async () => {
		await expect(
			updateLists({ index: temporaryFolder() }),
		).rejects.toMatchObject({ code: "no-index" });
	});
});
