/** The terms of one layer of a segment in code-unit order, and the place of each number of each vocabulary among them. */
export interface SegmentTerms {
	readonly sorted: readonly string[];
	/** By vocabulary: the rank of each of its numbers. */
	readonly ranks: readonly Int32Array[];
}

/** The terms of all vocabularies, each a list without doubles. */
export function joinVocabularies(
	vocabularies: readonly (readonly string[])[],
): SegmentTerms {
	const [only] = vocabularies;
	if (only !== undefined && vocabularies.length === 1) {
		const order = orderOf(only);
		const ranks = new Int32Array(only.length);
		order.forEach((number, rank) => {
			ranks[number] = rank;
		});
		return { sorted: termsAt(only, order), ranks: [ranks] };
	}
	const numbers = new Map<string, number>();
	const distinct: string[] = [];
	const ranks = vocabularies.map((terms) =>
		Int32Array.from(terms, (term) => {
			const known = numbers.get(term);
			if (known !== undefined) {
				return known;
			}
			numbers.set(term, distinct.length);
			return distinct.push(term) - 1;
		}),
	);
	const joined = joinVocabularies([distinct]);
	const rankOf = joined.ranks[0]!;
	for (const ofVocabulary of ranks) {
		ofVocabulary.forEach((number, i) => {
			ofVocabulary[i] = rankOf[number]!;
		});
	}
	return { sorted: joined.sorted, ranks };
}

function termsAt(terms: readonly string[], order: Int32Array): string[] {
	const sorted = new Array<string>(order.length);
	order.forEach((number, rank) => {
		sorted[rank] = terms[number]!;
	});
	return sorted;
}

/** A number's place beside the first two units of its term, in one exact float. */
const PLACES = 2 ** 21;
const UNITS = 2 ** 16;

/**
 * The places of the terms in code-unit order. They are sorted by their first two units as plain numbers, which is all that most pairs
 * have, and compared as texts only where those are the same: a quarter of the time of comparing texts throughout.
 */
function orderOf(terms: readonly string[]): Int32Array<ArrayBuffer> {
	const order = Int32Array.from(terms.keys());
	const compare = (a: number, b: number) => (terms[a]! < terms[b]! ? -1 : 1);
	if (terms.length > PLACES) {
		return order.sort(compare);
	}
	const keys = Float64Array.from(
		terms,
		(term, place) => headOf(term) * PLACES + place,
	).sort();
	let start = 0;
	for (let i = 0; i < keys.length; i++) {
		const head = Math.floor(keys[i]! / PLACES);
		order[i] = keys[i]! - head * PLACES;
		if (i > start && head !== Math.floor(keys[start]! / PLACES)) {
			sortRun(order, start, i, compare);
			start = i;
		}
	}
	sortRun(order, start, order.length, compare);
	return order;
}

function headOf(term: string): number {
	const second = term.length > 1 ? term.charCodeAt(1) : 0;
	return (term === "" ? 0 : term.charCodeAt(0)) * UNITS + second;
}

function sortRun(
	order: Int32Array,
	start: number,
	end: number,
	compare: (a: number, b: number) => number,
): void {
	if (end - start > 1) {
		order.subarray(start, end).sort(compare);
	}
}
