import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ArticleInput } from "../../src/article.ts";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { openEngine } from "../../src/engine/open-engine.ts";

/** One thing in all the ways that people write it; each finds what the others find, in the same order. */
const SPELLINGS: readonly (readonly [string, readonly string[]])[] = [
	[
		"divorce",
		[
			"民法典第1079条",
			"民法典1079条",
			"民法典第１０７９條",
			"《民法典》第一千零七十九条",
			"《中华人民共和国民法典》第一千零七十九条",
			"民法典 第 1079 条",
		],
	],
	["divorce", ["第1079条", "第一千零七十九条", "第１０７９條"]],
	[
		"drunk",
		["刑法第一百三十三条之一", "刑法第133条之一", "《刑法》第一百三十三條之一"],
	],
	[
		"judgment",
		[
			"（2017）湘0405刑初149号",
			"(2017)湘0405刑初149号",
			"〔2017〕湘0405刑初149号",
			"[2017]湘0405刑初149号",
			"【2017】湘0405刑初149號",
			"（２０１７）湘０４０５刑初１４９号",
		],
	],
	[
		"fine",
		[
			"2万元",
			"20000元",
			"20,000元",
			"￥20,000",
			"¥20000",
			"两万元",
			"人民币二万元",
		],
	],
	["term", ["30日", "三十日", "３０日", "30天"]],
	["injury", ["工伤认定", "工傷認定"]],
];

const ARTICLES: readonly ArticleInput[] = [
	{
		id: "divorce",
		title: "中华人民共和国民法典第一千零七十九条",
		law: "中华人民共和国民法典",
		body: "夫妻一方要求离婚的，可以由有关组织进行调解或者直接向人民法院提起离婚诉讼。",
	},
	{
		id: "cites divorce",
		title: "怎样起诉离婚",
		body: "感情确已破裂的，依照民法典第1079条应当准予离婚；第一千零八十条另说。",
	},
	{
		id: "divorce registered",
		title: "中华人民共和国民法典第一千零八十条",
		law: "中华人民共和国民法典",
		body: "完成离婚登记，或者离婚判决书、调解书生效，即解除婚姻关系。",
	},
	{
		id: "drunk",
		title: "中华人民共和国刑法第一百三十三条之一",
		law: "中华人民共和国刑法",
		body: "在道路上驾驶机动车，追逐竞驶或者醉酒驾驶的，处拘役，并处罚金。",
	},
	{
		id: "accident",
		title: "中华人民共和国刑法第一百三十三条",
		law: "中华人民共和国刑法",
		body: "违反交通运输管理法规，因而发生重大事故的，处三年以下有期徒刑或者拘役。",
	},
	{
		id: "judgment",
		title: "一起盗窃案",
		body: "衡阳市蒸湘区人民法院以（2017）湘0405刑初149号刑事判决书判处被告人拘役。",
	},
	{ id: "fine", title: "处罚", body: "违反规定的，处二万元以上的罚款。" },
	{
		id: "other fine",
		title: "处罚",
		body: "违反规定的，处2元以上的罚款，万元户除外。",
	},
	{ id: "term", title: "期限", body: "当事人应当在三十日内提出。" },
	{
		id: "other term",
		title: "期限",
		body: "当事人应当在三个月内提出，第三十日除外地计算。",
	},
	{
		id: "injury",
		title: "工伤",
		body: "申请工伤认定，應當提交材料；工傷認定由社会保险行政部门作出。",
	},
];

let engine: Engine;

beforeAll(async () => {
	const index = { memory: true } as const;
	await buildIndex({ index, articles: ARTICLES });
	engine = await openEngine({ index });
});

afterAll(() => engine.close());

describe("one thing in several spellings", () => {
	test.each(SPELLINGS)(
		"%s is found first by %j, by all alike",
		async (id, spellings) => {
			const answers = await Promise.all(
				spellings.map(async (spelling) => {
					const { hits } = await engine.searchIds(spelling, { exact: true });
					return [spelling, hits.map((hit) => hit.id)] as const;
				}),
			);
			for (const [spelling, ids] of answers) {
				expect([spelling, ids[0]]).toEqual([spelling, id]);
				expect([spelling, ids]).toEqual([spelling, answers[0]?.[1]]);
			}
		},
	);

	test("is marked in the text as it stands there", async () => {
		const marked = async (query: string, id: string) => {
			const { hits } = await engine.search(query, { snippets: 3 });
			const hit = hits.find(({ article }) => article.id === id);
			return (hit?.snippets ?? []).flatMap(({ text, ranges }) =>
				ranges.map(({ start, end }) => text.slice(start, end)),
			);
		};
		expect(
			await marked("《民法典》第一千零七十九条", "cites divorce"),
		).toContain("民法典第1079条");
		expect(await marked("工伤认定", "injury")).toEqual([
			"工伤认定",
			"工傷認定",
		]);
		expect(await marked("￥20,000", "fine")).toEqual(["二万元"]);
	});

	test("cites a provision whether that is in quotes or named", async () => {
		const ids = async (query: string) =>
			(await engine.searchIds(query)).hits.map(({ id }) => id).sort();
		expect(await ids('"第1079条"')).toEqual(["cites divorce"]);
		expect(await ids("+民法典第一千零七十九条")).toEqual([
			"cites divorce",
			"divorce",
		]);
		expect(await ids("离婚 -民法典第1079条")).toEqual(["divorce registered"]);
	});
});
