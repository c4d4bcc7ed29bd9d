/*
 * Exp-Golomb codes (Teuhola 1978): a number n is n + 2^k in binary behind as many zeros as that has bits more than k + 1, highest bit first.
 * With the order k near the size of a typical number this stays close to what any code can do, without exceptions to patch: gaps
 * between documents come in bursts, which fixed widths pay for.
 */

/** Bytes that have to follow those that are read: a look ahead never leaves the array. Their content does not matter. */
export const PADDING_BYTES = 8;

/** Bits that one look at four bytes is sure to see, wherever in the first byte it starts. */
const SEEN_BITS = 25;

/** A copy of the bytes that may be read as bits. */
export function paddedCopy(bytes: Uint8Array): Uint8Array {
	const copy = new Uint8Array(bytes.length + PADDING_BYTES);
	copy.set(bytes);
	return copy;
}

/** The 32 bits from that one on, of which the first SEEN_BITS count. */
function look(bytes: Uint8Array, bit: number): number {
	const at = bit >>> 3;
	return (
		((bytes[at]! << 24) |
			(bytes[at + 1]! << 16) |
			(bytes[at + 2]! << 8) |
			bytes[at + 3]!) <<
		(bit & 7)
	);
}

/** A number of `width` bits, at most 31, from that bit on. */
export function readBits(
	bytes: Uint8Array,
	bit: number,
	width: number,
): number {
	if (width === 0) {
		return 0;
	}
	if (width <= SEEN_BITS) {
		return look(bytes, bit) >>> (32 - width);
	}
	const low = width - SEEN_BITS;
	return (
		(look(bytes, bit) >>> (32 - SEEN_BITS)) * 2 ** low +
		readBits(bytes, bit + SEEN_BITS, low)
	);
}

/** Fills `values[from, to)` with numbers coded in that order; returns the bit after them. */
export function unpackExpGolomb(
	bytes: Uint8Array,
	firstBit: number,
	order: number,
	values: Int32Array,
	from: number,
	to: number,
): number {
	let bit = firstBit;
	const least = 1 << order;
	for (let i = from; i < to; i++) {
		const at = bit >>> 3;
		const seen =
			((bytes[at]! << 24) |
				(bytes[at + 1]! << 16) |
				(bytes[at + 2]! << 8) |
				bytes[at + 3]!) <<
			(bit & 7);
		const zeros = Math.clz32(seen);
		const length = zeros * 2 + order + 1;
		if (length <= SEEN_BITS) {
			values[i] = ((seen >>> (32 - length)) | 0) - least;
			bit += length;
			continue;
		}
		const skipped = zerosFrom(bytes, bit);
		const width = skipped + order + 1;
		// 2^31 and above only before the order is taken off.
		values[i] =
			readBits(bytes, bit + skipped, 1) * 2 ** (width - 1) +
			readBits(bytes, bit + skipped + 1, width - 1) -
			least;
		bit += skipped + width;
	}
	return bit;
}

/** How many zeros stand before the next one. */
function zerosFrom(bytes: Uint8Array, firstBit: number): number {
	let zeros = 0;
	for (;;) {
		const found = Math.clz32(look(bytes, firstBit + zeros));
		if (found < SEEN_BITS) {
			return zeros + found;
		}
		zeros += SEEN_BITS;
		if (zeros > MOST_ZEROS) {
			throw new RangeError(
				`expected a number of at most 31 bits, found ${zeros} zeros`,
			);
		}
	}
}

const MOST_ZEROS = 64;

/** Counts numbers by their size in bits, to find the order that makes their codes shortest. */
export class SizeCounts {
	readonly #counts = new Int32Array(33);
	#total = 0;
	/** No number has more bits. Most lists are short, and few sizes need to be looked at. */
	#largest = 0;

	add(value: number): void {
		const size = 32 - Math.clz32(value);
		this.#counts[size]!++;
		this.#total++;
		if (size > this.#largest) {
			this.#largest = size;
		}
	}

	clear(): void {
		for (let size = 0; size <= this.#largest; size++) {
			this.#counts[size] = 0;
		}
		this.#total = 0;
		this.#largest = 0;
	}

	/**
	 * The best order for the numbers counted, but for the few that gain a bit by the order's addition: one more bit of order costs
	 * each number a bit that is then no longer than it, and spares each longer one a bit. So it is the median size, less one.
	 */
	bestOrder(highest: number): number {
		let upTo = this.#counts[0]! + this.#counts[1]!;
		let order = 0;
		while (upTo * 2 < this.#total && order < highest) {
			order++;
			upTo += this.#counts[order + 1]!;
		}
		return order;
	}

	/** About how many bits the numbers take in that order. */
	bitsIn(order: number): number {
		let bits = 0;
		for (let size = 0; size <= this.#largest; size++) {
			bits +=
				this.#counts[size]! *
				(size <= order ? order + 1 : size * 2 - 1 - order);
		}
		return bits;
	}
}
