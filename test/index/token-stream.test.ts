import { expect, test } from "vitest";
import { TokenColumns } from "../../src/analysis/token-columns.ts";
import { CodedTerms } from "../../src/index/term-numbers.ts";
import {
	type SortedTokens,
	tokenStream,
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
			const length = random.below(kind === 2 ? 900 : 12);
			const letters = Array.from({ length }, () => random.pick([..."abcde"]));
			documents.push(letters.join(""));
		}
	}
	return documents;
}

/** For each term, how often it stands in each document and where, from what the stream gives. */
function read(
	{ docs, positions, counts, ends }: SortedTokens,
	terms: readonly string[],
): Map<string, { doc: number; frequency: number; places: number[] }[]> {
	const found = new Map();
	let from = 0;
	terms.forEach((term, rank) => {
		const rows: { doc: number; frequency: number; places: number[] }[] = [];
		for (; from < ends[rank]!; from++) {
			const doc = docs[from]!;
			let row = rows.at(-1);
			if (row === undefined || row.doc !== doc) {
				row = { doc, frequency: 0, places: [] };
				rows.push(row);
			}
			row.frequency += counts === undefined ? 1 : counts[from]!;
			row.places.push(...(positions === undefined ? [] : [positions[from]!]));
		}
		found.set(term, rows);
	});
	return found;
}

test.each([true, false])(
	"a stream gives back how often each term stands in each document, and with positions (%s) where",
	(keepsPositions) => {
		const seed = runSeed();
		console.log(`token stream: FASOU_SEED=${seed}`);
		const random = seededRandom(seed);
		for (let run = 0; run < 50; run++) {
			const documents = randomDocuments(random);
			const stream = tokenStream(keepsPositions);
			const numbers = new CodedTerms((text, at, end) => text.slice(at, end), 0);
			const columns = new TokenColumns();
			documents.forEach((text, doc) => {
				if (text === "") {
					stream.addEmpty();
				} else if (doc > 0 && text === documents[doc - 1]) {
					stream.repeatDocument();
				} else if (!keepsPositions && random.below(2) === 0) {
					stream.addTerms([...text], text.length, numbers);
				} else {
					columns.clear();
					for (let i = 0; i < text.length; i++) {
						columns.push(i, i + 1, -1, i);
					}
					columns.places = text.length;
					stream.addDocument(text, columns, numbers);
				}
			});
			const ranks = Int32Array.from(numbers.strings.keys());
			const found = read(stream.sorted(ranks), numbers.strings);
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
			const filled = documents.filter((text) => text !== "");
			expect(stream.documentsWithTokens).toBe(filled.length);
			expect(stream.tokens).toBe(documents.join("").length);
		}
	},
);
