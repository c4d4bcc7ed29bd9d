import type { Analyzer } from "../analysis/analyzer.ts";
import type {
	EmbeddedIndex,
	FoundArticle,
} from "../backend/embedded/embedded-index.ts";
import { withAll } from "../query/all-words.ts";
import type { Plan } from "../query/plan.ts";
import type { SearchOptions } from "./engine.ts";
import type { SaidOnly } from "./matched-tiers.ts";
import { byWords, fallingFrom, type PlacedArticle } from "./placed-article.ts";
import type { QueryReader, ReadQuery } from "./query-reader.ts";
import type { RankingAssets } from "./ranking-assets.ts";
import { CANDIDATES, type FirstStage } from "./second-look.ts";
import {
	ALL,
	type Best,
	INSIDE,
	type Reach,
	type ReadFrom,
	type Search,
	SOME,
	type TierPlan,
	TierReader,
} from "./tier-reader.ts";

/** Where the words are found in fewer articles than this, those that hold them only inside other words follow. */
const FEW_ARTICLES = 1000;

/** What was found by the words themselves, and behind that so many articles that hold them only inside other words. */
export interface FoundInTiers extends Best {
	readonly literal: number;
	/** Whether articles with every word were looked for first, and there are none. */
	readonly isRelaxed: boolean;
	/** Whether articles follow behind those wanted. */
	readonly hasMore: boolean;
}

/** Finds articles in steps: the best by words, a second look at these, and what holds the words only inside other words. */
export class ArticleFinder {
	readonly #index: EmbeddedIndex;
	readonly #queries: QueryReader;
	readonly #tiers: TierReader;

	constructor(
		index: EmbeddedIndex,
		analyzer: Analyzer,
		queries: QueryReader,
		assets: RankingAssets,
	) {
		this.#index = index;
		this.#queries = queries;
		this.#tiers = new TierReader(index, analyzer, assets);
	}

	find(
		text: string,
		options: SearchOptions,
		reach: Reach,
	): { query: ReadQuery; found: FoundInTiers } {
		const query = this.#queries.read(text, options);
		return { query, found: this.first(query, options, reach) };
	}

	/** The best from the first on. */
	first(query: ReadQuery, options: SearchOptions, reach: Reach): FoundInTiers {
		const { plan, literal, allWords } = query.planned;
		const { wanted, countsAll } = reach;
		const search = { query, options, reach };
		const first =
			allWords &&
			this.#tiers.best(search, { plan: withAll(plan, allWords), tier: ALL });
		// Where they fill the page to the last place, the others still tell whether more follows.
		const hasMore = first !== undefined && first.matches > wanted;
		if (first && first.matches > 0 && (hasMore || !first.isComplete)) {
			return { literal: 0, isRelaxed: false, hasMore, ...first };
		}
		const except = new Set(first?.articles.map(({ place }) => place));
		const others = this.#tiers.best(search, { plan, tier: SOME, except });
		const found = first?.matches ? behind(first, others, wanted) : others;
		const isRelaxed = first !== undefined && first.matches === 0;
		const words = {
			literal: 0,
			isRelaxed,
			hasMore: others.matches > wanted,
			...found,
		};
		const isFew = isFewArticles(others.matches, wanted);
		if (literal === undefined || !found.isComplete) {
			return words;
		}
		if (!isFew && !countsAll) {
			const isExact = found !== others && found.isExact;
			return { ...words, isExact };
		}
		const before = this.#tiers.saidInside(search);
		const inside = this.#index.search(
			literal.plan,
			{ limit: wanted - found.articles.length, ...reach },
			before,
		);
		const matches = inside.matches - before.size;
		const isCounted = found === others;
		reach.trace?.({ tier: INSIDE, plan: literal.plan });
		return {
			articles: [
				...found.articles,
				...fallingFrom(found.articles.at(-1), byWords(inside.articles, INSIDE)),
			],
			literal: inside.articles.length,
			matches: found.matches + (isCounted ? matches : 0),
			isExact: found.isExact && (!isCounted || inside.isExact),
			isComplete: inside.isComplete,
			isRelaxed,
			hasMore: others.matches + matches > wanted,
		};
	}

	/** The articles that stand among those with every word, or with some, only for what others say of them. */
	saidOnly(search: Search): SaidOnly {
		return {
			all: this.#tiers.saidOnly(search, ALL),
			some: this.#tiers.saidOnly(search, SOME),
		};
	}

	/**
	 * What comes behind an article in the order of `first`, as if one page had all of it.
	 * @param from the last article that was read
	 */
	readOn(
		query: ReadQuery,
		options: SearchOptions,
		from: ReadFrom,
		reach: Reach,
	): Pick<FoundInTiers, "articles" | "literal" | "isComplete" | "hasMore"> {
		// One more than wanted, to tell whether more follows.
		const wanted = reach.wanted + 1;
		const search = { query, options, reach: { ...reach, wanted } };
		const articles: PlacedArticle[] = [];
		let isComplete = true;
		for (const { plan, tier } of tiersOf(query)) {
			if (tier < from.at.tier || articles.length >= wanted || !isComplete) {
				continue;
			}
			const isBegun = tier === from.at.tier;
			const part = this.#tiers.read(search, {
				plan,
				tier,
				...(isBegun && { from }),
				limit: wanted - articles.length,
				except: this.#tiers.saidBefore(search, tier),
			});
			const last = articles.at(-1) ?? from;
			articles.push(
				...(isBegun ? part.articles : fallingFrom(last, part.articles)),
			);
			isComplete = part.isComplete;
		}
		const isInside = ({ at }: PlacedArticle) =>
			at.kind === "rest" && at.tier === INSIDE;
		const page = articles.slice(0, reach.wanted);
		return {
			articles: page,
			literal: page.filter(isInside).length,
			isComplete,
			hasMore: articles.length > page.length,
		};
	}

	/** The best of a query by words, and the first stage over them: what a model is trained on. Undefined where none is made. */
	candidates(
		text: string,
	): { articles: readonly FoundArticle[]; stage: FirstStage } | undefined {
		const query = this.#queries.read(text, {});
		const found = this.#tiers.lookedAt(
			query,
			this.#index.search(query.planned.plan, {
				limit: CANDIDATES,
				countsAll: false,
				shouldStop: () => false,
			}),
		);
		return query.planned.plainText === "" || found.articles.length === 0
			? undefined
			: { articles: found.articles, stage: this.#tiers.stage(query, found) };
	}
}

/** The tiers of a query, none with an article of another. */
function tiersOf({ planned }: ReadQuery): TierPlan[] {
	const { plan, allWords, literal } = planned;
	const inside = literal ? [{ plan: literal.plan, tier: INSIDE }] : [];
	if (allWords === undefined) {
		return [{ plan, tier: SOME }, ...inside];
	}
	const all = withAll(plan, allWords);
	const some: Plan = {
		kind: "boolean",
		should: [],
		must: [plan],
		mustNot: [all],
	};
	return [{ plan: all, tier: ALL }, { plan: some, tier: SOME }, ...inside];
}

/** Whether so few were found that what holds the words only inside other words is looked for, too. */
export function isFewArticles(matches: number, wanted: number): boolean {
	return matches < Math.max(wanted, FEW_ARTICLES);
}

/** Articles with every word, and behind them others; the total is of the former. */
function behind(first: Best, others: Best, wanted: number): Best {
	const rest = fallingFrom(first.articles.at(-1), others.articles);
	return {
		...first,
		articles: [...first.articles, ...rest].slice(0, wanted),
		isComplete: first.isComplete && others.isComplete,
	};
}
