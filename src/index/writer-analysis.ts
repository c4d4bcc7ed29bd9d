import type { Analyzer } from "../analysis/analyzer.ts";
import type { ArticlePrior, Cutting } from "./document-kind.ts";
import type { IndexLists } from "./lists.ts";

/** How texts are cut. */
export interface WriterAnalysis {
	readonly analyzer: Analyzer;
	/** The lists that decide it, of which the index keeps copies. */
	readonly lists: () => IndexLists;
	/** What each article counts before anything is asked; 0 without a rule. */
	readonly priorOf?: ArticlePrior;
}

const NEUTRAL_PRIOR: ArticlePrior = () => 0;

/** By what articles are cut. */
export function cuttingOf({
	analyzer,
	priorOf = NEUTRAL_PRIOR,
}: WriterAnalysis): Cutting {
	return { analyzer, priorOf };
}
