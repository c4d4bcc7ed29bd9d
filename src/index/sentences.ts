import { TEXT_FIELDS, type TextField } from "../analysis/fields.ts";
import { NO_BOUNDS, type PlaceBounds } from "../analysis/place-bounds.ts";
import { BitWriter } from "../bytes/bit-writer.ts";
import { ByteReader } from "../bytes/byte-reader.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import { int32Column } from "../bytes/columns.ts";
import {
	paddedCopy,
	readBits,
	SizeCounts,
	unpackExpGolomb,
} from "../bytes/exp-golomb.ts";
import { IntColumn } from "../bytes/int-column.ts";
import type { PagedFile } from "./paged-file.ts";
import { BLOCK_SIZE } from "./postings-block.ts";

/*
 * "Here is a document; where in its field does a sentence begin, where a paragraph?" (FORMAT.md, "Sentences")
 *
 * A section a field; in it a block for each 128 documents: how many bounds each has, plus one, or 0 for as many as the document before it
 * in the block, the same ones; then all their gaps. A gap is the place less the one before it in the document (less 0 for the first),
 * less one, times two, plus one where a paragraph begins.
 */

/** Stands for the count of a document with the bounds of the one before it. */
const SAME = 0;
const ORDER_BITS = 5;
const HIGHEST_ORDER = 24;

/** Gathers the bounds of one field, document by document. */
export class FieldSentences {
	readonly #sizes = new SizeCounts();
	readonly #counts = new Int32Array(BLOCK_SIZE);
	readonly #gaps = new IntColumn();
	readonly #blocks = new BitWriter();
	readonly #blockEnds: number[] = [];
	#filled = 0;
	#last: PlaceBounds = NO_BOUNDS;
	#hasAny = false;

	add(bounds: PlaceBounds): void {
		this.#last = bounds;
		this.#hasAny ||= bounds.sentences.length > 0;
		this.#addCount(bounds.sentences.length + 1, bounds);
	}

	/** Adds a document with the same text as the last. */
	repeat(): void {
		if (this.#filled === 0) {
			this.add(this.#last);
		} else {
			this.#addCount(SAME, NO_BOUNDS);
		}
	}

	#addCount(count: number, bounds: PlaceBounds): void {
		const { sentences, paragraphs } = bounds;
		let before = 0;
		let next = 0;
		for (const place of sentences) {
			const beginsParagraph = paragraphs[next] === place;
			this.#gaps.push((place - before - 1) * 2 + Number(beginsParagraph));
			next += Number(beginsParagraph);
			before = place;
		}
		this.#counts[this.#filled++] = count;
		if (this.#filled === BLOCK_SIZE) {
			this.#flush();
		}
	}

	/** The section; empty where no document has a bound. */
	bytes(): Uint8Array {
		if (!this.#hasAny) {
			return new Uint8Array(0);
		}
		if (this.#filled > 0) {
			this.#flush();
		}
		const out = new ByteWriter();
		for (const end of this.#blockEnds) {
			out.u32(end);
		}
		out.bytes(this.#blocks.view());
		return out.view();
	}

	#flush(): void {
		const blocks = this.#blocks;
		this.#pack(this.#counts, this.#filled);
		this.#pack(this.#gaps.view(), this.#gaps.length);
		blocks.align();
		this.#blockEnds.push(blocks.length);
		this.#gaps.clear();
		this.#filled = 0;
	}

	#pack(values: Int32Array, count: number): void {
		const sizes = this.#sizes;
		sizes.clear();
		for (let i = 0; i < count; i++) {
			sizes.add(values[i]!);
		}
		const order = sizes.bestOrder(HIGHEST_ORDER);
		this.#blocks.bits(order, ORDER_BITS);
		this.#blocks.expGolombs(values, count, order);
	}
}

/** The payload of a segment's file. */
export function sentenceBytes(
	fields: Readonly<Record<TextField, FieldSentences>>,
): Uint8Array {
	const sections = TEXT_FIELDS.map((field) => fields[field].bytes());
	const out = new ByteWriter();
	for (const section of sections) {
		out.u32(section.length);
	}
	for (const section of sections) {
		out.bytes(section);
	}
	return out.view();
}

/** The bounds of a segment's documents; of each field those of one block are at hand. */
export class SentencesReader {
	readonly #fields = new Map<TextField, FieldReader>();

	constructor(file: PagedFile, documents: number) {
		const headerBytes = TEXT_FIELDS.length * 4;
		const lengths = new ByteReader(file.bytes(0, headerBytes));
		let start = headerBytes;
		for (const field of TEXT_FIELDS) {
			const length = lengths.u32();
			if (length > 0) {
				this.#fields.set(field, new FieldReader(file, start, documents));
			}
			start += length;
		}
	}

	boundsOf(field: TextField, doc: number): PlaceBounds {
		return this.#fields.get(field)?.boundsOf(doc) ?? NO_BOUNDS;
	}
}

class FieldReader {
	readonly #file: PagedFile;
	readonly #documents: number;
	/** Where the first block starts, and where each ends, from there. */
	readonly #blocksStart: number;
	readonly #blockEnds: Int32Array;
	#block = -1;
	/** Of the block at hand: document i has the gaps `[starts[i], ends[i])`. */
	readonly #counts = new Int32Array(BLOCK_SIZE);
	readonly #starts = new Int32Array(BLOCK_SIZE);
	readonly #ends = new Int32Array(BLOCK_SIZE);
	#gaps = new Int32Array(0);

	constructor(file: PagedFile, start: number, documents: number) {
		const blocks = Math.ceil(documents / BLOCK_SIZE);
		this.#file = file;
		this.#documents = documents;
		this.#blocksStart = start + blocks * 4;
		const table = file.peek(start, this.#blocksStart);
		this.#blockEnds = int32Column(table, 0, blocks);
	}

	boundsOf(doc: number): PlaceBounds {
		const block = Math.floor(doc / BLOCK_SIZE);
		if (block !== this.#block) {
			this.#decode(block);
		}
		const at = doc % BLOCK_SIZE;
		return boundsOfGaps(this.#gaps, this.#starts[at]!, this.#ends[at]!);
	}

	#decode(block: number): void {
		const packed = this.#file.peek(
			this.#blocksStart + (block === 0 ? 0 : this.#blockEnds[block - 1]!),
			this.#blocksStart + this.#blockEnds[block]!,
		);
		const from = block * BLOCK_SIZE;
		const documents = Math.min(BLOCK_SIZE, this.#documents - from);
		const counts = this.#counts.subarray(0, documents);
		const bytes = paddedCopy(packed);
		const gapsStart = unpackOrdered(bytes, 0, counts);
		let start = 0;
		let end = 0;
		for (let i = 0; i < documents; i++) {
			const count = counts[i]!;
			if (count !== SAME) {
				start = end;
				end = start + count - 1;
			}
			this.#starts[i] = start;
			this.#ends[i] = end;
		}
		this.#gaps = new Int32Array(end);
		unpackOrdered(bytes, gapsStart, this.#gaps);
		this.#block = block;
	}
}

/** The places that the gaps `[from, to)` lead to. */
function boundsOfGaps(gaps: Int32Array, from: number, to: number): PlaceBounds {
	if (from === to) {
		return NO_BOUNDS;
	}
	const sentences = new Int32Array(to - from);
	let paragraphs = 0;
	for (let i = from; i < to; i++) {
		paragraphs += gaps[i]! & 1;
	}
	const beginnings = new Int32Array(paragraphs);
	let place = 0;
	let next = 0;
	for (let i = from; i < to; i++) {
		const gap = gaps[i]!;
		place += (gap >>> 1) + 1;
		sentences[i - from] = place;
		if ((gap & 1) === 1) {
			beginnings[next++] = place;
		}
	}
	return { sentences, paragraphs: beginnings };
}

/** Fills `values` with what stands behind its order; returns the bit after it. */
function unpackOrdered(
	bytes: Uint8Array,
	bit: number,
	values: Int32Array,
): number {
	const order = readBits(bytes, bit, ORDER_BITS);
	return unpackExpGolomb(
		bytes,
		bit + ORDER_BITS,
		order,
		values,
		0,
		values.length,
	);
}
