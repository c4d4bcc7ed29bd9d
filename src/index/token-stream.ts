import type { TokenColumns } from "../analysis/token-columns.ts";
import { IntColumn } from "../bytes/int-column.ts";
import type { TermNumbers } from "./term-numbers.ts";

/** The most that one counted entry stands for; a term that stands more often in a document has several entries. */
export const MOST_COUNTED = 0xff;
const COUNT_BITS = 8;
/** Documents that a stream can tell apart: those and a count fit 32 bits. */
export const STREAM_DOCUMENTS_LIMIT = 1 << (32 - COUNT_BITS);

/** An entry of a term that stands `count` times in a document. */
export function countedEntry(doc: number, count: number): number {
	return (doc << COUNT_BITS) | count;
}

/** Tokens of one stream of some documents, one after the other, in columns that can be handed to another thread. */
export interface StreamPart {
	/** Numbers of the terms, an entry each. */
	readonly terms: Int32Array<ArrayBuffer>;
	/** How often each entry's term stands in its document; empty where positions are kept, and an entry is one occurrence. */
	readonly counts: Uint8Array<ArrayBuffer>;
	/** How many entries each document has. */
	readonly lengths: Int32Array<ArrayBuffer>;
}

/** A part with the place of each of its numbers among the terms of the segment. */
export interface RankedPart {
	readonly part: StreamPart;
	readonly ranks: Int32Array;
}

/** The entries of a stream by the rank of their term, in document order within a term. */
export interface SortedTokens {
	/** An entry is one occurrence, document and position side by side; or `placed` is absent, and `counted` is there. */
	readonly placed: Int32Array | undefined;
	/** An entry is a document and how often the term stands there: document << 8 | count, unsigned. */
	readonly counted: Int32Array | undefined;
	/** Where the entries of each rank end. */
	readonly ends: Int32Array;
}

/** The entries of documents that are being cut; the columns are used again for those after them. */
class Entries {
	terms = new Int32Array(1024);
	/** Beside the terms; empty in a stream with positions. */
	counts: Uint8Array<ArrayBuffer>;
	readonly lengths = new IntColumn();
	length = 0;
	readonly #hasCounts: boolean;

	constructor(hasCounts: boolean) {
		this.#hasCounts = hasCounts;
		this.counts = new Uint8Array(hasCounts ? this.terms.length : 0);
	}

	/** Makes room for `count` more entries; they are the next document's once `endDocument` was called. */
	reserve(count: number): void {
		const needed = this.length + count;
		if (needed <= this.terms.length) {
			return;
		}
		const capacity = Math.max(needed, this.terms.length * 2);
		const terms = new Int32Array(capacity);
		terms.set(this.terms.subarray(0, this.length));
		this.terms = terms;
		if (this.#hasCounts) {
			const counts = new Uint8Array(capacity);
			counts.set(this.counts.subarray(0, this.length));
			this.counts = counts;
		}
	}

	endDocument(count: number): void {
		this.lengths.push(count);
		this.length += count;
	}

	/** Appends the document before once more. */
	repeat(): void {
		const count = this.lengths.at(this.lengths.length - 1);
		this.reserve(count);
		const start = this.length - count;
		this.terms.copyWithin(this.length, start, this.length);
		this.counts.copyWithin(this.length, start, this.length);
		this.endDocument(count);
	}

	take(): StreamPart {
		const part = {
			terms: this.terms.slice(0, this.length),
			counts: this.counts.slice(0, this.#hasCounts ? this.length : 0),
			lengths: this.lengths.take(),
		};
		this.length = 0;
		return part;
	}
}

/** Gathers the tokens of one stream, document by document. */
export interface TokenStream {
	/** Appends the tokens of the next document; returns how many. */
	addDocument(
		folded: string,
		tokens: TokenColumns,
		numbers: TermNumbers,
	): number;
	/** Appends a document without tokens. */
	addEmpty(): void;
	/** Appends a document with the tokens of the one before, of which there must be one since the last `take`; returns how many. */
	repeatDocument(): number;
	/** What was gathered since the last `take`. */
	take(): StreamPart;
}

/** Tokens with their positions, which are their ordinals in the document. */
export class PlacedTokens implements TokenStream {
	readonly #entries = new Entries(false);

	addDocument(
		folded: string,
		tokens: TokenColumns,
		numbers: TermNumbers,
	): number {
		const { count } = tokens;
		const entries = this.#entries;
		entries.reserve(count);
		numbers.numberTokens(folded, tokens, entries.terms, entries.length);
		entries.endDocument(count);
		return count;
	}

	addEmpty(): void {
		this.#entries.endDocument(0);
	}

	repeatDocument(): number {
		this.#entries.repeat();
		const { lengths } = this.#entries;
		return lengths.at(lengths.length - 1);
	}

	take(): StreamPart {
		return this.#entries.take();
	}
}

/** Tokens without positions: an entry for each term of a document, with how often it stands there. */
export class CountedTokens implements TokenStream {
	readonly #entries = new Entries(true);
	/** For each term's number, where its entry stands, if it has one in the document at hand. */
	#lastEntry = new Int32Array(1024);
	/** The numbers of one document's tokens. */
	#numbers = new Int32Array(1024);
	#lastTokens = 0;

	addDocument(
		folded: string,
		tokens: TokenColumns,
		numbers: TermNumbers,
	): number {
		const { count } = tokens;
		this.#reserveNumbers(count);
		numbers.numberTokens(folded, tokens, this.#numbers, 0);
		return this.#addNumbers(count, numbers.strings.length);
	}

	/** Appends a document whose terms are known as text; returns how many. */
	addTerms(terms: readonly string[], numbers: TermNumbers): number {
		this.#reserveNumbers(terms.length);
		terms.forEach((term, i) => {
			this.#numbers[i] = numbers.ofString(term);
		});
		return this.#addNumbers(terms.length, numbers.strings.length);
	}

	addEmpty(): void {
		this.#entries.endDocument(0);
		this.#lastTokens = 0;
	}

	repeatDocument(): number {
		this.#entries.repeat();
		return this.#lastTokens;
	}

	take(): StreamPart {
		return this.#entries.take();
	}

	#reserveNumbers(count: number): void {
		if (this.#numbers.length < count) {
			this.#numbers = new Int32Array(count * 2);
		}
	}

	/** Adds the first `count` numbers as the entries of the next document; all are below `limit`. */
	#addNumbers(count: number, limit: number): number {
		if (this.#lastEntry.length < limit) {
			const larger = new Int32Array(limit * 2);
			larger.set(this.#lastEntry);
			this.#lastEntry = larger;
		}
		this.#entries.reserve(count);
		const { terms, counts, length: start } = this.#entries;
		const lastEntry = this.#lastEntry;
		const numbers = this.#numbers;
		let end = start;
		for (let i = 0; i < count; i++) {
			const number = numbers[i]!;
			const entry = lastEntry[number]!;
			if (
				entry >= start &&
				entry < end &&
				terms[entry] === number &&
				counts[entry]! < MOST_COUNTED
			) {
				counts[entry]!++;
			} else {
				terms[end] = number;
				counts[end] = 1;
				lastEntry[number] = end;
				end++;
			}
		}
		this.#entries.endDocument(end - start);
		this.#lastTokens = count;
		return count;
	}
}

function placedBytes(entries: number): number {
	return entries * Int32Array.BYTES_PER_ELEMENT;
}

function countedBytes(entries: number): number {
	return entries * (Int32Array.BYTES_PER_ELEMENT + 1);
}

/** Bytes that tokens take while they wait, and that sorting them takes beside those. */
export interface PartBytes {
	readonly waiting: number;
	readonly sorting: number;
}

export function partBytes(
	{ terms, lengths }: StreamPart,
	hasPositions: boolean,
): PartBytes {
	const perDocument = lengths.length * Int32Array.BYTES_PER_ELEMENT;
	return hasPositions
		? {
				waiting: placedBytes(terms.length) + perDocument,
				sorting: placedBytes(terms.length) * 2,
			}
		: {
				waiting: countedBytes(terms.length) + perDocument,
				sorting: placedBytes(terms.length),
			};
}

/** How many tokens a part has. */
export function tokensOfPart({ terms, counts }: StreamPart): number {
	if (counts.length === 0) {
		return terms.length;
	}
	let tokens = 0;
	for (let i = 0; i < counts.length; i++) {
		tokens += counts[i]!;
	}
	return tokens;
}

/** The part without some documents; `isKept` says of each whether it stays. */
export function keptOfPart(
	{ terms, counts, lengths }: StreamPart,
	isKept: readonly boolean[],
): StreamPart {
	let at = 0;
	let end = 0;
	const keptTerms = new Int32Array(terms.length);
	const keptCounts = new Uint8Array(counts.length);
	lengths.forEach((length, doc) => {
		if (isKept[doc] === true) {
			keptTerms.set(terms.subarray(at, at + length), end);
			if (counts.length > 0) {
				keptCounts.set(counts.subarray(at, at + length), end);
			}
			end += length;
		}
		at += length;
	});
	return {
		terms: keptTerms.slice(0, end),
		counts: keptCounts.slice(0, counts.length > 0 ? end : 0),
		lengths: lengths.filter((_, doc) => isKept[doc] === true),
	};
}

/** Sorts the parts of a stream, those of later documents behind, by the ranks of their terms, of which there are `terms`. */
export function sortParts(
	parts: readonly RankedPart[],
	terms: number,
	hasPositions: boolean,
): SortedTokens {
	const next = startsOf(parts, terms);
	const entries = parts.reduce((sum, { part }) => sum + part.terms.length, 0);
	if (hasPositions) {
		const placed = new Int32Array(entries * 2);
		place(parts, next, placed);
		return { placed, counted: undefined, ends: next };
	}
	const counted = new Int32Array(entries);
	count(parts, next, counted);
	return { placed: undefined, counted, ends: next };
}

/** Where the entries of each rank begin when sorted; moves on as they are placed. */
function startsOf(
	parts: readonly RankedPart[],
	ranksCount: number,
): Int32Array {
	const next = new Int32Array(ranksCount);
	for (const { part, ranks } of parts) {
		const { terms } = part;
		for (let i = 0; i < terms.length; i++) {
			next[ranks[terms[i]!]!]!++;
		}
	}
	let total = 0;
	for (let rank = 0; rank < next.length; rank++) {
		const entries = next[rank]!;
		next[rank] = total;
		total += entries;
	}
	return next;
}

function place(
	parts: readonly RankedPart[],
	next: Int32Array,
	placed: Int32Array,
): void {
	let doc = 0;
	for (const { part, ranks } of parts) {
		const { terms, lengths } = part;
		let i = 0;
		for (let ofPart = 0; ofPart < lengths.length; ofPart++, doc++) {
			const start = i;
			for (const end = start + lengths[ofPart]!; i < end; i++) {
				const at = next[ranks[terms[i]!]!]!++;
				placed[at * 2] = doc;
				placed[at * 2 + 1] = i - start;
			}
		}
	}
}

function count(
	parts: readonly RankedPart[],
	next: Int32Array,
	counted: Int32Array,
): void {
	let doc = 0;
	for (const { part, ranks } of parts) {
		const { terms, counts, lengths } = part;
		let i = 0;
		for (let ofPart = 0; ofPart < lengths.length; ofPart++, doc++) {
			for (const end = i + lengths[ofPart]!; i < end; i++) {
				const at = next[ranks[terms[i]!]!]!++;
				counted[at] = countedEntry(doc, counts[i]!);
			}
		}
	}
}
