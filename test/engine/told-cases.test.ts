import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { openEngine } from "../../src/engine/open-engine.ts";

const THEFT = "中华人民共和国刑法第二百六十四条";
const FRAUD = "中华人民共和国刑法第二百六十六条";
const ARREST = "中华人民共和国刑事诉讼法第八十二条";
const COUNTERFEIT = "中华人民共和国刑法第二百一十三条";
const DEFENDANT = "中华人民共和国刑事诉讼法第一百九十一条";

const LAWS: readonly (readonly [string, string])[] = [
	[THEFT, "盗窃公私财物，数额较大的，处三年以下有期徒刑。"],
	[FRAUD, "诈骗公私财物，数额较大的，处三年以下有期徒刑。"],
	[ARREST, "公安机关对于现行犯或者重大嫌疑分子，可以先行拘留。"],
	[COUNTERFEIT, "未经注册商标所有人许可，使用与其注册商标相同的商标的。"],
	[
		DEFENDANT,
		"公诉人在法庭上宣读起诉书后，被告人、被害人可以就起诉书指控的犯罪进行陈述。",
	],
];

let engine: Engine;

beforeAll(async () => {
	const index = { memory: true } as const;
	const articles = LAWS.map(([title, body]) => ({
		id: title,
		title,
		body,
		law: title.replace(/第.+/, ""),
	}));
	await buildIndex({ articles, index });
	engine = await openEngine({ index });
});

afterAll(() => engine.close());

async function first(text: string): Promise<string | undefined> {
	const { hits } = await engine.search(text);
	return hits[0]?.article.id;
}

describe("the facts of a case", () => {
	test("find the provision that they come under, though it has none of their words", async () => {
		expect(
			await first("被告人翻窗进入某某家中，从抽屉里拿走现金和首饰。"),
		).toBe(THEFT);
		expect(await first("被告人谎称能够办理入学，收到钱款后将对方拉黑。")).toBe(
			FRAUD,
		);
	});

	test("choose nothing by what looks like a field, and ask for no quote", async () => {
		const text =
			"被告人从“张某某的家中”盗走现金。来源：某某日报。作者：某某某。";
		expect(await first(text)).toBe(THEFT);
	});

	test("are about the matter, not about the parties and the procedure", async () => {
		const text =
			"公诉机关指控被告人盗走被害人的现金。被告人对指控的事实供认不讳，已被刑事拘留。";
		expect(await first(text)).toBe(THEFT);
	});

	test("leave out people without their names, unless something is asked", async () => {
		const leftOut = async (text: string) => {
			const { words } = await engine.explainQuery(text);
			return words
				.filter(({ reason }) => reason === "asks")
				.map(({ text: word }) => word);
		};
		const told = "王某翻窗进入李某某家中，拿走现金。民警次日将王某抓获。";
		expect(await leftOut(told)).toEqual(
			expect.arrayContaining(["王某", "某某", "民警", "抓获"]),
		);
		expect(
			await leftOut("王某翻窗进入李某某家中，拿走现金。民警怎么处理？"),
		).toEqual(["怎么"]);
	});

	test("ask about procedure where they tell nothing else", async () => {
		expect(
			await first("他昨天晚上在外地被刑事拘留了。家里什么都不知道。"),
		).toBe(ARREST);
	});

	test("put a provision that they cite first", async () => {
		const text =
			"公司的产品被人仿冒，损失很大，报案后一直没有结果。有人说要看刑法第二百六十六条。";
		expect(await first(text)).toBe(FRAUD);
	});

	test("have no mistakes: people and things that no article names are none", async () => {
		const text = "王某翻窗进入李某家中，从抽屉里拿走现金和首饰。";
		const { unknown, suggestions } = await engine.search(text);
		expect([unknown, suggestions]).toEqual([undefined, undefined]);
		const question = await engine.search(
			"昨天有人翻窗进了我家。这样是犯什么罪？可以要求拘留吗？",
		);
		expect(question.unknown?.map((word) => word.text)).toContain("翻窗");
	});

	test("tell in the answer what was searched for beside them", async () => {
		const answer = await engine.search(
			"被告人翻窗进入某某家中，从抽屉里拿走现金和首饰。",
		);
		const told = (answer.expansions ?? []).filter(({ to }) =>
			to.includes("刑法第二百六十四条"),
		);
		expect(told.map(({ text }) => text)).toContainEqual(
			expect.stringContaining("翻窗"),
		);
	});
});

test("a crime is known as it is charged: 案 in place of 罪, and behind 涉嫌", async () => {
	expect(await first("假冒注册商标案")).toBe(COUNTERFEIT);
	expect(await first("涉嫌假冒注册商标")).toBe(COUNTERFEIT);
});

test("a question about parties is about them", async () => {
	expect(await first("被告人可以陈述吗")).toBe(DEFENDANT);
});

test("what one asks with is marked only where there is nothing else", async () => {
	const marked = async (text: string) => {
		const { hits } = await engine.search(text);
		return hits
			.slice(0, 1)
			.flatMap(({ snippets }) =>
				snippets.flatMap(({ text: passage, ranges }) =>
					ranges.map(({ start, end }) => passage.slice(start, end)),
				),
			);
	};
	expect(await marked("盗窃的数额")).toEqual(expect.arrayContaining(["盗窃"]));
	expect((await marked("盗窃的数额")).join()).not.toContain("的");
	expect(await marked("的")).toContain("的");
});
