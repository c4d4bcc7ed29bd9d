import type { PlaceBounds } from "../analysis/place-bounds.ts";
import { lowerBound } from "../bytes/lower-bound.ts";
import type { Closeness } from "./query.ts";
import type { Spans } from "./spans.ts";

/** Starts and ends of spans, each ascending by itself: enough to tell what is nearest, and whether anything overlaps. */
class Edges {
	starts = new Int32Array(4);
	ends = new Int32Array(4);
	count = 0;
	/** How many of them are made of several. */
	made = 0;

	/** Takes those that lie in one unit, where there are any; `onlyMade`: those that are made of several. */
	fill(spans: Spans, units: Int32Array | undefined, onlyMade: boolean): void {
		if (this.starts.length < spans.count) {
			this.starts = new Int32Array(spans.count * 2);
			this.ends = new Int32Array(spans.count * 2);
		}
		let count = 0;
		let made = 0;
		let isSorted = true;
		for (let at = 0; at < spans.count; at++) {
			const start = spans.starts[at]!;
			const end = spans.ends[at]!;
			if ((onlyMade && spans.made[at] === 0) || !isWhole(start, end, units)) {
				continue;
			}
			made += spans.made[at]!;
			isSorted &&= count === 0 || end >= this.ends[count - 1]!;
			this.starts[count] = start;
			this.ends[count] = end;
			count++;
		}
		if (!isSorted) {
			this.ends.subarray(0, count).sort();
		}
		this.count = count;
		this.made = made;
	}

	/** How many end at `place` or before. */
	before(place: number): number {
		return lowerBound(this.ends, place + 1, 0, this.count);
	}

	/** How many start before `place`. */
	startedBefore(place: number): number {
		return lowerBound(this.starts, place, 0, this.count);
	}

	overlap(start: number, end: number): boolean {
		return this.startedBefore(end) > this.before(start);
	}
}

/** Finds what stands close to what, in time that hardly grows with the product of the two. */
export class ClosenessFilter {
	readonly #others = new Edges();
	readonly #made = new Edges();

	/**
	 * Of `spans` those that are close to one of `others`. A word is not near its own part; a stretch that is made of several may hold the
	 * other.
	 */
	keep(
		spans: Spans,
		others: Spans,
		{
			closeness,
			bounds,
			into,
		}: {
			readonly closeness: Closeness;
			readonly bounds: PlaceBounds;
			readonly into: Spans;
		},
	): void {
		const units = unitsOf(closeness, bounds);
		const all = this.#others;
		const made = this.#made;
		all.fill(others, units, false);
		if (all.made > 0) {
			made.fill(others, units, true);
		}
		into.clear();
		for (let at = 0; at < spans.count; at++) {
			const start = spans.starts[at]!;
			const end = spans.ends[at]!;
			if (!isWhole(start, end, units)) {
				continue;
			}
			// The nearest that ends before it begins, and the nearest that begins behind it, decide.
			const before = all.before(start);
			const behind = all.startedBefore(end);
			const mayHold =
				spans.made[at] === 1
					? behind > before
					: all.made > 0 && made.overlap(start, end);
			const isClose =
				mayHold ||
				(before > 0 && joins(all.ends[before - 1]!, start, closeness, units)) ||
				(behind < all.count &&
					joins(end, all.starts[behind]!, closeness, units));
			if (isClose) {
				into.take(spans, at);
			}
		}
	}
}

/** Where the units begin that both must stand in; undefined where only the distance counts. */
export function unitsOf(
	{ unit }: Closeness,
	{ sentences, paragraphs }: PlaceBounds,
): Int32Array | undefined {
	switch (unit) {
		case "characters":
			return undefined;
		case "sentence":
			return sentences;
		case "paragraph":
			return paragraphs;
		default:
			return unit satisfies never;
	}
}

/** What reaches over a bound stands in no one sentence. */
function isWhole(
	start: number,
	end: number,
	units: Int32Array | undefined,
): boolean {
	return units === undefined || isUnbroken(start + 1, end - 1, units);
}

/** Whether no unit begins at a place of `[from, to]`. */
function isUnbroken(from: number, to: number, units: Int32Array): boolean {
	const next = lowerBound(units, from, 0, units.length);
	return next === units.length || units[next]! > to;
}

/** Whether what ends at `end` is close to what begins at `start`, which is not before that. */
function joins(
	end: number,
	start: number,
	closeness: Closeness,
	units: Int32Array | undefined,
): boolean {
	return units === undefined
		? closeness.unit === "characters" && start - end <= closeness.most
		: isUnbroken(end, start, units);
}
