import type { ArticleId } from "../article.ts";

/*
 * A Bloom filter: ten bits an id and seven probes let one id in a hundred pass that is not there. A writer of many segments
 * asks each of them for every article it puts, nearly always in vain, and a look into the table of ids takes a hundred times
 * as long.
 */
const BITS_PER_ID = 10;
const PROBES = 7;

/** Tells of most ids that a segment has not got them. */
export class IdFilter {
	readonly #bits: Uint32Array;
	readonly #mask: number;

	/** @param ids how many there will be at most */
	constructor(ids: number) {
		const bits = 2 ** Math.ceil(Math.log2(Math.max(32, ids * BITS_PER_ID)));
		this.#bits = new Uint32Array(bits / 32);
		this.#mask = bits - 1;
	}

	add(id: ArticleId): void {
		const first = hash(id, 0x811c9dc5);
		const step = hash(id, 0x9747b28c) | 1;
		for (let probe = 0; probe < PROBES; probe++) {
			const bit = (first + Math.imul(probe, step)) & this.#mask;
			this.#bits[bit >>> 5]! |= 1 << (bit & 31);
		}
	}

	/** False for ids that were not added, but for one in a hundred. */
	mayHave(id: ArticleId): boolean {
		const first = hash(id, 0x811c9dc5);
		const step = hash(id, 0x9747b28c) | 1;
		for (let probe = 0; probe < PROBES; probe++) {
			const bit = (first + Math.imul(probe, step)) & this.#mask;
			if ((this.#bits[bit >>> 5]! & (1 << (bit & 31))) === 0) {
				return false;
			}
		}
		return true;
	}
}

/** FNV-1a over UTF-16 units, then mixed as MurmurHash3 does, so that ids that differ in their last digit spread. */
function hash(id: ArticleId, seed: number): number {
	let value = seed;
	for (let i = 0; i < id.length; i++) {
		value = Math.imul(value ^ id.charCodeAt(i), 0x01000193);
	}
	value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
	value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
	return value ^ (value >>> 16);
}
