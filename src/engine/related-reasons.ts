import type { Analyzer } from "../analysis/analyzer.ts";
import { TokenColumns } from "../analysis/token-columns.ts";
import type { Article } from "../article.ts";
import type { TellingTerm } from "../query/related-query.ts";
import type { RelatedReason } from "./answers.ts";

/** How many shared words are named. */
const MOST_SHARED_TERMS = 5;

/** Why one article is related to another: their law, the innermost category of one that the other is in, too, and the telling words of the first that the second has. */
export function relatedReasons(
	article: Article,
	other: Article,
	terms: readonly TellingTerm[],
	analyzer: Analyzer,
): RelatedReason[] {
	const reasons: RelatedReason[] = [];
	if (article.law !== undefined && article.law === other.law) {
		reasons.push({ kind: "law", value: article.law });
	}
	// Outer levels are shared by half the site: only the innermost of one of the two tells something.
	const level = article.category.at(-1) ?? "";
	const otherLevel = other.category.at(-1) ?? "";
	if (level !== "" && other.category.includes(level)) {
		reasons.push({ kind: "category", value: level });
	} else if (otherLevel !== "" && article.category.includes(otherLevel)) {
		reasons.push({ kind: "category", value: otherLevel });
	}
	const columns = new TokenColumns();
	const words = new Set<string>();
	for (const text of [other.title, other.body]) {
		for (const { term } of analyzer.tokens(text, "word", columns)) {
			words.add(term);
		}
	}
	for (const { term } of terms) {
		if (words.has(term)) {
			reasons.push({ kind: "term", value: term });
		}
	}
	const named = reasons.filter(({ kind }) => kind !== "term").length;
	return reasons.slice(0, named + MOST_SHARED_TERMS);
}
