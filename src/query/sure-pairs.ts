import type { PlaceBounds } from "../analysis/place-bounds.ts";
import { lowerBound } from "../bytes/lower-bound.ts";
import { unitsOf } from "./closeness.ts";
import type { Closeness } from "./query.ts";
import type { Spans } from "./spans.ts";

/** All places of a text, of which some are what is looked for: it is known how many, not which. */
export interface CountedPlaces {
	/** All of one length, each of one thing. */
	readonly spans: Spans;
	/** How many of them count, at most all. */
	readonly real: number;
}

/** Whether two stand close together whichever of their places count. True is certain; false tells nothing. */
export function standsSurely(
	a: CountedPlaces,
	b: CountedPlaces,
	closeness: Closeness,
	bounds: PlaceBounds,
): boolean {
	const units = unitsOf(closeness, bounds);
	const most = closeness.unit === "characters" ? closeness.most : Infinity;
	return (
		mustMeet(a.spans, a.real, b, most, units) ||
		mustMeet(b.spans, b.real, a, most, units)
	);
}

/** Whether more count than there are places from which all others that count may be far. */
function mustMeet(
	spans: Spans,
	real: number,
	others: CountedPlaces,
	most: number,
	units: Int32Array | undefined,
): boolean {
	let apart = 0;
	for (let at = 0; at < spans.count && apart < real; at++) {
		const close = closeTo(spans, at, others.spans, most, units);
		apart += Number(others.spans.count - close >= others.real);
	}
	return apart < real;
}

/** How many of `others` are close to one of `spans`. */
function closeTo(
	{ starts, ends }: Spans,
	at: number,
	others: Spans,
	most: number,
	units: Int32Array = NO_UNITS,
): number {
	if (others.count === 0) {
		return 0;
	}
	const start = starts[at]!;
	const end = ends[at]!;
	const length = others.ends[0]! - others.starts[0]!;
	const unit = lowerBound(units, start + 1, 0, units.length);
	const unitStart = unit === 0 ? 0 : units[unit - 1]!;
	const unitEnd = unit === units.length ? Infinity : units[unit]!;
	if (unitEnd < end) {
		return 0;
	}
	const startedBefore = (place: number) =>
		lowerBound(others.starts, place, 0, others.count);
	const before =
		startedBefore(start - length + 1) -
		startedBefore(Math.max(unitStart, start - most - length));
	const behind =
		startedBefore(Math.min(unitEnd - length, end + most) + 1) -
		startedBefore(end);
	return Math.max(0, before) + Math.max(0, behind);
}

const NO_UNITS = new Int32Array(0);
