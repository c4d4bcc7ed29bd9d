import { evenBound, lowerBound } from "../bytes/lower-bound.ts";
import type { PagedFile } from "./paged-file.ts";
import {
	BLOCK_SIZE,
	FEW_BELOW,
	MOST_BLOCK_BYTES,
	unpackPostings,
} from "./postings-block.ts";
import { readSkipTable, type SkipTable } from "./skip-table.ts";

/** What is known of each block takes so much in memory, with the bounds that are kept of it. */
export const BLOCK_BYTES = 22;

export interface ListExtent {
	readonly documents: number;
	readonly postingsStart: number;
	readonly postingsEnd: number;
	readonly positionsStart: number;
	readonly positionsEnd: number;
}

/** One byte a document where no frequency needs more: nearly everywhere. */
export type Frequencies = Uint8Array | Int32Array;

/** A column for so many frequencies, none of which is above the highest of some block. */
export function frequencyColumn(
	length: number,
	{ highestFrequencies }: SkipTable,
): Frequencies {
	return highestFrequencies.every(fitsByte)
		? new Uint8Array(length)
		: new Int32Array(length);
}

export function fitsByte(frequency: number): boolean {
	return frequency <= 0xff;
}

/** One term's list in its file, block by block. */
export class PostingsBlocks {
	readonly documents: number;
	/** How many there are. */
	readonly count: number;
	/** Absent of a single block. */
	readonly table: SkipTable | undefined;
	readonly #postings: PagedFile;
	readonly #extent: ListExtent;
	readonly #segmentDocuments: number;
	/** Where a block's bytes are looked at and its frequencies unpacked: nothing is kept here. */
	static readonly #packed = new Uint8Array(MOST_BLOCK_BYTES);
	static readonly #extras = new Int32Array(BLOCK_SIZE);

	/** @param segmentDocuments how many documents the segment has */
	constructor(
		postings: PagedFile,
		extent: ListExtent,
		segmentDocuments: number,
	) {
		const { documents, postingsStart } = extent;
		this.documents = documents;
		this.count = Math.ceil(documents / BLOCK_SIZE);
		this.table =
			this.count > 1
				? readSkipTable(postings, postingsStart, this.count)
				: undefined;
		this.#postings = postings;
		this.#extent = extent;
		this.#segmentDocuments = segmentDocuments;
	}

	/** How many documents stand in a block: `BLOCK_SIZE` but in the last. */
	lengthOf(block: number): number {
		return Math.min(BLOCK_SIZE, this.documents - block * BLOCK_SIZE);
	}

	/** Writes documents and frequencies of a block from `at` on. */
	unpack(
		block: number,
		docs: Int32Array,
		frequencies: Frequencies,
		at: number,
	): void {
		const { table, documents } = this;
		const { postingsStart, postingsEnd } = this.#extent;
		const bytes =
			table === undefined
				? this.#postings.peek(postingsStart, postingsEnd)
				: this.#postings.peek(
						table.blocksStart + (block === 0 ? 0 : table.blockEnds[block - 1]!),
						table.blocksStart + table.blockEnds[block]!,
					);
		const packed = PostingsBlocks.#packed;
		packed.set(bytes);
		const to = at + this.lengthOf(block);
		unpackPostings(packed, {
			docs,
			frequencies,
			extras: PostingsBlocks.#extras,
			from: at,
			to,
			fewOf: documents < FEW_BELOW ? this.#segmentDocuments : undefined,
		});
		let doc =
			block === 0 || table === undefined ? -1 : table.lastDocs[block - 1]!;
		for (let i = at; i < to; i++) {
			doc += docs[i]! + 1;
			docs[i] = doc;
		}
	}
}

/** The first block from `from` on whose last document is not below `doc`; as many as there are where there is none. */
export function blockOf(
	lastDocs: Int32Array,
	doc: number,
	from: number,
): number {
	const blocks = lastDocs.length;
	let step = 1;
	let low = from;
	while (low + step < blocks && lastDocs[low + step]! < doc) {
		low += step;
		step *= 2;
	}
	return lowerBound(lastDocs, doc, low, Math.min(low + step, blocks));
}

/** A list of which blocks are decoded one by one. */
export interface SearchedBlocks {
	readonly documents: number;
	/** Last document of each block. */
	readonly lastDocs: Int32Array;
	/** What blocks are decoded into. */
	readonly docs: Int32Array;
	readonly frequencies: Frequencies;
	/** Decodes a block; returns where it starts in the columns. */
	readonly decodedAt: (block: number) => number;
}

/**
 * How often the term stands in each of some documents; 0 where it does not. Decodes only the blocks that one of them may stand in.
 * @param wanted ascending
 * @param into as long
 */
export function searchBlocks(
	wanted: Int32Array,
	into: Int32Array,
	{ documents, lastDocs, docs, frequencies, decodedAt }: SearchedBlocks,
): void {
	let block = -1;
	let at = 0;
	let to = 0;
	for (let i = 0; i < wanted.length; i++) {
		const doc = wanted[i]!;
		if (block < 0 || doc > lastDocs[block]!) {
			block = blockOf(lastDocs, doc, Math.max(0, block));
			if (block === lastDocs.length) {
				into.fill(0, i);
				return;
			}
			at = decodedAt(block);
			to = at + Math.min(BLOCK_SIZE, documents - block * BLOCK_SIZE);
		}
		at = evenBound(docs, doc, at, to);
		into[i] = docs[at] === doc ? frequencies[at]! : 0;
	}
}
