import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseLaws } from "../../src/analysis/law-list.ts";
import { SynonymBook } from "../../src/analysis/synonym-book.ts";
import { parseSynonyms } from "../../src/analysis/synonyms.ts";
import { TokenColumns } from "../../src/analysis/token-columns.ts";
import { parseUserWords } from "../../src/analysis/user-words.ts";
import { analyzerOver } from "../analyzer-over.ts";
import { compiledDictionary } from "../compiled-dictionary.ts";

const NAME = "provision-names.txt";
const rules = parseSynonyms(listOf(NAME), NAME);
const analyzer = analyzerOver(compiledDictionary(), {
	userWords: parseUserWords(listOf("legal-words.txt"), "legal-words.txt"),
	laws: parseLaws(listOf("laws.txt"), "laws.txt"),
});
const book = new SynonymBook(() => rules, analyzer);

function listOf(name: string): string {
	return readFileSync(
		new URL(`../../src/analysis/lists/${name}`, import.meta.url),
		"utf8",
	);
}

function expansionsIn(of: SynonymBook, text: string) {
	return of.expansions(text, analyzer.tokens(text, "word", new TokenColumns()));
}

function provisionsOf(query: string): string[] {
	return expansionsIn(book, query).flatMap(({ provisions }) =>
		provisions.map(({ term }) => term),
	);
}

describe("fasou's own list of names of provisions", () => {
	test("names crimes and concepts, none twice beside the same provision", () => {
		const names = rules.flatMap(({ plain, to }) =>
			to.map((one) => plain + one),
		);
		expect(
			rules.filter(({ plain }) => plain.endsWith("罪")).length,
		).toBeGreaterThan(480);
		expect(names.length).toBe(new Set(names).size);
	});

	test("has nothing but provisions of known laws behind every name", () => {
		const targets = [...new Set(rules.flatMap(({ to }) => to))];
		const read = new SynonymBook(
			() => [{ plain: "名称", to: targets }],
			analyzer,
		);
		const [expansion] = expansionsIn(read, "名称");
		expect(expansion?.to).toEqual([]);
		expect(expansion?.provisions.map((one) => one.text)).toEqual(targets);
	});

	test.each([
		["帮信罪判几年", "中华人民共和国刑法第二百八十七条之二"],
		["掩饰、隐瞒犯罪所得罪", "中华人民共和国刑法第三百一十二条"],
		["构成掩饰隐瞒犯罪所得罪吗", "中华人民共和国刑法第三百一十二条"],
		["醉驾怎么判", "中华人民共和国道路交通安全法第九十一条"],
		["善意取得的条件", "中华人民共和国民法典第三百一十一条"],
		[
			"彩礼返还",
			"最高人民法院关于适用《中华人民共和国民法典》婚姻家庭编的解释(一)第五条",
		],
	])("reads %s as %s", (query, expected) => {
		expect(provisionsOf(query)).toContain(expected);
	});

	test("reads a name with a gap before the names that its parts are", () => {
		const inGap = "中华人民共和国妇女权益保障法第四十八条";
		const alone = "中华人民共和国劳动合同法第三十五条";
		expect(provisionsOf("怀孕期间被公司降薪")).toContain(inGap);
		expect(provisionsOf("怀孕期间被公司降薪")).not.toContain(alone);
		expect(provisionsOf("被公司降薪")).toContain(alone);
		// A longer name than a part tells more than the part.
		expect(provisionsOf("口头遗嘱有效吗")).toContain(
			"中华人民共和国民法典第一千一百三十八条",
		);
		expect(expansionsIn(book, "怀孕期间被公司降薪")).toContainEqual(
			expect.objectContaining({ start: 0, plain: "怀孕期间被公司降薪" }),
		);
	});

	test("reads no name inside a longer one", () => {
		expect(provisionsOf("信用卡诈骗罪")).toEqual([
			"中华人民共和国刑法第一百九十六条",
		]);
	});
});

describe("a list of the user's own", () => {
	const own = new SynonymBook(
		() =>
			parseSynonyms(
				"凤凰男条款 > 民法典第1062条, 夫妻共同财产\n土办法 > 村规第三条",
				"own.txt",
			),
		analyzer,
	);

	test("may name provisions in any spelling, beside words", () => {
		const [expansion] = expansionsIn(own, "凤凰男条款");
		expect(expansion?.to).toEqual(["夫妻共同财产"]);
		expect(expansion?.provisions).toEqual([
			{ text: "民法典第1062条", term: "中华人民共和国民法典第一千零六十二条" },
		]);
	});

	test("keeps as words what names a law that no list has", () => {
		const [expansion] = expansionsIn(own, "土办法");
		expect(expansion?.to).toEqual(["村规第三条"]);
		expect(expansion?.provisions).toEqual([]);
	});
});

test("what a list has words for and another provisions is told once", () => {
	const lists = [
		{ plain: "不退押金", to: ["返还押金"] },
		{ plain: "不退…押金", to: ["民法典第五百七十七条"] },
	];
	const both = new SynonymBook(() => lists, analyzer);
	const [one, ...others] = expansionsIn(both, "房东不退押金");
	expect(others).toEqual([]);
	expect(one?.to).toEqual(["返还押金"]);
	expect(one?.provisions.map(({ text }) => text)).toEqual([
		"民法典第五百七十七条",
	]);
});
