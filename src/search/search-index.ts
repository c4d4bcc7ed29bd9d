import type { Analyzer } from "../analysis/analyzer.ts";
import type { ArticleId } from "../article.ts";
import type { IndexReader } from "../index/index-reader.ts";
import type { Plan } from "../query/plan.ts";
import { searchBoolean } from "./boolean-window.ts";
import { type Clause, ClauseCompiler } from "./clause.ts";
import { type SegmentSearch, searchDisjunction } from "./disjunction.ts";
import type { ScoredList } from "./scored-list.ts";
import type { LengthFactors } from "./similarity.ts";
import { type CompareIds, type RankedDoc, TopK } from "./top-k.ts";

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
}

export interface Ranking {
	/** Best first: score descending, then id ascending by code unit. */
	readonly ranked: readonly RankedDoc[];
	/** Exact, or where `isExact` is false a lower bound. */
	readonly matches: number;
	readonly isExact: boolean;
	/** False where `shouldStop` ended the search early: better articles may be missing. */
	readonly isComplete: boolean;
	/** Prefixes with which more words begin than were searched for. */
	readonly cutPrefixes: readonly string[];
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
	const top = new TopK(limits.limit, compareIds(reader));
	let matches = 0;
	let isExact = true;
	let isComplete = true;
	roots.forEach((root, segment) => {
		const { documents } = reader.segments[segment]!;
		const search: SegmentSearch = {
			segment,
			documents,
			isDeleted: (doc) => reader.segments[segment]!.isDeleted(doc),
			top,
			shouldStop: limits.shouldStop,
		};
		const lists = asDisjunction(root);
		const postings = (lists ?? []).reduce(
			(sum, list) => sum + list.postings.documents,
			0,
		);
		if (
			lists !== undefined &&
			!limits.countsAll &&
			postings > EXHAUSTIVE_POSTINGS
		) {
			isComplete = searchDisjunction(lists, search) && isComplete;
			const deleted = reader.segments[segment]!.tombstones?.count ?? 0;
			const longest = Math.max(...lists.map((list) => list.postings.documents));
			matches += Math.max(0, longest - deleted);
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
		cutPrefixes: [...compiler.cutPrefixes],
	};
}

/** The id of a ranked document. */
export function rankedId(reader: IndexReader, ranked: RankedDoc): ArticleId {
	return reader.segments[ranked.segment]!.ids.idOf(ranked.doc);
}

/** The lists of a clause that is nothing but a sum of lists, else undefined. Walks down the tree, whose depth the parser bounds. */
function asDisjunction(clause: Clause): ScoredList[] | undefined {
	if (clause.kind === "list") {
		return clause.list === undefined ? [] : [clause.list];
	}
	if (
		clause.kind === "filter" ||
		clause.must.length > 0 ||
		clause.mustNot.length > 0
	) {
		return undefined;
	}
	const lists: ScoredList[] = [];
	for (const part of clause.should) {
		const inside = asDisjunction(part);
		if (inside === undefined) {
			return undefined;
		}
		lists.push(...inside);
	}
	return lists;
}

function compareIds(reader: IndexReader): CompareIds {
	return (segmentA, docA, segmentB, docB) => {
		const a = reader.segments[segmentA]!.ids;
		if (segmentA === segmentB) {
			return a.rankOf(docA) - a.rankOf(docB);
		}
		return a.idOf(docA) < reader.segments[segmentB]!.ids.idOf(docB) ? -1 : 1;
	};
}
