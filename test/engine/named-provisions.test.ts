import { beforeAll, describe, expect, it } from "vitest";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { Engine } from "../../src/engine/engine.ts";
import type { MemoryIndex } from "../../src/engine/index-place.ts";
import { openEngine } from "../../src/engine/open-engine.ts";

const index: MemoryIndex = { memory: true };
let engine: Engine;

const LAWS: readonly (readonly [string, string])[] = [
	[
		"中华人民共和国民法典第一千零七十九条",
		"夫妻一方要求离婚的，可以由有关组织进行调解。",
	],
	[
		"中华人民共和国民法典第一千零七十七条",
		"自婚姻登记机关收到离婚登记申请之日起三十日内。",
	],
	["中华人民共和国民法典第十七条", "十八周岁以上的自然人为成年人。"],
	[
		"中华人民共和国保险法第四十六条",
		"被保险人因第三者的行为而发生死亡、伤残。",
	],
	[
		"中华人民共和国军人保险法第四十六条",
		"军人保险法第四十六条，保险、军人保险，保险法。",
	],
	["离婚问答", "民法典第1079条怎么说？民法典规定调解，第1079条，民法典。"],
];

beforeAll(async () => {
	const articles = LAWS.map(([title, body]) => ({ id: title, title, body }));
	await buildIndex({ articles, index });
	engine = await openEngine({ index });
});

describe("a provision named by law and number", () => {
	it.each([
		"民法典第1079条",
		"民法典1079条",
		"民法典第一千零七十九条",
		"第１０７９條 民法典".split(" ").reverse().join(""),
		"《中华人民共和国民法典》第一千零七十九条",
	])("is the first hit for %s", async (text) => {
		const { hits } = await engine.search(text);
		expect(hits[0]?.article.title).toBe("中华人民共和国民法典第一千零七十九条");
	});

	it("is that of the law named, not of one whose name ends alike", async () => {
		const { hits } = await engine.search("保险法第四十六条");
		expect(hits[0]?.article.title).toBe("中华人民共和国保险法第四十六条");
	});

	it("is marked in its title as one range", async () => {
		const { hits } = await engine.search("民法典第1079条");
		const { text, ranges } = hits[0]?.title ?? { text: "", ranges: [] };
		expect(ranges.map(({ start, end }) => text.slice(start, end))).toEqual([
			"中华人民共和国民法典第一千零七十九条",
		]);
	});
});

describe("a provision that the query names", () => {
	it.each([
		["民法典第1300条第二款", ["中华人民共和国民法典第一千三百条"]],
		["保险法第46条和保险法第四十七条", ["中华人民共和国保险法第四十七条"]],
		["离婚 民法典第1079条", undefined],
		["第一千三百条", undefined],
		["某村规约第三条", undefined],
	])(
		"is told of %s where no article is it or cites it: %j",
		async (text, absent) => {
			expect((await engine.search(text)).absentProvisions).toEqual(absent);
		},
	);
});

describe("a provision that the query has a name of", () => {
	const CRIMES: readonly (readonly [string, string])[] = [
		["中华人民共和国刑法第二百八十七条之二", "明知他人利用信息网络实施犯罪。"],
		["中华人民共和国刑法第二百八十七条之一", "利用信息网络发布违法信息。"],
		["什么是帮信罪", "帮信罪判几年，看情节。帮信罪见刑法第287条之二。"],
		["网络犯罪", "刑法第二百八十七条之二和第二百八十七条之一。"],
		["水果", "苹果和梨。"],
		["工伤保险条例第三十九条", "职工因工死亡，其近亲属领取丧葬补助金。"],
		["赔偿标准", "赔偿标准由有关部门制定。赔偿标准应当公布。"],
		["中华人民共和国劳动合同法第三十条", "应当及时足额支付劳动报酬。"],
		["补发", "公司拖欠工资的，公司要补发。"],
	];
	const crimes: MemoryIndex = { memory: true };
	let asked: Engine;

	beforeAll(async () => {
		const articles = CRIMES.map(([title, body]) => ({
			id: title,
			title,
			body,
		}));
		await buildIndex({ articles, index: crimes });
		asked = await openEngine({ index: crimes });
	});

	it.each(["words", "layers", "model"] as const)(
		"is found by %s, with what cites it, without a word in common",
		async (ranking) => {
			const { hits, expansions } = await asked.search("帮信罪判几年", {
				ranking,
			});
			expect(hits.map(({ article }) => article.title)).toEqual(
				expect.arrayContaining([
					"中华人民共和国刑法第二百八十七条之二",
					"什么是帮信罪",
					"网络犯罪",
				]),
			);
			expect(expansions?.flatMap(({ to }) => to)).toContain(
				"刑法第二百八十七条之二",
			);
		},
	);

	it("comes first where the name is all of the query", async () => {
		const { hits } = await asked.search("帮信罪", { ranking: "layers" });
		expect(hits[0]?.article.title).toBe("中华人民共和国刑法第二百八十七条之二");
		expect(hits[0]?.title.ranges).toHaveLength(1);
	});

	it("is read inside what no list has as a word", async () => {
		// The cut guesses 包会.
		const { expansions } = await asked.search("替人顶包会判刑吗");
		expect(expansions?.[0]).toMatchObject({
			text: "顶包",
			to: ["作假证明包庇", "刑法第三百一十条"],
		});
	});

	it("counts by letters where a word of the query reaches beyond the name", async () => {
		// 赔偿标准 is one word.
		const { hits } = await asked.search("工亡赔偿标准", { ranking: "layers" });
		expect(hits[0]?.article.title).toBe("工伤保险条例第三十九条");
	});

	it("counts by the letters of both parts where a name has a gap", async () => {
		// 拖欠工资 is one word, and 拖欠…工资 a name.
		const { hits } = await asked.search("单位长期拖欠工资", {
			ranking: "layers",
		});
		expect(hits[0]?.article.title).toBe("中华人民共和国劳动合同法第三十条");
	});

	it("is left alone with synonyms switched off, exactly and literally", async () => {
		for (const options of [
			{ synonyms: false },
			{ exact: true },
			{ literal: true },
		]) {
			const { hits } = await asked.search("帮信罪判几年", options);
			expect(hits.map(({ article }) => article.title)).toEqual([
				"什么是帮信罪",
			]);
		}
	});

	it("adds to a score what the explanation says", async () => {
		const id = "中华人民共和国刑法第二百八十七条之二";
		const { score, parts } = await asked.explain("帮信罪", id, {
			ranking: "layers",
		});
		const sum = parts.reduce((all, { contribution }) => all + contribution, 0);
		expect(sum).toBeCloseTo(score ?? 0, 4);
		expect(parts).toContainEqual(
			expect.objectContaining({ kind: "entity", text: id, isAdded: true }),
		);
	});
});
