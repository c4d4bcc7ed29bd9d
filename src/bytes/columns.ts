import { IS_LITTLE_ENDIAN } from "./units.ts";

/** `count` little-endian 32-bit numbers from `offset` on, as a column of their own; what the bytes do not reach is 0. */
export function int32Column(
	bytes: Uint8Array,
	offset: number,
	count: number,
): Int32Array {
	return new Int32Array(alignedCopy(bytes, offset, count, 4));
}

/** `count` little-endian 16-bit numbers from `offset` on, as a column of their own. */
export function uint16Column(
	bytes: Uint8Array,
	offset: number,
	count: number,
): Uint16Array {
	return new Uint16Array(alignedCopy(bytes, offset, count, 2));
}

/*
 * Columns of one number, made once and shared by all who need that number: nobody writes on them. One of one's own takes some 230 bytes,
 * and most terms stand in so few documents that their lists would consist of such.
 */
const BYTES: Uint8Array[] = [];
const SHORTS: Uint16Array[] = [];

export function sharedByte(byte: number): Uint8Array {
	BYTES[byte] ??= Uint8Array.of(byte);
	return BYTES[byte];
}

export function sharedShort(short: number): Uint16Array {
	SHORTS[short] ??= Uint16Array.of(short);
	return SHORTS[short];
}

/** The numbers' bytes in a buffer of their own, in the machine's order. */
function alignedCopy(
	bytes: Uint8Array,
	offset: number,
	count: number,
	width: number,
): ArrayBuffer {
	const copy = new Uint8Array(count * width);
	copy.set(bytes.subarray(offset, offset + count * width));
	if (!IS_LITTLE_ENDIAN) {
		for (let i = 0; i < copy.length; i += width) {
			copy.subarray(i, i + width).reverse();
		}
	}
	return copy.buffer;
}
