import type { Analyzer } from "../analysis/analyzer.ts";
import { ComparedTexts } from "../analysis/compared-texts.ts";
import type { ArticleId } from "../article.ts";
import {
	type DocumentPlace,
	type EmbeddedIndex,
	type Found,
	type FoundArticle,
	type OrderPlace,
	placeKey,
	priorOfByte,
} from "../backend/embedded/embedded-index.ts";
import { withAll } from "../query/all-words.ts";
import type { Plan } from "../query/plan.ts";
import type { LinearModel } from "../rank/linear-model.ts";
import type { RelevancePlace } from "./cursor.ts";
import type { SearchOptions } from "./engine.ts";
import {
	byWords,
	fallingFrom,
	type PlacedArticle,
	type PlacedRanks,
	placedByRank,
	scaleBelow,
	scaled,
} from "./placed-article.ts";
import type { ReadQuery } from "./query-reader.ts";
import type { RankingAssets } from "./ranking-assets.ts";
import { SaidOfQueries } from "./said-of-queries.ts";
import {
	CANDIDATES,
	type FirstStage,
	firstStage,
	LOOKED_AT,
	priorFactor,
	rankCandidates,
} from "./second-look.ts";

/** How far a search goes. */
export interface Reach {
	/** Hits from the first on. */
	readonly wanted: number;
	readonly countsAll: boolean;
	readonly shouldStop: () => boolean;
	/** Told how each tier was made, for explaining what came of it. */
	readonly trace?: (step: TierStep) => void;
}

/** How a tier was made. */
export interface TierStep {
	readonly tier: number;
	readonly plan: Plan;
	/** What was weighed by its prior and not looked at again; absent where nothing was. */
	readonly weighed?: {
		readonly articles: readonly FoundArticle[];
		/** What brings their scores below those of what was looked at again. */
		readonly scale: number;
	};
	/** What was looked at again, and how; absent where nothing was. */
	readonly second?: {
		readonly candidates: readonly FoundArticle[];
		readonly stage: FirstStage;
		readonly model: LinearModel | undefined;
	};
}

/** Tiers of the order: articles with every word, those with some, those that hold them only inside other words. */
export const ALL = 0;
export const SOME = 1;
export const INSIDE = 2;

export interface Search {
	readonly query: ReadQuery;
	readonly options: SearchOptions;
	readonly reach: Reach;
}

export interface TierPlan {
	readonly plan: Plan;
	readonly tier: number;
	/** Places of articles that stand in a tier before. */
	readonly except?: ReadonlySet<string>;
}

/** The best of a tier, and how many it has. */
export interface Best
	extends Pick<Found, "matches" | "isExact" | "isComplete"> {
	readonly articles: readonly PlacedArticle[];
}

/** The last article that was read. */
export interface ReadFrom {
	readonly at: RelevancePlace;
	readonly id: ArticleId;
	readonly score: number;
}

/** The best of a tier, looked at again or weighed, and behind them the others by words. */
interface Head {
	readonly found: Found;
	/** How many were looked at again or weighed. */
	readonly count: number;
	/** Of those, the ones of the ranks `[from, to)`. */
	readonly ranked: PlacedRanks;
	readonly rest: readonly FoundArticle[];
}

/** Reads one tier of the order: the best by words, looked at again, and behind them the others. */
export class TierReader {
	readonly #index: EmbeddedIndex;
	readonly #texts: ComparedTexts;
	readonly #assets: RankingAssets;
	readonly #said: SaidOfQueries;
	/** What each prior byte makes of a score. */
	readonly #priorFactors: Float64Array;

	constructor(index: EmbeddedIndex, analyzer: Analyzer, assets: RankingAssets) {
		this.#index = index;
		this.#texts = new ComparedTexts(analyzer);
		this.#assets = assets;
		this.#said = new SaidOfQueries(index, this.#texts, assets);
		this.#priorFactors = Float64Array.from({ length: 256 }, (_, byte) =>
			priorFactor(priorOfByte(byte), assets.weights?.prior),
		);
	}

	/** The best of a tier. */
	best(search: Search, of: TierPlan): Best {
		const { wanted } = search.reach;
		const { plan, tier, except } = of;
		if (!looksAgain(search)) {
			const limits = { limit: wanted, ...search.reach };
			const found = this.#index.search(plan, limits, except);
			search.reach.trace?.({ tier, plan });
			const { matches, isExact, isComplete } = found;
			const articles = byWords(found.articles, tier);
			return { matches, isExact, isComplete, articles };
		}
		const { found, count, ranked, rest } = this.#head(search, of);
		const head = ranked(0, Math.min(count, wanted));
		const behind = byWords(rest.slice(0, wanted - head.length), tier);
		return {
			// Where not all were counted, the total is a lower bound, and need not be looked at.
			matches:
				found.matches +
				(found.isExact ? this.saidOnly(search, tier).length : 0),
			isExact: found.isExact,
			isComplete: found.isComplete,
			articles: [...head, ...fallingFrom(head.at(-1), behind)],
		};
	}

	/** The best of a tier by words, looked at again, and what was found behind them. */
	#head(search: Search, of: TierPlan): Head {
		const limit = Math.max(search.reach.wanted, CANDIDATES);
		const limits = { limit, ...search.reach };
		const found = this.#index.search(of.plan, limits, of.except);
		return isPlain(search)
			? this.#rankedHead(search, of, found)
			: this.#weighedHead(search, of, found);
	}

	/** Of a query that says itself what counts: its scores, times what the prior makes of them. */
	#weighedHead(
		{ reach }: Search,
		{ plan, tier }: TierPlan,
		found: Found,
	): Head {
		const weighed = this.#weighed(found);
		const { length } = weighed;
		reach.trace?.({
			tier,
			plan,
			weighed: { articles: weighed.articles, scale: 1 },
		});
		const articleOf = (rank: number) => weighed.article(rank);
		return {
			found,
			count: length,
			ranked: placedByRank({ length, articleOf }, tier),
			rest: restOf(found, reach.wanted),
		};
	}

	#rankedHead(search: Search, { plan, tier }: TierPlan, found: Found): Head {
		const { query, options, reach } = search;
		const { ranking = "model" } = options;
		// However many are wanted, the same ones are looked at again: a deeper page must not change the first.
		const weighed = this.#weighed(found);
		const candidates = weighed.joined(this.#saidBest(search, tier), LOOKED_AT);
		if (candidates.length === 0) {
			reach.trace?.({ tier, plan });
			return { found, count: 0, ranked: () => [], rest: [] };
		}
		const stage = this.stage(query, candidates);
		// The model was trained on questions: what tells a whole case it ranks worse than the first stage does.
		const asks = ranking === "model" && !query.isLongTale;
		const model = asks ? this.#assets.model : undefined;
		const { order, scores } = rankCandidates(stage, model);
		const known = candidates.placesFrom(LOOKED_AT);
		const isNew = ({ place }: FoundArticle) => !known.has(place);
		// Most pages end before: then they need not be made.
		const others =
			reach.wanted > order.length || reach.trace !== undefined
				? weighed.articles.slice(LOOKED_AT).filter(isNew)
				: [];
		const scale = scaleBelow(scores.at(-1), others[0]?.score);
		reach.trace?.({
			tier,
			plan,
			weighed: { articles: others, scale },
			second: { candidates: candidates.articles, stage, model },
		});
		const length = order.length + others.length;
		const articleOf = (rank: number) => {
			const i = order[rank];
			if (i !== undefined) {
				return { ...candidates.article(i), score: scores[rank]! };
			}
			const other = others[rank - order.length]!;
			return { ...other, score: other.score * scale };
		};
		return {
			found,
			count: length,
			ranked: placedByRank({ length, articleOf }, tier),
			rest: restOf(found, reach.wanted).filter(isNew),
		};
	}

	/** Those found that are weighed by their priors. */
	#weighed(found: Found): Found {
		return found.weighed(this.#priorFactors, CANDIDATES);
	}

	/** What comes behind an article in a tier, or all of the tier, up to a limit. */
	read(
		search: Search,
		of: TierPlan & { readonly from?: ReadFrom; readonly limit: number },
	): Pick<Best, "articles" | "isComplete"> {
		const { plan, tier, from, limit, except } = of;
		const { reach } = search;
		const isLookedAtAgain = tier !== INSIDE && looksAgain(search);
		const scale = from?.at.scale ?? 1;
		const articles: PlacedArticle[] = [];
		let place: OrderPlace | undefined;
		/** What the others come behind, as it scored before the tier was brought below another. */
		let lastOfHead = from && { score: from.score / scale };
		if (from?.at.kind === "rest") {
			place = { score: from.at.key, id: from.id };
		} else if (isLookedAtAgain) {
			const first = { ...reach, wanted: CANDIDATES };
			const looked = this.#head({ ...search, reach: first }, of);
			const { found, count } = looked;
			const next = from?.at.kind === "head" ? from.at.rank + 1 : 0;
			const head = looked.ranked(next, Math.min(next + limit, count));
			articles.push(...head.map((article) => scaled(article, scale)));
			lastOfHead = head.at(-1) ?? lastOfHead;
			const last = found.articles[CANDIDATES - 1];
			if (articles.length === limit || last === undefined) {
				return { articles, isComplete: found.isComplete };
			}
			place = { score: last.score, id: last.id() };
		}
		const said = this.#saidBest(search, tier);
		const shown = new Set(said.map(placeKey));
		const found = this.#index.search(
			plan,
			{
				limit: limit - articles.length + shown.size,
				behind: place,
				...reach,
			},
			except,
		);
		const rest = byWords(
			found.articles
				.filter(({ place }) => !shown.has(place))
				.slice(0, limit - articles.length),
			tier,
		);
		const falling =
			from?.at.kind === "rest" ? rest : fallingFrom(lastOfHead, rest);
		articles.push(...falling.map((article) => scaled(article, scale)));
		return { articles, isComplete: found.isComplete };
	}

	/** The best of what is said of articles, which are looked at again with the best by words. */
	#saidBest(search: Search, tier: number): readonly DocumentPlace[] {
		if (!looksAgain(search) || !isPlain(search)) {
			return [];
		}
		const { query } = search;
		return tier === ALL ? this.#said.answers(query) : this.#said.places(query);
	}

	/** Those of whom the best is said and that have every word, or answered such a question: they stand in the first tier. */
	saidBefore(search: Search, tier: number): ReadonlySet<string> {
		const { plan, allWords } = search.query.planned;
		if (allWords === undefined || tier !== SOME) {
			return new Set();
		}
		const said = this.#saidBest(search, SOME);
		return new Set([
			...this.#said.matching(withAll(plan, allWords), said),
			...this.#saidBest(search, ALL).map(placeKey),
		]);
	}

	/** Those that stand in a tier, the one of every word or that of some, only for what is said of them. */
	saidOnly(search: Search, tier: number): readonly DocumentPlace[] {
		const { plan, allWords } = search.query.planned;
		const said = this.#saidBest(search, tier);
		const ofTier =
			tier === ALL && allWords !== undefined ? withAll(plan, allWords) : plan;
		const found = this.#said.matching(ofTier, said);
		return said.filter((place) => !found.has(placeKey(place)));
	}

	/** The places of those of whom the best is said that hold the words only inside other words: they stand before the others. */
	saidInside(search: Search): ReadonlySet<string> {
		const { literal } = search.query.planned;
		return literal === undefined
			? new Set()
			: this.#said.matching(literal.plan, this.#saidBest(search, INSIDE));
	}

	/** Of what was found by words what is looked at again, with those of whom the best is said besides. */
	lookedAt(query: ReadQuery, found: Found): Found {
		return this.#weighed(found).joined(this.#said.places(query), LOOKED_AT);
	}

	stage(query: ReadQuery, found: Found): FirstStage {
		const { planned, added, named } = query;
		return firstStage(
			{ evidence: found.evidence(), count: found.length },
			{ text: planned.plainText, added, named },
			this.#texts,
			this.#said.found(query),
			this.#assets.weights,
		);
	}
}

/** Of what was found where so many are wanted, those behind what is weighed. */
function restOf(found: Found, wanted: number): readonly FoundArticle[] {
	return wanted > CANDIDATES ? found.articles.slice(CANDIDATES) : [];
}

/** Whether the best by words are looked at again. */
function looksAgain({ options }: Search): boolean {
	return options.ranking !== "words";
}

/** Whether the query is nothing but plain words, of which the second look has more to say than the prior. */
function isPlain({ query }: Search): boolean {
	return query.planned.plainText !== "";
}
