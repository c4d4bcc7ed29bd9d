import { IS_LITTLE_ENDIAN } from "./units.ts";

/** `count` little-endian 32-bit numbers from `offset` on, as a column of their own. */
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
