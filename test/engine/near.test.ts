import { beforeAll, describe, expect, test } from "vitest";
import type { ArticleInput } from "../../src/article.ts";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { Engine } from "../../src/engine/engine.ts";
import type { IndexPlace } from "../../src/engine/index-place.ts";
import { openEngine } from "../../src/engine/open-engine.ts";

const ARTICLES: readonly ArticleInput[] = [
	{
		id: "sentence",
		title: "离婚财产",
		body: "夫妻离婚时，共同财产由双方协议处理。子女由谁抚养？\n另有约定的除外。",
	},
	{
		id: "paragraph",
		title: "分手",
		body: "双方自愿离婚。财产另行协商；子女随母亲。\n房产归男方。",
	},
	{
		id: "article",
		title: "离异",
		body: "本文谈离婚。\n再谈别的。\n最后谈财产和子女。",
	},
	{
		id: "entity",
		title: "案例",
		body: "依照《中华人民共和国民法典》第1079条，法院准予离婚。\n又引民法典第一千零八十七条。罚款两万元，限期30日缴纳。",
	},
	{
		id: "court",
		title: "法院",
		body: "民法保护财产。人民法院受理的案件与财产有关。离婚、财产、离婚。",
	},
];

/** Query, and the ids that it finds, in any order. */
const FOUND: readonly (readonly [string, string])[] = [
	["离婚 AND 财产", "sentence paragraph article court"],
	["离婚 同句 财产", "sentence court"],
	["离婚 同段 财产", "sentence paragraph court"],
	["财产 同段 离婚", "sentence paragraph court"],
	["离婚 NEAR/4 财产", "sentence paragraph court"],
	["离婚 NEAR/3 财产", "sentence paragraph court"],
	["离婚 NEAR/1 财产", "sentence paragraph court"],
	["离婚 NEAR/0 财产", "sentence"],
	["“自愿离婚” 同段 “子女随母亲”", "paragraph"],
	["离婚 同段 财产 同段 子女", "sentence paragraph"],
	["离婚 同句 财产 同段 子女", "sentence"],
	["(离婚 同句 财产) 同段 子女", "sentence"],
	["(离婚 AND 子女) 同段 财产", "sentence paragraph"],
	["(离异 OR 离婚) 同句 (房产 OR 财产)", "sentence court"],
	["离婚 同句 离婚", "court"],
	["标题:(离婚 同句 财产)", "sentence"],
	["标题:离婚 同句 财产", "sentence"],
	["+(离婚 同段 财产) -(离婚 同句 财产)", "paragraph"],
	["离婚 财产 -离婚 同句 财产", "paragraph article entity"],
	["民法典第1079条 同句 离婚", "entity"],
	["民法典第一千零七十九条 同句 离婚", "entity"],
	["民法典第1087条 同句 离婚", ""],
	["民法典第1087条 同段 20000元", "entity"],
	["民法典 同句 法院", "entity"],
	["三十日 同句 2万元", "entity"],
	["民法 同句 财产", "court"],
	["法院 NEAR/8 财产", "court"],
	["离* 同句 共同*", "sentence"],
	["婚 同句 妻", ""],
	["“婚” 同句 “妻”", "sentence"],
];

describe("what stands close together", () => {
	let engine: Engine;

	beforeAll(async () => {
		const index: IndexPlace = { memory: true };
		await buildIndex({ articles: ARTICLES, index });
		engine = await openEngine({ index });
	});

	test.each(FOUND)("%s finds: %s", async (text, ids) => {
		const { hits } = await engine.searchIds(text, { exact: true });
		const expected = ids === "" ? [] : ids.split(" ").sort();
		expect(hits.map(({ id }) => id).sort()).toEqual(expected);
	});

	test("leaves out a word that everywhere stands inside others alone", async () => {
		const index: IndexPlace = { memory: true };
		const body = "人民法院作出判决。财产归个人所有。";
		await buildIndex({ articles: [{ id: "court", title: "", body }], index });
		const alone = await openEngine({ index });
		const foundBy = async (text: string) =>
			(await alone.searchIds(text, { exact: true })).hits.length;
		expect(await foundBy("(民法 OR 财产) 同句 判决")).toBe(0);
		expect(await foundBy("(民法 OR 财产) 同句 个人")).toBe(1);
		expect(await foundBy("(“民法” OR 财产) 同句 判决")).toBe(1);
		await alone.close();
	});

	test("does not take a place inside another word for the nearer one of a group", async () => {
		const index: IndexPlace = { memory: true };
		const body = "财产，民法保护。人民法院受理案件。";
		await buildIndex({ articles: [{ id: "court", title: "", body }], index });
		const alone = await openEngine({ index });
		const foundBy = async (text: string) =>
			(await alone.searchIds(text, { exact: true })).hits.length;
		expect(await foundBy("(民法 AND 案件) NEAR/1 财产")).toBe(1);
		expect(await foundBy("(“民法” AND 案件) NEAR/1 财产")).toBe(0);
		await alone.close();
	});

	test("is scored as the sum of its words", async () => {
		const scoreOf = async (text: string) =>
			(await engine.searchIds(text)).hits.find(({ id }) => id === "sentence")
				?.score;
		expect(await scoreOf("离婚 同句 财产")).toBe(
			await scoreOf("离婚 AND 财产"),
		);
	});

	test("is marked only where it takes part", async () => {
		const marks = async (text: string, id: string) => {
			const { hits } = await engine.search(text);
			const hit = hits.find(({ article }) => article.id === id);
			return [hit?.title, ...(hit?.snippets ?? [])].map((marked) =>
				marked?.ranges.map(({ start, end }) => marked.text.slice(start, end)),
			);
		};
		expect(await marks("离婚 同句 财产", "sentence")).toEqual([
			["离婚财产"],
			["离婚", "财产"],
		]);
		expect(await marks("财产 同句 离婚", "court")).toEqual([
			[],
			["离婚", "财产", "离婚"],
		]);
		expect(await marks("离婚 同句 财产 子女", "article")).toEqual([
			[],
			["子女"],
		]);
		expect(await marks("民法典第1079条 同句 离婚", "entity")).toEqual([
			[],
			["《中华人民共和国民法典》第1079条", "离婚"],
		]);
	});

	test("takes its operators for no words that articles lack", async () => {
		const page = await engine.search("离婚 同句 火星人");
		expect(page.unknown?.map(({ text }) => text)).toEqual(["火星人"]);
	});

	test("explains itself", async () => {
		const { plan } = await engine.explainQuery("离婚 NEAR/5 财产 同句 子女");
		expect(plan.map(({ depth, kind, text }) => [depth, kind, text])).toEqual([
			[0, "near", "~5 ~sentence"],
			[1, "any", ""],
			[2, "word", "离婚"],
			[1, "any", ""],
			[2, "word", "财产"],
			[1, "any", ""],
			[2, "word", "子女"],
		]);
	});
});
