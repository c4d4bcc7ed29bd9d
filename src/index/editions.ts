import { allBits } from "../bytes/bits.ts";
import { NO_NUMBER } from "./columns.ts";
import { shifted } from "./priors.ts";
import type { SegmentReader } from "./segment-reader.ts";

/*
 * A law that was amended may stand in an index in several editions, each with its date. Which one is the newest is known of all articles
 * together only, so it is found out when first asked for, and kept as long as the generation is.
 */

/** An edition has at least so much of the most provisions of any: fewer of a date are provisions that were amended, each with its own. */
const WHOLE_EDITION = 0.5;
/** Beside its newest edition a former one counts like a law that was repealed. */
const FORMER = -1;

/** Provisions side by side of one law and day: the documents `[from, to)`. */
interface Run {
	readonly law: number;
	readonly day: number;
	readonly from: number;
	readonly to: number;
}

/** What the editions of laws make of a segment's documents. */
export interface EditionsOfSegment {
	/** The prior bytes; those of provisions of former editions are lowered. */
	readonly priors: Uint8Array;
	/** A bit for each document but the provisions of former editions. */
	readonly areNewest: Int32Array;
}

/** Finds out which editions are the newest, of all segments together. */
export function editionsOf(
	segments: readonly SegmentReader[],
): readonly EditionsOfSegment[] {
	const runs = segments.map(runsOf);
	const newest = newestEditions(segments, runs);
	return segments.map((segment, i) => {
		const former = runs[i]!.filter(
			({ law, day }) => day < (newest.get(law) ?? day),
		);
		return {
			priors: loweredIn(former, segment.priors()),
			areNewest: bitsBut(former, segment.documents),
		};
	});
}

function loweredIn(former: readonly Run[], priors: Uint8Array): Uint8Array {
	if (former.length === 0) {
		return priors;
	}
	const lowered = priors.slice();
	for (const { from, to } of former) {
		// Provisions of one law mostly have one prior.
		for (let doc = from, end = from; doc < to; doc = end) {
			const byte = priors[doc]!;
			while (end < to && priors[end] === byte) {
				end++;
			}
			lowered.fill(shifted(byte, FORMER), doc, end);
		}
	}
	return lowered;
}

function bitsBut(runs: readonly Run[], documents: number): Int32Array {
	const bits = allBits(documents);
	for (const { from, to } of runs) {
		for (let doc = from; doc < to; doc++) {
			bits[doc >>> 5]! &= ~(1 << (doc & 31));
		}
	}
	return bits;
}

/** Both columns are kept as stretches of equal numbers, and read as these: going through every document takes a first search milliseconds. */
function runsOf(segment: SegmentReader): Run[] {
	const laws: { readonly law: number; readonly to: number }[] = [];
	segment.visitLaws((law, _, to) => laws.push({ law, to }));
	const runs: Run[] = [];
	if (laws.every(({ law }) => law === 0)) {
		return runs;
	}
	let at = 0;
	segment.visitDays((day, start, end) => {
		for (let from = start; from < end && at < laws.length; ) {
			const { law, to } = laws[at]!;
			if (law !== 0 && day !== NO_NUMBER) {
				runs.push({ law, day, from, to: Math.min(to, end) });
			}
			from = Math.min(to, end);
			at += to <= end ? 1 : 0;
		}
	});
	return runs;
}

/** The day of the newest edition, by the number of the law (groups.ts); only of laws with several. */
function newestEditions(
	segments: readonly SegmentReader[],
	runs: readonly (readonly Run[])[],
): ReadonlyMap<number, number> {
	const provisions = new Map<number, Map<number, number>>();
	segments.forEach((segment, i) => {
		for (const { law, day, from, to } of runs[i]!) {
			const byDay = provisions.get(law) ?? new Map<number, number>();
			byDay.set(day, (byDay.get(day) ?? 0) + liveIn(segment, from, to));
			provisions.set(law, byDay);
		}
	});
	const newest = new Map<number, number>();
	for (const [law, byDay] of provisions) {
		if (byDay.size > 1) {
			const most = Math.max(...byDay.values());
			const whole = [...byDay].filter(
				([, count]) => count > 0 && count >= most * WHOLE_EDITION,
			);
			newest.set(law, Math.max(...whole.map(([day]) => day)));
		}
	}
	return newest;
}

function liveIn(segment: SegmentReader, from: number, to: number): number {
	let live = to - from;
	for (let doc = from; segment.tombstones !== undefined && doc < to; doc++) {
		live -= segment.isDeleted(doc) ? 1 : 0;
	}
	return live;
}
