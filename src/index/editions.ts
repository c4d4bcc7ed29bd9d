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

/** The prior bytes of each segment's documents; those of provisions of former editions of a law are lowered. */
export function priorsOfEditions(
	segments: readonly SegmentReader[],
): readonly Uint8Array[] {
	const runs = segments.map(runsOf);
	const newest = newestEditions(segments, runs);
	return segments.map((segment, i) => {
		const priors = segment.priors();
		const former = runs[i]!.filter(
			({ law, day }) => day < (newest.get(law) ?? day),
		);
		if (former.length === 0) {
			return priors;
		}
		const ofEditions = priors.slice();
		for (const { from, to } of former) {
			// Provisions of one law mostly have one prior.
			for (let doc = from, end = from; doc < to; doc = end) {
				const byte = priors[doc]!;
				while (end < to && priors[end] === byte) {
					end++;
				}
				ofEditions.fill(shifted(byte, FORMER), doc, end);
			}
		}
		return ofEditions;
	});
}

/** A bit for each document of a segment that `priorsOfEditions` left as it was. */
export function newestIn(
	segment: SegmentReader,
	ofEditions: Uint8Array,
): Int32Array {
	const bits = new Int32Array(Math.ceil(segment.documents / 32));
	const priors = segment.priors();
	for (let doc = 0; doc < segment.documents; doc++) {
		if (priors[doc] === ofEditions[doc]) {
			bits[doc >>> 5]! |= 1 << (doc & 31);
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
