/** Whether the bit of a number is set, 32 to each number of the column. */
export function hasBit(bits: Int32Array, number: number): boolean {
	return (bits[number >>> 5]! & (1 << (number & 31))) !== 0;
}

/** As many bits as there are numbers, all set, and none beyond them. */
export function allBits(count: number): Int32Array {
	const bits = new Int32Array(Math.ceil(count / 32)).fill(-1);
	const last = count & 31;
	if (last > 0) {
		bits[bits.length - 1] = (1 << last) - 1;
	}
	return bits;
}
