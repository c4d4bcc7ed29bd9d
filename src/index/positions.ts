import type { BitWriter } from "../bytes/bit-writer.ts";
import {
	paddedCopy,
	readBits,
	SizeCounts,
	unpackExpGolomb,
} from "../bytes/exp-golomb.ts";
import { lengthAbove } from "./norms.ts";

/*
 * "Here is a document of a term; tell me where in the text it stands." (FORMAT.md, "Positions")
 * A block's positions come in one of two forms, whichever is shorter. `wide`: each in as many bits as the length of its field, as the norm
 * tells it, can need; so those of one document are found without reading those before. `near`: the first as the difference
 * to the first of the document before, the others to the one before; for titles and paths, which repeat from article to article.
 */

const WIDE = 0;
const NEAR = 1;
const ORDER_BITS = 5;
const HIGHEST_ORDER = 24;
const MOST_BITS = 31;

/** Bits of the last place in the longest field of each norm. */
const PLACE_BITS: Uint8Array = Uint8Array.from({ length: 256 }, (_, norm) => {
	const lastPlace = Math.min(lengthAbove(norm) - 2, 2 ** MOST_BITS - 1);
	return 32 - Math.clz32(Math.max(0, lastPlace));
});

/** The positions of the documents of one block; a document's ascend. */
export interface BlockOfPositions {
	readonly documents: number;
	/** Of each document. */
	readonly norms: Uint8Array;
	/** Less one, of each document. */
	readonly extras: Int32Array;
	/** One document's after the other. */
	readonly places: Int32Array;
}

/** Appends blocks of positions, each from a byte of its own on. */
export class PositionsPacker {
	readonly #firsts = new SizeCounts();
	readonly #others = new SizeCounts();
	/** Bits of each place of the block in the wide form. */
	#widths = new Uint8Array(1024);
	/** Places of the block. */
	#counted = 0;

	pack(out: BitWriter, block: BlockOfPositions): void {
		const wideBits = this.#count(block);
		const firstOrder = this.#firsts.bestOrder(HIGHEST_ORDER);
		const otherOrder = this.#others.bestOrder(HIGHEST_ORDER);
		const nearBits =
			ORDER_BITS * 2 +
			this.#firsts.bitsIn(firstOrder) +
			this.#others.bitsIn(otherOrder);
		if (wideBits <= nearBits) {
			out.bits(WIDE, 1);
			out.allBits(block.places, this.#widths, this.#counted);
		} else {
			out.bits(NEAR, 1);
			out.bits(firstOrder, ORDER_BITS);
			out.bits(otherOrder, ORDER_BITS);
			packNear(out, block, firstOrder, otherOrder);
		}
		out.align();
	}

	#widthsFor(places: number): Uint8Array {
		if (this.#widths.length < places) {
			this.#widths = new Uint8Array(places);
		}
		return this.#widths;
	}

	/** Counts the differences by size; returns the bits of the wide form, Infinity where a place does not fit its field. */
	#count({ documents, norms, extras, places }: BlockOfPositions): number {
		const firsts = this.#firsts;
		const others = this.#others;
		const widths = this.#widthsFor(places.length);
		firsts.clear();
		others.clear();
		let bits = 0;
		let at = 0;
		let firstBefore = 0;
		for (let i = 0; i < documents; i++) {
			const width = PLACE_BITS[norms[i]!]!;
			const first = places[at]!;
			firsts.add(zigzag(first - firstBefore));
			firstBefore = first;
			widths[at] = width;
			const end = at + extras[i]! + 1;
			for (at++; at < end; at++) {
				others.add(places[at]! - places[at - 1]!);
				widths[at] = width;
			}
			bits +=
				places[end - 1]! >>> width === 0 ? width * (extras[i]! + 1) : Infinity;
		}
		this.#counted = at;
		return bits;
	}
}

function packNear(
	out: BitWriter,
	{ documents, extras, places }: BlockOfPositions,
	firstOrder: number,
	otherOrder: number,
): void {
	let at = 0;
	let firstBefore = 0;
	for (let i = 0; i < documents; i++) {
		const first = places[at]!;
		out.expGolomb(zigzag(first - firstBefore), firstOrder);
		firstBefore = first;
		at += extras[i]! + 1;
	}
	at = 0;
	for (let i = 0; i < documents; i++) {
		const end = at + extras[i]! + 1;
		for (at++; at < end; at++) {
			out.expGolomb(places[at]! - places[at - 1]!, otherOrder);
		}
	}
}

/** Small numbers for small differences of either sign; below 2^31 as those are above -2^30 and below 2^30. */
function zigzag(difference: number): number {
	return ((difference << 1) ^ (difference >> 31)) >>> 0;
}

function unzigzag(coded: number): number {
	return (coded >>> 1) ^ -(coded & 1);
}

/** One block of a list. */
export interface PositionsSource {
	readonly bytes: Uint8Array;
	/** Of the block. */
	readonly docs: Int32Array;
	readonly frequencies: Uint8Array | Int32Array;
	/** Of all documents of the segment. */
	readonly norms: Uint8Array;
}

/** The positions of one block, read document by document as they are asked for; going forward is cheap. */
export class BlockPositions {
	/** Those of the document loaded last, from the first on. */
	places = new Int32Array(16);
	readonly #source: PositionsSource;
	readonly #packed: Uint8Array;
	/** All positions of a block in the near form. */
	readonly #all: Int32Array | undefined;
	/** A document, and where its positions start: a bit in the wide form, a place in `#all` in the near one. */
	#index = 0;
	#start: number;

	constructor(source: PositionsSource) {
		this.#source = source;
		this.#packed = paddedCopy(source.bytes);
		this.#all =
			readBits(this.#packed, 0, 1) === NEAR ? this.#unpackNear() : undefined;
		this.#start = this.#firstStart;
	}

	/** Makes `places` those of that document; returns how many. */
	load(index: number): number {
		const { frequencies } = this.#source;
		const count = frequencies[index]!;
		if (this.places.length < count) {
			this.places = new Int32Array(count * 2);
		}
		this.#goTo(index);
		const { places } = this;
		let at = this.#start;
		const all = this.#all;
		if (all !== undefined) {
			for (let i = 0; i < count; i++) {
				places[i] = all[at + i]!;
			}
			return count;
		}
		const width = this.#widthOf(index);
		for (let i = 0; i < count; i++) {
			places[i] = readBits(this.#packed, at, width);
			at += width;
		}
		return count;
	}

	get #firstStart(): number {
		return this.#all === undefined ? 1 : 0;
	}

	#goTo(index: number): void {
		if (index < this.#index) {
			this.#index = 0;
			this.#start = this.#firstStart;
		}
		const { frequencies } = this.#source;
		const isNear = this.#all !== undefined;
		let start = this.#start;
		for (let i = this.#index; i < index; i++) {
			start += frequencies[i]! * (isNear ? 1 : this.#widthOf(i));
		}
		this.#index = index;
		this.#start = start;
	}

	/** Bits of each place of a document in the wide form. */
	#widthOf(index: number): number {
		const { docs, norms } = this.#source;
		return PLACE_BITS[norms[docs[index]!]!]!;
	}

	#unpackNear(): Int32Array {
		const { docs, frequencies } = this.#source;
		const packed = this.#packed;
		const documents = docs.length;
		let total = 0;
		for (let i = 0; i < documents; i++) {
			total += frequencies[i]!;
		}
		const firstOrder = readBits(packed, 1, ORDER_BITS);
		const otherOrder = readBits(packed, 1 + ORDER_BITS, ORDER_BITS);
		const codes = new Int32Array(total);
		const start = 1 + ORDER_BITS * 2;
		const bit = unpackExpGolomb(packed, start, firstOrder, codes, 0, documents);
		unpackExpGolomb(packed, bit, otherOrder, codes, documents, total);
		const all = new Int32Array(total);
		let firstBefore = 0;
		let other = documents;
		let at = 0;
		for (let i = 0; i < documents; i++) {
			firstBefore += unzigzag(codes[i]!);
			let place = firstBefore;
			all[at++] = place;
			for (let left = frequencies[i]! - 1; left > 0; left--) {
				place += codes[other++]!;
				all[at++] = place;
			}
		}
		return all;
	}
}
