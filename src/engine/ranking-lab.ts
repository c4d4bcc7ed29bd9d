import {
	DEFAULT_BM25,
	EmbeddedIndex,
} from "../backend/embedded/embedded-index.ts";
import { formatModel } from "../rank/model-file.ts";
import { formatTranslations } from "../rank/translation-list.ts";
import type { EngineOptions, SearchOptions } from "./engine.ts";
import { loadIndexAnalyzer } from "./index-analyzer.ts";
import { openPlace } from "./index-place.ts";
import { DEFAULT_BOOSTS } from "./query-reader.ts";
import {
	LOG_MODEL_FILE,
	MODEL_FILE,
	TRANSLATIONS_FILE,
} from "./ranking-assets.ts";
import type { StageWeights } from "./second-look.ts";
import {
	type JudgedQuestion,
	type Learnt,
	RankingTrainer,
} from "./train-ranking.ts";

/** How what was learnt came about: the command that learns it, and from what, with its licence. */
export interface LearntHead {
	readonly command: string;
	readonly data: string;
}

export interface LearntFile {
	readonly name: string;
	readonly text: string;
	/** Its rows, or weights. */
	readonly count: number;
}

const CACHE_BYTES = 400_000_000;

/** Learning and trying what was learnt on one index: what `fasou train` and the evaluation by folds stand on. */
export interface RankingLab {
	learn(questions: readonly JudgedQuestion[]): Learnt;
	/** What was learnt, as the files that engines read. */
	files(learnt: Learnt, head: LearntHead): readonly LearntFile[];
	/**
	 * Ids of the best, best first, as an engine would rank with what was learnt; `log` are questions that were asked before, `weights` others
	 * than ours.
	 */
	ranked(
		learnt: Learnt | undefined,
		log: readonly JudgedQuestion[],
		weights?: Partial<StageWeights>,
	): (text: string, limit: number, options: SearchOptions) => string[];
	close(): void;
}

/** @throws SearchError as `openEngine` does */
export function openRankingLab(
	options: EngineOptions,
	foldOf: (id: string, folds: number) => number,
): RankingLab {
	const directory = openPlace(options.index);
	const index = new EmbeddedIndex(directory, CACHE_BYTES, {
		...DEFAULT_BM25,
		...options.bm25,
	});
	const { analyzer } = loadIndexAnalyzer(directory, index.manifest, options);
	index.readWith(analyzer);
	const boosts = { ...DEFAULT_BOOSTS, ...options.boosts };
	const trainer = new RankingTrainer(index, analyzer, boosts, options);
	return {
		learn: (questions) => trainer.learn(questions, foldOf),
		files: ({ translations, model, logModel }, head) => [
			{
				name: TRANSLATIONS_FILE,
				text: formatTranslations(translations, head),
				count: translations.length,
			},
			{
				name: MODEL_FILE,
				text: formatModel(model, head),
				count: model.weights.size,
			},
			{
				name: LOG_MODEL_FILE,
				text: formatModel(logModel, head),
				count: logModel.weights.size,
			},
		],
		ranked: (learnt, log, weights) => {
			const finder = trainer.finder({
				translations: learnt?.translations ?? [],
				model: log.length > 0 ? learnt?.logModel : learnt?.model,
				said: { ...index.said, ...(log.length > 0 && trainer.saidOf(log)) },
				weights,
			});
			return (text, wanted, searchOptions) =>
				finder
					.find(text, searchOptions, {
						wanted,
						countsAll: false,
						shouldStop: () => false,
					})
					.found.articles.map(({ id }) => id());
		},
		close: () => index.close(),
	};
}
