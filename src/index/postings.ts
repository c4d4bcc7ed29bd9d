import { sharedByte, sharedShort } from "../bytes/columns.ts";
import { lowerBound } from "../bytes/lower-bound.ts";
import { DenseList } from "./dense-list.ts";
import type { PagedFile } from "./paged-file.ts";
import { BlockPositions } from "./positions.ts";
import {
	BLOCK_SIZE,
	FEW_BELOW,
	MOST_BLOCK_BYTES,
	unpackPostings,
} from "./postings-block.ts";
import { HIGHEST_SKIP_FREQUENCY, readSkipTable } from "./skip-table.ts";

/*
 * "Here is a term; give me its documents and frequencies." (FORMAT.md, "Postings")
 *
 * A list is one block of up to 128 documents (postings-block.ts), or a skip table and several. Positions stand in a file of their
 * own, block by block.
 */

/** After the last document. Above every DocId. */
export const NO_MORE_DOCS = 0x7fff_ffff;

export interface ListExtent {
	readonly documents: number;
	readonly postingsStart: number;
	readonly postingsEnd: number;
	readonly positionsStart: number;
	readonly positionsEnd: number;
}

/** One byte a document where no frequency needs more: nearly everywhere. */
export type Frequencies = Uint8Array | Int32Array;

function fitsByte(frequency: number): boolean {
	return frequency <= 0xff;
}

const NO_COLUMN = new Int32Array(0);
/** What a list takes in memory beside what its columns hold, with the bounds that are kept of it. */
const OWN_BYTES = 1300;
const BLOCK_BYTES = 22;
/** A list is dense where one document of so many, or more, stands in it: then a `DenseList` takes less memory. */
const DENSE_SHARE = 16;
/** A list that is looked into so often while it is kept is one of those that many queries have. */
const LOOKS_BEFORE_DENSE = 4;

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
	readonly #norms: Uint8Array;
	/** Where the first block starts in the file, and where each ends, from there; of a single block its extent tells. */
	readonly #blocksStart: number;
	readonly #blockEnds: Int32Array;
	/** Where the positions of each block end, from the list's first. */
	readonly #positionEnds: Int32Array;
	readonly #isDecoded: Uint8Array;
	#looks = 0;
	/** Where a block's bytes are looked at and its frequencies unpacked: nothing is kept here. */
	static readonly #packed = new Uint8Array(MOST_BLOCK_BYTES);
	static readonly #extras = new Int32Array(BLOCK_SIZE);

	constructor(
		postings: PagedFile,
		positions: PagedFile | undefined,
		norms: Uint8Array,
		extent: ListExtent,
	) {
		const { documents, postingsStart } = extent;
		const blocks = Math.ceil(documents / BLOCK_SIZE);
		this.documents = documents;
		this.blocks = blocks;
		this.#extent = extent;
		this.#postings = postings;
		this.#positions = positions;
		this.#norms = norms;
		this.docs = new Int32Array(documents + 1);
		this.docs[documents] = NO_MORE_DOCS;
		if (blocks > 1) {
			const table = readSkipTable(postings, postingsStart, blocks);
			this.lastDocs = table.lastDocs;
			this.highestFrequencies = table.highestFrequencies;
			this.shortestNorms = table.shortestNorms;
			this.#blocksStart = table.blocksStart;
			this.#blockEnds = table.blockEnds;
			this.#positionEnds = table.positionEnds;
			this.frequencies = this.highestFrequencies.every(fitsByte)
				? new Uint8Array(documents)
				: new Int32Array(documents);
			this.#isDecoded = new Uint8Array(blocks);
			return;
		}
		this.#blocksStart = postingsStart;
		this.#blockEnds = NO_COLUMN;
		this.#positionEnds = NO_COLUMN;
		this.frequencies = PostingsList.#extras;
		this.#decode(0);
		this.#isDecoded = sharedByte(1);
		const wide = this.frequencies.slice(0, documents);
		this.frequencies = wide.every(fitsByte) ? Uint8Array.from(wide) : wide;
		const { highest, shortest } = this.#summary();
		this.lastDocs = Int32Array.of(this.docs[documents - 1]!);
		this.highestFrequencies = sharedShort(highest);
		this.shortestNorms = sharedByte(shortest);
	}

	/** Bytes this list takes in memory when all its blocks are decoded. */
	get memoryBytes(): number {
		const bytesPerDocument = 4 + this.frequencies.BYTES_PER_ELEMENT;
		return (
			this.documents * bytesPerDocument + this.blocks * BLOCK_BYTES + OWN_BYTES
		);
	}

	/**
	 * This list as one that documents are looked up in. Undefined of one that is not dense, and the first times that it is asked for: all blocks
	 * are decoded for it, which pays only where the list is looked into again and again.
	 */
	dense(): DenseList | undefined {
		if (this.documents * DENSE_SHARE < this.#norms.length) {
			return undefined;
		}
		this.#looks++;
		if (this.#looks < LOOKS_BEFORE_DENSE) {
			return undefined;
		}
		this.decodeAll();
		const docs = this.docs.subarray(0, this.documents);
		return new DenseList(docs, this.frequencies, this.#norms.length);
	}

	/** Decodes a block's documents and frequencies, unless that was done before. */
	decode(block: number): void {
		if (this.#isDecoded[block] !== 1) {
			this.#decode(block);
			this.#isDecoded[block] = 1;
		}
	}

	decodeAll(): void {
		for (let block = 0; block < this.blocks; block++) {
			this.decode(block);
		}
	}

	isDecoded(block: number): boolean {
		return this.#isDecoded[block] === 1;
	}

	#decode(block: number): void {
		const bytes = this.#postings.bytes(
			this.#blocksStart + (block === 0 ? 0 : this.#blockEnds[block - 1]!),
			this.blocks > 1
				? this.#blocksStart + this.#blockEnds[block]!
				: this.#extent.postingsEnd,
		);
		const packed = PostingsList.#packed;
		packed.set(bytes);
		const from = block * BLOCK_SIZE;
		const to = Math.min(from + BLOCK_SIZE, this.documents);
		unpackPostings(packed, {
			docs: this.docs,
			frequencies: this.frequencies,
			extras: PostingsList.#extras,
			from,
			to,
			fewOf: this.documents < FEW_BELOW ? this.#norms.length : undefined,
		});
		const { docs } = this;
		let doc = block === 0 ? -1 : this.lastDocs[block - 1]!;
		for (let i = from; i < to; i++) {
			doc += docs[i]! + 1;
			docs[i] = doc;
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

	/** The positions of a block's documents, which are numbered from 0 there. */
	positionsOf(block: number): BlockPositions {
		if (this.#positions === undefined) {
			throw new TypeError("this layer keeps no positions");
		}
		this.decode(block);
		const from = block * BLOCK_SIZE;
		const start = this.#extent.positionsStart;
		return new BlockPositions({
			bytes: this.#positions.bytes(
				start + (block === 0 ? 0 : this.#positionEnds[block - 1]!),
				this.blocks > 1
					? start + this.#positionEnds[block]!
					: this.#extent.positionsEnd,
			),
			frequencies: this.frequencies.subarray(from, from + BLOCK_SIZE),
			docs: this.docs.subarray(
				from,
				Math.min(from + BLOCK_SIZE, this.documents),
			),
			norms: this.#norms,
		});
	}

	/** Of the documents of a single block. */
	#summary(): { highest: number; shortest: number } {
		const norms = this.#norms;
		let highest = 0;
		let shortest = 0xff;
		for (let i = 0; i < this.documents; i++) {
			highest = Math.max(highest, this.frequencies[i]!);
			shortest = Math.min(shortest, norms[this.docs[i]!]!);
		}
		return { highest: Math.min(highest, HIGHEST_SKIP_FREQUENCY), shortest };
	}
}
