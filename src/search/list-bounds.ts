import { BLOCK_SIZE } from "../index/postings-block.ts";
import { HIGHEST_SKIP_FREQUENCY } from "../index/skip-table.ts";
import type { Postings } from "./scored-list.ts";

/** Windows of documents of one size. */
export interface WindowBounds {
	/** The highest impact in each window; 0 where the list has no document there. */
	readonly impacts: Float32Array;
	/** The first block that reaches into each window; the number of blocks where none does. */
	readonly firstBlocks: Int32Array;
	/** How many blocks' worth of postings each window has. */
	readonly blocks: Float32Array;
}

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
	readonly #isExact: Uint8Array;
	#exactBlocks = 0;
	#windows:
		| { readonly size: number; readonly bounds: WindowBounds }
		| undefined;

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
		if (this.#exactBlocks === blocks) {
			return;
		}
		for (let block = 0; block < blocks; block++) {
			if (this.#isExact[block] === 0 && this.#postings.isDecoded(block)) {
				this.impacts[block] = this.#highestOf(block);
				this.#isExact[block] = 1;
				this.#exactBlocks++;
			}
		}
	}

	/** Of so many windows of `size` documents each; all documents' own where all blocks were decoded, else the blocks'. */
	windows(count: number, size: number): WindowBounds {
		if (this.#windows?.size === size) {
			return this.#windows.bounds;
		}
		if (this.#exactBlocks < this.#postings.blocks) {
			return this.#windowsOfBlocks(count, size);
		}
		const bounds = this.#windowsOfDocuments(count, size);
		this.#windows = { size, bounds };
		return bounds;
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

	#windowsOfDocuments(count: number, size: number): WindowBounds {
		const { docs, frequencies, documents, blocks } = this.#postings;
		const factors = this.#factors;
		const norms = this.#norms;
		const bounds = emptyWindows(count, blocks);
		for (let i = 0; i < documents; i++) {
			const doc = docs[i]!;
			const window = Math.floor(doc / size);
			const impact = frequencies[i]! * factors[norms[doc]!]!;
			if (impact > bounds.impacts[window]!) {
				bounds.impacts[window] = impact;
			}
			if (bounds.firstBlocks[window] === blocks) {
				bounds.firstBlocks[window] = Math.floor(i / BLOCK_SIZE);
			}
			bounds.blocks[window]! += 1 / BLOCK_SIZE;
		}
		return bounds;
	}

	#windowsOfBlocks(count: number, size: number): WindowBounds {
		const { lastDocs, blocks } = this.#postings;
		const bounds = emptyWindows(count, blocks);
		let from = 0;
		for (let block = 0; block < blocks; block++) {
			const to = Math.floor(lastDocs[block]! / size);
			const impact = this.impacts[block]!;
			const share = 1 / (to - from + 1);
			for (let window = from; window <= to; window++) {
				bounds.blocks[window]! += share;
				if (impact > bounds.impacts[window]!) {
					bounds.impacts[window] = impact;
				}
				if (bounds.firstBlocks[window] === blocks) {
					bounds.firstBlocks[window] = block;
				}
			}
			from = Math.floor((lastDocs[block]! + 1) / size);
		}
		return bounds;
	}
}

function emptyWindows(count: number, blocks: number): WindowBounds {
	return {
		impacts: new Float32Array(count),
		firstBlocks: new Int32Array(count).fill(blocks),
		blocks: new Float32Array(count),
	};
}

/** Bounds of a list of at most so many blocks are made anew for each search. */
const KEPT_FROM_BLOCKS = 4;

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
