export function median(numbers) {
	const sorted = numbers.toSorted((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1
		? sorted[middle]
		: (sorted[middle - 1] + sorted[middle]) / 2;
}

/** What is reported of one pass over the questions; places in the sorted times are chosen as the peers choose them. */
export function percentiles(times) {
	const sorted = times.toSorted((a, b) => a - b);
	const at = (share) =>
		sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)];
	return { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: sorted.at(-1) };
}

/** Percentiles of each pass, then the median over the passes: one disturbed pass does not decide. */
export function percentilesOfPasses(passes) {
	const each = passes.map(percentiles);
	const over = (name) => median(each.map((pass) => pass[name]));
	return {
		p50: over("p50"),
		p90: over("p90"),
		p99: over("p99"),
		max: over("max"),
	};
}
