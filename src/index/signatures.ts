import { SIGNATURE_BYTES } from "../analysis/text-signature.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import { int32Column } from "../bytes/columns.ts";
import { ones } from "../bytes/ones.ts";
import type { PagedFile } from "./paged-file.ts";

/*
 * "Here is a document; which others may say the same?" (FORMAT.md, "Signatures") Provisions and short texts have none.
 */

/** Gathers the signatures of a segment's documents, in their order. */
export class SignaturesWriter {
	readonly #has: boolean[] = [];
	readonly #signatures = new ByteWriter();

	add(signature: Uint8Array | undefined): void {
		this.#has.push(signature !== undefined);
		if (signature !== undefined) {
			this.#signatures.bytes(signature);
		}
	}

	/** The payload; undefined where no document has a signature. */
	bytes(): Uint8Array | undefined {
		if (this.#signatures.length === 0) {
			return undefined;
		}
		const bits = new Uint8Array(Math.ceil(this.#has.length / 8));
		for (const [doc, has] of this.#has.entries()) {
			bits[doc >>> 3]! |= has ? 1 << (doc & 7) : 0;
		}
		const bytes = new ByteWriter(bits.length + this.#signatures.length);
		bytes.bytes(bits);
		bytes.bytes(this.#signatures.view());
		return bytes.view();
	}
}

/** Reads single signatures: a page of hits asks for few. */
export class SignaturesReader {
	readonly #file: PagedFile;
	/** A bit for each document. */
	readonly #bits: Int32Array;
	/** Where the first signature starts. */
	readonly #start: number;
	/** How many signatures stand before those of each number of the bits. */
	readonly #before: Int32Array;

	constructor(file: PagedFile, documents: number) {
		this.#file = file;
		this.#start = Math.ceil(documents / 8);
		const words = Math.ceil(documents / 32);
		this.#bits = int32Column(file.peek(0, this.#start), 0, words);
		this.#before = new Int32Array(this.#bits.length);
		let count = 0;
		for (let i = 0; i < this.#bits.length; i++) {
			this.#before[i] = count;
			count += ones(this.#bits[i]!);
		}
		const expected = this.#start + count * SIGNATURE_BYTES;
		if (file.lengthBytes !== expected) {
			throw file.damaged(
				`${count} signatures take ${expected} bytes, found ${file.lengthBytes}`,
			);
		}
	}

	/** The signature of a document; undefined where it has none. */
	of(doc: number): Uint8Array | undefined {
		const word = doc >>> 5;
		const bit = 1 << (doc & 31);
		const bits = this.#bits[word] ?? 0;
		if ((bits & bit) === 0) {
			return undefined;
		}
		const place = this.#before[word]! + ones(bits & (bit - 1));
		const start = this.#start + place * SIGNATURE_BYTES;
		return this.#file.bytes(start, start + SIGNATURE_BYTES);
	}
}
