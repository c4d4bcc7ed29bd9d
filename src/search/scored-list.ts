import { lowerBound } from "../bytes/lower-bound.ts";
import type { PostingsList } from "../index/postings.ts";
import { BLOCK_SIZE } from "../index/postings-block.ts";
import type { ListBounds, WindowLayout } from "./list-bounds.ts";
import { score, scoreOfImpact } from "./similarity.ts";

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
	| "decodeAll"
	| "isDecoded"
	| "blockOf"
>;

/** One weighted clause over one segment: postings, and what makes scores of them. */
export class ScoredList {
	readonly postings: Postings;
	readonly weight: number;
	/** c[norm] of the field and layer (similarity.ts). */
	readonly factors: Float32Array;
	readonly norms: Uint8Array;
	readonly #listBounds: ListBounds;
	/** Where in a layout this list's windows begin. */
	#layout: WindowLayout | undefined;
	#at = 0;
	/** The first block that a scan in rising document order has not left behind. */
	block = 0;
	/** The most that any document of the window at hand can score; 0 where the window has none. */
	windowBound = 0;
	/** What of that bound a block of the window's postings stands for: a list of much bound and few postings is read at little cost. */
	boundOfBlock = 0;

	constructor(
		postings: Postings,
		weight: number,
		factors: Float32Array,
		norms: Uint8Array,
		bounds: ListBounds,
	) {
		this.postings = postings;
		this.weight = weight;
		this.factors = factors;
		this.norms = norms;
		this.#listBounds = bounds;
	}

	/** Finds, for windows of `size` documents each, the first block that reaches into it and the most that its documents can score. */
	layOut(windows: number, size: number, into: WindowLayout, at: number): void {
		this.#layout = into;
		this.#at = at;
		this.#listBounds.layOut(windows, size, into, at);
		const { highest } = into;
		for (let window = at; window < at + windows; window++) {
			highest[window] = scoreOfImpact(this.weight, highest[window]!);
		}
	}

	/** Moves to a window laid out before. */
	enterWindow(window: number): void {
		const { highest, firstBlocks, blocks } = this.#layout!;
		const at = this.#at + window;
		this.windowBound = highest[at]!;
		this.block = firstBlocks[at]!;
		this.boundOfBlock =
			this.windowBound === 0 ? 0 : this.windowBound / blocks[at]!;
	}

	/** Leaves the blocks before `doc` behind: for scans that are not laid out in windows. */
	skipTo(doc: number): void {
		this.block = this.postings.blockOf(doc, this.block);
	}

	/** Whether no document from where `skipTo` stands has a number below `end`, as far as the ends of blocks tell. */
	hasNone(end: number): boolean {
		const { block, postings } = this;
		return (
			block === postings.blocks ||
			(block > 0 && postings.lastDocs[block - 1]! + 1 >= end)
		);
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

	/**
	 * Adds the scores of the window's documents that are candidates (`count` offsets from `start`, ascending). A candidate that
	 * cannot reach `threshold` with this list's block and `rest` more may be passed over.
	 */
	addToCandidates(
		start: number,
		sums: Float64Array,
		candidates: Int32Array,
		count: number,
		rest: number,
		threshold: number,
	): void {
		const { postings, weight, factors, norms } = this;
		const { impacts } = this.#listBounds;
		const { docs, frequencies, documents, lastDocs, blocks } = postings;
		const least = leastBound(threshold);
		let block = this.block;
		let at = 0;
		while (at < count) {
			const first = start + candidates[at]!;
			block = postings.blockOf(first, block);
			if (block === blocks) {
				return;
			}
			// The candidates up to `stop` fall into this block, or into the gap before it.
			const last = lastDocs[block]!;
			let stop = at;
			let isWanted = false;
			const bound = scoreOfImpact(weight, impacts[block]!) + rest;
			while (stop < count && start + candidates[stop]! <= last) {
				isWanted ||= sums[candidates[stop]!]! + bound >= least;
				stop++;
			}
			if (!isWanted) {
				at = stop;
				block++;
				continue;
			}
			postings.decode(block);
			const from = block * BLOCK_SIZE;
			const to = Math.min(from + BLOCK_SIZE, documents);
			const walks = stop - at > SCAN_FROM;
			let i = from;
			for (; at < stop; at++) {
				const doc = start + candidates[at]!;
				if (walks) {
					while (docs[i]! < doc) {
						i++;
					}
				} else {
					i = lowerBound(docs, doc, i, to);
				}
				if (docs[i] === doc) {
					sums[doc - start]! += score(
						weight,
						frequencies[i]!,
						factors[norms[doc]!]!,
					);
				}
			}
			block++;
		}
	}
}

/** Candidates in one block from which walking the block is faster than searching for each. */
const SCAN_FROM = 12;

/** So much below a threshold a sum is still rounded up to it, as a 32-bit float; and a little more, because sums are off by rounding too. */
const ROUNDING = 2 ** -23;

/** What a bound must reach so that its score can enter: a bound below it is of no document that can. */
export function leastBound(threshold: number): number {
	return threshold - Math.abs(threshold) * ROUNDING;
}
