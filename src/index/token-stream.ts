import type { TokenColumns } from "../analysis/token-columns.ts";
import { IntColumn } from "../bytes/int-column.ts";
import { normOf } from "./norms.ts";
import type { TermNumbers } from "./term-numbers.ts";

/** What `TokenStream.sorted` gives. */
export interface SortedTokens {
	readonly docs: Int32Array;
	/** Beside `docs`; absent where the layer keeps none. */
	readonly positions: Int32Array | undefined;
	readonly ends: Int32Array;
}

/** All tokens of one field and layer of a segment, in the order of its documents, until they are sorted by term. */
export class TokenStream {
	readonly #terms = new IntColumn();
	/** Absent where the layer keeps no positions. */
	readonly #positions: IntColumn | undefined;
	/** Tokens up to and with each document. */
	readonly #ends = new IntColumn();
	readonly #norms = new IntColumn();
	/** Documents whose field has a token. */
	documentsWithTokens = 0;

	constructor(keepsPositions: boolean) {
		this.#positions = keepsPositions ? new IntColumn() : undefined;
	}

	get tokens(): number {
		return this.#terms.length;
	}

	/** Bytes the tokens take while they wait: a term each, and a position where those are kept. */
	get waitingBytes(): number {
		const columns = this.#positions === undefined ? 1 : 2;
		return this.tokens * columns * Int32Array.BYTES_PER_ELEMENT;
	}

	/** Bytes that sorting takes beside them: a document each, and a position. */
	get sortingBytes(): number {
		return this.waitingBytes;
	}

	/** Appends the next document's tokens. */
	addDocument(
		folded: string,
		tokens: TokenColumns,
		numbers: TermNumbers,
	): void {
		const { count, positions, places } = tokens;
		const base = this.#terms.length;
		numbers.numberTokens(folded, tokens, this.#terms.reserve(count), base);
		this.#terms.length = base + count;
		if (this.#positions !== undefined) {
			this.#positions.reserve(count).set(positions.subarray(0, count), base);
			this.#positions.length = base + count;
		}
		this.#endDocument(places, count);
	}

	/** Appends a document with terms that are known as text, and have no positions. */
	addTerms(
		terms: readonly string[],
		places: number,
		numbers: TermNumbers,
	): void {
		for (const term of terms) {
			this.#terms.push(numbers.ofString(term));
		}
		this.#endDocument(places, terms.length);
	}

	/** Appends a document whose field is empty. */
	addEmpty(): void {
		this.#endDocument(0, 0);
	}

	/** Appends a document with the tokens of the one before, of which there must be one. */
	repeatDocument(): void {
		const end = this.#terms.length;
		const last = this.#ends.length - 1;
		const start = last === 0 ? 0 : this.#ends.at(last - 1);
		const count = end - start;
		this.#terms.reserve(count).copyWithin(end, start, end);
		this.#terms.length = end + count;
		if (this.#positions !== undefined) {
			this.#positions.reserve(count).copyWithin(end, start, end);
			this.#positions.length = end + count;
		}
		this.#ends.push(this.#terms.length);
		this.#norms.push(this.#norms.at(last));
		this.documentsWithTokens += count > 0 ? 1 : 0;
	}

	norms(): Uint8Array {
		return Uint8Array.from(this.#norms.view());
	}

	/** The tokens sorted by the rank of their term, in document order within a term: `ends[rank]` is where a rank's tokens end. */
	sorted(ranks: Int32Array): SortedTokens {
		const terms = this.#terms.view();
		const docs = new Int32Array(terms.length);
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
		const positions = this.#positions?.view();
		const places =
			positions === undefined ? undefined : new Int32Array(terms.length);
		let start = 0;
		for (let doc = 0; doc < this.#ends.length; doc++) {
			const end = this.#ends.at(doc);
			if (positions === undefined || places === undefined) {
				for (let i = start; i < end; i++) {
					docs[next[ranks[terms[i]!]!]!++] = doc;
				}
			} else {
				for (let i = start; i < end; i++) {
					const rank = ranks[terms[i]!]!;
					const at = next[rank]!;
					next[rank] = at + 1;
					docs[at] = doc;
					places[at] = positions[i]!;
				}
			}
			start = end;
		}
		return { docs, positions: places, ends: next };
	}

	#endDocument(places: number, tokens: number): void {
		this.#ends.push(this.#terms.length);
		this.#norms.push(normOf(places));
		this.documentsWithTokens += tokens > 0 ? 1 : 0;
	}
}
