import type { Analyzer } from "../analysis/analyzer.ts";
import { TokenColumns } from "../analysis/token-columns.ts";
import type { EmbeddedIndex } from "../backend/embedded/embedded-index.ts";

/** In how many articles' title or body a text stands literally. */
export function literalDocuments(
	index: EmbeddedIndex,
	analyzer: Analyzer,
	text: string,
): number {
	const terms = charactersOf(analyzer, text);
	const should = (["title", "body"] as const).map((field) => ({
		kind: "phrase" as const,
		field,
		terms,
		boost: 1,
	}));
	return index.search(
		{ kind: "boolean", should, must: [], mustNot: [] },
		{ limit: 1, countsAll: true, shouldStop: () => false },
	).matches;
}

/** The terms of the character layer. */
export function charactersOf(analyzer: Analyzer, text: string): string[] {
	return analyzer
		.tokens(text, "character", new TokenColumns())
		.map(({ term }) => term);
}
