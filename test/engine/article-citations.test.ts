import { describe, expect, test } from "vitest";
import { completeArticle } from "../../src/article.ts";
import { citationFinder } from "../../src/engine/article-citations.ts";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { IndexPlace } from "../../src/engine/index-place.ts";
import { openEngine } from "../../src/engine/open-engine.ts";

describe("the citations of an article", () => {
	test("are found in its body, by the laws that the package comes with", () => {
		const cite = citationFinder(undefined);
		const body = "离婚看民法典第1079条。";
		const { citations } = cite(
			completeArticle({ id: "a", title: "离婚", body }),
		);
		expect(citations).toEqual([
			{
				law: "中华人民共和国民法典",
				number: "第一千零七十九条",
				start: 3,
				end: 12,
			},
		]);
	});

	test("of a provision take 本法 for its law", () => {
		const article = completeArticle({
			id: "a",
			title: "中华人民共和国公司法第七十六条",
			law: "中华人民共和国公司法",
			body: "本法第六十九条另有规定的除外。",
		});
		expect(citationFinder(undefined)(article).citations).toMatchObject([
			{ law: "中华人民共和国公司法", number: "第六十九条" },
		]);
	});

	test("that a program brings are left as they are", async () => {
		const index: IndexPlace = { memory: true };
		const body = "离婚看民法典第1079条。";
		const own = [{ law: "婚姻法", number: "第三十二条", start: 0, end: 2 }];
		await buildIndex({
			index,
			articles: [
				{ id: "found", title: "离婚", body },
				{ id: "own", title: "离婚", body, citations: own },
				{ id: "none", title: "离婚", body, citations: [] },
			],
		});
		const engine = await openEngine({ index });
		const numbers = async (id: string) =>
			(await engine.get(id))?.citations.map(({ number }) => number);
		expect(await numbers("found")).toEqual(["第一千零七十九条"]);
		expect(await numbers("own")).toEqual(["第三十二条"]);
		expect(await numbers("none")).toEqual([]);
		await engine.close();
	});
});
