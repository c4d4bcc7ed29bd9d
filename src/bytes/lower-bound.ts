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

/** Steps from a guess after which values are spread too unevenly for guessing. */
const MOST_STEPS = 8;

/**
 * As `lowerBound`, for values of which one is not below `wanted`: from where that would stand if the values were spread evenly. Steps that
 * go on are foreseen by the processor, halving is not.
 */
export function evenBound(
	values: Int32Array,
	wanted: number,
	from: number,
	to: number,
): number {
	const first = values[from]!;
	if (first >= wanted) {
		return from;
	}
	const span = values[to - 1]! - first;
	let at = from + Math.floor(((wanted - first) / span) * (to - 1 - from));
	if (values[at]! < wanted) {
		const stop = Math.min(at + MOST_STEPS, to - 1);
		while (at < stop && values[at]! < wanted) {
			at++;
		}
		return values[at]! < wanted ? lowerBound(values, wanted, at + 1, to) : at;
	}
	const stop = Math.max(at - MOST_STEPS, from);
	while (at > stop && values[at - 1]! >= wanted) {
		at--;
	}
	return at > stop || at === from ? at : lowerBound(values, wanted, from, at);
}
