/** The terms of one layer of a segment in code-unit order, and the place of each number of each vocabulary among them. */
export interface SegmentTerms {
	readonly sorted: readonly string[];
	/** By vocabulary: the rank of each of its numbers. */
	readonly ranks: readonly Int32Array[];
}

/** Many texts as one, which is handed to another thread faster. */
export interface PackedTexts {
	readonly all: string;
	/** Where each ends. */
	readonly ends: Int32Array;
}

export function packTexts(texts: readonly string[]): PackedTexts {
	let end = 0;
	const ends = Int32Array.from(texts, (text) => {
		end += text.length;
		return end;
	});
	return { all: texts.join(""), ends };
}

export function unpackTexts({ all, ends }: PackedTexts): string[] {
	let start = 0;
	return Array.from(ends, (end) => {
		const text = all.slice(start, end);
		start = end;
		return text;
	});
}

/** The terms of all vocabularies, each a list without doubles. */
export function joinVocabularies(
	vocabularies: readonly (readonly string[])[],
): SegmentTerms {
	const orders = vocabularies.map(orderOf);
	const lists = vocabularies.map((terms, i) => termsAt(terms, orders[i]!));
	const sorted = lists.reduce(merged, []);
	const ranks = lists.map((list, i) => {
		const ofVocabulary = new Int32Array(list.length);
		let rank = 0;
		list.forEach((term, at) => {
			while (sorted[rank] !== term) {
				rank++;
			}
			ofVocabulary[orders[i]![at]!] = rank;
		});
		return ofVocabulary;
	});
	return { sorted, ranks };
}

/** Two sorted lists without doubles as one. */
function merged(
	first: readonly string[],
	second: readonly string[],
): readonly string[] {
	if (first.length === 0) {
		return second;
	}
	const all: string[] = [];
	let i = 0;
	let k = 0;
	while (i < first.length && k < second.length) {
		const a = first[i]!;
		const b = second[k]!;
		if (a === b) {
			all.push(a);
			i++;
			k++;
		} else if (a < b) {
			all.push(a);
			i++;
		} else {
			all.push(b);
			k++;
		}
	}
	for (; i < first.length; i++) {
		all.push(first[i]!);
	}
	for (; k < second.length; k++) {
		all.push(second[k]!);
	}
	return all;
}

function termsAt(terms: readonly string[], order: Int32Array): string[] {
	return Array.from(order, (number) => terms[number]!);
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
