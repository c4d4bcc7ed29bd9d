import type { Frequencies } from "./postings.ts";

/** Documents are told by bits, as many together as a number has. */
const GROUP_SHIFT = 5;
const GROUP = 1 << GROUP_SHIFT;
/** Of so many groups together it is known how many documents stand before them. */
const STRETCH_SHIFT = 2;
const STRETCH = 1 << STRETCH_SHIFT;

/**
 * A list that many documents stand in, to look documents up in: a bit for each document of the segment, and the frequencies. A third of
 * what the documents themselves take, and found without searching.
 */
export class DenseList {
	/** How many stand in it. */
	readonly documents: number;
	readonly #frequencies: Frequencies;
	readonly #bits: Int32Array;
	/** How many documents stand before each stretch of groups. */
	readonly #before: Int32Array;

	/**
	 * @param docs the list's documents, ascending
	 * @param frequencies theirs
	 * @param documents of the segment
	 */
	constructor(docs: Int32Array, frequencies: Frequencies, documents: number) {
		this.documents = docs.length;
		this.#frequencies = frequencies;
		const stretches = stretchesOf(documents);
		this.#bits = new Int32Array(stretches * STRETCH);
		this.#before = new Int32Array(stretches);
		const bits = this.#bits;
		for (let i = 0; i < docs.length; i++) {
			const doc = docs[i]!;
			bits[doc >>> GROUP_SHIFT]! |= 1 << (doc & (GROUP - 1));
		}
		let before = 0;
		for (let group = 0; group < bits.length; group++) {
			if ((group & (STRETCH - 1)) === 0) {
				this.#before[group >>> STRETCH_SHIFT] = before;
			}
			before += ones(bits[group]!);
		}
	}

	/** Bytes that such a list takes in memory. */
	get memoryBytes(): number {
		return (
			this.#bits.byteLength +
			this.#before.byteLength +
			this.#frequencies.byteLength +
			OWN_BYTES
		);
	}

	/** How often the term stands in a document; 0 where it does not. */
	frequencyIn(doc: number): number {
		const group = doc >>> GROUP_SHIFT;
		const bits = this.#bits[group]!;
		const bit = 1 << (doc & (GROUP - 1));
		if ((bits & bit) === 0) {
			return 0;
		}
		const stretch = group >>> STRETCH_SHIFT;
		let rank = this.#before[stretch]! + ones(bits & (bit - 1));
		for (let i = stretch << STRETCH_SHIFT; i < group; i++) {
			rank += ones(this.#bits[i]!);
		}
		return this.#frequencies[rank]!;
	}
}

/** What such a list takes beside its columns. */
const OWN_BYTES = 500;

function stretchesOf(documents: number): number {
	return ((documents - 1) >>> (GROUP_SHIFT + STRETCH_SHIFT)) + 1;
}

/** The number of bits that are 1: summed in pairs, in fours, in bytes, and all bytes by one multiplication. */
function ones(bits: number): number {
	const pairs = bits - ((bits >>> 1) & 0x55555555);
	const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
	return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
