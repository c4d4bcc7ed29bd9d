import type { Analyzer } from "../analysis/analyzer.ts";
import { TokenColumns } from "../analysis/token-columns.ts";
import type { Article } from "../article.ts";
import type { Plan } from "./plan.ts";

/** In how many articles a term stands, of how many. */
export type DocumentsWith = (term: string) => {
	readonly documents: number;
	readonly of: number;
};

export interface TellingTerm {
	readonly term: string;
	/** tf · idf, the title counted twice. */
	readonly weight: number;
}

/** How many of an article's terms ask for related ones. */
const MOST_TERMS = 30;
const TITLE_TIMES = 2;

/** The terms that tell most about an article, best first: tf · ln(N / n), as far as other articles have them too. */
export function tellingTerms(
	article: Article,
	analyzer: Analyzer,
	documentsWith: DocumentsWith,
): TellingTerm[] {
	const columns = new TokenColumns();
	const frequencies = new Map<string, number>();
	const count = (text: string, times: number) => {
		for (const { term, isInner } of analyzer.tokens(text, "word", columns)) {
			// A single character tells little, and is never what an article is about.
			if (!isInner && term.length > 1) {
				frequencies.set(term, (frequencies.get(term) ?? 0) + times);
			}
		}
	};
	count(article.title, TITLE_TIMES);
	count(article.summary ?? "", 1);
	count(article.body, 1);
	const terms: TellingTerm[] = [];
	for (const [term, frequency] of frequencies) {
		const { documents, of } = documentsWith(term);
		if (documents > 1) {
			terms.push({ term, weight: frequency * Math.log(of / documents) });
		}
	}
	return terms
		.filter(({ weight }) => weight > 0)
		.sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1))
		.slice(0, MOST_TERMS);
}

/** Asks for articles with any of the terms in their body, and with any word of the headings above it in theirs. */
export function relatedPlan(
	terms: readonly TellingTerm[],
	path: readonly string[],
	pathBoost: number,
): Plan {
	return {
		kind: "boolean",
		should: [
			...terms.map(({ term }) => termPlan("body", term, 1)),
			...[...new Set(path)].map((term) => termPlan("path", term, pathBoost)),
		],
		must: [],
		mustNot: [],
	};
}

function termPlan(field: "body" | "path", term: string, boost: number): Plan {
	return { kind: "term", field, layer: "word", term, boost };
}
