import { afterAll, beforeAll, expect, test } from "vitest";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { notice } from "../rank/notices.ts";

let engine: Engine;

beforeAll(async () => {
	const index = { memory: true } as const;
	await buildIndex({
		index,
		articles: [
			{
				id: "both",
				title: "工伤赔偿",
				body: "工伤赔偿的标准，由人力资源和社会保障部门认定。",
				publishedAt: "2024-03-01",
				category: ["资讯", "劳动"],
			},
			{
				id: "one",
				title: "交通事故",
				body: "上下班途中的交通事故也可能是工伤。",
				publishedAt: "2019-03-01",
				category: ["资讯", "交通"],
			},
			{ id: "notice", title: "公告", body: notice() },
			{ id: "printed", title: "公告", body: `${notice()} 编辑：小明` },
			{ id: "inside", title: "法院", body: "判决由人民法院作出。" },
		],
	});
	engine = await openEngine({ index });
});

afterAll(() => engine.close());

test("an article of an unknown id is told as such", async () => {
	const why = await engine.whyNot("工伤", "nowhere");
	expect(why).toMatchObject({ outcome: "unknown-article", id: "nowhere" });
	expect(why.article).toBeUndefined();
	await expect(engine.explain("工伤", "nowhere")).rejects.toMatchObject({
		code: "unknown-article",
	});
});

test("what is required and fails, and what is excluded and matches, is named", async () => {
	const failedBy = async (query: string, id: string) => {
		const { outcome, failed } = await engine.whyNot(query, id);
		expect(outcome).toBe("excluded");
		return failed.map(({ occur, lines }) => {
			const texts = new Set(lines.map(({ text }) => text));
			return `${occur} ${[...texts].filter((text) => text !== "").join(" ")}`;
		});
	};
	expect(await failedBy("+赔偿 工伤", "one")).toEqual(["must 赔偿"]);
	expect(await failedBy("工伤 -交通", "one")).toEqual(["mustNot 交通"]);
	expect(await failedBy("工伤 日期:2020..2024", "one")).toEqual([
		"must day:2020-01-01..2024-12-31",
	]);
	expect(await failedBy("工伤 NEAR/2 标准 -事故", "both")).toEqual([
		expect.stringMatching(/^must .*2.* 工伤 标准$/),
	]);
	expect(await failedBy("+工伤 +栏目:劳动 -事故", "one")).toEqual([
		"must category:劳动",
		"mustNot 事故",
	]);
});

test("words that it lacks are told from words that stand only inside longer ones", async () => {
	const why = await engine.whyNot("民法 离婚", "inside", { exact: true });
	expect(why).toMatchObject({
		outcome: "no-match",
		failed: [],
		words: [
			{ text: "民法", fields: [], inside: ["人民法院"] },
			{ text: "离婚", fields: [] },
		],
	});
	expect(why.words[1]?.inside).toBeUndefined();
});

test("an article that is found has its place, its score and what the hits above have", async () => {
	const query = "工伤 赔偿";
	const { hits } = await engine.search(query);
	const why = await engine.whyNot(query, "one");
	expect(why).toMatchObject({
		outcome: "found",
		rank: 2,
		score: hits[1]?.score,
		tier: "some-words",
		words: [
			{ text: "工伤", fields: ["body"] },
			{ text: "赔偿", fields: [] },
		],
	});
	expect(why.above).toMatchObject([
		{ rank: 1, score: hits[0]?.score, tier: "every-word" },
	]);
	expect(why.above[0]?.has[0]).toMatchObject({
		part: "clause",
		text: expect.stringMatching(/[赔偿]/),
	});
	expect((await engine.whyNot(query, "both")).above).toEqual([]);
});

test("an article that is folded into another is told so, but not to who quotes", async () => {
	const [first, second] = (await engine.search("公告送达", { fold: false }))
		.hits;
	const id = second?.article.id ?? "";
	const why = await engine.whyNot("公告送达", id);
	expect(why.reprintOf).toBe(first?.article.id);
	expect((await engine.whyNot("“公告”", id)).reprintOf).toBeUndefined();
});

test("filters choose among what is explained as they do in a search", async () => {
	const options = { filters: { category: ["资讯/交通"] } };
	const { hits } = await engine.search("工伤 赔偿", options);
	expect(hits.map(({ article }) => article.id)).toEqual(["one"]);
	const explained = await engine.explain("工伤 赔偿", "one", options);
	expect(explained).toMatchObject({ rank: 1, score: hits[0]?.score });
	const left = await engine.whyNot("工伤 赔偿", "both", options);
	expect(left.outcome).toBe("excluded");
	expect(JSON.stringify(left.failed)).toContain("category:资讯/交通");
});
