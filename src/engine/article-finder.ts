import type { Analyzer } from "../analysis/analyzer.ts";
import type { ArticleId } from "../article.ts";
import type {
	EmbeddedIndex,
	Found,
	FoundArticle,
} from "../backend/embedded/embedded-index.ts";
import { withAll } from "../query/all-words.ts";
import type { Plan } from "../query/plan.ts";
import type { LinearModel } from "../rank/linear-model.ts";
import type { SearchOptions } from "./engine.ts";
import type { QueryReader, ReadQuery } from "./query-reader.ts";
import type { RankingAssets } from "./ranking-assets.ts";
import {
	CANDIDATES,
	type FirstStage,
	firstStage,
	rankCandidates,
} from "./second-look.ts";

/** Where the words are found in fewer articles than this, those that hold them only inside other words follow. */
const FEW_ARTICLES = 1000;

/** So many articles that the log of questions finds are candidates too. */
const LOGGED = 100;

/** What was found by the words themselves, and behind that so many articles that hold them only inside other words. */
export interface FoundInTiers extends Omit<Found, "evidence" | "joined"> {
	readonly literal: number;
	/** Whether articles with every word were looked for first, and there are none. */
	readonly isRelaxed: boolean;
	/** Whether articles follow behind those wanted. */
	readonly hasMore: boolean;
}

/** How far a search goes. */
export interface Reach {
	/** Hits from the first on. */
	readonly wanted: number;
	readonly countsAll: boolean;
	readonly shouldStop: () => boolean;
	/** Told of each step, for explaining what came of it. */
	readonly trace?: (step: FinderStep) => void;
}

/** One search for a plan, and what a second look made of it. */
export interface FinderStep {
	readonly plan: Plan;
	/** As the search found them. */
	readonly found: readonly FoundArticle[];
	/** What was looked at again, and how; absent where nothing was. */
	readonly second?: {
		readonly candidates: readonly FoundArticle[];
		readonly stage: FirstStage;
		readonly ranked: ReturnType<typeof rankCandidates>;
		readonly model: LinearModel | undefined;
	};
	/** The best, as they go on. */
	readonly articles: readonly FoundArticle[];
}

/** Finds articles in steps: the best by words, a second look at these, and what holds the words only inside other words. */
export class ArticleFinder {
	readonly #index: EmbeddedIndex;
	readonly #analyzer: Analyzer;
	readonly #queries: QueryReader;
	readonly #assets: RankingAssets;

	constructor(
		index: EmbeddedIndex,
		analyzer: Analyzer,
		queries: QueryReader,
		assets: RankingAssets,
	) {
		this.#index = index;
		this.#analyzer = analyzer;
		this.#queries = queries;
		this.#assets = assets;
	}

	find(
		text: string,
		options: SearchOptions,
		reach: Reach,
	): { query: ReadQuery; found: FoundInTiers } {
		const query = this.#queries.read(text, options);
		const { plan, literal, allWords } = query.planned;
		const { wanted, countsAll } = reach;
		const first =
			allWords && this.#best(query, withAll(plan, allWords), options, reach);
		// Where they fill the page to the last place, the others still tell whether more follows.
		const hasMore = first !== undefined && first.matches > wanted;
		if (first && first.matches > 0 && (hasMore || !first.isComplete)) {
			return {
				query,
				found: { ...first, literal: 0, isRelaxed: false, hasMore },
			};
		}
		const others = this.#best(query, plan, options, reach, first?.articles);
		const found = first?.matches ? behind(first, others, wanted) : others;
		const isRelaxed = first !== undefined && first.matches === 0;
		const words = {
			...found,
			literal: 0,
			isRelaxed,
			hasMore: others.matches > wanted,
		};
		const isFew = others.matches < Math.max(wanted, FEW_ARTICLES);
		if (literal === undefined || !found.isComplete) {
			return { query, found: words };
		}
		if (!isFew && !countsAll) {
			const isExact = found !== others && found.isExact;
			return { query, found: { ...words, isExact } };
		}
		const inside = this.#index.search(literal.plan, {
			...reach,
			limit: wanted - found.articles.length,
		});
		const counted = found === others ? inside : { matches: 0, isExact: true };
		const hidden =
			this.#assets.sides.log === undefined
				? inside.articles
				: withoutKnown(found, inside);
		reach.trace?.({ plan: literal.plan, found: hidden, articles: hidden });
		return {
			query,
			found: {
				articles: [
					...found.articles,
					...fallingFrom(found.articles.at(-1), hidden),
				],
				literal: hidden.length,
				matches: found.matches + counted.matches,
				isExact: found.isExact && counted.isExact,
				isComplete: inside.isComplete,
				isRelaxed,
				hasMore: others.matches + inside.matches > wanted,
			},
		};
	}

	/** The best of a query by words, and the first stage over them: what a model is trained on. Undefined where none is made. */
	candidates(
		text: string,
	): { articles: readonly FoundArticle[]; stage: FirstStage } | undefined {
		const query = this.#queries.read(text, {});
		const found = this.#withLogged(
			query,
			this.#index.search(query.planned.plan, {
				limit: CANDIDATES,
				countsAll: false,
				shouldStop: () => false,
			}),
		);
		return query.planned.plainText === "" || found.articles.length === 0
			? undefined
			: { articles: found.articles, stage: this.#stage(query, found) };
	}

	#best(
		query: ReadQuery,
		plan: Plan,
		{ ranking = "model" }: SearchOptions,
		reach: Reach,
		before: readonly FoundArticle[] = [],
	): Found {
		const { wanted } = reach;
		const except = new Set(before.map(({ place }) => place));
		if (ranking === "words" || query.planned.plainText === "") {
			const found = this.#index.search(
				plan,
				{ ...reach, limit: wanted },
				except,
			);
			const { articles } = found;
			reach.trace?.({ plan, found: articles, articles });
			return found;
		}
		const limit = Math.max(wanted, CANDIDATES);
		const found = this.#index.search(plan, { ...reach, limit }, except);
		const isOfAllWords = plan !== query.planned.plan;
		// However many are wanted, the same ones are looked at again: a deeper page must not change the first.
		const candidates = isOfAllWords
			? found.joined([], CANDIDATES)
			: this.#withLogged(query, found);
		const stage = this.#stage(query, candidates);
		const model = ranking === "model" ? this.#assets.model : undefined;
		const ranked = rankCandidates(stage, model);
		const again = ranked.order.map((i, rank) => ({
			...candidates.articles[i]!,
			score: Math.fround(ranked.scores[rank]!),
		}));
		const known = new Set(
			candidates.articles.length > CANDIDATES
				? candidates.articles.slice(CANDIDATES).map(({ id }) => id())
				: [],
		);
		const rest = found.articles
			.slice(CANDIDATES)
			.filter(({ id }) => known.size === 0 || !known.has(id()));
		const articles = [...again, ...fallingFrom(again.at(-1), rest)];
		reach.trace?.({
			plan,
			found: found.articles,
			second: { candidates: candidates.articles, stage, ranked, model },
			articles,
		});
		return {
			...found,
			matches: Math.max(found.matches, articles.length),
			articles: articles.slice(0, wanted),
		};
	}

	/** The best by words, with what the log of questions finds besides. */
	#withLogged(query: ReadQuery, found: Found): Found {
		const { log } = this.#assets.sides;
		if (log === undefined) {
			return found.joined([], CANDIDATES);
		}
		const terms = this.#analyzer.compared(query.planned.plainText);
		const { scores } = log.articles.find(new Map(Object.entries(terms)));
		return found.joined(bestOf(scores), CANDIDATES);
	}

	#stage(query: ReadQuery, found: Found): FirstStage {
		const { articles } = found;
		return firstStage(
			{
				evidence: found.evidence(articles.length),
				count: articles.length,
				ids: () => articles.map(({ id }) => id()),
			},
			{ text: query.planned.plainText, added: query.added },
			this.#analyzer,
			this.#assets.sides,
		);
	}
}

/** What the log of questions found may hold the words inside other words, too: it is not shown twice. */
function withoutKnown(found: Found, inside: Found): readonly FoundArticle[] {
	const known = new Set(found.articles.map(({ id }) => id()));
	return inside.articles.filter(({ id }) => !known.has(id()));
}

/** The ids with the highest scores; of equal ones those that come first. */
function bestOf(scores: ReadonlyMap<ArticleId, number>): ArticleId[] {
	return [...scores]
		.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
		.slice(0, LOGGED)
		.map(([id]) => id);
}

/** Articles with every word, and behind them others; the total is of the former. */
function behind(first: Found, others: Found, wanted: number): Found {
	const rest = fallingFrom(first.articles.at(-1), others.articles);
	return {
		...first,
		articles: [...first.articles, ...rest].slice(0, wanted),
		isComplete: first.isComplete && others.isComplete,
	};
}

/** So much less than the last before it does the first of a lower tier score at most: a difference that 32-bit floats keep. */
const BELOW = 1 - 2 ** -16;

/** What stands behind others keeps its order, with scores that go on below the last of those. */
function fallingFrom(
	last: FoundArticle | undefined,
	rest: readonly FoundArticle[],
): FoundArticle[] {
	const scale = scaleBehind(last, rest);
	return rest.map((article) => ({
		...article,
		score: Math.fround(article.score * scale),
	}));
}

/** What the scores of articles are multiplied with that go on behind another. */
export function scaleBehind(
	last: FoundArticle | undefined,
	rest: readonly FoundArticle[],
): number {
	const top = rest[0]?.score ?? 0;
	const isAbove = last !== undefined && top > 0 && top >= last.score;
	return isAbove ? (BELOW * last.score) / top : 1;
}
