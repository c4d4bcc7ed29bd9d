import { describe, expect, test } from "vitest";
import {
	measure,
	ndcg,
	precision,
	recall,
	reciprocalRank,
} from "../../src/evaluate/metrics.ts";

const grades = (pairs: Record<string, number>) =>
	new Map(Object.entries(pairs));
const YES = grades({ a: 1, b: 1 });

describe("nDCG", () => {
	test("is 1 where the relevant articles come first, 0 where none comes", () => {
		expect(ndcg(["b", "a", "x"], YES, 10)).toBe(1);
		expect(ndcg(["x", "y"], YES, 10)).toBe(0);
		expect(ndcg([], YES, 10)).toBe(0);
	});

	test("discounts a hit by log2 of its rank plus one", () => {
		// Ranks 1 and 3 of two relevant: (1 + 1/2) / (1 + 1/log2(3)) = 1.5 / 1.63093
		expect(ndcg(["a", "x", "b"], YES, 10)).toBeCloseTo(0.919721, 6);
		// Rank 2 only of one relevant: 1/log2(3)
		expect(ndcg(["x", "a"], grades({ a: 1 }), 10)).toBeCloseTo(0.63093, 6);
	});

	test("looks at k hits, and compares them with the best k there could be", () => {
		expect(ndcg(["x", "a"], YES, 1)).toBe(0);
		expect(ndcg(["a", "x"], YES, 1)).toBe(1);
	});

	test("takes the grade as the gain", () => {
		// DCG = 1 + 3/log2(3) + 2/log2(5) = 1 + 1.892789 + 0.861353; ideal = 3 + 2/log2(3) + 1/2 = 4.761860
		const graded = grades({ a: 3, b: 2, c: 1, d: 0 });
		expect(ndcg(["c", "a", "d", "b"], graded, 10)).toBeCloseTo(
			3.754142 / 4.76186,
			6,
		);
	});

	test("counts a relevant article that is not found as lost", () => {
		expect(ndcg(["a"], YES, 10)).toBeCloseTo(1 / 1.63093, 6);
	});
});

test("the reciprocal rank is that of the first relevant hit among k", () => {
	expect(reciprocalRank(["x", "y", "b", "a"], YES, 10)).toBe(1 / 3);
	expect(reciprocalRank(["x", "y", "b", "a"], YES, 2)).toBe(0);
	expect(reciprocalRank([], YES, 10)).toBe(0);
	expect(reciprocalRank(["z", "a"], grades({ z: 0, a: 1 }), 10)).toBe(0.5);
});

test("recall is the share of all relevant articles among the first k", () => {
	const four = grades({ a: 1, b: 2, c: 1, d: 1, z: 0 });
	expect(recall(["a", "x", "z", "b", "c"], four, 4)).toBe(0.5);
	expect(recall(["a", "x", "z", "b", "c"], four, 100)).toBe(0.75);
});

test("precision is the share of k, also where there are fewer hits", () => {
	expect(precision(["a", "x", "b"], YES, 2)).toBe(0.5);
	expect(precision(["a", "b"], YES, 5)).toBe(0.4);
	expect(precision([], YES, 5)).toBe(0);
});

test("an article that comes twice counts once", () => {
	const one = grades({ a: 1 });
	const cutoffs = { k: 10, recallK: 100 };
	expect(measure(["a", "a"], one, cutoffs)).toEqual({
		ndcg: 1,
		rr: 1,
		precision: 0.1,
		recall: 1,
	});
	expect(recall(["a", "a"], YES, 10)).toBe(0.5);
});

test("without a relevant article there is nothing to measure, and no NaN", () => {
	expect(() => ndcg(["a"], new Map(), 10)).toThrow(TypeError);
	expect(() => recall(["a"], grades({ a: 0 }), 10)).toThrow(TypeError);
});
