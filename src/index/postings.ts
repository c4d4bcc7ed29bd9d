import { BLOCK_SIZE, packBlock, unpackBlock } from "../bytes/bit-packing.ts";
import { ByteReader } from "../bytes/byte-reader.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import type { FrameWriter } from "./frame.ts";
import type { PagedFile } from "./paged-file.ts";

/*
 * "Here is a term; give me its documents and frequencies." (FORMAT.md, "Postings" and "Positions")
 *
 * A list of up to 128 documents is one varint block. A longer list starts with one skip entry a block, then the blocks:
 * full ones bit-packed, the last one varint. Document numbers are differences to the document before (the first one to -1),
 * less one; frequencies are less one. Positions stand in a file of their own, block by block.
 */

/** last document, start of block, start of its positions (u32 each), highest frequency (u16), shortest norm, highest prior (u8 each) */
const SKIP_BYTES = 16;
const HIGHEST_SKIP_FREQUENCY = 0xffff;
/** After the last document. Above every DocId. */
export const NO_MORE_DOCS = 0x7fff_ffff;

export interface ListExtent {
	readonly documents: number;
	readonly postingsStart: number;
	readonly postingsEnd: number;
	readonly positionsStart: number;
	readonly positionsEnd: number;
}

/** Writes the lists of one field and layer, term by term. */
export class PostingsWriter {
	readonly #postings: FrameWriter;
	readonly #positions: FrameWriter | undefined;
	readonly #norms: Uint8Array;
	readonly #skips = new ByteWriter();
	readonly #blocks = new ByteWriter();
	readonly #places = new ByteWriter();
	#gaps = new Int32Array(BLOCK_SIZE);
	#extras = new Int32Array(BLOCK_SIZE);

	/** `norms` holds one length byte a document; without `positions` none are written. */
	constructor(
		postings: FrameWriter,
		positions: FrameWriter | undefined,
		norms: Uint8Array,
	) {
		this.#postings = postings;
		this.#positions = positions;
		this.#norms = norms;
	}

	/**
	 * Writes one list. `docs` ascend over `[from, to)` with one entry an occurrence; `positions` stand beside them.
	 * Returns the number of distinct documents.
	 */
	write(
		docs: Int32Array,
		positions: Int32Array,
		from: number,
		to: number,
	): number {
		this.#skips.clear();
		this.#blocks.clear();
		this.#places.clear();
		let documents = 0;
		let filled = 0;
		let previous = -1;
		let blockPlaces = 0;
		let at = from;
		while (at < to) {
			const doc = docs[at]!;
			const first = at;
			while (at < to && docs[at] === doc) {
				at++;
			}
			this.#gaps[filled] = doc - previous - 1;
			this.#extras[filled] = at - first - 1;
			previous = doc;
			filled++;
			documents++;
			this.#writePlaces(positions, first, at);
			if (filled === BLOCK_SIZE) {
				this.#flushBlock(filled, previous, blockPlaces);
				blockPlaces = this.#places.length;
				filled = 0;
			}
		}
		if (filled > 0) {
			this.#flushBlock(filled, previous, blockPlaces);
		}
		if (documents > BLOCK_SIZE) {
			this.#postings.append(this.#skips.view());
		}
		this.#postings.append(this.#blocks.view());
		this.#positions?.append(this.#places.view());
		return documents;
	}

	#writePlaces(positions: Int32Array, first: number, end: number): void {
		if (this.#positions === undefined) {
			return;
		}
		let before = 0;
		for (let i = first; i < end; i++) {
			const position = positions[i]!;
			this.#places.varint(position - before);
			before = position;
		}
	}

	#flushBlock(filled: number, lastDoc: number, blockPlaces: number): void {
		let highest = 0;
		let shortest = 0xff;
		let doc = lastDoc;
		for (let i = filled - 1; i >= 0; i--) {
			highest = Math.max(highest, this.#extras[i]! + 1);
			shortest = Math.min(shortest, this.#norms[doc]!);
			doc -= this.#gaps[i]! + 1;
		}
		this.#skips.u32(lastDoc);
		this.#skips.u32(this.#blocks.length);
		this.#skips.u32(blockPlaces);
		this.#skips.u16(Math.min(highest, HIGHEST_SKIP_FREQUENCY));
		this.#skips.u8(shortest);
		this.#skips.u8(0);
		if (filled === BLOCK_SIZE) {
			packBlock(this.#blocks, this.#gaps, 0);
			packBlock(this.#blocks, this.#extras, 0);
			return;
		}
		for (let i = 0; i < filled; i++) {
			// The low bit says whether a frequency follows: most terms stand once in an article.
			const extra = this.#extras[i]!;
			this.#blocks.varint(this.#gaps[i]! * 2 + (extra === 0 ? 0 : 1));
			if (extra !== 0) {
				this.#blocks.varint(extra);
			}
		}
	}
}

/**
 * One term's documents in one segment. Blocks are decoded when first needed and stay decoded as long as the list is kept.
 * The columns may be read directly by scorers for the blocks they have asked `decode` for.
 */
export class PostingsList {
	readonly documents: number;
	readonly blocks: number;
	/** Last document of each block. */
	readonly lastDocs: Int32Array;
	/** Highest frequency of each block; `Infinity` would be meant by the largest 16-bit number. */
	readonly highestFrequencies: Int32Array;
	/** Shortest field, as norm byte, of each block. */
	readonly shortestNorms: Uint8Array;
	/** Documents of the decoded blocks; `docs[documents]` is NO_MORE_DOCS. */
	readonly docs: Int32Array;
	/** Frequencies of the decoded blocks. */
	readonly frequencies: Int32Array;
	readonly #extent: ListExtent;
	readonly #postings: PagedFile;
	readonly #positions: PagedFile | undefined;
	readonly #blockStarts: Int32Array;
	readonly #placeStarts: Int32Array;
	readonly #isDecoded: Uint8Array;

	constructor(
		postings: PagedFile,
		positions: PagedFile | undefined,
		norms: Uint8Array,
		extent: ListExtent,
	) {
		const { documents } = extent;
		const blocks = Math.ceil(documents / BLOCK_SIZE);
		this.documents = documents;
		this.blocks = blocks;
		this.#extent = extent;
		this.#postings = postings;
		this.#positions = positions;
		this.lastDocs = new Int32Array(blocks);
		this.highestFrequencies = new Int32Array(blocks);
		this.shortestNorms = new Uint8Array(blocks);
		this.docs = new Int32Array(documents + 1);
		this.docs[documents] = NO_MORE_DOCS;
		this.frequencies = new Int32Array(documents);
		this.#blockStarts = new Int32Array(blocks + 1);
		this.#placeStarts = new Int32Array(blocks + 1);
		this.#isDecoded = new Uint8Array(blocks);
		this.#blockStarts[blocks] = extent.postingsEnd - extent.postingsStart;
		this.#placeStarts[blocks] = extent.positionsEnd - extent.positionsStart;
		if (blocks > 1) {
			this.#readSkips();
		} else {
			this.decode(0);
			this.#summarise(norms);
		}
	}

	/** Bytes this list takes in memory when all its blocks are decoded. */
	get memoryBytes(): number {
		return this.documents * 8 + this.blocks * 18 + 400;
	}

	/** Decodes a block's documents and frequencies, unless that was done before. */
	decode(block: number): void {
		if (this.#isDecoded[block] === 1) {
			return;
		}
		const start = this.#extent.postingsStart;
		const bytes = this.#postings.bytes(
			start + this.#blockStarts[block]!,
			start + this.#blockStarts[block + 1]!,
		);
		const from = block * BLOCK_SIZE;
		const to = Math.min(from + BLOCK_SIZE, this.documents);
		const before = block === 0 ? -1 : this.lastDocs[block - 1]!;
		if (to - from === BLOCK_SIZE && this.blocks > 0 && this.#isPacked(block)) {
			this.#decodePacked(bytes, from, before);
		} else {
			this.#decodeVarints(bytes, from, to, before);
		}
		this.#isDecoded[block] = 1;
	}

	/** The first block from `from` on whose last document is not below `doc`; `blocks` where there is none. */
	blockOf(doc: number, from: number): number {
		const { lastDocs, blocks } = this;
		let step = 1;
		let low = from;
		while (low + step < blocks && lastDocs[low + step]! < doc) {
			low += step;
			step *= 2;
		}
		let high = Math.min(low + step, blocks);
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (lastDocs[middle]! < doc) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		return low;
	}

	/** The positions of every document of a block, in one column: document `i` has `[starts[i], starts[i + 1])` of it. */
	positionsOf(block: number): { places: Int32Array; starts: Int32Array } {
		if (this.#positions === undefined) {
			throw new TypeError("this layer keeps no positions");
		}
		this.decode(block);
		const from = block * BLOCK_SIZE;
		const count = Math.min(BLOCK_SIZE, this.documents - from);
		const base = this.#extent.positionsStart;
		const reader = new ByteReader(
			this.#positions.bytes(
				base + this.#placeStarts[block]!,
				base + this.#placeStarts[block + 1]!,
			),
		);
		let total = 0;
		const starts = new Int32Array(count + 1);
		for (let i = 0; i < count; i++) {
			total += this.frequencies[from + i]!;
			starts[i + 1] = total;
		}
		const places = new Int32Array(total);
		for (let i = 0; i < count; i++) {
			let place = 0;
			for (let at = starts[i]!; at < starts[i + 1]!; at++) {
				place += reader.varint();
				places[at] = place;
			}
		}
		return { places, starts };
	}

	/** A single block of exactly 128 documents is packed, like every full block. */
	#isPacked(block: number): boolean {
		return (block + 1) * BLOCK_SIZE <= this.documents;
	}

	#readSkips(): void {
		const skipBytes = this.blocks * SKIP_BYTES;
		const start = this.#extent.postingsStart;
		const reader = new ByteReader(
			this.#postings.bytes(start, start + skipBytes),
		);
		for (let i = 0; i < this.blocks; i++) {
			this.lastDocs[i] = reader.u32();
			this.#blockStarts[i] = skipBytes + reader.u32();
			this.#placeStarts[i] = reader.u32();
			const highest = reader.u16();
			this.highestFrequencies[i] =
				highest === HIGHEST_SKIP_FREQUENCY ? NO_MORE_DOCS : highest;
			this.shortestNorms[i] = reader.u8();
			reader.u8();
		}
	}

	#summarise(norms: Uint8Array): void {
		let highest = 0;
		let shortest = 0xff;
		for (let i = 0; i < this.documents; i++) {
			highest = Math.max(highest, this.frequencies[i]!);
			shortest = Math.min(shortest, norms[this.docs[i]!]!);
		}
		this.lastDocs[0] = this.docs[this.documents - 1]!;
		this.highestFrequencies[0] = highest;
		this.shortestNorms[0] = shortest;
	}

	#decodePacked(bytes: Uint8Array, from: number, before: number): void {
		const { docs, frequencies } = this;
		const middle = unpackBlock(bytes, 0, docs, from);
		unpackBlock(bytes, middle, frequencies, from);
		let doc = before;
		for (let i = from; i < from + BLOCK_SIZE; i++) {
			doc += docs[i]! + 1;
			docs[i] = doc;
			frequencies[i]!++;
		}
	}

	#decodeVarints(
		bytes: Uint8Array,
		from: number,
		to: number,
		before: number,
	): void {
		const reader = new ByteReader(bytes);
		let doc = before;
		for (let i = from; i < to; i++) {
			const coded = reader.varint();
			doc += Math.floor(coded / 2) + 1;
			this.docs[i] = doc;
			this.frequencies[i] = (coded & 1) === 0 ? 1 : 1 + reader.varint();
		}
	}
}
