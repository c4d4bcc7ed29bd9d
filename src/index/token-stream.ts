import { NOT_IN_DICTIONARY } from "../analysis/cuts.ts";
import type { TokenColumns } from "../analysis/token-columns.ts";
import { IntColumn } from "../bytes/int-column.ts";
import { normOf } from "./norms.ts";
import { type TermNumbers, UNKNOWN_TERM } from "./term-numbers.ts";

/** All tokens of one field and layer of a segment, in the order of its documents, until they are sorted by term. */
export class TokenStream {
	readonly #terms = new IntColumn();
	/** Absent where a token's position is its ordinal in the document. */
	readonly #positions: IntColumn | undefined;
	/** Tokens up to and with each document. */
	readonly #ends = new IntColumn();
	readonly #norms = new IntColumn();
	/** Documents whose field has a token. */
	documentsWithTokens = 0;

	constructor(hasOwnPositions: boolean) {
		this.#positions = hasOwnPositions ? new IntColumn() : undefined;
	}

	get tokens(): number {
		return this.#terms.length;
	}

	/** Bytes the tokens take while they wait. */
	get waitingBytes(): number {
		const columns = this.#positions === undefined ? 1 : 2;
		return this.tokens * columns * Int32Array.BYTES_PER_ELEMENT;
	}

	/** Bytes that sorting takes beside them: a document and a position each. */
	get sortingBytes(): number {
		return this.tokens * 2 * Int32Array.BYTES_PER_ELEMENT;
	}

	/** Appends the next document's tokens. */
	addDocument(
		folded: string,
		tokens: TokenColumns,
		numbers: TermNumbers,
	): void {
		const { count, starts, ends, codes, positions } = tokens;
		const terms = this.#terms.reserve(count);
		const base = this.#terms.length;
		const { byCode } = numbers;
		for (let i = 0; i < count; i++) {
			const code = codes[i]!;
			const known = code === NOT_IN_DICTIONARY ? UNKNOWN_TERM : byCode[code]!;
			terms[base + i] =
				known !== UNKNOWN_TERM
					? known
					: numbers.of(folded, starts[i]!, ends[i]!, code);
		}
		this.#terms.length = base + count;
		if (this.#positions !== undefined) {
			this.#positions.reserve(count).set(positions.subarray(0, count), base);
			this.#positions.length = base + count;
		}
		this.#endDocument(tokens.places, count);
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
	sorted(ranks: Int32Array): {
		docs: Int32Array;
		positions: Int32Array;
		ends: Int32Array;
	} {
		const terms = this.#terms.view();
		const docs = new Int32Array(terms.length);
		const places = new Int32Array(terms.length);
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
		let start = 0;
		for (let doc = 0; doc < this.#ends.length; doc++) {
			const end = this.#ends.at(doc);
			for (let i = start; i < end; i++) {
				const rank = ranks[terms[i]!]!;
				const at = next[rank]!;
				next[rank] = at + 1;
				docs[at] = doc;
				places[at] = positions === undefined ? i - start : positions[i]!;
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
