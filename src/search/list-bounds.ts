import { BLOCK_SIZE } from "../index/postings-block.ts";
import { HIGHEST_SKIP_FREQUENCY } from "../index/skip-table.ts";
import type { Postings } from "./scored-list.ts";

/** What is known of lists in windows of documents, list by list; used again from search to search. */
export class WindowLayout {
	/** The highest impact, or once weighed the highest score, in each window; 0 where the list has no document there. */
	highest = new Float32Array(0);
	/** The first block that reaches into each window; the number of blocks where none does. */
	firstBlocks = new Int32Array(0);
	/** How many blocks' worth of postings each window has. */
	blocks = new Float32Array(0);

	/** Makes room for so many windows of all lists. */
	reserve(windows: number): void {
		if (this.highest.length < windows) {
			this.highest = new Float32Array(windows);
			this.firstBlocks = new Int32Array(windows);
			this.blocks = new Float32Array(windows);
		}
	}
}

/** Bounds of a list of at most so many blocks are made anew for each search. */
const KEPT_FROM_BLOCKS = 4;

/**
 * What a document of a list can score at most, before the list's weight: its impact, freq · c[norm] (similarity.ts). Of a block that was
 * decoded it is the highest there is, of others that of the highest frequency in the shortest field, which seldom meet in one document.
 */
export class ListBounds {
	/** Of each block. */
	readonly impacts: Float32Array;
	readonly #postings: Postings;
	readonly #factors: Float32Array;
	readonly #norms: Uint8Array;
	/** Of each block, 1 where its impact is exact; absent where all are. */
	#isExact: Uint8Array | undefined;
	#exactBlocks = 0;
	/** Once all are exact: of each window the highest impact, and behind these the documents of each. */
	#windows: { readonly size: number; readonly kept: Float32Array } | undefined;

	constructor(postings: Postings, factors: Float32Array, norms: Uint8Array) {
		const { blocks, highestFrequencies, shortestNorms } = postings;
		this.#postings = postings;
		this.#factors = factors;
		this.#norms = norms;
		this.impacts = new Float32Array(blocks);
		this.#isExact = new Uint8Array(blocks);
		for (let block = 0; block < blocks; block++) {
			const highest = highestFrequencies[block]!;
			this.impacts[block] =
				highest === HIGHEST_SKIP_FREQUENCY
					? Number.POSITIVE_INFINITY
					: highest * factors[shortestNorms[block]!]!;
		}
		this.refresh();
	}

	/** Looks at the blocks that were decoded since the last time. */
	refresh(): void {
		const { blocks } = this.#postings;
		const isExact = this.#isExact;
		for (let block = 0; isExact !== undefined && block < blocks; block++) {
			if (isExact[block] === 0 && this.#postings.isDecoded(block)) {
				this.impacts[block] = this.#highestOf(block);
				isExact[block] = 1;
				this.#exactBlocks++;
			}
		}
		if (this.#exactBlocks === blocks) {
			this.#isExact = undefined;
		}
	}

	/** Writes what is known of `count` windows of `size` documents each from `into[at]` on: as the documents are where all blocks were decoded, else as the blocks are. */
	layOut(count: number, size: number, into: WindowLayout, at: number): void {
		if (this.#isExact !== undefined) {
			this.#layOutBlocks(count, size, into, at);
			return;
		}
		if (this.#windows?.size !== size) {
			this.#windows = { size, kept: this.#windowsOf(count, size) };
		}
		const { kept } = this.#windows;
		const { blocks } = this.#postings;
		let before = 0;
		for (let window = 0; window < count; window++) {
			const documents = kept[count + window]!;
			into.highest[at + window] = kept[window]!;
			into.firstBlocks[at + window] =
				documents === 0 ? blocks : Math.floor(before / BLOCK_SIZE);
			into.blocks[at + window] = documents / BLOCK_SIZE;
			before += documents;
		}
	}

	#highestOf(block: number): number {
		const { docs, frequencies, documents } = this.#postings;
		const factors = this.#factors;
		const norms = this.#norms;
		const end = Math.min((block + 1) * BLOCK_SIZE, documents);
		let highest = 0;
		for (let i = block * BLOCK_SIZE; i < end; i++) {
			const impact = frequencies[i]! * factors[norms[docs[i]!]!]!;
			highest = impact > highest ? impact : highest;
		}
		return highest;
	}

	#windowsOf(count: number, size: number): Float32Array {
		const { docs, frequencies, documents } = this.#postings;
		const factors = this.#factors;
		const norms = this.#norms;
		const kept = new Float32Array(count * 2);
		for (let i = 0; i < documents; i++) {
			const doc = docs[i]!;
			const window = Math.floor(doc / size);
			const impact = frequencies[i]! * factors[norms[doc]!]!;
			if (impact > kept[window]!) {
				kept[window] = impact;
			}
			kept[count + window]!++;
		}
		return kept;
	}

	#layOutBlocks(
		count: number,
		size: number,
		into: WindowLayout,
		at: number,
	): void {
		const { lastDocs, blocks } = this.#postings;
		into.highest.fill(0, at, at + count);
		into.firstBlocks.fill(blocks, at, at + count);
		into.blocks.fill(0, at, at + count);
		let from = 0;
		for (let block = 0; block < blocks; block++) {
			const to = Math.floor(lastDocs[block]! / size);
			const impact = this.impacts[block]!;
			const share = 1 / (to - from + 1);
			for (let window = at + from; window <= at + to; window++) {
				into.blocks[window]! += share;
				if (impact > into.highest[window]!) {
					into.highest[window] = impact;
				}
				if (into.firstBlocks[window] === blocks) {
					into.firstBlocks[window] = block;
				}
			}
			from = Math.floor((lastDocs[block]! + 1) / size);
		}
	}
}

/** Keeps bounds as long as their lists are kept. */
export class KeptBounds {
	readonly #known = new WeakMap<Postings, ListBounds>();

	/** @param factors always the same for a list */
	of(postings: Postings, factors: Float32Array, norms: Uint8Array): ListBounds {
		if (postings.blocks <= KEPT_FROM_BLOCKS) {
			return new ListBounds(postings, factors, norms);
		}
		const known = this.#known.get(postings);
		if (known !== undefined) {
			known.refresh();
			return known;
		}
		const bounds = new ListBounds(postings, factors, norms);
		this.#known.set(postings, bounds);
		return bounds;
	}
}
