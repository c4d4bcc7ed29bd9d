import { ones } from "../bytes/ones.ts";
import { BLOCK_SIZE } from "./postings-block.ts";
import {
	BLOCK_BYTES,
	type Frequencies,
	frequencyColumn,
	type PostingsBlocks,
	searchBlocks,
} from "./postings-blocks.ts";
import type { SkipTable } from "./skip-table.ts";

/** A list is dense where one document of so many, or more, stands in it. */
const DENSE_SHARE = 16;
/** Shorter lists are not worth it. */
const LEAST_DOCUMENTS = 1024;
/** A list that is looked into so often while it is kept is one of those that many queries have. */
const LOOKS_BEFORE_WHOLE = 4;
/** What such a list takes in memory beside its columns and what is known of each block. */
const OWN_BYTES = 1000;

/** Documents are told by bits, as many together as a number has. */
const GROUP_SHIFT = 5;
const GROUP = 1 << GROUP_SHIFT;
/** Of so many groups together it is known how many documents stand before them. */
const STRETCH_SHIFT = 2;
const STRETCH = 1 << STRETCH_SHIFT;

/** Whether a list of so many documents is better looked up in as a `DenseList`. */
export function isDense(documents: number, segmentDocuments: number): boolean {
	return (
		documents >= LEAST_DOCUMENTS && documents * DENSE_SHARE >= segmentDocuments
	);
}

/** All of a list. */
interface Whole {
	/** A bit for each document of the segment. */
	readonly bits: Int32Array;
	/** How many documents stand before each stretch of groups. */
	readonly before: Int32Array;
	readonly frequencies: Frequencies;
}

/**
 * A list that many documents stand in, to look documents up in: a bit for each document of the segment, and the frequencies. That is a third
 * of what a `PostingsList` takes, and nothing is searched. The first looks decode only the blocks that they need, and keep nothing.
 */
export class DenseList {
	readonly #blocks: PostingsBlocks;
	readonly #table: SkipTable;
	readonly #groups: number;
	#looks = 0;
	#whole: Whole | undefined;
	/** One block, decoded: nothing is kept here. */
	static readonly #docs = new Int32Array(BLOCK_SIZE);
	static readonly #frequencies = new Int32Array(BLOCK_SIZE);

	/**
	 * @param blocks more than one
	 * @param segmentDocuments how many documents the segment has
	 */
	constructor(blocks: PostingsBlocks, segmentDocuments: number) {
		if (blocks.table === undefined) {
			throw new TypeError("a list of a single block is not looked up so");
		}
		this.#blocks = blocks;
		this.#table = blocks.table;
		this.#groups =
			(((segmentDocuments - 1) >>> (GROUP_SHIFT + STRETCH_SHIFT)) + 1) *
			STRETCH;
	}

	/** How many stand in it. */
	get documents(): number {
		return this.#blocks.documents;
	}

	/** Bytes that this list takes in memory once it is whole. */
	get memoryBytes(): number {
		const frequencies = frequencyColumn(0, this.#table).BYTES_PER_ELEMENT;
		return (
			this.documents * frequencies +
			(this.#groups + this.#groups / STRETCH) * Int32Array.BYTES_PER_ELEMENT +
			this.#blocks.count * BLOCK_BYTES +
			OWN_BYTES
		);
	}

	/**
	 * How often the term stands in each of some documents; 0 where it does not.
	 * @param docs ascending
	 * @param into as long
	 */
	frequenciesIn(docs: Int32Array, into: Int32Array): void {
		this.#looks++;
		if (this.#whole === undefined && this.#looks < LOOKS_BEFORE_WHOLE) {
			searchBlocks(docs, into, {
				documents: this.documents,
				lastDocs: this.#table.lastDocs,
				docs: DenseList.#docs,
				frequencies: DenseList.#frequencies,
				decodedAt: (block) => {
					this.#blocks.unpack(
						block,
						DenseList.#docs,
						DenseList.#frequencies,
						0,
					);
					return 0;
				},
			});
			return;
		}
		this.#whole ??= this.#allOfIt();
		const { bits, before, frequencies } = this.#whole;
		for (let i = 0; i < docs.length; i++) {
			const doc = docs[i]!;
			const group = doc >>> GROUP_SHIFT;
			const ofGroup = bits[group]!;
			const bit = 1 << (doc & (GROUP - 1));
			if ((ofGroup & bit) === 0) {
				into[i] = 0;
				continue;
			}
			const stretch = group >>> STRETCH_SHIFT;
			let rank = before[stretch]! + ones(ofGroup & (bit - 1));
			for (let at = stretch << STRETCH_SHIFT; at < group; at++) {
				rank += ones(bits[at]!);
			}
			into[i] = frequencies[rank]!;
		}
	}

	#allOfIt(): Whole {
		const docs = DenseList.#docs;
		const unpacked = DenseList.#frequencies;
		const bits = new Int32Array(this.#groups);
		const frequencies = frequencyColumn(this.documents, this.#table);
		for (let block = 0; block < this.#blocks.count; block++) {
			this.#blocks.unpack(block, docs, unpacked, 0);
			const first = block * BLOCK_SIZE;
			const length = this.#blocks.lengthOf(block);
			for (let i = 0; i < length; i++) {
				const doc = docs[i]!;
				bits[doc >>> GROUP_SHIFT]! |= 1 << (doc & (GROUP - 1));
				frequencies[first + i] = unpacked[i]!;
			}
		}
		return { bits, before: before(bits), frequencies };
	}
}

/** How many bits are 1 before each stretch of groups. */
function before(bits: Int32Array): Int32Array {
	const counts = new Int32Array(bits.length / STRETCH);
	let count = 0;
	for (let group = 0; group < bits.length; group++) {
		if (group % STRETCH === 0) {
			counts[group / STRETCH] = count;
		}
		count += ones(bits[group]!);
	}
	return counts;
}
