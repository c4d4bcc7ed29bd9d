/** A segment as the policy sees it. */
export interface SegmentSize {
	/** Deleted ones too. */
	readonly documents: number;
	readonly deleted: number;
}

/** So many segments of a tier are merged: then a document is merged once a tier. */
const TIER_SEGMENTS = 8;
/** Segments with fewer documents are all of the lowest tier, and not worth a merge of their own. */
const LOWEST_TIER_DOCUMENTS = 512;
/** A commit that leaves more segments than this merges the smallest ones. */
const MOST_SEGMENTS = 12;
/** A segment of which a larger part is deleted is written anew. */
const MOST_DELETED = 0.3;
/** What is built at once becomes one segment up to so many documents, which is as much as one merge should move. */
const ONE_SEGMENT_DOCUMENTS = 1_200_000;

/**
 * Which segments should be merged next, by their numbers in the list, in ascending order; none where all is well. Merging them and asking
 * again comes to an end.
 * @param isFirst whether nothing was committed before: then everything may still be put together
 */
export function chooseMerges(
	segments: readonly SegmentSize[],
	isFirst: boolean,
): number[] {
	const used = [...segments.keys()].filter((i) => liveOf(segments[i]!) > 0);
	if (isFirst && used.length > 1) {
		const live = used.reduce((sum, i) => sum + liveOf(segments[i]!), 0);
		if (live <= ONE_SEGMENT_DOCUMENTS) {
			return used;
		}
	}
	return (
		fullTier(segments, used) ??
		smallest(segments, used) ??
		used.filter((i) => isWorn(segments[i]!)).slice(0, 1)
	);
}

function liveOf({ documents, deleted }: SegmentSize): number {
	return documents - deleted;
}

function isWorn({ documents, deleted }: SegmentSize): boolean {
	return (
		documents >= LOWEST_TIER_DOCUMENTS && deleted > documents * MOST_DELETED
	);
}

function tierOf(segment: SegmentSize): number {
	const live = Math.max(liveOf(segment), LOWEST_TIER_DOCUMENTS);
	return Math.floor(
		Math.log(live / LOWEST_TIER_DOCUMENTS) / Math.log(TIER_SEGMENTS),
	);
}

/** All segments of the lowest tier that has enough of them. */
function fullTier(
	segments: readonly SegmentSize[],
	used: readonly number[],
): number[] | undefined {
	const tiers = new Map<number, number[]>();
	for (const i of used) {
		const tier = tierOf(segments[i]!);
		tiers.set(tier, [...(tiers.get(tier) ?? []), i]);
	}
	return [...tiers]
		.sort(([a], [b]) => a - b)
		.map(([, members]) => members)
		.find((members) => members.length >= TIER_SEGMENTS);
}

/** Where there are too many segments in all, the smallest half of them. */
function smallest(
	segments: readonly SegmentSize[],
	used: readonly number[],
): number[] | undefined {
	if (used.length <= MOST_SEGMENTS) {
		return undefined;
	}
	return [...used]
		.sort((a, b) => liveOf(segments[a]!) - liveOf(segments[b]!) || a - b)
		.slice(0, used.length - MOST_SEGMENTS / 2)
		.sort((a, b) => a - b);
}
