import { BLOCK_SIZE, BlockPacker, unpackBlock } from "../bytes/bit-packing.ts";
import { ByteReader } from "../bytes/byte-reader.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import {
	int32Column,
	sharedByte,
	sharedShort,
	uint16Column,
} from "../bytes/columns.ts";
import { lowerBound } from "../bytes/lower-bound.ts";
import type { FrameWriter } from "./frame.ts";
import type { PagedFile } from "./paged-file.ts";
import type { SortedTokens } from "./token-stream.ts";

/*
 * "Here is a term; give me its documents and frequencies." (FORMAT.md, "Postings" and "Positions")
 *
 * A list of up to 128 documents is one varint block. A longer list starts with a skip table, then the blocks:
 * full ones bit-packed, the last one varint. Document numbers are differences to the document before (the first one to -1),
 * less one; frequencies are less one. Positions stand in a file of their own, block by block.
 */

/**
 * A skip table is columns, each with one number a block: last document, end of the block, end of its positions (u32 each),
 * highest frequency (u16), shortest norm, highest prior (u8 each; no priors yet, 0). Columns are read by copying, not number by number.
 */
const SKIP_BYTES = 16;
/** The largest frequency a skip table tells; it stands for all above, too. */
export const HIGHEST_SKIP_FREQUENCY = 0xffff;
/** After the last document. Above every DocId. */
export const NO_MORE_DOCS = 0x7fff_ffff;

export interface ListExtent {
	readonly documents: number;
	readonly postingsStart: number;
	readonly postingsEnd: number;
	readonly positionsStart: number;
	readonly positionsEnd: number;
}

/** What is told of a block without decoding it. */
interface Skip {
	readonly lastDoc: number;
	readonly blockEnd: number;
	readonly placesEnd: number;
	readonly highest: number;
	readonly shortest: number;
}

/** Writes the lists of one field and layer, term by term. */
export class PostingsWriter {
	readonly #postings: FrameWriter;
	readonly #positions: FrameWriter | undefined;
	readonly #norms: Uint8Array;
	readonly #packer = new BlockPacker();
	readonly #skipTable = new ByteWriter();
	#skips: Skip[] = [];
	readonly #blocks = new ByteWriter();
	readonly #places = new ByteWriter();
	readonly #gaps = new Int32Array(BLOCK_SIZE);
	readonly #extras = new Int32Array(BLOCK_SIZE);
	/** Documents of the block at hand, and the document before the next one. */
	#filled = 0;
	#previous = -1;

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

	/** Writes one list, of the entries `[from, to)`; returns the number of distinct documents. */
	write(
		{ placed, counted }: Omit<SortedTokens, "ends">,
		from: number,
		to: number,
	): number {
		this.#skips = [];
		this.#blocks.clear();
		this.#places.clear();
		this.#filled = 0;
		this.#previous = -1;
		let documents = 0;
		if (placed !== undefined) {
			documents = this.#addPlaced(placed, from, to);
		} else if (counted !== undefined) {
			documents = this.#addCounted(counted, from, to);
		}
		if (this.#filled > 0) {
			this.#flushBlock(this.#filled, this.#previous);
		}
		if (documents > BLOCK_SIZE) {
			this.#writeSkips();
		}
		this.#postings.append(this.#blocks.view());
		this.#positions?.append(this.#places.view());
		return documents;
	}

	#addPlaced(placed: Int32Array, from: number, to: number): number {
		let documents = 0;
		for (let at = from; at < to; documents++) {
			const doc = placed[at * 2]!;
			const first = at;
			do {
				at++;
			} while (at < to && placed[at * 2] === doc);
			this.#places.ascendingVarints(placed, first * 2 + 1, at * 2, 2);
			this.#addDocument(doc, at - first);
		}
		return documents;
	}

	#addCounted(counted: Int32Array, from: number, to: number): number {
		let documents = 0;
		for (let at = from; at < to; documents++) {
			const doc = counted[at]! >>> 8;
			let frequency = 0;
			do {
				frequency += counted[at]! & 0xff;
				at++;
			} while (at < to && counted[at]! >>> 8 === doc);
			this.#addDocument(doc, frequency);
		}
		return documents;
	}

	#addDocument(doc: number, frequency: number): void {
		this.#gaps[this.#filled] = doc - this.#previous - 1;
		this.#extras[this.#filled] = frequency - 1;
		this.#previous = doc;
		this.#filled++;
		if (this.#filled === BLOCK_SIZE) {
			this.#flushBlock(BLOCK_SIZE, doc);
			this.#filled = 0;
		}
	}

	#flushBlock(filled: number, lastDoc: number): void {
		let highest = 0;
		let shortest = 0xff;
		let doc = lastDoc;
		for (let i = filled - 1; i >= 0; i--) {
			highest = Math.max(highest, this.#extras[i]! + 1);
			shortest = Math.min(shortest, this.#norms[doc]!);
			doc -= this.#gaps[i]! + 1;
		}
		if (filled === BLOCK_SIZE) {
			this.#packer.pack(this.#blocks, this.#gaps, 0);
			this.#packer.pack(this.#blocks, this.#extras, 0);
		} else {
			this.#writeVarints(filled);
		}
		this.#skips.push({
			lastDoc,
			blockEnd: this.#blocks.length,
			placesEnd: this.#places.length,
			highest: Math.min(highest, HIGHEST_SKIP_FREQUENCY),
			shortest,
		});
	}

	#writeVarints(filled: number): void {
		for (let i = 0; i < filled; i++) {
			// The low bit says whether a frequency follows: most terms stand once in an article.
			const extra = this.#extras[i]!;
			this.#blocks.varint(this.#gaps[i]! * 2 + (extra === 0 ? 0 : 1));
			if (extra !== 0) {
				this.#blocks.varint(extra);
			}
		}
	}

	#writeSkips(): void {
		const table = this.#skipTable;
		table.clear();
		for (const skip of this.#skips) table.u32(skip.lastDoc);
		for (const skip of this.#skips) table.u32(skip.blockEnd);
		for (const skip of this.#skips) table.u32(skip.placesEnd);
		for (const skip of this.#skips) table.u16(skip.highest);
		for (const skip of this.#skips) table.u8(skip.shortest);
		for (const _ of this.#skips) table.u8(0);
		this.#postings.append(table.view());
	}
}

/** One byte a document where no frequency needs more: nearly everywhere. */
export type Frequencies = Uint8Array | Int32Array;

function fitsByte(frequency: number): boolean {
	return frequency <= 0xff;
}

const NO_COLUMN = new Int32Array(0);
/** What a list takes in memory beside what its columns hold. */
const OWN_BYTES = 1000;

/**
 * One term's documents in one segment. Blocks are decoded when first needed and stay decoded as long as the list is kept.
 * The columns may be read directly by scorers for the blocks they have asked `decode` for.
 */
export class PostingsList {
	readonly documents: number;
	readonly blocks: number;
	/** Last document of each block. */
	readonly lastDocs: Int32Array;
	/** Highest frequency of each block; HIGHEST_SKIP_FREQUENCY stands for itself and all above. */
	readonly highestFrequencies: Uint16Array;
	/** Shortest field, as norm byte, of each block. */
	readonly shortestNorms: Uint8Array;
	/** Documents of the decoded blocks; `docs[documents]` is NO_MORE_DOCS. */
	readonly docs: Int32Array;
	/** Frequencies of the decoded blocks. */
	frequencies: Frequencies;
	readonly #extent: ListExtent;
	readonly #postings: PagedFile;
	readonly #positions: PagedFile | undefined;
	/** Where the first block starts, and where each ends, from there. */
	#blocksStart = 0;
	#blockEnds: Int32Array = NO_COLUMN;
	/** Where the positions of each block end, from the list's first. */
	#placeEnds: Int32Array = NO_COLUMN;
	readonly #isDecoded: Uint8Array;
	/** Where the frequencies of one block are unpacked to: nothing is kept here. */
	static readonly #extras = new Int32Array(BLOCK_SIZE);

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
		this.docs = new Int32Array(documents + 1);
		this.docs[documents] = NO_MORE_DOCS;
		if (blocks > 1) {
			const table = this.#readSkips();
			this.lastDocs = table.lastDocs;
			this.highestFrequencies = table.highestFrequencies;
			this.shortestNorms = table.shortestNorms;
			this.frequencies = this.highestFrequencies.every(fitsByte)
				? new Uint8Array(documents)
				: new Int32Array(documents);
			this.#isDecoded = new Uint8Array(blocks);
		} else {
			this.frequencies = PostingsList.#extras;
			this.#decode(0);
			this.#isDecoded = sharedByte(1);
			const wide = this.frequencies.slice(0, documents);
			this.frequencies = wide.every(fitsByte) ? Uint8Array.from(wide) : wide;
			const { highest, shortest } = this.#summary(norms);
			this.lastDocs = Int32Array.of(this.docs[documents - 1]!);
			this.highestFrequencies = sharedShort(highest);
			this.shortestNorms = sharedByte(shortest);
		}
	}

	/** Bytes this list takes in memory when all its blocks are decoded. */
	get memoryBytes(): number {
		const bytesPerDocument = 4 + this.frequencies.BYTES_PER_ELEMENT;
		return this.documents * bytesPerDocument + this.blocks * 18 + OWN_BYTES;
	}

	/** Decodes a block's documents and frequencies, unless that was done before. */
	decode(block: number): void {
		if (this.#isDecoded[block] !== 1) {
			this.#decode(block);
			this.#isDecoded[block] = 1;
		}
	}

	#decode(block: number): void {
		const start = this.#extent.postingsStart + this.#blocksStart;
		const bytes = this.#postings.bytes(
			start + (block === 0 ? 0 : this.#blockEnds[block - 1]!),
			this.blocks > 1
				? start + this.#blockEnds[block]!
				: this.#extent.postingsEnd,
		);
		const from = block * BLOCK_SIZE;
		const to = Math.min(from + BLOCK_SIZE, this.documents);
		const before = block === 0 ? -1 : this.lastDocs[block - 1]!;
		if (to - from === BLOCK_SIZE) {
			this.#decodePacked(bytes, from, before);
		} else {
			this.#decodeVarints(bytes, from, to, before);
		}
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
		return lowerBound(lastDocs, doc, low, Math.min(low + step, blocks));
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
				base + (block === 0 ? 0 : this.#placeEnds[block - 1]!),
				this.blocks > 1
					? base + this.#placeEnds[block]!
					: this.#extent.positionsEnd,
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

	#readSkips() {
		const { blocks } = this;
		const start = this.#extent.postingsStart;
		const table = this.#postings.bytes(start, start + blocks * SKIP_BYTES);
		this.#blocksStart = blocks * SKIP_BYTES;
		this.#blockEnds = int32Column(table, blocks * 4, blocks);
		this.#placeEnds = int32Column(table, blocks * 8, blocks);
		return {
			lastDocs: int32Column(table, 0, blocks),
			highestFrequencies: uint16Column(table, blocks * 12, blocks),
			shortestNorms: table.slice(blocks * 14, blocks * 15),
		};
	}

	#summary(norms: Uint8Array): { highest: number; shortest: number } {
		let highest = 0;
		let shortest = 0xff;
		for (let i = 0; i < this.documents; i++) {
			highest = Math.max(highest, this.frequencies[i]!);
			shortest = Math.min(shortest, norms[this.docs[i]!]!);
		}
		return { highest: Math.min(highest, HIGHEST_SKIP_FREQUENCY), shortest };
	}

	#decodePacked(bytes: Uint8Array, from: number, before: number): void {
		const { docs, frequencies } = this;
		const middle = unpackBlock(bytes, 0, docs, from);
		const extras = PostingsList.#extras;
		unpackBlock(bytes, middle, extras, 0);
		let doc = before;
		for (let i = 0; i < BLOCK_SIZE; i++) {
			doc += docs[from + i]! + 1;
			docs[from + i] = doc;
			frequencies[from + i] = extras[i]! + 1;
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
