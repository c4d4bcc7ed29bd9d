import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	joinVocabularies,
	packTexts,
	unpackTexts,
} from "../../src/index/segment-terms.ts";

const terms = fc.string({ unit: "binary", maxLength: 4 });
const vocabulary = fc.uniqueArray(
	fc.oneof(terms, fc.constantFrom("", "法", "法律", "法律援助", "\ud800")),
	{ maxLength: 30 },
);

describe("the terms of a segment", () => {
	it("are those of all vocabularies, once, in code-unit order, and each number has its term's rank", () => {
		const vocabularies = fc.array(vocabulary, { maxLength: 4 });
		fc.assert(
			fc.property(vocabularies, (all) => {
				const { sorted, ranks } = joinVocabularies(all);
				expect(sorted).toEqual([...new Set(all.flat())].sort());
				expect(ranks.map((of) => Array.from(of, (i) => sorted[i]))).toEqual(
					all,
				);
			}),
			{ numRuns: 2000 },
		);
	});

	it("come back from where they are packed", () => {
		fc.assert(
			fc.property(fc.array(terms), (texts) => {
				expect(unpackTexts(packTexts(texts))).toEqual(texts);
			}),
		);
	});
});
