import { sharedByte, sharedShort } from "../bytes/columns.ts";
import { isDense } from "./dense-list.ts";
import type { PagedFile } from "./paged-file.ts";
import { BlockPositions } from "./positions.ts";
import { BLOCK_SIZE } from "./postings-block.ts";
import {
	BLOCK_BYTES,
	blockOf,
	type Frequencies,
	fitsByte,
	frequencyColumn,
	type ListExtent,
	PostingsBlocks,
	searchBlocks,
} from "./postings-blocks.ts";
import { HIGHEST_SKIP_FREQUENCY } from "./skip-table.ts";

/*
 * "Here is a term; give me its documents and frequencies." (FORMAT.md, "Postings")
 *
 * A list is one block of up to 128 documents (postings-block.ts), or a skip table and several. Positions stand in a file of their
 * own, block by block.
 */

/** After the last document. Above every DocId. */
export const NO_MORE_DOCS = 0x7fff_ffff;

/** A list is searched as it is, until it is looked into so often. */
const LOOKS_BEFORE_DENSE = 4;

const NO_COLUMN = new Int32Array(0);
/** What a list takes in memory beside what its columns hold, with the bounds that are kept of it. */
const OWN_BYTES = 1300;

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
	readonly frequencies: Frequencies;
	readonly #inFile: PostingsBlocks;
	readonly #positions: PagedFile | undefined;
	readonly #extent: ListExtent;
	readonly #norms: Uint8Array;
	/** Where the positions of each block end, from the list's first; of a single block its extent tells. */
	readonly #positionEnds: Int32Array;
	readonly #isDecoded: Uint8Array;
	#looks = 0;
	/** Where the frequencies of a single block are unpacked: nothing is kept here. */
	static readonly #frequencies = new Int32Array(BLOCK_SIZE);

	constructor(
		postings: PagedFile,
		positions: PagedFile | undefined,
		norms: Uint8Array,
		extent: ListExtent,
	) {
		const { documents } = extent;
		const inFile = new PostingsBlocks(postings, extent, norms.length);
		const { table } = inFile;
		this.documents = documents;
		this.blocks = inFile.count;
		this.#inFile = inFile;
		this.#extent = extent;
		this.#positions = positions;
		this.#norms = norms;
		this.docs = new Int32Array(documents + 1);
		this.docs[documents] = NO_MORE_DOCS;
		if (table !== undefined) {
			this.lastDocs = table.lastDocs;
			this.highestFrequencies = table.highestFrequencies;
			this.shortestNorms = table.shortestNorms;
			this.#positionEnds = table.positionEnds;
			this.frequencies = frequencyColumn(documents, table);
			this.#isDecoded = new Uint8Array(this.blocks);
			return;
		}
		this.#positionEnds = NO_COLUMN;
		inFile.unpack(0, this.docs, PostingsList.#frequencies, 0);
		this.#isDecoded = sharedByte(1);
		const wide = PostingsList.#frequencies.slice(0, documents);
		this.frequencies = wide.every(fitsByte) ? Uint8Array.from(wide) : wide;
		const { highest, shortest } = this.#summary();
		this.lastDocs = Int32Array.of(this.docs[documents - 1]!);
		this.highestFrequencies = sharedShort(highest);
		this.shortestNorms = sharedByte(shortest);
	}

	/** Whether documents are looked up in this list so often that a `DenseList` is worth its memory; asked at each look. */
	isBetterDense(): boolean {
		this.#looks++;
		return (
			this.#looks >= LOOKS_BEFORE_DENSE &&
			isDense(this.documents, this.#norms.length)
		);
	}

	/** Bytes this list takes in memory when all its blocks are decoded. */
	get memoryBytes(): number {
		const bytesPerDocument = 4 + this.frequencies.BYTES_PER_ELEMENT;
		return (
			this.documents * bytesPerDocument + this.blocks * BLOCK_BYTES + OWN_BYTES
		);
	}

	/** Decodes a block's documents and frequencies, unless that was done before. */
	decode(block: number): void {
		if (this.#isDecoded[block] !== 1) {
			this.#inFile.unpack(
				block,
				this.docs,
				this.frequencies,
				block * BLOCK_SIZE,
			);
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

	/** The first block from `from` on whose last document is not below `doc`; `blocks` where there is none. */
	blockOf(doc: number, from: number): number {
		return blockOf(this.lastDocs, doc, from);
	}

	/**
	 * How often the term stands in each of some documents; 0 where it does not.
	 * @param docs ascending
	 * @param into as long
	 */
	frequenciesIn(docs: Int32Array, into: Int32Array): void {
		searchBlocks(docs, into, {
			documents: this.documents,
			lastDocs: this.lastDocs,
			docs: this.docs,
			frequencies: this.frequencies,
			decodedAt: (block) => {
				this.decode(block);
				return block * BLOCK_SIZE;
			},
		});
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
			bytes: this.#positions.peek(
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
