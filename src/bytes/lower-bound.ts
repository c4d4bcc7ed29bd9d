/** The first place of `[from, to)` whose value is not below `wanted`, or `to`; the values there ascend. */
export function lowerBound(
	values: Int32Array,
	wanted: number,
	from: number,
	to: number,
): number {
	let low = from;
	let high = to;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (values[middle]! < wanted) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}
