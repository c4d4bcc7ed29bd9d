import { WindowLayout } from "./list-bounds.ts";
import { leastBound, type ScoredList } from "./scored-list.ts";
import type { TopK } from "./top-k.ts";

/** Documents of one window. Larger ones prune worse, smaller ones are entered more often. */
export const WINDOW = 4096;
const WINDOW_WORDS = WINDOW / 32;

/**
 * Lists are weak up to this share of the threshold. Up to all of it, what the strong lists find could nearly always still win with the weak
 * ones, and was looked up in these: of 1,235 questions 37,000 documents were looked at in place of 16,000 (bench/second-look.js, layers).
 */
const WEAK_SHARE = 0.7;

/** Where the search of one segment puts what it finds, and what it must heed. */
export interface SegmentSearch {
	readonly segment: number;
	readonly documents: number;
	readonly isDeleted: (doc: number) => boolean;
	/** A bit for each document that may be found; undefined where all may. */
	readonly chosen: Int32Array | undefined;
	readonly top: TopK;
	/** Asked once a window; true ends the search with what was found. */
	readonly shouldStop: () => boolean;
}

/**
 * Finds the best documents of a sum of clauses, window by window. In each window the clauses' bounds decide: the weakest
 * ones that together cannot reach the threshold only add to documents that the others found (MaxScore, Turtle and Flood
 * 1995, with block maxima). Nothing that can win is left out: bounds are rounded as scores are, and compared by <.
 * Returns false where it was stopped.
 */
export function searchDisjunction(
	lists: readonly ScoredList[],
	search: SegmentSearch,
): boolean {
	const window = Window.take();
	const windows = Math.ceil(search.documents / WINDOW);
	const totals = new Float64Array(windows);
	const { layout } = window;
	layout.reserve(lists.length * windows);
	lists.forEach((list, number) => {
		const at = number * windows;
		list.layOut(windows, WINDOW, layout, at);
		for (let i = 0; i < windows; i++) {
			totals[i]! += layout.highest[at + i]!;
		}
	});
	const order = Int32Array.from(totals.keys()).sort(
		(a, b) => totals[b]! - totals[a]!,
	);
	const byWorth = [...lists];
	for (const at of order) {
		if (search.shouldStop()) {
			Window.giveBack(window);
			return false;
		}
		if (totals[at]! < leastBound(search.top.threshold)) {
			break;
		}
		const chosen = search.chosen?.subarray(
			at * WINDOW_WORDS,
			(at + 1) * WINDOW_WORDS,
		);
		if (chosen?.every((word) => word === 0)) {
			continue;
		}
		for (const list of lists) {
			list.enterWindow(at);
		}
		sortByWorth(byWorth);
		const weak = countWeak(byWorth, search.top.threshold);
		if (weak < byWorth.length) {
			const start = at * WINDOW;
			window.search(
				start,
				Math.min(start + WINDOW, search.documents),
				{ byWorth, weak, chosen },
				search,
			);
		}
	}
	Window.giveBack(window);
	return true;
}

/** Least worth first; from window to window the order changes little, and nothing is made. */
function sortByWorth(lists: ScoredList[]): void {
	for (let i = 1; i < lists.length; i++) {
		const list = lists[i]!;
		let at = i;
		while (at > 0 && lists[at - 1]!.boundOfBlock > list.boundOfBlock) {
			lists[at] = lists[at - 1]!;
			at--;
		}
		lists[at] = list;
	}
}

/** How many of the lists, those of least worth first, cannot reach the threshold together, with a share of it to spare. */
function countWeak(byWorth: readonly ScoredList[], threshold: number): number {
	let sum = 0;
	for (let i = 0; i < byWorth.length; i++) {
		sum += byWorth[i]!.windowBound;
		if (Math.fround(sum) >= threshold * WEAK_SHARE) {
			return i;
		}
	}
	return byWorth.length;
}

/** What is searched in one window: the lists, of which so many from the first on are weak, and the bits of the documents that may be found. */
interface WindowLists {
	readonly byWorth: readonly ScoredList[];
	readonly weak: number;
	readonly chosen: Int32Array | undefined;
}

/** What a search of a segment writes on: the documents of one window that can still win, with their scores so far. */
class Window {
	readonly layout = new WindowLayout();
	/** Scores so far by offset from the window's start; 0 where no list has added one. */
	readonly #sums = new Float64Array(WINDOW);
	/** A bit for each offset that has a score. */
	readonly #bits = new Int32Array(WINDOW / 32);
	/** Offsets of the candidates, ascending. */
	readonly #candidates = new Int32Array(WINDOW);
	#count = 0;
	static #spare: Window | undefined;

	/** An empty window: the one that the last search gave back, where it did. */
	static take(): Window {
		const window = Window.#spare ?? new Window();
		Window.#spare = undefined;
		return window;
	}

	/** Only of a search that ended as it should: so it is empty. */
	static giveBack(window: Window): void {
		Window.#spare = window;
	}

	/** Sums the strong lists, lets the weak ones add to what can still win, and offers the rest; leaves the window empty. */
	search(
		start: number,
		end: number,
		{ byWorth, weak, chosen }: WindowLists,
		{ segment, isDeleted, top }: SegmentSearch,
	): void {
		for (let i = weak; i < byWorth.length; i++) {
			byWorth[i]!.addWindow(start, end, this.#sums, this.#bits);
		}
		let rest = 0;
		for (let i = 0; i < weak; i++) {
			rest += byWorth[i]!.windowBound;
		}
		this.#gather(rest, top.threshold, chosen);
		for (let i = weak - 1; i >= 0 && this.#count > 0; i--) {
			const list = byWorth[i]!;
			if (list.windowBound === 0) {
				break;
			}
			rest -= list.windowBound;
			list.addToCandidates(
				start,
				this.#sums,
				this.#candidates,
				this.#count,
				rest,
				top.threshold,
			);
			this.#drop(rest, top.threshold);
		}
		for (let i = 0; i < this.#count; i++) {
			const offset = this.#candidates[i]!;
			const score = Math.fround(this.#sums[offset]!);
			this.#sums[offset] = 0;
			if (score >= top.threshold && !isDeleted(start + offset)) {
				top.offer(segment, start + offset, score);
			}
		}
	}

	/** Makes candidates of the chosen offsets that can reach the threshold with `rest` more; clears the others. */
	#gather(
		rest: number,
		threshold: number,
		chosen: Int32Array | undefined,
	): void {
		const bits = this.#bits;
		const sums = this.#sums;
		const candidates = this.#candidates;
		const least = leastBound(threshold) - rest;
		let count = 0;
		for (let word = 0; word < bits.length; word++) {
			let left = bits[word]!;
			bits[word] = 0;
			while (left !== 0) {
				const offset = word * 32 + 31 - Math.clz32(left & -left);
				left &= left - 1;
				const isChosen =
					chosen === undefined || (chosen[word]! & (1 << (offset & 31))) !== 0;
				if (isChosen && sums[offset]! >= least) {
					candidates[count++] = offset;
				} else {
					sums[offset] = 0;
				}
			}
		}
		this.#count = count;
	}

	/** Keeps the candidates that can still reach the threshold with `rest` more; clears the others. */
	#drop(rest: number, threshold: number): void {
		const sums = this.#sums;
		const candidates = this.#candidates;
		const least = leastBound(threshold) - rest;
		let count = 0;
		for (let i = 0; i < this.#count; i++) {
			const offset = candidates[i]!;
			if (sums[offset]! >= least) {
				candidates[count++] = offset;
			} else {
				sums[offset] = 0;
			}
		}
		this.#count = count;
	}
}
