import type { ScoredList } from "./scored-list.ts";
import type { TopK } from "./top-k.ts";

/** Documents of one window. Larger ones prune worse, smaller ones are entered more often. */
export const WINDOW = 4096;

/** Where the search of one segment puts what it finds, and what it must heed. */
export interface SegmentSearch {
	readonly segment: number;
	readonly documents: number;
	readonly isDeleted: (doc: number) => boolean;
	readonly top: TopK;
	/** Asked once a window; true ends the search with what was found. */
	readonly shouldStop: () => boolean;
}

/**
 * Finds the best documents of a sum of clauses, window by window. In each window the clauses' bounds decide: the weakest
 * ones that together cannot reach the threshold are only looked up for documents that the others found (MaxScore, Turtle
 * and Flood 1995, with block maxima). Nothing that can win is left out: bounds are rounded as scores are, and compared by <.
 * Returns false where it was stopped.
 */
export function searchDisjunction(
	lists: readonly ScoredList[],
	search: SegmentSearch,
): boolean {
	const sums = new Float64Array(WINDOW);
	const bits = new Int32Array(WINDOW / 32);
	const byBound = [...lists];
	for (let start = 0; start < search.documents; start += WINDOW) {
		if (search.shouldStop()) {
			return false;
		}
		const end = Math.min(start + WINDOW, search.documents);
		for (const list of lists) {
			list.enterWindow(start, end);
		}
		byBound.sort((a, b) => a.windowBound - b.windowBound);
		const weak = countWeak(byBound, search.top.threshold);
		if (weak === byBound.length) {
			continue;
		}
		for (let i = weak; i < byBound.length; i++) {
			const list = byBound[i]!;
			list.addWindow(start, end, sums, bits);
		}
		collectWindow(start, byBound, weak, sums, bits, search);
	}
	return true;
}

/** How many of the lists, weakest first, cannot reach the threshold together. */
function countWeak(byBound: readonly ScoredList[], threshold: number): number {
	let sum = 0;
	for (let i = 0; i < byBound.length; i++) {
		sum += byBound[i]!.windowBound;
		if (Math.fround(sum) >= threshold) {
			return i;
		}
	}
	return byBound.length;
}

/** Offers what the strong lists found, with the weak lists' shares where they can matter; leaves sums and bits cleared. */
function collectWindow(
	start: number,
	byBound: readonly ScoredList[],
	weak: number,
	sums: Float64Array,
	bits: Int32Array,
	search: SegmentSearch,
): void {
	const { top } = search;
	let weakBound = 0;
	for (let i = 0; i < weak; i++) {
		weakBound += byBound[i]!.windowBound;
	}
	for (let word = 0; word < bits.length; word++) {
		let rest = bits[word]!;
		bits[word] = 0;
		while (rest !== 0) {
			const offset = word * 32 + 31 - Math.clz32(rest & -rest);
			rest &= rest - 1;
			const sum = sums[offset]!;
			sums[offset] = 0;
			if (Math.fround(sum + weakBound) < top.threshold) {
				continue;
			}
			const doc = start + offset;
			const total =
				weak === 0 ? sum : addWeak(doc, sum, weakBound, byBound, weak, top);
			const score = Math.fround(total);
			if (score >= top.threshold && !search.isDeleted(doc)) {
				top.offer(search.segment, doc, score);
			}
		}
	}
}

/** The sum with the weak lists' scores, strongest first, given up as soon as the threshold is out of reach. */
function addWeak(
	doc: number,
	sum: number,
	weakBound: number,
	byBound: readonly ScoredList[],
	weak: number,
	top: TopK,
): number {
	let total = sum;
	let rest = weakBound;
	for (let i = weak - 1; i >= 0; i--) {
		const list = byBound[i]!;
		if (list.windowBound === 0) {
			break;
		}
		rest -= list.windowBound;
		// What is left of `rest` may be off by rounding: it is only ever compared after rounding up.
		const bound = list.boundAt(doc);
		if (Math.fround((total + bound + rest) * (1 + 1e-12)) < top.threshold) {
			return Number.NEGATIVE_INFINITY;
		}
		total += list.probe(doc);
	}
	return total;
}
