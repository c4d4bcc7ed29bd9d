import type { TokenColumns } from "../analysis/token-columns.ts";
import { IntColumn } from "../bytes/int-column.ts";
import { normOf } from "./norms.ts";
import type { TermNumbers } from "./term-numbers.ts";

/** The most that one entry of a stream without positions counts; a term that stands more often in a document has several entries. */
const MOST_COUNTED = 0xff;
/** Half as much again, where a column is full. */
const GROWTH = 1.5;

/** What `TokenStream.sorted` gives: entries by the rank of their term, in document order within a term. */
export interface SortedTokens {
	readonly docs: Int32Array;
	/** Beside `docs`, where positions are kept: an entry is one occurrence. */
	readonly positions: Int32Array | undefined;
	/** Beside `docs`, where none are kept: how many occurrences an entry stands for. */
	readonly counts: Uint8Array | undefined;
	/** Where the entries of each rank end. */
	readonly ends: Int32Array;
}

/** All tokens of one field and layer of a segment, in the order of its documents, until they are sorted by term. */
export interface TokenStream {
	readonly tokens: number;
	/** Documents whose field has a token. */
	readonly documentsWithTokens: number;
	/** Bytes the tokens take while they wait. */
	readonly waitingBytes: number;
	/** Bytes that sorting takes beside them. */
	readonly sortingBytes: number;
	/** Appends the next document's tokens. */
	addDocument(folded: string, tokens: TokenColumns, numbers: TermNumbers): void;
	/** Appends a document with terms that are known as text, and have no positions. */
	addTerms(
		terms: readonly string[],
		places: number,
		numbers: TermNumbers,
	): void;
	/** Appends a document whose field is empty. */
	addEmpty(): void;
	/** Appends a document with the tokens of the one before, of which there must be one. */
	repeatDocument(): void;
	norms(): Uint8Array;
	sorted(ranks: Int32Array): SortedTokens;
}

export function tokenStream(keepsPositions: boolean): TokenStream {
	return keepsPositions ? new PlacedTokens() : new CountedTokens();
}

/** What a stream knows of each document: where its entries end, and its length. */
class DocumentColumns {
	readonly ends = new IntColumn();
	readonly #norms = new IntColumn();
	documentsWithTokens = 0;
	tokens = 0;

	/** Where the entries of the next document begin. */
	get start(): number {
		return this.ends.length === 0 ? 0 : this.ends.at(this.ends.length - 1);
	}

	add(end: number, places: number, tokens: number): void {
		this.#add(end, normOf(places), tokens);
	}

	/** A document like the one before; gives where the entries of that begin and end. */
	repeat(tokens: number): { start: number; end: number } {
		const last = this.ends.length - 1;
		const start = last === 0 ? 0 : this.ends.at(last - 1);
		const end = this.ends.at(last);
		this.#add(end + end - start, this.#norms.at(last), tokens);
		return { start, end };
	}

	norms(): Uint8Array {
		return Uint8Array.from(this.#norms.view());
	}

	#add(end: number, norm: number, tokens: number): void {
		this.ends.push(end);
		this.#norms.push(norm);
		this.tokens += tokens;
		this.documentsWithTokens += tokens > 0 ? 1 : 0;
	}
}

/** Turns counts of entries a rank into where each rank's entries begin; what stands there moves on as they are placed. */
function startsOf(terms: Int32Array, ranks: Int32Array): Int32Array {
	const next = new Int32Array(ranks.length);
	for (let i = 0; i < terms.length; i++) {
		next[ranks[terms[i]!]!]!++;
	}
	let total = 0;
	for (let rank = 0; rank < next.length; rank++) {
		const count = next[rank]!;
		next[rank] = total;
		total += count;
	}
	return next;
}

/** Tokens with their positions: an entry each. */
class PlacedTokens implements TokenStream {
	readonly #documents = new DocumentColumns();
	readonly #terms = new IntColumn();
	readonly #positions = new IntColumn();

	get tokens(): number {
		return this.#terms.length;
	}

	get documentsWithTokens(): number {
		return this.#documents.documentsWithTokens;
	}

	get waitingBytes(): number {
		return this.tokens * 2 * Int32Array.BYTES_PER_ELEMENT;
	}

	get sortingBytes(): number {
		return this.waitingBytes;
	}

	addDocument(
		folded: string,
		tokens: TokenColumns,
		numbers: TermNumbers,
	): void {
		const { count, positions, places } = tokens;
		const base = this.#terms.length;
		numbers.numberTokens(folded, tokens, this.#terms.reserve(count), base);
		this.#terms.length = base + count;
		this.#positions.reserve(count).set(positions.subarray(0, count), base);
		this.#positions.length = base + count;
		this.#documents.add(base + count, places, count);
	}

	addTerms(): void {
		throw new TypeError("terms without positions in a layer that keeps them");
	}

	addEmpty(): void {
		this.#documents.add(this.#terms.length, 0, 0);
	}

	repeatDocument(): void {
		const at = this.#terms.length;
		const { start, end } = this.#documents.repeat(at - this.#lastStart());
		for (const column of [this.#terms, this.#positions]) {
			column.reserve(end - start).copyWithin(at, start, end);
			column.length = at + end - start;
		}
	}

	norms(): Uint8Array {
		return this.#documents.norms();
	}

	sorted(ranks: Int32Array): SortedTokens {
		const terms = this.#terms.view();
		const positions = this.#positions.view();
		const next = startsOf(terms, ranks);
		const docs = new Int32Array(terms.length);
		const places = new Int32Array(terms.length);
		const { ends } = this.#documents;
		let i = 0;
		for (let doc = 0; doc < ends.length; doc++) {
			for (const end = ends.at(doc); i < end; i++) {
				const at = next[ranks[terms[i]!]!]!++;
				docs[at] = doc;
				places[at] = positions[i]!;
			}
		}
		return { docs, positions: places, counts: undefined, ends: next };
	}

	#lastStart(): number {
		const { ends } = this.#documents;
		return ends.length < 2 ? 0 : ends.at(ends.length - 2);
	}
}

/** Tokens without positions: an entry for each term of a document, with how often it stands there. */
class CountedTokens implements TokenStream {
	readonly #documents = new DocumentColumns();
	readonly #terms = new IntColumn();
	#counts = new Uint8Array(1024);
	/** The entry that was made last for each term's number. */
	#lastEntry = new Int32Array(1024);
	/** The numbers of one document's tokens. */
	#numbers = new Int32Array(1024);
	#lastTokens = 0;

	get tokens(): number {
		return this.#documents.tokens;
	}

	get documentsWithTokens(): number {
		return this.#documents.documentsWithTokens;
	}

	get waitingBytes(): number {
		return this.#terms.length * (Int32Array.BYTES_PER_ELEMENT + 1);
	}

	get sortingBytes(): number {
		return this.waitingBytes;
	}

	addDocument(
		folded: string,
		tokens: TokenColumns,
		numbers: TermNumbers,
	): void {
		const { count, places } = tokens;
		if (this.#numbers.length < count) {
			this.#numbers = new Int32Array(count * 2);
		}
		numbers.numberTokens(folded, tokens, this.#numbers, 0);
		this.#addNumbers(count, numbers.strings.length);
		this.#documents.add(this.#terms.length, places, count);
		this.#lastTokens = count;
	}

	addTerms(
		terms: readonly string[],
		places: number,
		numbers: TermNumbers,
	): void {
		if (this.#numbers.length < terms.length) {
			this.#numbers = new Int32Array(terms.length * 2);
		}
		terms.forEach((term, i) => {
			this.#numbers[i] = numbers.ofString(term);
		});
		this.#addNumbers(terms.length, numbers.strings.length);
		this.#documents.add(this.#terms.length, places, terms.length);
		this.#lastTokens = terms.length;
	}

	addEmpty(): void {
		this.#documents.add(this.#terms.length, 0, 0);
		this.#lastTokens = 0;
	}

	repeatDocument(): void {
		const at = this.#terms.length;
		const { start, end } = this.#documents.repeat(this.#lastTokens);
		this.#terms.reserve(end - start).copyWithin(at, start, end);
		this.#terms.length = at + end - start;
		this.#reserveCounts();
		this.#counts.copyWithin(at, start, end);
	}

	norms(): Uint8Array {
		return this.#documents.norms();
	}

	sorted(ranks: Int32Array): SortedTokens {
		const terms = this.#terms.view();
		const waiting = this.#counts;
		const next = startsOf(terms, ranks);
		const docs = new Int32Array(terms.length);
		const counts = new Uint8Array(terms.length);
		const { ends } = this.#documents;
		let i = 0;
		for (let doc = 0; doc < ends.length; doc++) {
			for (const end = ends.at(doc); i < end; i++) {
				const at = next[ranks[terms[i]!]!]!++;
				docs[at] = doc;
				counts[at] = waiting[i]!;
			}
		}
		return { docs, positions: undefined, counts, ends: next };
	}

	/** Adds the first `count` numbers as entries of the next document; all are below `limit`. */
	#addNumbers(count: number, limit: number): void {
		if (this.#lastEntry.length < limit) {
			const larger = new Int32Array(Math.ceil(limit * GROWTH));
			larger.set(this.#lastEntry);
			this.#lastEntry = larger;
		}
		const start = this.#documents.start;
		const terms = this.#terms.reserve(count);
		let length = this.#terms.length;
		this.#terms.length = length + count;
		this.#reserveCounts();
		const counts = this.#counts;
		const lastEntry = this.#lastEntry;
		const numbers = this.#numbers;
		for (let i = 0; i < count; i++) {
			const number = numbers[i]!;
			const entry = lastEntry[number]!;
			if (
				entry >= start &&
				entry < length &&
				terms[entry] === number &&
				counts[entry]! < MOST_COUNTED
			) {
				counts[entry]!++;
			} else {
				terms[length] = number;
				counts[length] = 1;
				lastEntry[number] = length;
				length++;
			}
		}
		this.#terms.length = length;
	}

	#reserveCounts(): void {
		if (this.#counts.length < this.#terms.length) {
			const larger = new Uint8Array(Math.ceil(this.#terms.length * GROWTH));
			larger.set(this.#counts);
			this.#counts = larger;
		}
	}
}
