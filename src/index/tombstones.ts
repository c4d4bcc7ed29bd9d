import { SearchError } from "../errors.ts";

/** Which documents of a segment are deleted: one bit a document, lowest bit first. */
export class Tombstones {
	readonly #documents: number;
	readonly #bits: Uint8Array;
	count = 0;

	constructor(documents: number, bits?: Uint8Array) {
		this.#documents = documents;
		const bytes = Math.ceil(documents / 8);
		this.#bits = bits?.slice() ?? new Uint8Array(bytes);
		if (this.#bits.length !== bytes) {
			throw new SearchError(
				"corrupt",
				`tombstones: expected ${bytes} bytes for ${documents} documents, found ${this.#bits.length}; rebuild the index`,
			);
		}
		for (let doc = 0; doc < documents; doc++) {
			this.count += this.has(doc) ? 1 : 0;
		}
	}

	has(doc: number): boolean {
		return (this.#bits[doc >>> 3]! & (1 << (doc & 7))) !== 0;
	}

	/** False where the document was deleted before. */
	add(doc: number): boolean {
		if (this.has(doc)) {
			return false;
		}
		this.#bits[doc >>> 3]! |= 1 << (doc & 7);
		this.count++;
		return true;
	}

	/** Deletes every document. */
	addAll(): void {
		for (let doc = 0; doc < this.#documents; doc++) {
			this.add(doc);
		}
	}

	/** The document is deleted no more. */
	remove(doc: number): void {
		if (this.has(doc)) {
			this.#bits[doc >>> 3]! &= ~(1 << (doc & 7));
			this.count--;
		}
	}

	bytes(): Uint8Array {
		return this.#bits;
	}
}
