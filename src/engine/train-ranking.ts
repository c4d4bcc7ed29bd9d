import type { Analyzer } from "../analysis/analyzer.ts";
import type { ArticleId } from "../article.ts";
import type {
	EmbeddedIndex,
	SaidFields,
} from "../backend/embedded/embedded-index.ts";
import { FEATURES, FEATURES_WITHOUT_LOG } from "../rank/features.ts";
import {
	learnTranslations,
	type Translation,
	type TranslationPair,
} from "../rank/learn-translations.ts";
import type { LinearModel } from "../rank/linear-model.ts";
import { type TrainingList, trainLinear } from "../rank/train-linear.ts";
import { indexTranslations } from "../rank/translate.ts";
import { ArticleFinder } from "./article-finder.ts";
import type { EngineOptions } from "./engine.ts";
import { type Boosts, QueryReader } from "./query-reader.ts";
import type { RankingAssets } from "./ranking-assets.ts";
import { orderOf, type StageWeights } from "./second-look.ts";

/** A question and the articles that answer it, by grade. */
export interface JudgedQuestion {
	readonly id: string;
	readonly text: string;
	readonly relevant: ReadonlyMap<ArticleId, number>;
}

/** What was learnt of judged questions. */
export interface Learnt {
	readonly translations: readonly Translation[];
	readonly model: LinearModel;
	/** The model for engines that know a log of questions. */
	readonly logModel: LinearModel;
}

/** A term that fewer articles have is a name or a slip, one that more have says nothing. */
const LEAST_ARTICLES = 3;
const MOST_ARTICLES = 6000;
const SHORTEST_TARGET = 2;
/** Words of 第一百八十二条 and its like: a provision that is cited says nothing of the words that are asked with. */
const OF_A_NUMBER = /^[\d零一二三四五六七八九十百千万第编章节条款项之]+$/;
/** Of its own questions a table, or a log, knows the answers: models are trained on what those of the others give. */
const INNER_FOLDS = 5;

/** Learns from judged questions, over one index. Deterministic: the same questions in the same order give the same. */
export class RankingTrainer {
	readonly #index: EmbeddedIndex;
	readonly #analyzer: Analyzer;
	readonly #boosts: Boosts;
	readonly #options: EngineOptions;
	readonly #answers = new Map<ArticleId, readonly string[]>();

	constructor(
		index: EmbeddedIndex,
		analyzer: Analyzer,
		boosts: Boosts,
		options: EngineOptions,
	) {
		this.#index = index;
		this.#analyzer = analyzer;
		this.#boosts = boosts;
		this.#options = options;
	}

	/** @param foldOf deals the questions into inner folds, 1 to `folds`, by their ids */
	learn(
		questions: readonly JudgedQuestion[],
		foldOf: (id: string, folds: number) => number,
	): Learnt {
		const lists: TrainingList[] = [];
		const loggedLists: TrainingList[] = [];
		for (let fold = 1; fold <= INNER_FOLDS; fold++) {
			const isHeldOut = ({ id }: JudgedQuestion) =>
				foldOf(id, INNER_FOLDS) === fold;
			const others = questions.filter((question) => !isHeldOut(question));
			const translations = this.#translations(others);
			const finder = (said: SaidFields) =>
				this.finder({ translations, model: undefined, said });
			const heldOut = questions.filter(isHeldOut);
			lists.push(...trainingLists(finder({}), heldOut));
			const said = this.saidOf(others);
			loggedLists.push(...trainingLists(finder(said), heldOut));
		}
		return {
			translations: this.#translations(questions),
			model: trainLinear(lists, { names: FEATURES_WITHOUT_LOG }),
			logModel: trainLinear(loggedLists, { names: FEATURES }),
		};
	}

	/** Ranks by what was learnt. */
	finder({
		translations,
		model,
		said,
		weights,
	}: {
		readonly translations: readonly Translation[];
		readonly model: LinearModel | undefined;
		readonly said: SaidFields;
		readonly weights?: Partial<StageWeights> | undefined;
	}): ArticleFinder {
		const table = indexTranslations(translations);
		const assets: RankingAssets = {
			translationsOf: () => table,
			model,
			said,
			...(weights && { weights }),
			refresh: () => {},
		};
		const queries = new QueryReader(
			this.#index,
			this.#analyzer,
			this.#boosts,
			this.#options,
			assets,
		);
		return new ArticleFinder(this.#index, this.#analyzer, queries, assets);
	}

	/** The questions as a log of what was asked. */
	saidOf(questions: readonly JudgedQuestion[]): SaidFields {
		const asked = questions.flatMap(({ text, relevant }) =>
			[...relevant.keys()].map((article) => ({ query: text, article })),
		);
		const log = this.#index.logOf(asked, this.#analyzer);
		return log === undefined ? {} : { log };
	}

	#translations(questions: readonly JudgedQuestion[]): Translation[] {
		const pairs = questions.flatMap(({ text, relevant }): TranslationPair[] => {
			const question = [...new Set(this.#analyzer.compared(text).word)];
			return [...relevant.keys()].map((id) => ({
				question,
				answer: this.#wordsOf(id),
			}));
		});
		const known = new Map<string, boolean>();
		const isTarget = (term: string) => {
			const before = known.get(term);
			if (before !== undefined) {
				return before;
			}
			const { documents } = this.#index.documentsWith("body", term);
			const is =
				term.length >= SHORTEST_TARGET &&
				!OF_A_NUMBER.test(term) &&
				documents >= LEAST_ARTICLES &&
				documents <= MOST_ARTICLES;
			known.set(term, is);
			return is;
		};
		return learnTranslations(pairs, { isTarget });
	}

	#wordsOf(id: ArticleId): readonly string[] {
		const known = this.#answers.get(id);
		if (known !== undefined) {
			return known;
		}
		const body = this.#index.get(id)?.body ?? "";
		const words = [...new Set(this.#analyzer.compared(body).word)];
		this.#answers.set(id, words);
		return words;
	}
}

function trainingLists(
	finder: ArticleFinder,
	questions: readonly JudgedQuestion[],
): TrainingList[] {
	return questions.flatMap(({ text, relevant }) => {
		const found = finder.candidates(text);
		if (found === undefined) {
			return [];
		}
		const { articles, stage } = found;
		const best = orderOf(stage.scores);
		const gains = best.map((i) => relevant.get(articles[i]!.id()) ?? 0);
		return [{ features: stage.features(best), gains }];
	});
}
