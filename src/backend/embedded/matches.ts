import type { Analyzer } from "../../analysis/analyzer.ts";
import type { DocumentPlace, IndexReader } from "../../index/index-reader.ts";
import type { Plan } from "../../query/plan.ts";
import type {
	FacetCounter,
	FacetCounts,
	FacetName,
} from "../../search/facets.ts";
import type { MatchSet } from "../../search/match-set.ts";
import { searchIndex } from "../../search/search-index.ts";
import type { LengthFactors } from "../../search/similarity.ts";
import { type NumberOrder, sortMatches } from "../../search/sort-matches.ts";
import type { OrderPlace, RankedDoc } from "../../search/top-k.ts";
import type { FoundArticle } from "./embedded-index.ts";

/** What matches are read with: one generation. */
export interface MatchesContext {
	readonly reader: IndexReader;
	readonly factors: LengthFactors;
	readonly analyzer: Analyzer | undefined;
	readonly facets: FacetCounter;
	readonly articleAt: (ranked: RankedDoc) => FoundArticle;
}

/** An article in an order by numbers, with what it was put there by. */
export interface SortedArticle {
	readonly article: FoundArticle;
	/** Falls from the first to the last. */
	readonly key: number;
}

/** All that a plan matches in one generation. */
export class Matches {
	readonly #context: MatchesContext;
	readonly #plan: Plan;
	readonly #set: MatchSet;

	constructor(context: MatchesContext, plan: Plan, set: MatchSet) {
		this.#context = context;
		this.#plan = plan;
		this.#set = set;
	}

	get count(): number {
		return this.#set.count;
	}

	/** False where it was stopped: some are missing. */
	get isComplete(): boolean {
		return this.#set.isComplete;
	}

	/**
	 * The first so many in an order by numbers, behind a place in it where there is one; their scores are those of the plan, 0 where
	 * `shouldStop` ended the scoring.
	 */
	sorted(
		order: NumberOrder,
		page: {
			readonly limit: number;
			readonly behind?: OrderPlace | undefined;
			readonly shouldStop: () => boolean;
		},
	): SortedArticle[] {
		const { reader, articleAt } = this.#context;
		const sorted = sortMatches(reader, this.#set, { order, ...page });
		const scores = this.#scores(sorted, page.shouldStop);
		return sorted.map((place) => ({
			article: articleAt({ ...place, score: scores.get(placeKey(place)) ?? 0 }),
			key: place.score,
		}));
	}

	#scores(
		places: readonly RankedDoc[],
		shouldStop: () => boolean,
	): Map<string, number> {
		const { reader, factors, analyzer } = this.#context;
		const { ranked } = searchIndex(reader, this.#plan, {
			limit: places.length,
			factors,
			analyzer,
			countsAll: false,
			shouldStop,
			only: bitsOf(reader, places),
		});
		return new Map(ranked.map((place) => [placeKey(place), place.score]));
	}

	/** The first values of a facet, with how many have each, over several that have no article in common. */
	static countBy(
		name: FacetName,
		all: readonly Matches[],
		limit: number,
	): FacetCounts {
		const [first] = all;
		const sets = all.map((matches) => matches.#set);
		return first === undefined
			? { values: [], distinct: 0 }
			: first.#context.facets.count(name, sets, limit);
	}
}

/** A place as text: equal where two searches of one generation found one article. */
export function placeKey({ segment, doc }: DocumentPlace): string {
	return `${segment}/${doc}`;
}

/** A bit for each document of each segment. */
export function bitsOf(
	reader: IndexReader,
	places: readonly DocumentPlace[],
): Int32Array[] {
	const bits = reader.segments.map(
		({ documents }) => new Int32Array(Math.ceil(documents / 32)),
	);
	for (const { segment, doc } of places) {
		bits[segment]![doc >>> 5]! |= 1 << (doc & 31);
	}
	return bits;
}
