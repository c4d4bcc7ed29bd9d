/** A group is 32 documents, as many as a number has bits. */
const GROUP_SHIFT = 5;
const GROUP = 1 << GROUP_SHIFT;
/** Numbers a group takes: its bits, and how many documents stand before it. */
const STRIDE = 2;

/** Where the documents of a list stand in it, told by bits instead of by searching: for lists that many documents stand in. */
export class DocumentRanks {
	readonly #groups: Int32Array;

	/**
	 * @param docs the list's documents, ascending
	 * @param documents of the segment
	 */
	constructor(docs: Int32Array, documents: number) {
		const groups = new Int32Array(Math.ceil(documents / GROUP) * STRIDE);
		for (const doc of docs) {
			groups[groupOf(doc)]! |= 1 << (doc & (GROUP - 1));
		}
		let before = 0;
		for (let group = 0; group < groups.length; group += STRIDE) {
			groups[group + 1] = before;
			before += ones(groups[group]!);
		}
		this.#groups = groups;
	}

	/** Bytes that ranks take in a segment of so many documents. */
	static bytesFor(documents: number): number {
		return Math.ceil(documents / GROUP) * STRIDE * Int32Array.BYTES_PER_ELEMENT;
	}

	/** How many documents of the list stand before `doc`; -1 where it is not in the list. */
	rankOf(doc: number): number {
		const group = groupOf(doc);
		const bits = this.#groups[group]!;
		const bit = 1 << (doc & (GROUP - 1));
		return (bits & bit) === 0
			? -1
			: this.#groups[group + 1]! + ones(bits & (bit - 1));
	}
}

function groupOf(doc: number): number {
	return (doc >>> GROUP_SHIFT) * STRIDE;
}

/** The number of bits that are 1: summed in pairs, in fours, in bytes, and all bytes by one multiplication. */
function ones(bits: number): number {
	const pairs = bits - ((bits >>> 1) & 0x55555555);
	const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
	return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
