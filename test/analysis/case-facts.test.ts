import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CaseFacts, parseCaseFacts } from "../../src/analysis/case-facts.ts";
import {
	isWholeProvision,
	wholeProvisions,
} from "../../src/analysis/entity.ts";
import { parseLaws } from "../../src/analysis/law-list.ts";
import { analyzerOver } from "../analyzer-over.ts";
import { compiledDictionary } from "../compiled-dictionary.ts";

const NAME = "case-facts.txt";

function listOf(name: string): string {
	return readFileSync(
		new URL(`../../src/analysis/lists/${name}`, import.meta.url),
		"utf8",
	);
}

function kindsOf(list: string, text: string) {
	return new CaseFacts(() => parseCaseFacts(list, "一览")).kindsOf(text);
}

describe("a list of kinds of cases", () => {
	test("is read folded, each word once", () => {
		const list =
			"\uFEFF# 注\r\n\r\n窃取 ＤＮＡ 窃取　扒窃 ＞ 刑法第二百六十四条，刑法第二百六十五条\r\n";
		expect(parseCaseFacts(list, "一览")).toEqual([
			{
				words: ["窃取", "dna", "扒窃"],
				provisions: ["刑法第二百六十四条", "刑法第二百六十五条"],
			},
		]);
	});

	test.each([
		["盗窃 扒窃", 1],
		["# 注\n> 刑法第二百六十四条", 2],
		["盗窃 >", 1],
		["盗窃 > 刑法第二百六十四条, ", 1],
		["盗窃 > 刑法第二百六十四条 > 扒窃", 1],
	])("with a bad line names it: %j", (list, line) => {
		expect(() => parseCaseFacts(list, "一览")).toThrow(
			expect.objectContaining({
				code: "bad-list",
				message: expect.stringContaining(`一览, line ${line}: expected`),
			}),
		);
	});
});

describe("the kinds of which a text tells", () => {
	const others = Array.from(
		{ length: 80 },
		(_, i) => `甲${i} 乙${i} 丙${i} 丁${i} > 某法第${i}条`,
	);
	const list = [
		"窃取 扒窃 翻窗 手机 > 盗窃",
		"骗取 谎称 手机 > 诈骗",
		"手机 谎称 > 手机",
		...others,
	].join("\n");

	test("have several of its words, the likeliest first", () => {
		const kinds = kindsOf(list, "谎称有手机，骗取货款，又翻窗窃取手机");
		expect(kinds.map(({ provisions }) => provisions[0])).toEqual([
			"盗窃",
			"诈骗",
		]);
		expect(kinds[0]?.share).toBe(1);
		expect(kinds[1]?.share).toBeGreaterThan(0.6);
		expect(kinds[1]?.share).toBeLessThan(1);
	});

	test("are told with the places of their words, each where it stands first", () => {
		const text = "翻窗后窃取手机，再窃取现金";
		const [kind] = kindsOf(list, text);
		expect(kind?.parts.map(({ start, end }) => text.slice(start, end))).toEqual(
			["翻窗", "窃取", "手机"],
		);
		expect(kind?.parts[1]?.start).toBe(3);
	});

	test("are of crimes where a crime is told, of suits where a suit is", () => {
		const both = [
			"打伤 木棍 摔倒 > 刑法第二百三十四条",
			"打伤 医疗费 摔倒 > 民法典第一千一百七十九条",
			...others,
		].join("\n");
		const told = (text: string) =>
			kindsOf(both, text).flatMap(({ provisions }) => provisions);
		const [crime, suit] = ["刑法第二百三十四条", "民法典第一千一百七十九条"];
		expect(told("被告人把人打伤，对方摔倒")).toEqual([crime]);
		expect(told("原告被打伤摔倒，要求被告赔偿")).toEqual([suit]);
		expect(told("他被打伤摔倒").sort()).toEqual([crime, suit].sort());
		expect(told("原告报警称被打伤摔倒").sort()).toEqual([crime, suit].sort());
	});

	test("are none where a single word is had in common, or none", () => {
		expect(kindsOf(list, "翻窗")).toEqual([]);
		expect(kindsOf(list, "买了手机")).toEqual([]);
		expect(kindsOf(list, "")).toEqual([]);
		expect(kindsOf("", "翻窗后窃取手机")).toEqual([]);
	});
});

describe("fasou's own list of kinds of cases", () => {
	const kinds = parseCaseFacts(listOf(NAME), NAME);
	const analyzer = analyzerOver(compiledDictionary(), {
		laws: parseLaws(listOf("laws.txt"), "laws.txt"),
	});

	test("has enough words for each, and provisions of known laws", () => {
		for (const { words, provisions } of kinds) {
			expect(words.length, provisions.join()).toBeGreaterThan(3);
			for (const provision of provisions) {
				expect(isWholeProvision(provision), provision).toBe(true);
				const { entities } = analyzer.queryEntities(provision);
				expect(
					entities.flatMap(({ terms }) => wholeProvisions(terms)).length,
					provision,
				).toBeGreaterThan(0);
			}
		}
	});

	test("has no kind twice", () => {
		const told = kinds.map(({ words }) => words.join(" "));
		expect(new Set(told).size).toBe(kinds.length);
	});

	test.each([
		["在公交车上扒窃乘客的手机一部，被当场抓获", "刑法第二百六十四条"],
		["持木棍将对方打伤，经鉴定为轻伤二级", "刑法第二百三十四条"],
		["饮酒后驾驶小型轿车，血液中酒精含量168毫克", "刑法第一百三十三条之一"],
		["将电镀废水未经处理直接排入河道", "刑法第三百三十八条"],
		["婚后分居两年，夫妻感情破裂，第二次起诉离婚", "民法典第一千零七十九条"],
	])("knows %s", (text, provision) => {
		const facts = new CaseFacts(() => kinds);
		expect(facts.kindsOf(text)[0]?.provisions).toContain(provision);
	});
});
