import fc from "fast-check";
import { expect, test } from "vitest";
import { markWhole, mergeRanges } from "../../src/present/highlight.ts";

test("overlapping and touching ranges become one, empty ones none", () => {
	expect(
		mergeRanges([
			{ start: 0, end: 2 },
			{ start: 1, end: 2 },
			{ start: 2, end: 4 },
			{ start: 5, end: 5 },
			{ start: 6, end: 9 },
			{ start: 7, end: 8 },
		]),
	).toEqual([
		{ start: 0, end: 4 },
		{ start: 6, end: 9 },
	]);
});

test("a title is marked as a whole", () => {
	expect(markWhole("劳动合同解除", [{ start: 0, end: 4 }])).toEqual({
		text: "劳动合同解除",
		ranges: [{ start: 0, end: 4 }],
	});
});

test("merged ranges cover exactly what the ranges covered, ascending and never touching", () => {
	const range = fc
		.tuple(fc.nat(60), fc.nat(8))
		.map(([start, length]) => ({ start, end: start + length }));
	fc.assert(
		fc.property(fc.array(range), (ranges) => {
			ranges.sort((a, b) => a.start - b.start);
			const merged = mergeRanges(ranges);
			for (let at = 0; at < 70; at++) {
				const covers = (r: { start: number; end: number }) =>
					r.start <= at && at < r.end;
				expect(merged.filter(covers)).toHaveLength(ranges.some(covers) ? 1 : 0);
			}
			for (let i = 1; i < merged.length; i++) {
				expect(merged[i]?.start).toBeGreaterThan(merged[i - 1]?.end ?? 0);
			}
		}),
	);
});
