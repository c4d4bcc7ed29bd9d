/*
 * A field's length in one byte, as Lucene stores it (SmallFloat.intToByte4): exact below 40, then with four significant bits.
 * The same byte gives the same ranking as Lucene and OpenSearch.
 */

/** Lengths below this are stored as they are. */
const EXACT_BELOW = 24;

/** The norm byte of a length in terms. */
export function normOf(length: number): number {
	if (length < EXACT_BELOW) {
		return length;
	}
	const rest = length - EXACT_BELOW;
	const bits = 32 - Math.clz32(rest);
	if (bits < 4) {
		return EXACT_BELOW + rest;
	}
	const shift = bits - 4;
	return EXACT_BELOW + (((rest >>> shift) & 0x07) | ((shift + 1) << 3));
}

/** A length that no field of that norm reaches. */
export function lengthAbove(norm: number): number {
	return LENGTH_OF_NORM[norm + 1] ?? Number.POSITIVE_INFINITY;
}

/** The shortest length of each norm byte. */
export const LENGTH_OF_NORM: Float64Array = Float64Array.from(
	{ length: 256 },
	(_, norm) => {
		if (norm < EXACT_BELOW) {
			return norm;
		}
		const rest = norm - EXACT_BELOW;
		const shift = (rest >>> 3) - 1;
		return (
			EXACT_BELOW +
			(shift < 0 ? rest & 0x07 : ((rest & 0x07) | 0x08) * 2 ** shift)
		);
	},
);
