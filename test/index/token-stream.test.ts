import { expect, test } from "vitest";
import { TokenColumns } from "../../src/analysis/token-columns.ts";
import { CodedTerms } from "../../src/index/term-numbers.ts";
import {
	CountedTokens,
	keptOfPart,
	PlacedTokens,
	type RankedPart,
	type SortedTokens,
	sortParts,
	tokensOfPart,
} from "../../src/index/token-stream.ts";
import { type Random, runSeed, seededRandom } from "../storage/random.ts";

/** Each document's terms, as characters of a text. */
function randomDocuments(random: Random): string[] {
	const documents: string[] = [];
	for (let i = 0; i < 60; i++) {
		const kind = random.below(5);
		if (kind === 0) {
			documents.push("");
		} else if (kind === 1 && i > 0) {
			documents.push(documents[i - 1] ?? "");
		} else {
			const length = random.below(kind === 2 ? random.pick([900, 40_000]) : 12);
			const letters = Array.from({ length }, () => random.pick([..."abcde"]));
			documents.push(letters.join(""));
		}
	}
	return documents;
}

interface Row {
	readonly doc: number;
	readonly frequency: number;
	readonly places: readonly number[];
}

/** For each term, how often it stands in each document and where, from what the stream gives. */
function read(
	{ placed, counted, ends }: SortedTokens,
	terms: readonly string[],
): Map<string, Row[]> {
	const found = new Map<string, Row[]>();
	let from = 0;
	terms.forEach((term, rank) => {
		const byDoc = new Map<number, { frequency: number; places: number[] }>();
		for (; from < ends[rank]!; from++) {
			const entry = counted?.[from] ?? 0;
			const doc = placed === undefined ? entry >>> 8 : placed[from * 2]!;
			const row = byDoc.get(doc) ?? { frequency: 0, places: [] };
			row.frequency += placed === undefined ? entry & 0xff : 1;
			row.places.push(...(placed === undefined ? [] : [placed[from * 2 + 1]!]));
			byDoc.set(doc, row);
		}
		found.set(
			term,
			[...byDoc].map(([doc, row]) => ({ doc, ...row })),
		);
	});
	return found;
}

test.each([true, false])(
	"a stream gives back how often each term stands in each document, and with positions (%s) where",
	(keepsPositions) => {
		const seed = runSeed();
		console.log(`token stream: FASOU_SEED=${seed}`);
		const random = seededRandom(seed);
		for (let run = 0; run < 15; run++) {
			const documents = randomDocuments(random);
			const counted = new CountedTokens();
			const stream = keepsPositions ? new PlacedTokens() : counted;
			const numbers = new CodedTerms((text, at, end) => text.slice(at, end), 0);
			const columns = new TokenColumns();
			const parts: RankedPart[] = [];
			// The ranks of numbers that are given out later are behind them.
			const ranks = Int32Array.from({ length: 5 }, (_, number) => number);
			let isFresh = true;
			documents.forEach((text, doc) => {
				if (random.below(20) === 0) {
					parts.push({ part: stream.take(), ranks });
					isFresh = true;
				}
				if (text === "") {
					stream.addEmpty();
				} else if (!isFresh && text === documents[doc - 1]) {
					stream.repeatDocument();
				} else if (!keepsPositions && random.below(2) === 0) {
					counted.addTerms([...text], numbers);
				} else {
					columns.clear();
					for (let i = 0; i < text.length; i++) {
						columns.push(i, i + 1, -1, i);
					}
					columns.places = text.length;
					stream.addDocument(text, columns, numbers);
				}
				isFresh = false;
			});
			parts.push({ part: stream.take(), ranks });
			const terms = numbers.strings;
			const found = read(sortParts(parts, terms.length, keepsPositions), terms);
			for (const [term, rows] of found) {
				const expected = documents.flatMap((text, doc) => {
					const places = [...text.matchAll(new RegExp(term, "g"))].map(
						({ index }) => index,
					);
					const frequency = places.length;
					const kept = keepsPositions ? places : [];
					return frequency === 0 ? [] : [{ doc, frequency, places: kept }];
				});
				expect(rows).toEqual(expected);
			}
			const tokens = parts.reduce(
				(sum, { part }) => sum + tokensOfPart(part),
				0,
			);
			expect(tokens).toBe(documents.join("").length);
		}
	},
);

test("a part without some documents has the entries of the others", () => {
	const part = {
		terms: Int32Array.of(1, 2, 3, 4, 5),
		counts: Uint8Array.of(10, 20, 30, 40, 50),
		lengths: Int32Array.of(2, 0, 1, 2),
	};
	expect(keptOfPart(part, [false, true, true, true])).toEqual({
		terms: Int32Array.of(3, 4, 5),
		counts: Uint8Array.of(30, 40, 50),
		lengths: Int32Array.of(0, 1, 2),
	});
});
