import type { TextRange } from "../article.ts";

/** What a clause asks of an article. */
export type Occur = "should" | "must" | "mustNot";

/** Plain text: cut into words by the analyzer, any of which may match. */
export interface TextQuery extends TextRange {
	readonly kind: "text";
	readonly text: string;
}

/** Quoted text: matches where a field literally contains it, after folding. */
export interface PhraseQuery extends TextRange {
	readonly kind: "phrase";
	readonly text: string;
}

export interface Clause {
	readonly occur: Occur;
	readonly query: TextQuery | PhraseQuery;
}

/** What was asked, as the parser understood it. */
export interface Query {
	readonly clauses: readonly Clause[];
}

/** What could not be understood in the typed text; that part is searched literally. */
export interface QueryProblem extends TextRange {
	readonly message: string;
}
