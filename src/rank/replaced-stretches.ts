import { SHINGLE_UNITS } from "../analysis/shingles.ts";

/** A stretch of one text where the other has something else; one of the two may be empty. */
export interface Replaced {
	readonly from: string;
	readonly to: string;
	/** Where it begins. */
	readonly at: number;
	readonly toAt: number;
	/** Whether it stands in the head or the tail of the texts. */
	readonly isOuter: boolean;
}

/** What of two texts differs, in their order. */
export interface Differences {
	readonly stretches: readonly Replaced[];
	/** Letters in which both texts differ before the first long stretch that they have in common, and behind the last: the fewer of the two. */
	readonly head: number;
	readonly tail: number;
}

/** A long stretch has so many shingles; a shorter one in common may be chance. */
const LEAST_COMMON = 16;

interface Run {
	readonly a: number;
	readonly b: number;
	/** Shingles. */
	readonly length: number;
}

/**
 * What of two texts differs between the stretches that they have in common in one order; undefined where none of these is long. They are
 * found by the shingles that each text has once, whatever the length of the texts in n log n.
 *
 * @param a hashes of the shingles of `lettersA`
 */
export function differencesOf(
	lettersA: string,
	lettersB: string,
	a: Int32Array,
	b: Int32Array,
): Differences | undefined {
	const runs = runsOf(longestRising(commonPlaces(a, b)));
	const first = runs.findIndex(isLong);
	const last = runs.findLastIndex(isLong);
	const [head, tail] = [runs[first], runs[last]];
	if (head === undefined || tail === undefined) {
		return undefined;
	}
	const stretches: Replaced[] = [];
	let endA = 0;
	let endB = 0;
	const end = { a: lettersA.length, b: lettersB.length, length: 0 };
	for (const [i, next] of [...runs, end].entries()) {
		// Where the ends of what is common overlap, the shorter stretch is empty.
		const overlap = Math.max(0, endA - next.a, endB - next.b);
		const one = lettersA.slice(endA - overlap, next.a);
		const other = lettersB.slice(endB - overlap, next.b);
		const { from, to, start } = withoutCommonEnds(one, other);
		if (from !== to) {
			stretches.push({
				from,
				to,
				at: endA - overlap + start,
				toAt: endB - overlap + start,
				isOuter: i <= first || i > last,
			});
		}
		endA = endOf(next.a, next);
		endB = endOf(next.b, next);
	}
	return {
		stretches,
		head: differing(lettersA.slice(0, head.a), lettersB.slice(0, head.b)),
		tail: differing(
			lettersA.slice(endOf(tail.a, tail)),
			lettersB.slice(endOf(tail.b, tail)),
		),
	};
}

function differing(a: string, b: string): number {
	const { from, to } = withoutCommonEnds(a, b);
	return Math.min(from.length, to.length);
}

function isLong({ length }: Run): boolean {
	return length >= LEAST_COMMON;
}

/** What stands twice in a text is no place to go by: two stretches may begin and end alike all the same. */
function withoutCommonEnds(
	a: string,
	b: string,
): { readonly from: string; readonly to: string; readonly start: number } {
	const most = Math.min(a.length, b.length);
	let start = 0;
	while (start < most && a[start] === b[start]) {
		start++;
	}
	let end = 0;
	while (end < most - start && a.at(-1 - end) === b.at(-1 - end)) {
		end++;
	}
	return {
		from: a.slice(start, a.length - end),
		to: b.slice(start, b.length - end),
		start,
	};
}

/** Where the last shingle of a run ends. */
function endOf(start: number, { length }: Run): number {
	return start + length - 1 + SHINGLE_UNITS;
}

/** Places of the same shingle in both texts, in the order of the first; only shingles that each text has once. */
function commonPlaces(a: Int32Array, b: Int32Array): [number, number][] {
	const inB = placesOf(b);
	const common: [number, number][] = [];
	for (const [hash, place] of placesOf(a)) {
		const other = inB.get(hash) ?? REPEATED;
		if (place !== REPEATED && other !== REPEATED) {
			common.push([place, other]);
		}
	}
	return common.sort(([x], [y]) => x - y);
}

const REPEATED = -1;

/** The place of each shingle; of one that stands at several -1. */
function placesOf(hashes: Int32Array): Map<number, number> {
	const places = new Map<number, number>();
	for (const [place, hash] of hashes.entries()) {
		places.set(hash, places.has(hash) ? REPEATED : place);
	}
	return places;
}

/** The longest sequence in which both places rise; the first ones do already. */
function longestRising(
	places: readonly (readonly [number, number])[],
): (readonly [number, number])[] {
	// tails[n]: of the sequences of n + 1 places, the end of the one that ends lowest.
	const tails: number[] = [];
	const before = new Int32Array(places.length).fill(-1);
	for (const [i, [, place]] of places.entries()) {
		let low = 0;
		let high = tails.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (places[tails[middle]!]![1] < place) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		before[i] = low > 0 ? tails[low - 1]! : -1;
		tails[low] = i;
	}
	const rising: (readonly [number, number])[] = [];
	for (let i = tails.at(-1) ?? -1; i >= 0; i = before[i]!) {
		rising.push(places[i]!);
	}
	return rising.reverse();
}

/** Joins places that follow each other in both texts. */
function runsOf(places: readonly (readonly [number, number])[]): Run[] {
	const runs: Run[] = [];
	for (const [a, b] of places) {
		const last = runs.at(-1);
		// Shingles that a text has twice are no places of their own: a run goes on over them where both texts do.
		if (last !== undefined && isContinued(last, a, b)) {
			runs[runs.length - 1] = { ...last, length: a - last.a + 1 };
		} else {
			runs.push({ a, b, length: 1 });
		}
	}
	return runs;
}

function isContinued(run: Run, a: number, b: number): boolean {
	return a - run.a === b - run.b && a - run.a - run.length < SHINGLE_UNITS;
}
