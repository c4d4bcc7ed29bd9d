import type { BitWriter } from "../bytes/bit-writer.ts";
import {
	PADDING_BYTES,
	SizeCounts,
	unpackExpGolomb,
} from "../bytes/exp-golomb.ts";

/*
 * A block of postings (FORMAT.md, "Postings"): document numbers as differences to the document before (the first one to -1), less one, and
 * frequencies less one. Both are exp-Golomb codes, the orders of which stand before them, or, in a list of few documents, follow
 * from how many there are.
 */

/** Documents of a block; the last of a list may have fewer. */
export const BLOCK_SIZE = 128;
/** A list of fewer documents does without the byte that tells its orders. */
export const FEW_BELOW = 8;
/** Of a block whose numbers are all as long as they can be, with room to look ahead. */
export const MOST_BLOCK_BYTES = (BLOCK_SIZE * 2 * 63) / 8 + 1 + PADDING_BYTES;
const GAP_ORDER_BITS = 5;
const HIGHEST_GAP_ORDER = 24;
const HIGHEST_EXTRA_ORDER = 6;
/** In place of an order: all gaps, or all extras, are 0 and left out. */
const NO_GAPS = 31;
const NO_EXTRAS = 7;

/** The order of the gaps of few documents, as if these were spread evenly over the segment's. */
function fewOrder(documents: number, fewOf: number): number {
	return Math.max(0, 30 - Math.clz32(Math.floor(fewOf / documents)));
}

/** The documents of one block. */
export interface BlockOfPostings {
	readonly gaps: Int32Array;
	/** Frequencies less one. */
	readonly extras: Int32Array;
	readonly documents: number;
	/** The documents of the segment where the list has few; undefined in all others. */
	readonly fewOf: number | undefined;
}

/** Appends blocks, each from a byte of its own on. */
export class PostingsPacker {
	readonly #sizes = new SizeCounts();

	/** Returns the highest frequency. */
	pack(
		out: BitWriter,
		{ gaps, extras, documents, fewOf }: BlockOfPostings,
	): number {
		const highestExtra = highestOf(extras, documents);
		if (fewOf !== undefined) {
			out.expGolombs(gaps, documents, fewOrder(documents, fewOf));
			out.expGolombs(extras, documents, 0);
		} else {
			const gapOrder =
				highestOf(gaps, documents) === 0
					? NO_GAPS
					: this.#bestOrder(gaps, documents, HIGHEST_GAP_ORDER);
			const extraOrder =
				highestExtra === 0
					? NO_EXTRAS
					: this.#bestOrder(extras, documents, HIGHEST_EXTRA_ORDER);
			out.bits((extraOrder << GAP_ORDER_BITS) | gapOrder, 8);
			if (gapOrder !== NO_GAPS) {
				out.expGolombs(gaps, documents, gapOrder);
			}
			if (extraOrder !== NO_EXTRAS) {
				out.expGolombs(extras, documents, extraOrder);
			}
		}
		out.align();
		return highestExtra + 1;
	}

	#bestOrder(values: Int32Array, count: number, highest: number): number {
		const sizes = this.#sizes;
		sizes.clear();
		for (let i = 0; i < count; i++) {
			sizes.add(values[i]!);
		}
		return sizes.bestOrder(highest);
	}
}

function highestOf(values: Int32Array, count: number): number {
	let highest = 0;
	for (let i = 0; i < count; i++) {
		const value = values[i]!;
		highest = value > highest ? value : highest;
	}
	return highest;
}

/** Where a block's postings go: to the places `[from, to)`. */
export interface UnpackedPostings {
	/** Gets the gaps. */
	readonly docs: Int32Array;
	readonly frequencies: Uint8Array | Int32Array;
	/** Room for those of one block. */
	readonly extras: Int32Array;
	readonly from: number;
	readonly to: number;
	/** As in BlockOfPostings. */
	readonly fewOf: number | undefined;
}

/** Reads a block from its first byte on, behind which there is room to look ahead. */
export function unpackPostings(
	packed: Uint8Array,
	{ docs, frequencies, extras, from, to, fewOf }: UnpackedPostings,
): void {
	const orders = fewOf === undefined ? packed[0]! : fewOrder(to - from, fewOf);
	const gapOrder = orders & ((1 << GAP_ORDER_BITS) - 1);
	const extraOrder = orders >>> GAP_ORDER_BITS;
	let bit = fewOf === undefined ? 8 : 0;
	if (gapOrder === NO_GAPS) {
		docs.fill(0, from, to);
	} else {
		bit = unpackExpGolomb(packed, bit, gapOrder, docs, from, to);
	}
	if (extraOrder === NO_EXTRAS) {
		frequencies.fill(1, from, to);
		return;
	}
	unpackExpGolomb(packed, bit, extraOrder, extras, 0, to - from);
	for (let i = from; i < to; i++) {
		frequencies[i] = extras[i - from]! + 1;
	}
}
