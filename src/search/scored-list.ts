import { BLOCK_SIZE } from "../bytes/bit-packing.ts";
import {
	HIGHEST_SKIP_FREQUENCY,
	type PostingsList,
} from "../index/postings.ts";
import { score } from "./similarity.ts";

/** What a clause reads: documents with frequencies in blocks, and what each block can hold at most. */
export type Postings = Pick<
	PostingsList,
	| "documents"
	| "blocks"
	| "lastDocs"
	| "highestFrequencies"
	| "shortestNorms"
	| "docs"
	| "frequencies"
	| "decode"
	| "blockOf"
>;

/** One weighted clause over one segment: postings, and what makes scores of them. */
export class ScoredList {
	readonly postings: Postings;
	readonly weight: number;
	/** c[norm] of the field and layer (similarity.ts). */
	readonly factors: Float32Array;
	readonly norms: Uint8Array;
	/** The most that a document of each block can score. */
	readonly blockBounds: Float32Array;
	/** The first block that a scan in rising document order has not left behind. */
	block = 0;
	/** The most that any document of the window at hand can score; 0 where the window has none. */
	windowBound = 0;

	constructor(
		postings: Postings,
		weight: number,
		factors: Float32Array,
		norms: Uint8Array,
	) {
		this.postings = postings;
		this.weight = weight;
		this.factors = factors;
		this.norms = norms;
		this.blockBounds = new Float32Array(postings.blocks);
		for (let block = 0; block < postings.blocks; block++) {
			const highest = postings.highestFrequencies[block]!;
			this.blockBounds[block] = score(
				weight,
				highest === HIGHEST_SKIP_FREQUENCY ? Number.MAX_VALUE : highest,
				factors[postings.shortestNorms[block]!]!,
			);
		}
	}

	/** Moves to the window `[start, end)` of documents, which may not lie before the last one, and finds its bound. */
	enterWindow(start: number, end: number): void {
		const { postings, blockBounds } = this;
		let block = postings.blockOf(start, this.block);
		this.block = block;
		let bound = 0;
		while (block < postings.blocks) {
			const first = block === 0 ? 0 : postings.lastDocs[block - 1]! + 1;
			if (first >= end) {
				break;
			}
			bound = Math.max(bound, blockBounds[block]!);
			block++;
		}
		this.windowBound = bound;
	}

	/** Adds the scores of the window's documents to `sums[doc - start]` and sets their bits. */
	addWindow(
		start: number,
		end: number,
		sums: Float64Array,
		bits: Int32Array,
	): void {
		const { postings, weight, factors, norms } = this;
		const { docs, frequencies, documents } = postings;
		for (let block = this.block; block < postings.blocks; block++) {
			if (block > 0 && postings.lastDocs[block - 1]! + 1 >= end) {
				return;
			}
			postings.decode(block);
			const to = Math.min((block + 1) * BLOCK_SIZE, documents);
			let i = block * BLOCK_SIZE;
			while (i < to && docs[i]! < start) {
				i++;
			}
			for (; i < to; i++) {
				const doc = docs[i]!;
				if (doc >= end) {
					return;
				}
				const offset = doc - start;
				sums[offset]! += score(weight, frequencies[i]!, factors[norms[doc]!]!);
				bits[offset >>> 5]! |= 1 << (offset & 31);
			}
		}
	}

	/** The score of a document of the window at hand, 0 where it does not match; documents are asked for in rising order. */
	probe(doc: number): number {
		const { postings } = this;
		const block = postings.blockOf(doc, this.block);
		this.block = block;
		if (block === postings.blocks) {
			return 0;
		}
		postings.decode(block);
		const { docs } = postings;
		let low = block * BLOCK_SIZE;
		let high = Math.min(low + BLOCK_SIZE, postings.documents);
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (docs[middle]! < doc) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		return docs[low] === doc
			? score(
					this.weight,
					postings.frequencies[low]!,
					this.factors[this.norms[doc]!]!,
				)
			: 0;
	}

	/** The most that `doc` can score, by the bound of the block it would stand in. */
	boundAt(doc: number): number {
		this.block = this.postings.blockOf(doc, this.block);
		return this.block === this.postings.blocks
			? 0
			: this.blockBounds[this.block]!;
	}
}
