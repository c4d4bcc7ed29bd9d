import type { ByteWriter } from "./byte-writer.ts";

/** Values in one packed block. */
export const BLOCK_SIZE = 128;

/*
 * A packed block: width w (1 byte), number of exceptions e (1 byte), 128 low parts of w bits (16·w bytes, lowest bit first),
 * then e exceptions: index (1 byte), high part (varint). A value is low | high << w. Values are below 2^31.
 * The width is the one that makes the block shortest ("patched frame of reference", Zukowski et al. 2006).
 */

/** Packs blocks; keeps its counts from block to block, so that packing makes no object. */
export class BlockPacker {
	/** How many values have more bits than each width; beyond 31 none has. */
	readonly #above = new Int32Array(64);

	/** Appends the 128 values of `values` from `from` on. */
	pack(writer: ByteWriter, values: Int32Array, from: number): void {
		const above = this.#above;
		const width = cheapestWidth(values, from, above);
		const exceptions = above[width]!;
		writer.u8(width);
		writer.u8(exceptions);
		packLowParts(writer, values, from, width);
		for (let i = 0, left = exceptions; left > 0; i++) {
			const high = values[from + i]! >>> width;
			if (high !== 0) {
				writer.u8(i);
				writer.varint(high);
				left--;
			}
		}
	}
}

/** Fills `values` from `to` on with a block's 128 values; returns the offset after the block. */
export function unpackBlock(
	bytes: Uint8Array,
	offset: number,
	values: Int32Array,
	to: number,
): number {
	const width = bytes[offset]!;
	let exceptions = bytes[offset + 1]!;
	let at = offset + 2;
	unpackLowParts(bytes, at, width, values, to);
	at += (BLOCK_SIZE / 8) * width;
	while (exceptions-- > 0) {
		const index = bytes[at++]!;
		let high = 0;
		let shift = 0;
		let byte = bytes[at++]!;
		while (byte > 0x7f) {
			high |= (byte & 0x7f) << shift;
			shift += 7;
			byte = bytes[at++]!;
		}
		high |= byte << shift;
		values[to + index]! |= high << width;
	}
	return at;
}

/** The width that makes the block shortest; leaves in `above` how many values have more bits than each width. */
function cheapestWidth(
	values: Int32Array,
	from: number,
	above: Int32Array,
): number {
	above.fill(0);
	for (let i = from; i < from + BLOCK_SIZE; i++) {
		above[31 - Math.clz32(values[i]! * 2 + 1)]!++;
	}
	// From how many values have exactly w bits to how many have more than w.
	let more = 0;
	for (let width = 31; width >= 0; width--) {
		const exactly = above[width]!;
		above[width] = more;
		more += exactly;
	}
	let best = 31;
	let bestBytes = (BLOCK_SIZE / 8) * 31;
	for (let width = 30; width >= 0; width--) {
		// An exception takes its index and a varint of seven bits a byte.
		const exceptionBytes =
			above[width]! * 2 +
			above[width + 7]! +
			above[width + 14]! +
			above[width + 21]!;
		const size = (BLOCK_SIZE / 8) * width + exceptionBytes;
		if (size < bestBytes) {
			bestBytes = size;
			best = width;
		}
	}
	return best;
}

function packLowParts(
	writer: ByteWriter,
	values: Int32Array,
	from: number,
	width: number,
): void {
	if (width === 0) {
		return;
	}
	const mask = width === 31 ? 0x7fff_ffff : (1 << width) - 1;
	let buffer = 0;
	let filled = 0;
	for (let i = 0; i < BLOCK_SIZE; i++) {
		const low = values[from + i]! & mask;
		buffer |= low << filled;
		filled += width;
		if (filled >= 32) {
			writer.u32(buffer >>> 0);
			filled -= 32;
			// A shift by 32 is a shift by 0 in JavaScript: nothing is left over then.
			buffer = filled === 0 ? 0 : low >>> (width - filled);
		}
	}
}

function unpackLowParts(
	bytes: Uint8Array,
	offset: number,
	width: number,
	values: Int32Array,
	to: number,
): void {
	if (width === 0) {
		values.fill(0, to, to + BLOCK_SIZE);
		return;
	}
	const mask = width === 31 ? 0x7fff_ffff : (1 << width) - 1;
	let at = offset;
	let buffer = 0;
	let filled = 0;
	for (let i = to; i < to + BLOCK_SIZE; i++) {
		if (filled >= width) {
			values[i] = buffer & mask;
			buffer >>>= width;
			filled -= width;
			continue;
		}
		const word =
			bytes[at]! |
			(bytes[at + 1]! << 8) |
			(bytes[at + 2]! << 16) |
			(bytes[at + 3]! << 24);
		at += 4;
		values[i] = (buffer | (word << filled)) & mask;
		const used = width - filled;
		buffer = word >>> used;
		filled = 32 - used;
	}
}
