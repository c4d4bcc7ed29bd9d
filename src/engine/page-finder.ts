import type {
	CutPrefix,
	EmbeddedIndex,
} from "../backend/embedded/embedded-index.ts";
import { SearchError } from "../errors.ts";
import type { SearchPage, Total } from "./answers.ts";
import type { ArticleFinder, FoundInTiers } from "./article-finder.ts";
import {
	type CursorOwner,
	cursorOf,
	queryKey,
	type ReadingState,
	readCursor,
} from "./cursor.ts";
import type { EngineOptions, SearchOptions } from "./engine.ts";
import { facetCounts, facetRequest } from "./facet-counts.ts";
import {
	type Folded,
	isQuoted,
	ReprintFinder,
	unfolded,
} from "./fold-reprints.ts";
import {
	areComplete,
	countOf,
	matchedTiers,
	matchesOf,
	sortedPage,
} from "./matched-tiers.ts";
import { DEEPEST_HIT, pageOf } from "./page.ts";
import type { PlacedArticle } from "./placed-article.ts";
import type { QueryReader, ReadQuery } from "./query-reader.ts";
import { numberOrderOf } from "./sort-order.ts";
import type { Reach } from "./tier-reader.ts";

/** The articles of one page, and what is known of all that was found. */
export interface FoundPage
	extends Pick<SearchPage, "facets" | "facetValues" | "cursor"> {
	readonly query: ReadQuery;
	readonly articles: readonly PlacedArticle[];
	/** What the articles are shown as: each for itself, or reprints as one. */
	readonly hits: readonly Folded[];
	/** Of these so many, at the end, hold the words only inside other words. */
	readonly literal: number;
	/** Hits of the pages before. */
	readonly before: number;
	readonly total: Total;
	readonly isComplete: boolean;
	readonly isRelaxed: boolean;
	readonly hasMore: boolean;
	readonly cutPrefixes: readonly CutPrefix[];
}

/** What a page is found with: what was asked, and how far reading has come. */
interface Asked {
	readonly query: ReadQuery;
	readonly options: SearchOptions;
	readonly reach: Reach;
	readonly state: ReadingState | undefined;
}

/** Finds one page: by relevance or in another order, from an offset or behind a cursor, with the facets asked for. */
export class PageFinder {
	readonly #index: EmbeddedIndex;
	readonly #queries: QueryReader;
	readonly #articles: ArticleFinder;
	readonly #settings: EngineOptions;

	constructor(
		index: EmbeddedIndex,
		queries: QueryReader,
		articles: ArticleFinder,
		settings: EngineOptions,
	) {
		this.#index = index;
		this.#queries = queries;
		this.#articles = articles;
		this.#settings = settings;
	}

	/**
	 * A page of `limit` hits, near-identical texts folded into one of them: it searches on while folding leaves the page short and there is more.
	 * @throws SearchError `bad-argument`, `expired-cursor`
	 */
	find(
		text: string,
		options: SearchOptions,
		shouldStop: () => boolean,
	): FoundPage {
		const { offset, limit } = pageOf(options);
		if (options.fold === false || !this.#index.hasSignatures) {
			return this.#find(text, options, shouldStop, limit);
		}
		const most = DEEPEST_HIT - offset;
		// Some more at once cost less than another search.
		for (let room = Math.min(2 * limit, most); ; room *= 2) {
			const page = this.#find(text, options, shouldStop, Math.min(room, most));
			const isFull = page.hits.length === limit || room >= most;
			if (isFull || !page.hasMore || !page.isComplete) {
				return page;
			}
		}
	}

	/** @param room articles that the page may take in, at least `limit` */
	#find(
		text: string,
		options: SearchOptions,
		shouldStop: () => boolean,
		room: number,
	): FoundPage {
		const { offset, limit } = pageOf(options);
		const order = numberOrderOf(options.sort);
		const request = facetRequest(options);
		const owner = {
			query: queryKey(text, options, this.#settings),
			index: this.#index.state,
		};
		const state = stateOf(options, owner);
		const query = this.#queries.read(text, options);
		const countsAll = options.countAll === true;
		const wanted = offset + room;
		const asked = {
			query,
			options,
			reach: { wanted, countsAll, shouldStop },
			state,
		};
		const tiers =
			order === undefined && request === undefined
				? undefined
				: this.#matched(asked, order !== undefined);
		const found =
			order === undefined || tiers === undefined
				? this.#byRelevance(asked)
				: sortedPage(tiers, order, asked.reach, sortedPlace(state));
		const counts =
			request && tiers && facetCounts(matchesOf(tiers), request, shouldStop);
		const cutPrefixes = this.#index.cutPrefixes(query.planned.plan);
		const counted =
			tiers === undefined
				? { value: found.matches, exact: found.isExact }
				: { value: countOf(tiers), exact: areComplete(tiers) };
		const total = {
			...counted,
			exact: counted.exact && cutPrefixes.length === 0,
		};
		const isComplete =
			found.isComplete &&
			(tiers === undefined || areComplete(tiers)) &&
			counts?.isComplete !== false;
		const all = found.articles.slice(offset);
		const isFolded =
			options.fold !== false && !isQuoted(query.parsed.query.clauses);
		const { hits, count } = isFolded
			? new ReprintFinder().fold(all, limit)
			: unfolded(all, limit);
		const firstLiteral = found.articles.length - found.literal - offset;
		const page = {
			query,
			articles: all.slice(0, count),
			hits,
			literal: Math.max(0, count - Math.max(0, firstLiteral)),
			before: state?.hits ?? offset,
			total,
			isComplete,
			isRelaxed: found.isRelaxed,
			hasMore: found.hasMore || count < all.length,
			cutPrefixes,
			...(counts && {
				facets: counts.facets ?? {},
				facetValues: counts.facetValues ?? {},
			}),
		};
		// Where not all were counted, a full page may have others behind it that were not.
		const mayHaveMore =
			page.hasMore || (!found.isExact && found.articles.length === wanted);
		const cursor =
			isComplete && mayHaveMore ? cursorBehind(page, owner) : undefined;
		return cursor === undefined ? page : { cursor, ...page };
	}

	/** All that is found, as far as facets and orders by numbers go. */
	#matched({ query, options, reach, state }: Asked, isSorted: boolean) {
		// How many are shown does not change what is sorted: the same articles stand in an order whatever the page.
		const tiersReach = isSorted ? { ...reach, wanted: 0 } : reach;
		const at = state?.at;
		const isOfAllWords =
			at?.kind === "sorted" && at.block === 0 ? at.isOfAllWords : undefined;
		const saidOnly = this.#articles.saidOnly({ query, options, reach });
		return matchedTiers(
			this.#index,
			query.planned,
			tiersReach,
			saidOnly,
			isOfAllWords,
		);
	}

	#byRelevance({ query, options, reach, state }: Asked): FoundInTiers {
		if (state === undefined || state.at.kind === "sorted") {
			return this.#articles.first(query, options, reach);
		}
		const { at, id, score, total, isRelaxed } = state;
		return {
			matches: total.value,
			isExact: total.exact,
			isRelaxed,
			...this.#articles.readOn(query, options, { at, id, score }, reach),
		};
	}
}

function stateOf(
	{ cursor, offset = 0 }: SearchOptions,
	owner: CursorOwner,
): ReadingState | undefined {
	if (cursor !== undefined && offset > 0) {
		throw new SearchError(
			"bad-argument",
			`cursor: expected no offset beside it, found ${offset}; a cursor says itself where the page begins`,
		);
	}
	return cursor === undefined ? undefined : readCursor(cursor, owner);
}

function sortedPlace(state: ReadingState | undefined) {
	return state?.at.kind === "sorted"
		? { at: state.at, id: state.id }
		: undefined;
}

/** Where the page behind this one begins; undefined where this one is empty. */
function cursorBehind(
	page: Omit<FoundPage, "cursor">,
	owner: CursorOwner,
): string | undefined {
	const last = page.articles.at(-1);
	if (last === undefined) {
		return undefined;
	}
	const state: ReadingState = {
		at: last.at,
		id: last.id(),
		score: last.score,
		hits: page.before + page.articles.length,
		total: page.total,
		isRelaxed: page.isRelaxed,
	};
	return cursorOf(state, owner);
}
