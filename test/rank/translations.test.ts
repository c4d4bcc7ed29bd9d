import { describe, expect, test } from "vitest";
import { addedInLayer, mergeAdded } from "../../src/rank/added-terms.ts";
import { learnTranslations } from "../../src/rank/learn-translations.ts";
import { indexTranslations, translate } from "../../src/rank/translate.ts";
import {
	formatTranslations,
	parseTranslations,
} from "../../src/rank/translation-list.ts";

const PAIRS = [
	{ question: ["房东", "押金"], answer: ["出租人", "返还", "应当"] },
	{ question: ["房东", "涨价"], answer: ["出租人", "租金", "应当"] },
	{ question: ["老板", "工资"], answer: ["用人单位", "报酬", "应当"] },
	{ question: ["老板", "押金"], answer: ["用人单位", "返还", "应当"] },
];
const learn = (options = {}) =>
	learnTranslations(PAIRS, { isTarget: () => true, ...options });
const best = (plain: string) =>
	learn().find((row) => row.plain === plain)?.targets[0]?.term;

describe("learning", () => {
	test("gives each plain word the term that explains it best, not what stands in every answer", () => {
		expect(best("房东")).toBe("出租人");
		expect(best("老板")).toBe("用人单位");
		expect(best("押金")).toBe("返还");
	});

	test("the first round shares each term among the words of its question and the empty word, which counts double", () => {
		const rows = learnTranslations(
			[
				{ question: ["甲"], answer: ["a"] },
				{ question: ["甲", "乙"], answer: ["b"] },
			],
			{ isTarget: () => true, rounds: 1, leastQuestions: 1 },
		);
		// 甲: a gets 1 / (1 + 2), b gets 1 / (2 + 2); 乙: b alone.
		expect(rows).toEqual([
			{ plain: "乙", questions: 1, targets: [{ term: "b", probability: 1 }] },
			{
				plain: "甲",
				questions: 2,
				targets: [
					{ term: "a", probability: 1 / 3 / (1 / 3 + 1 / 4) },
					{ term: "b", probability: 1 / 4 / (1 / 3 + 1 / 4) },
				],
			},
		]);
	});

	test("leaves out words that one question has, unwanted and weak targets, and the word itself", () => {
		expect(learn().map(({ plain }) => plain)).toEqual(
			["房东", "押金", "老板"].sort(),
		);
		const few = learn({
			isTarget: (term: string) => term !== "出租人",
			mostTargets: 1,
		});
		for (const { targets } of few) {
			expect(targets).toHaveLength(1);
			expect(targets[0]?.term).not.toBe("出租人");
		}
		expect(learn({ leastProbability: 1 })).toEqual([]);
		const own = learnTranslations(
			[1, 2].map(() => ({ question: ["合同"], answer: ["合同"] })),
			{ isTarget: () => true },
		);
		expect(own).toEqual([]);
	});
});

describe("translating", () => {
	const table = indexTranslations([
		{
			plain: "房东",
			questions: 12,
			targets: [
				{ term: "出租人", probability: 0.3 },
				{ term: "租赁", probability: 0.1 },
			],
		},
		{
			plain: "赶走",
			questions: 3,
			targets: [
				{ term: "租赁", probability: 0.2 },
				{ term: "出租人", probability: 0.9 },
			],
		},
	]);
	const options = { most: 10, strength: 1.5 };

	test("sums probabilities over the words, trusts rare words less, and is certain from a half on", () => {
		expect(translate(["房东", "赶走", "我"], table, options)).toEqual([
			// .3 + .9 / 2 = .75, which is more than certain
			{ term: "出租人", weight: 1.5, for: ["房东", "赶走"] },
			// .1 + .2 / 2 = .2
			{ term: "租赁", weight: 1.5 * 0.4, for: ["房东", "赶走"] },
		]);
	});

	test("adds no word that the query has, counts a repeated one once, and stops at the most", () => {
		const added = translate(["房东", "房东", "出租人"], table, options);
		expect(added.map(({ term }) => term)).toEqual(["租赁"]);
		expect(added[0]?.weight).toBeCloseTo(1.5 * 0.2, 12);
		expect(translate(["房东"], table, { ...options, most: 1 })).toHaveLength(1);
	});

	test("words of Object's prototype are words like others", () => {
		expect(translate(["constructor"], table, options)).toEqual([]);
	});
});

describe("added terms", () => {
	test("of two lists the larger weight counts, and both reasons stay", () => {
		expect(
			mergeAdded(
				[{ term: "解除", weight: 0.2, for: ["炒"] }],
				[
					{ term: "解除", weight: 0.3, for: ["炒鱿鱼"] },
					{ term: "合同", weight: 0.3, for: ["炒鱿鱼"] },
				],
			),
		).toEqual([
			{ term: "解除", weight: 0.3, for: ["炒", "炒鱿鱼"] },
			{ term: "合同", weight: 0.3, for: ["炒鱿鱼"] },
		]);
	});

	test("are cut as their layer is, without the query's own terms", () => {
		const added = [
			{ term: "解除", weight: 0.4, for: [] },
			{ term: "免除", weight: 0.2, for: [] },
		];
		const inLayer = (layer: "word" | "character") => [
			...addedInLayer(added, {
				cut: (text) => (layer === "word" ? [text] : [...text]),
				own: new Set(["免"]),
			}),
		];
		expect(inLayer("word")).toEqual([
			["解除", 0.4],
			["免除", 0.2],
		]);
		expect(inLayer("character")).toEqual([
			["解", 0.4],
			["除", 0.4],
		]);
	});
});

describe("the file of a learnt table", () => {
	test("is read back as it was written, and its head says how it came about", () => {
		const rows = learn();
		const text = formatTranslations(rows, {
			command: "fasou train",
			data: "STARD (MIT)",
		});
		expect(text).toContain("# Made by: fasou train\n# From: STARD (MIT)\n");
		const read = parseTranslations(text, "learnt.txt");
		expect(read.map(({ plain, questions }) => [plain, questions])).toEqual(
			rows.map(({ plain, questions }) => [plain, questions]),
		);
		for (const [i, { targets }] of rows.entries()) {
			for (const [j, { term, probability }] of targets.entries()) {
				expect(read[i]?.targets[j]?.term).toBe(term);
				expect(read[i]?.targets[j]?.probability).toBeCloseTo(probability, 4);
			}
		}
	});

	test.each([
		"房东",
		"房东\t0\t出租人 0.1",
		"房东\t2\t出租人",
		"房东\t2\t出租人 1.5",
		"房东\t2\t出租人 0.1,租赁 0.1 x",
		"\t2\t出租人 0.1",
		"房东\t2\t出租人 0.1\tmore",
		"房东\t2\t出租人 0.1\n房东\t2\t租赁 0.1",
	])("%j is refused with its line", (text) => {
		expect(() => parseTranslations(text, "learnt.txt")).toThrow(
			/^learnt\.txt, line [12]: expected /,
		);
	});
});
