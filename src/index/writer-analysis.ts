import type { Analyzer } from "../analysis/analyzer.ts";
import type { IndexLists } from "./lists.ts";
import type { ArticlePrior } from "./segment-writer.ts";

/** How texts are cut. */
export interface WriterAnalysis {
	readonly analyzer: Analyzer;
	/** The lists that decide it, of which the index keeps copies. */
	readonly lists: () => IndexLists;
	/** What each article counts before anything is asked; 0 without a rule. */
	readonly priorOf?: ArticlePrior;
}

export const NEUTRAL_PRIOR: ArticlePrior = () => 0;
