import { beforeAll, describe, expect, test } from "vitest";
import type { ArticleInput } from "../../src/article.ts";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { Engine, SearchOptions } from "../../src/engine/engine.ts";
import type { IndexPlace } from "../../src/engine/index-place.ts";
import { openEngine } from "../../src/engine/open-engine.ts";

const ARTICLES: readonly ArticleInput[] = [
	{
		id: "divorce",
		title: "离婚财产怎么分",
		body: "离婚时，夫妻共同财产由双方协议处理。\n子女抚养另行协商。依据《民法典》第一千零八十七条。",
		category: ["婚姻家庭", "离婚"],
		author: "张三",
		publishedAt: "2024-03-01",
		views: 300,
		source: "新华社/离婚.txt",
	},
	{
		id: "separate",
		title: "离异后的探望权",
		body: "离异的父母都可以探望。本文说的是《中华人民共和国民法典》第1086条第二款。",
		category: ["婚姻家庭"],
		author: "李四、张三丰",
		publishedAt: "2025-12-31T23:00:00",
		views: 301,
	},
	{
		id: "labour",
		title: "工伤认定",
		body: "职工在工作时间受到事故伤害的，应当认定为工伤。交通事故另说。财产损失不算。",
		category: ["劳动"],
		publishedAt: "2026-01-01",
	},
	{
		id: "rights",
		title: "知识产权",
		body: "知识产权包括著作权。知识产权法院管辖专利案件。",
		author: "王五",
	},
];

/** Query, and the ids that it finds, in any order. */
const FOUND: readonly (readonly [string, string])[] = [
	["离婚 OR 离异", "divorce separate"],
	["离婚 或 工伤", "divorce labour"],
	["离婚 AND 财产", "divorce"],
	["(离婚 OR 离异 OR 工伤) AND 财产", "divorce labour"],
	["+(离婚 OR 工伤) -交通事故", "divorce"],
	["财产 NOT (离婚 OR 著作权)", "labour"],
	["(离婚 AND 财产) OR (工伤 AND 专利)", "divorce"],
	["(离婚 -财产) 著作权", "rights"],
	["标题:财产", "divorce"],
	["正文:财产", "divorce labour"],
	["标题:(离婚 OR 工伤)", "divorce labour"],
	["标题:“财产怎么”", "divorce"],
	["知识产*", "rights"],
	["标题:离*", "divorce separate"],
	["日期:2024", "divorce"],
	["日期:2024..2025", "divorce separate"],
	["日期:>=2025-12-31", "separate labour"],
	["浏览:>300", "separate"],
	["浏览:..300", "divorce"],
	["财产 日期:2024", "divorce"],
	["财产 -日期:2024", "labour"],
	["-日期:2024..2026 +产权", "rights"],
	["-日期:2024..2026", ""],
	["作者:张三", "divorce"],
	["作者:张*", "divorce separate"],
	["栏目:婚姻家庭", "divorce separate"],
	["栏目:离婚", "divorce"],
	["栏目:婚姻", ""],
	["栏目:婚姻*", "divorce separate"],
	["栏目:劳动 OR 作者:王五", "labour rights"],
	["来源:新华社", "divorce"],
	["引用:民法典", "divorce separate"],
	["引用:民法典/1087", "divorce"],
	["引用:民法典/1086/2", "separate"],
	["引用:民法典/1086/1", ""],
	["引用:民法典 OR 专利", "divorce separate rights"],
];

describe("the query language", () => {
	let engine: Engine;

	async function idsOf(
		text: string,
		options: SearchOptions = {},
	): Promise<string[]> {
		const { hits } = await engine.searchIds(text, options);
		return hits.map(({ id }) => id);
	}

	beforeAll(async () => {
		const index: IndexPlace = { memory: true };
		await buildIndex({ articles: ARTICLES, index });
		engine = await openEngine({ index });
	});

	test.each(FOUND)("%s finds: %s", async (text, ids) => {
		const expected = ids === "" ? [] : ids.split(" ").sort();
		expect((await idsOf(text, { exact: true })).sort()).toEqual(expected);
	});

	test("is plain words where all is taken literally", async () => {
		expect(await idsOf("日期:2024", { literal: true })).toEqual([]);
	});

	test("scores by what is wanted, not by what only chooses", async () => {
		const scores = async (text: string) =>
			(await engine.searchIds(text, { ranking: "words" })).hits.find(
				({ id }) => id === "divorce",
			)?.score;
		expect(await scores("+离婚 日期:2024 引用:民法典 作者:张三")).toBe(
			await scores("+离婚"),
		);
		expect(await scores("日期:2024")).toBe(0);
	});

	describe("with several plain words", () => {
		test("puts articles with every word first, and counts those", async () => {
			const page = await engine.searchIds("财产 认定");
			expect(page.hits.map(({ id }) => id)).toEqual(["labour", "divorce"]);
			expect(page.total).toEqual({ value: 1, exact: true });
			const scores = page.hits.map(({ score }) => score);
			expect(scores).toEqual(scores.toSorted((a, b) => b - a));
			expect((await engine.search("财产 认定")).relaxed).toBeUndefined();
		});

		test("a word that is only asked with need not stand there", async () => {
			const page = await engine.searchIds("工伤怎么认定");
			expect(page.hits.map(({ id }) => id)).toEqual(["labour"]);
			expect(page.total).toEqual({ value: 1, exact: true });
		});

		test("a word that only asks is not searched for, unless it is all, quoted or literal", async () => {
			const idsOf = async (text: string, options = {}) =>
				(await engine.searchIds(text, options)).hits.map(({ id }) => id);
			expect(await idsOf("谁怎么工伤呢")).toEqual(await idsOf("工伤"));
			const asked = await idsOf("怎么");
			expect(asked).toContain("divorce");
			expect(await idsOf('"怎么"')).toEqual(asked);
			expect(await idsOf("工伤怎么认定", { literal: true })).toContain(
				"divorce",
			);
			expect(await idsOf("工伤 AND 怎么")).toEqual([]);
			const { words } = await engine.explainQuery("工伤怎么认定");
			expect(words.map(({ text, reason }) => [text, reason])).toEqual([
				["工伤", "dictionary"],
				["怎么", "asks"],
				["认定", "dictionary"],
			]);
		});

		test("others follow a page that those with every word fill to the last place", async () => {
			const page = await engine.search("财产 认定", { limit: 1 });
			expect(page.total.value).toBe(1);
			expect(page.hasMore).toBe(true);
			const next = await engine.search("财产 认定", { limit: 1, offset: 1 });
			expect(next.hits.map(({ article }) => article.id)).toEqual(["divorce"]);
			expect(next.hasMore).toBeUndefined();
			const all = await engine.search("财产 认定", { limit: 2 });
			expect(all.hasMore).toBeUndefined();
		});

		test("no article of a lower step scores as much as one before it", async () => {
			for (const text of ["财产 认定", "知识产权 离婚", "财产"]) {
				const { hits } = await engine.searchIds(text);
				const scores = hits.map(({ score }) => score);
				expect(new Set(scores).size).toBe(scores.length);
				expect(scores).toEqual(scores.toSorted((a, b) => b - a));
			}
		});

		test("says so where none has them all, and counts any word", async () => {
			const page = await engine.search("离婚 著作权", {
				synonyms: false,
			});
			expect(page.relaxed).toBe(true);
			expect(page.total).toEqual({ value: 2, exact: true });
			expect((await engine.search("离婚")).relaxed).toBeUndefined();
		});

		test("takes alternatives as one word, and choices as none", async () => {
			const page = await engine.searchIds("(离婚 OR 工伤) 财产 交通事故", {
				synonyms: false,
			});
			expect(page.hits.map(({ id }) => id)).toEqual(["labour", "divorce"]);
			expect(page.total.value).toBe(1);
			const chosen = await engine.search("离婚 著作权 日期:2024");
			expect([chosen.relaxed, chosen.total.value]).toEqual([true, 1]);
		});

		test("pages through all without gap or repetition", async () => {
			const all = await idsOf("离婚 财产 认定 知识产权");
			const pages: string[] = [];
			for (let offset = 0; offset < all.length; offset++) {
				const limit = 1;
				const options = { offset, limit };
				pages.push(...(await idsOf("离婚 财产 认定 知识产权", options)));
			}
			expect(pages).toEqual(all);
			expect(new Set(all).size).toBe(all.length);
		});

		test("asks for no more than any word where they are more than six", async () => {
			const page = await engine.search(
				"离婚 财产 协议 子女 抚养 民法典 工伤 著作权",
			);
			expect(page.relaxed).toBeUndefined();
			expect(page.total.value).toBe(4);
		});
	});

	test("counts exactly, and marks what begins with a prefix", async () => {
		const page = await engine.search("知识产* -离婚");
		expect(page.query.problems).toEqual([]);
		expect(page.total).toEqual({ value: 1, exact: true });
		const [hit] = page.hits;
		const { text = "", ranges = [] } = hit?.title ?? {};
		expect(ranges.map(({ start, end }) => text.slice(start, end))).toEqual([
			"知识产权",
		]);
	});

	test("calls no operator, field or filter an unknown word", async () => {
		const page = await engine.search("财产 同句 蚍蜉 作者:魑魅");
		expect(page.unknown?.map(({ text }) => text)).toEqual(["蚍蜉"]);
		const { unknown } = await engine.search("财产 同句 蚍蜉", {
			literal: true,
		});
		expect(unknown?.map(({ text }) => text)).toEqual(["同句"]);
	});

	test("tells where more words begin with a prefix than are searched for, and that the total is a lower bound", async () => {
		const index: IndexPlace = { memory: true };
		const articles = Array.from({ length: 70 }, (_, i) => ({
			id: `a${i}`,
			title: "条款",
			body: `合同编号 clause${String.fromCharCode(97 + (i % 26), 97 + Math.floor(i / 26))}`,
		}));
		await buildIndex({ articles, index });
		const many = await openEngine({ index });
		const cut = await many.search("clause*");
		expect(cut.cutPrefixes).toEqual([
			{ prefix: "clause", words: 70, searched: 64 },
		]);
		expect(cut.total).toEqual({ value: 64, exact: false });
		const whole = await many.search("clausea*");
		expect(whole.cutPrefixes).toBeUndefined();
		expect(whole.total.exact).toBe(true);
		await many.close();
	});
});
