import type { Analyzer } from "../analysis/analyzer.ts";
import type { Fingerprint } from "../analysis/fingerprint.ts";
import type { Article } from "../article.ts";
import type {
	IndexLists,
	WriterAnalysis,
} from "../backend/embedded/embedded-writer.ts";
import { standardPrior } from "../rank/prior.ts";
import { readBytes } from "../storage/read-whole.ts";
import { assetPath } from "./assets.ts";
import {
	type AnalyzerOptions,
	type LoadedAnalyzer,
	loadAnalyzer,
} from "./load-analyzer.ts";

/** What another thread needs to cut as the writer does. */
export interface AnalysisRecipe {
	readonly options: AnalyzerOptions;
	readonly fingerprint: Fingerprint;
	readonly lists: IndexLists;
	/** The compiled dictionary, in memory that all threads see. */
	readonly dictionary: Uint8Array;
	/** Whether articles count by the standard rule. */
	readonly hasPriors: boolean;
}

/** An analyzer with the standard rule of what an article counts before anything is asked. */
export function withPriors(loaded: LoadedAnalyzer): WriterAnalysis {
	return { ...loaded, priorOf: priorRule(loaded.analyzer) };
}

/** What makes an equal analysis in another thread. */
export function recipeOf(
	{ analyzer, lists, priorOf }: WriterAnalysis,
	{ dictionary }: AnalyzerOptions,
): AnalysisRecipe {
	const bytes = readBytes(
		dictionary ?? assetPath("dictionary.fasou", undefined),
	);
	const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
	shared.set(bytes);
	return {
		options: {
			...(dictionary !== undefined && { dictionary }),
			segmenter: analyzer.fingerprint.segmenter,
		},
		fingerprint: analyzer.fingerprint,
		lists: lists(),
		dictionary: shared,
		hasPriors: priorOf !== undefined,
	};
}

/** The analysis of a recipe. @throws SearchError as `loadAnalyzer` does */
export function followRecipe(recipe: AnalysisRecipe): WriterAnalysis {
	const { options, fingerprint, lists, dictionary, hasPriors } = recipe;
	const kept = { fingerprint, name: "the writer", lists: () => lists };
	const loaded = loadAnalyzer(options, kept, dictionary);
	const found = JSON.stringify(loaded.analyzer.fingerprint);
	if (found !== JSON.stringify(fingerprint)) {
		throw new TypeError(
			`expected the writer's analyzer ${JSON.stringify(fingerprint)}, found ${found}`,
		);
	}
	return hasPriors ? withPriors(loaded) : loaded;
}

/** The standard rule, with the ends of laws as the index's list has them. */
function priorRule(analyzer: Analyzer): (article: Article) => number {
	const known = new Map<string, boolean>();
	const isRepealed = (law: string) => {
		const before = known.get(law);
		if (before !== undefined) {
			return before;
		}
		const is = analyzer.lawNamed(law)?.ended !== undefined;
		known.set(law, is);
		return is;
	};
	return (article) => standardPrior(article, isRepealed);
}
