import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	Lexicon,
	mergeCounts,
	type TermCounts,
	uncounted,
} from "../../src/suggest/lexicon.ts";

const term = fc
	.array(fc.constantFrom(..."劳动合同法发"), { minLength: 1, maxLength: 5 })
	.map((characters) => characters.join(""));
const counted = fc
	.dictionary(term, fc.integer({ min: 1, max: 9 }), { maxKeys: 30 })
	.map((counts) => new Map(Object.entries(counts)));

function countsOf(counts: ReadonlyMap<string, number>): TermCounts {
	const terms = [...counts.keys()].sort();
	return {
		terms,
		documents: Int32Array.from(terms, (one) => counts.get(one) ?? 0),
	};
}

describe("a lexicon", () => {
	test("made of two vocabularies has the terms of both, in order, with their counts added", () => {
		fc.assert(
			fc.property(counted, counted, (a, b) => {
				const merged = mergeCounts(countsOf(a), countsOf(b));
				const all = [...new Set([...a.keys(), ...b.keys()])].sort();
				expect(merged.terms).toEqual(all);
				expect([...merged.documents]).toEqual(
					all.map((one) => (a.get(one) ?? 0) + (b.get(one) ?? 0)),
				);
			}),
			{ seed: 71 },
		);
	});

	test("narrows to the terms that begin as asked, as a plain filter does", () => {
		fc.assert(
			fc.property(counted, term, (counts, prefix) => {
				const lexicon = new Lexicon(countsOf(counts), 10);
				let range = { low: 0, high: lexicon.terms.length };
				for (let depth = 0; depth < prefix.length; depth++) {
					range = lexicon.narrowed(range, depth, prefix.charCodeAt(depth));
				}
				const begun = lexicon.terms.filter((one) => one.startsWith(prefix));
				expect(lexicon.terms.slice(range.low, range.high)).toEqual(begun);
				const nexts = new Set(
					begun
						.filter((one) => one.length > prefix.length)
						.map((one) => one.charCodeAt(prefix.length)),
				);
				expect(lexicon.nextUnits(range, prefix.length)).toEqual([...nexts]);
				expect(lexicon.documentsWith(prefix)).toBe(counts.get(prefix));
			}),
			{ seed: 72 },
		);
	});

	test("has listed terms with no documents, and nothing odd", () => {
		const lexicon = new Lexicon(uncounted(["竞业限制", "竞业限制"]), 10);
		expect(lexicon.terms).toEqual(["竞业限制"]);
		expect(lexicon.documentsWith("竞业限制")).toBe(0);
		expect(lexicon.documentsWith("constructor")).toBeUndefined();
		expect(lexicon.documentsWith("")).toBeUndefined();
	});
});
