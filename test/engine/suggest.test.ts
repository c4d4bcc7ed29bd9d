import { beforeAll, describe, expect, test } from "vitest";
import type { ArticleInput } from "../../src/article.ts";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { Engine } from "../../src/engine/engine.ts";
import type { MemoryIndex } from "../../src/engine/index-place.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { openWriter } from "../../src/engine/open-writer.ts";

const LAW = "中华人民共和国民法典";

const ARTICLES: readonly ArticleInput[] = [
	[107, "第一百零七条"],
	[1007, "第一千零七条"],
	[1070, "第一千零七十条"],
	[1079, "第一千零七十九条"],
	[1080, "第一千零八十条"],
].map(([value, number]) => ({
	id: `law-${value}`,
	title: `${LAW}${number}`,
	body: "夫妻一方要求离婚的，可以由有关组织进行调解。",
	law: LAW,
}));

const NEWS: readonly ArticleInput[] = [
	{
		id: "pay",
		title: "劳动合同到期不续签，经济补偿怎么算",
		body: "劳动合同期满，用人单位不续签的，依照劳动合同法支付经济补偿。民法典不管这件事。",
		views: 900,
	},
	{
		id: "rival",
		title: "劳动者离职后的竞业限制",
		body: "竞业限制的期限不超过二年；没有经济补偿的竞业限制，劳动者可以不守。",
		views: 20,
	},
	{
		id: "deposit",
		title: "定金和违约金",
		body: "给付定金的一方违约的，无权请求返还定金。",
	},
];

const index: MemoryIndex = { memory: true };
let engine: Engine;

beforeAll(async () => {
	await buildIndex({ articles: [...ARTICLES, ...NEWS], index });
	engine = await openEngine({ index });
});

async function suggested(typed: string, limit = 10): Promise<string[]> {
	const { suggestions } = await engine.suggest(typed, { limit });
	return suggestions.map(({ text, kind }) => `${text} ${kind}`);
}

describe("suggestions while somebody types", () => {
	test.each([
		["ldht", "劳动合同 term"],
		["laodonght", "劳动合同 term"],
		["劳动ht", "劳动合同 term"],
		["劳动和", "劳动合同 term"],
		["mfd", "民法典 law"],
		["竞业", "竞业限制 term"],
		["劳动合同到", "劳动合同到期不续签，经济补偿怎么算 title"],
		["ldhtdqbxq", "劳动合同到期不续签，经济补偿怎么算 title"],
	])("of %s have %s", async (typed, expected) => {
		expect(await suggested(typed)).toContain(expected);
	});

	test("complete a law and a number to the provisions that the index has", async () => {
		expect(await suggested("民法典1079")).toEqual([
			"民法典第一千零七十九条 provision",
		]);
		expect(await suggested("mfd107")).toEqual([
			"民法典第一百零七条 provision",
			"民法典第一千零七十条 provision",
			"民法典第一千零七十九条 provision",
		]);
		expect(await suggested("民法典第一千零七")).toEqual([
			"民法典第一千零七条 provision",
			"民法典第一千零七十条 provision",
			"民法典第一千零七十九条 provision",
		]);
		expect(await suggested("民法典1078")).toEqual([]);
	});

	test("are no more than asked for, each once, and titles keep their place among them", async () => {
		const all = await suggested("劳动", 4);
		expect(all).toHaveLength(4);
		expect(new Set(all).size).toBe(4);
		expect(all.some((one) => one.endsWith(" title"))).toBe(true);
	});

	test("are none for nothing, for what nothing begins with, and for laws that no article names", async () => {
		for (const typed of [
			"",
			" 　",
			"zzzz",
			"海商",
			"\ud800",
			"x".repeat(5000),
		]) {
			expect(await suggested(typed)).toEqual([]);
		}
		await expect(engine.suggest("劳", { limit: -1 })).rejects.toMatchObject({
			code: "bad-argument",
		});
	});

	test("know a newer generation only after a refresh", async () => {
		const own: MemoryIndex = { memory: true };
		await buildIndex({ articles: NEWS, index: own });
		const reader = await openEngine({ index: own });
		const has = async () =>
			(await reader.suggest("善意")).suggestions.length > 0;
		expect(await has()).toBe(false);
		const writer = await openWriter({ index: own });
		await writer.add({ id: "new", title: "善意取得", body: "善意取得。" });
		await writer.commit();
		await writer.close();
		expect(await has()).toBe(false);
		expect(await reader.refresh()).toBe(true);
		expect(await has()).toBe(true);
	});
});

describe("a query that seems mistyped", () => {
	test("gets what may have been meant, and which word no article has; what it finds stays", async () => {
		const page = await engine.search("竟业限制 到期");
		expect(page.suggestions).toEqual([
			{
				text: "竞业限制 到期",
				kind: "sound",
				typed: { start: 0, end: 4, text: "竟业限制" },
			},
		]);
		expect(page.unknown?.map(({ text }) => text)).toContain("竟业");
		expect(page.hits.length).toBeGreaterThan(0);
		expect(page.query.text).toBe("竟业限制 到期");
	});

	test("is none where it is right, or the caller wants none", async () => {
		const right = await engine.search("竞业限制 经济补偿");
		expect(right.suggestions).toBeUndefined();
		expect(right.unknown).toBeUndefined();
		const unasked = await engine.search("竟业限制", { suggestions: false });
		expect(unasked.suggestions).toBeUndefined();
		const second = await engine.search("竟业限制", { offset: 1 });
		expect(second.suggestions).toBeUndefined();
	});

	test("that finds nothing is told which words are unknown, also where nothing is likelier; everyday words only then", async () => {
		const nothing = await engine.search("饕餮");
		expect(nothing.hits).toEqual([]);
		expect(nothing.unknown).toEqual([{ text: "饕餮", start: 0, end: 2 }]);
		expect(nothing.suggestions).toBeUndefined();
		const something = await engine.search("饕餮的劳动合同到期了没有");
		expect(something.hits.length).toBeGreaterThan(0);
		expect(something.unknown).toBeUndefined();
	});

	test("keeps what it has beside the mistake: signs, letters, case", async () => {
		const [first] = await engine.corrections('+竟业限制 "ABC" -甲');
		expect(first?.text).toBe('+竞业限制 "ABC" -甲');
	});

	test("is offered a term of law for another, and told that both are right", async () => {
		const [first] = await engine.corrections("违约 订金");
		expect(first).toMatchObject({ text: "违约 定金", kind: "alternative" });
	});

	test("is looked at whatever it holds", async () => {
		for (const text of [
			"",
			"\ud800竟业限制",
			"竟".repeat(5000),
			"a竟业b限制",
		]) {
			expect(Array.isArray(await engine.corrections(text))).toBe(true);
			await engine.search(text);
		}
	});
});
