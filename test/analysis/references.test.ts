import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseLaws } from "../../src/analysis/law-list.ts";
import { LawNames } from "../../src/analysis/law-names.ts";
import { findReferences } from "../../src/analysis/references.ts";
import { randomText, seededRandom } from "./random-text.ts";

const FILE = new URL("../../src/analysis/lists/laws.txt", import.meta.url);
const laws = new LawNames(parseLaws(readFileSync(FILE, "utf8"), "laws.txt"));

describe("references", () => {
	test("are the laws a text names too, listed or not, at their ranges", () => {
		const text = "《消法》和《某某市养犬条例》，以及消保法实施条例。";
		const mentions = findReferences(text, { laws }).laws.map(
			({ law, isListed, start, end }) => [
				law,
				isListed,
				text.slice(start, end),
			],
		);
		expect(mentions).toEqual([
			["中华人民共和国消费者权益保护法", true, "《消法》"],
			["某某市养犬条例", false, "《某某市养犬条例》"],
			["中华人民共和国消费者权益保护法实施条例", true, "消保法实施条例"],
		]);
	});

	test.each([
		["《中華人民共和國民法典》第１０７９條", "第一千零七十九条"],
		["「民法典」第一千零七十九條", "第一千零七十九条"],
		["‘民法典’第1079条", "第一千零七十九条"],
		["民法典第10—12条", "第十条 第十一条 第十二条"],
		["《民法典》（以下简称“本典”），依“本典”第三条", "第三条"],
		["《民法典》（以下簡稱「該典」），依「該典」第三條", "第三条"],
		["• 民法典【第3条】", "第三条"],
	])("are found in %s, whatever its signs and characters", (text, numbers) => {
		const { provisions } = findReferences(text, { laws });
		expect(provisions.map(({ number }) => number).join(" ")).toBe(numbers);
		expect(new Set(provisions.map(({ law }) => law))).toEqual(
			new Set(["中华人民共和国民法典"]),
		);
	});

	test.each([
		["依中华人民共和国“民法典”规定", "中华人民共和国“民法典”"],
		["（见中华人民共和国“民法典）", "中华人民共和国“民法典"],
		[
			"（最高人民法院“关于”适用民法典婚姻家庭编的解释（一））",
			"最高人民法院“关于”适用民法典婚姻家庭编的解释（一）",
		],
	])("in %s, a law ends with the marks that it began", (text, name) => {
		const mentions = findReferences(text, { laws }).laws;
		expect(mentions.map(({ start, end }) => text.slice(start, end))).toEqual([
			name,
		]);
	});

	test("stand at ranges of the text, in canonical form, whatever the text", () => {
		const seed = 20260601;
		const random = seededRandom(seed);
		const words = [
			"民法典",
			"《民法典》",
			"《",
			"》",
			"〈",
			"第",
			"条",
			"之一",
			"一千零七十九",
			"1079",
			"第三十六条",
			"至",
			"、",
			"（以下简称《解释》）",
			"该解释",
			"本法",
			"解释（二）",
			"最高人民法院关于",
			"中华人民共和国",
			"\n",
			"合同",
			"第（三）项",
		];
		for (let i = 0; i < 3000; i++) {
			const text = randomText(random, { words, pieces: 60 });
			const { laws: named, provisions } = findReferences(text, { laws });
			for (const { start, end, law } of [...named, ...provisions]) {
				const isRange = start >= 0 && start < end && end <= text.length;
				expect(isRange && law !== "", `seed ${seed}, text ${i}`).toBe(true);
			}
			for (const { number, start, end } of provisions) {
				expect(number).toMatch(
					/^第[零一二三四五六七八九十百千]+条(?:之[零一二三四五六七八九十百千]+)?$/,
				);
				expect(text.slice(start, end), `seed ${seed}, text ${i}`).toMatch(
					/[条條]|\d|[一二三四五六七八九十]/,
				);
			}
		}
	});

	test.each([
		["第", 300_000],
		["《", 300_000],
		["民法典", 100_000],
		["（以下简称", 60_000],
		["民法典（第一条", 40_000],
		["第一条至第九十九条", 20_000],
		["第1、", 100_000],
		["中华人民共和国", 50_000],
		["解释（二）第一条", 30_000],
		[" ", 300_000],
		["《最高人民法院关于适用", 30_000],
		["最高法关于", 30_000],
		["《民法典》（", 30_000],
	])("of %j times %d are read in time", (piece, count) => {
		const { provisions } = findReferences(piece.repeat(count), { laws });
		expect(provisions.length).toBeLessThanOrEqual(20_000);
	});
});
