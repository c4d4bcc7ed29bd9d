import type { TokenColumns } from "../analysis/token-columns.ts";
import { IntColumn } from "../bytes/int-column.ts";
import { normOf } from "./norms.ts";
import type { TermNumbers } from "./term-numbers.ts";

/** Entries of one chunk; a longer document has a chunk of its own. Chunks are never moved, as a growing column would be. */
const CHUNK_ENTRIES = 1 << 18;

/** The most that one counted entry stands for; a term that stands more often in a document has several entries. */
const MOST_COUNTED = 0xff;
const COUNT_BITS = 8;
/** Documents that a stream can tell apart: those and a count fit 32 bits. */
export const STREAM_DOCUMENTS_LIMIT = 1 << (32 - COUNT_BITS);

/** The entries of a stream by the rank of their term, in document order within a term. */
export interface SortedTokens {
	/** An entry is one occurrence, document and position side by side; or `placed` is absent, and `counted` is there. */
	readonly placed: Int32Array | undefined;
	/** An entry is a document and how often the term stands there: document << 8 | count, unsigned. */
	readonly counted: Int32Array | undefined;
	/** Where the entries of each rank end. */
	readonly ends: Int32Array;
}

/** All tokens of one field and layer of a segment, in the order of its documents, until they are sorted by term. */
export interface TokenStream {
	/** Tokens so far. */
	readonly tokens: number;
	/** Bytes that wait, and bytes that sorting takes beside them. */
	readonly waitingBytes: number;
	readonly sortingBytes: number;
	/** Appends the tokens of the next document; returns how many. */
	addDocument(
		folded: string,
		tokens: TokenColumns,
		numbers: TermNumbers,
	): number;
	/** Appends a document without tokens. */
	addEmpty(): void;
	/** Appends a document with the tokens of the one before, of which there must be one; returns how many. */
	repeatDocument(): number;
	sorted(ranks: Int32Array): SortedTokens;
}

interface Chunk {
	readonly terms: Int32Array;
	/** Beside the terms; empty in a stream with positions. */
	readonly counts: Uint8Array;
	length: number;
	/** Documents of the chunk and of those before it. */
	documentsEnd: number;
}

/** Entries document by document, each within one chunk. */
class ChunkedEntries {
	readonly chunks: Chunk[] = [];
	/** How many entries each document has. */
	readonly lengths = new IntColumn();
	readonly #hasCounts: boolean;
	entries = 0;

	constructor(hasCounts: boolean) {
		this.#hasCounts = hasCounts;
	}

	/** A chunk with room for `count` more entries; they are the next document's once `endDocument` was called. */
	reserve(count: number): Chunk {
		const last = this.chunks.at(-1);
		if (last !== undefined && last.length + count <= last.terms.length) {
			return last;
		}
		const capacity = Math.max(CHUNK_ENTRIES, count);
		const chunk: Chunk = {
			terms: new Int32Array(capacity),
			counts: new Uint8Array(this.#hasCounts ? capacity : 0),
			length: 0,
			documentsEnd: this.lengths.length,
		};
		this.chunks.push(chunk);
		return chunk;
	}

	endDocument(chunk: Chunk | undefined, count: number): void {
		this.lengths.push(count);
		this.entries += count;
		if (chunk !== undefined) {
			chunk.length += count;
			chunk.documentsEnd = this.lengths.length;
		}
	}

	/** Appends the document before once more. */
	repeat(): void {
		const count = this.lengths.at(this.lengths.length - 1);
		if (count === 0) {
			this.endDocument(undefined, 0);
			return;
		}
		const from = this.chunks.at(-1)!;
		const start = from.length - count;
		const to = this.reserve(count);
		to.terms.set(from.terms.subarray(start, start + count), to.length);
		if (this.#hasCounts) {
			to.counts.set(from.counts.subarray(start, start + count), to.length);
		}
		this.endDocument(to, count);
	}

	/** Where the entries of each rank begin when sorted; moves on as they are placed. */
	starts(ranks: Int32Array): Int32Array {
		const next = new Int32Array(ranks.length);
		for (const { terms, length } of this.chunks) {
			for (let i = 0; i < length; i++) {
				next[ranks[terms[i]!]!]!++;
			}
		}
		let total = 0;
		for (let rank = 0; rank < next.length; rank++) {
			const count = next[rank]!;
			next[rank] = total;
			total += count;
		}
		return next;
	}
}

/** Tokens with their positions, which are their ordinals in the document. */
export class PlacedTokens implements TokenStream {
	readonly #entries = new ChunkedEntries(false);

	get tokens(): number {
		return this.#entries.entries;
	}

	get waitingBytes(): number {
		return this.tokens * Int32Array.BYTES_PER_ELEMENT;
	}

	get sortingBytes(): number {
		return this.tokens * 2 * Int32Array.BYTES_PER_ELEMENT;
	}

	addDocument(
		folded: string,
		tokens: TokenColumns,
		numbers: TermNumbers,
	): number {
		const { count } = tokens;
		const chunk = this.#entries.reserve(count);
		numbers.numberTokens(folded, tokens, chunk.terms, chunk.length);
		this.#entries.endDocument(chunk, count);
		return count;
	}

	addEmpty(): void {
		this.#entries.endDocument(undefined, 0);
	}

	repeatDocument(): number {
		this.#entries.repeat();
		const { lengths } = this.#entries;
		return lengths.at(lengths.length - 1);
	}

	sorted(ranks: Int32Array): SortedTokens {
		const { chunks, lengths, entries } = this.#entries;
		const next = this.#entries.starts(ranks);
		const placed = new Int32Array(entries * 2);
		let doc = 0;
		for (const { terms, documentsEnd } of chunks) {
			let i = 0;
			for (; doc < documentsEnd; doc++) {
				const start = i;
				const end = start + lengths.at(doc);
				for (; i < end; i++) {
					const rank = ranks[terms[i]!]!;
					const at = next[rank]!;
					next[rank] = at + 1;
					placed[at * 2] = doc;
					placed[at * 2 + 1] = i - start;
				}
			}
		}
		return { placed, counted: undefined, ends: next };
	}
}

/** Tokens without positions: an entry for each term of a document, with how often it stands there. */
export class CountedTokens implements TokenStream {
	readonly #entries = new ChunkedEntries(true);
	/** For each term's number, where its entry stands in the chunk at hand, if it has one in the document at hand. */
	#lastEntry = new Int32Array(1024);
	/** The numbers of one document's tokens. */
	#numbers = new Int32Array(1024);
	#lastTokens = 0;
	tokens = 0;

	get waitingBytes(): number {
		return this.#entries.entries * (Int32Array.BYTES_PER_ELEMENT + 1);
	}

	get sortingBytes(): number {
		return this.#entries.entries * Int32Array.BYTES_PER_ELEMENT;
	}

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
		this.#entries.endDocument(undefined, 0);
		this.#lastTokens = 0;
	}

	repeatDocument(): number {
		this.#entries.repeat();
		this.tokens += this.#lastTokens;
		return this.#lastTokens;
	}

	sorted(ranks: Int32Array): SortedTokens {
		const { chunks, lengths, entries } = this.#entries;
		const next = this.#entries.starts(ranks);
		const counted = new Int32Array(entries);
		let doc = 0;
		for (const { terms, counts, documentsEnd } of chunks) {
			let i = 0;
			for (; doc < documentsEnd; doc++) {
				for (const end = i + lengths.at(doc); i < end; i++) {
					const at = next[ranks[terms[i]!]!]!++;
					counted[at] = (doc << COUNT_BITS) | counts[i]!;
				}
			}
		}
		return { placed: undefined, counted, ends: next };
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
		const chunk = this.#entries.reserve(count);
		const { terms, counts, length: start } = chunk;
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
		this.#entries.endDocument(chunk, end - start);
		this.#lastTokens = count;
		this.tokens += count;
		return count;
	}
}

/** What BM25 needs of each document's field: its length, and how many documents have one. */
export class FieldLengths {
	readonly #norms = new IntColumn();
	/** Documents whose field has a token. */
	documentsWithTokens = 0;

	/** @param places how long the field is in its layer */
	add(places: number, tokens: number): void {
		this.#norms.push(normOf(places));
		this.documentsWithTokens += tokens > 0 ? 1 : 0;
	}

	/** The next field is as the one before. */
	repeat(tokens: number): void {
		this.#norms.push(this.#norms.at(this.#norms.length - 1));
		this.documentsWithTokens += tokens > 0 ? 1 : 0;
	}

	norms(): Uint8Array {
		return Uint8Array.from(this.#norms.view());
	}
}
