import type { Analyzer } from "../analysis/analyzer.ts";
import type { ArticleId } from "../article.ts";
import { hasBit } from "../bytes/bits.ts";
import type { DocumentPlace, IndexReader } from "../index/index-reader.ts";
import type { SegmentReader } from "../index/segment-reader.ts";
import type { Plan } from "../query/plan.ts";
import { searchBoolean } from "./boolean-window.ts";
import { type Clause, ClauseCompiler } from "./clause.ts";
import { type SegmentSearch, searchDisjunction } from "./disjunction.ts";
import { docsOf } from "./document-bits.ts";
import type { ScoredList } from "./scored-list.ts";
import type { LengthFactors } from "./similarity.ts";
import {
	type CompareIds,
	type OrderPlace,
	type RankedDoc,
	TopK,
} from "./top-k.ts";

export interface SearchLimits {
	/** The best this many are ranked. */
	readonly limit: number;
	/** The reader's, under the parameters of BM25 that are to rank. */
	readonly factors: LengthFactors;
	/** The index's own; only plans with a `near` need it. */
	readonly analyzer?: Analyzer | undefined;
	/** Count every match, whatever it costs. */
	readonly countsAll: boolean;
	/** Asked once a window of documents; true ends the search with what was found. */
	readonly shouldStop: () => boolean;
	/** Only what comes behind this place is ranked; all is counted. */
	readonly behind?: OrderPlace | undefined;
	/** Only these documents are looked at, a bit each in each segment. */
	readonly only?: readonly Int32Array[] | undefined;
}

export interface Ranking {
	/** Best first: score descending, then id ascending by code unit. */
	readonly ranked: readonly RankedDoc[];
	/** Exact, or where `isExact` is false a lower bound. */
	readonly matches: number;
	readonly isExact: boolean;
	/** False where `shouldStop` ended the search early: better articles may be missing. */
	readonly isComplete: boolean;
}

/** Up to this many postings are read one and all: counting exactly costs less than it is worth to avoid. */
const EXHAUSTIVE_POSTINGS = 20_000;

/** The best articles of a plan over all segments. */
export function searchIndex(
	reader: IndexReader,
	plan: Plan,
	limits: SearchLimits,
): Ranking {
	const compiler = new ClauseCompiler(reader, limits);
	const roots = compiler.compile(plan);
	const top = new TopK(limits.limit, {
		compareIds: compareIds(reader),
		idOf: (place) => rankedId(reader, place),
		behind: limits.behind,
	});
	let matches = 0;
	let isExact = true;
	let isComplete = true;
	roots.forEach((all, segment) => {
		const root = onlyOf(all, limits.only?.[segment]);
		const { documents } = reader.segments[segment]!;
		const sum = asListSum(root);
		const search: SegmentSearch = {
			segment,
			documents,
			isDeleted: (doc) => reader.segments[segment]!.isDeleted(doc),
			chosen: sum?.chosen,
			top,
			shouldStop: limits.shouldStop,
		};
		const postings = (sum?.lists ?? []).reduce(
			(total, list) => total + list.postings.documents,
			0,
		);
		if (
			sum !== undefined &&
			!limits.countsAll &&
			postings > EXHAUSTIVE_POSTINGS
		) {
			isComplete = searchDisjunction(sum.lists, search) && isComplete;
			matches += leastMatches(reader.segments[segment]!, sum);
			isExact = false;
			return;
		}
		const found = searchBoolean(root, search);
		matches += found.matches;
		isComplete = found.isComplete && isComplete;
	});
	const ranked = top.take();
	return {
		ranked,
		matches: Math.max(matches, ranked.length),
		isExact: isExact && isComplete,
		isComplete,
	};
}

/** The id of a ranked document. */
export function rankedId(
	reader: IndexReader,
	ranked: DocumentPlace,
): ArticleId {
	return reader.segments[ranked.segment]!.ids.idOf(ranked.doc);
}

/** What a clause matches among some documents; all of it where none are named. */
function onlyOf(root: Clause, bits: Int32Array | undefined): Clause {
	return bits === undefined
		? root
		: {
				kind: "boolean",
				should: [],
				must: [{ kind: "filter", bits }, root],
				mustNot: [],
			};
}

/** Lists whose scores are summed. */
interface ListSum {
	readonly lists: readonly ScoredList[];
	/** A bit for each document that may be found; absent where all may. */
	readonly chosen: Int32Array | undefined;
}

/** A clause as a sum of lists, filtered or not; undefined where it is something else. Walks down the tree, whose depth the parser bounds. */
function asListSum(clause: Clause): ListSum | undefined {
	if (clause.kind === "list") {
		const lists = clause.list === undefined ? [] : [clause.list];
		return { lists, chosen: undefined };
	}
	if (clause.kind === "filter" || clause.mustNot.length > 0) {
		return undefined;
	}
	if (clause.must.length > 0) {
		return clause.should.length > 0 ? undefined : asFiltered(clause.must);
	}
	const lists: ScoredList[] = [];
	for (const part of clause.should) {
		const inside = asListSum(part);
		if (inside === undefined || inside.chosen !== undefined) {
			return undefined;
		}
		lists.push(...inside.lists);
	}
	return { lists, chosen: undefined };
}

/** Filters and one sum of lists. */
function asFiltered(must: readonly Clause[]): ListSum | undefined {
	const others = must.filter(({ kind }) => kind !== "filter");
	const sum = others.length === 1 ? asListSum(others[0]!) : undefined;
	if (sum === undefined) {
		return undefined;
	}
	let { chosen } = sum;
	for (const part of must) {
		if (part.kind === "filter") {
			const { bits } = part;
			chosen = chosen?.map((word, i) => word & bits[i]!) ?? bits;
		}
	}
	return { lists: sum.lists, chosen };
}

/** How many documents the longest of the lists finds. */
function leastMatches(
	segment: SegmentReader,
	{ lists, chosen }: ListSum,
): number {
	const longest = lists.reduce((a, b) =>
		b.postings.documents > a.postings.documents ? b : a,
	);
	if (chosen === undefined) {
		const deleted = segment.tombstones?.count ?? 0;
		return Math.max(0, longest.postings.documents - deleted);
	}
	let matches = 0;
	for (const doc of docsOf(longest.postings)) {
		const isChosen = hasBit(chosen, doc);
		matches += isChosen && !segment.isDeleted(doc) ? 1 : 0;
	}
	return matches;
}

/** Tells the order of ids without reading them where they are of one segment. */
export function compareIds(reader: IndexReader): CompareIds {
	return (segmentA, docA, segmentB, docB) => {
		const a = reader.segments[segmentA]!.ids;
		if (segmentA === segmentB) {
			return a.rankOf(docA) - a.rankOf(docB);
		}
		return a.idOf(docA) < reader.segments[segmentB]!.ids.idOf(docB) ? -1 : 1;
	};
}
