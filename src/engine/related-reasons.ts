import type { Analyzer } from "../analysis/analyzer.ts";
import { fold } from "../analysis/fold.ts";
import { TokenColumns } from "../analysis/token-columns.ts";
import type { Article } from "../article.ts";
import type { TellingTerm } from "../query/related-query.ts";
import type { RelatedReason } from "./answers.ts";

/** How many shared words, and how many shared provisions, are named. */
const MOST_SHARED_TERMS = 5;
const MOST_SHARED_PROVISIONS = 3;

/**
 * Why one article is related to another: the editor's own list, their law, provisions that both cite, the innermost category of one that the
 * other is in, too, and the telling words of the first that the second has.
 */
export function relatedReasons(
	article: Article,
	other: Article,
	terms: readonly TellingTerm[],
	analyzer: Analyzer,
): RelatedReason[] {
	return [
		...editorReasons(article, other),
		...(article.law !== undefined && article.law === other.law
			? [{ kind: "law" as const, value: article.law }]
			: []),
		...provisionReasons(article, other),
		...categoryReasons(article, other),
		...termReasons(other, terms, analyzer),
	];
}

/** The article's title, where the editor of the first lists it as related, by its title or a teaser that begins with it. */
function editorReasons(article: Article, other: Article): RelatedReason[] {
	const title = fold(other.title.trim());
	const isListed = article.editorRelated.some(
		({ title: listed, teaser = "", url }) =>
			(url !== undefined && url === other.url) ||
			(title !== "" &&
				(fold((listed ?? "").trim()) === title ||
					fold(teaser.trim()).startsWith(title))),
	);
	return isListed ? [{ kind: "editor", value: other.title }] : [];
}

/** Provisions that both cite, or that one cites and the other is. */
function provisionReasons(article: Article, other: Article): RelatedReason[] {
	const others = provisionsOf(other);
	const shared = [...provisionsOf(article)].filter((one) => others.has(one));
	return shared
		.slice(0, MOST_SHARED_PROVISIONS)
		.map((value) => ({ kind: "provision", value }));
}

function provisionsOf({ law, title, citations }: Article): ReadonlySet<string> {
	const cited = citations.map((citation) => citation.law + citation.number);
	return new Set(law === undefined ? cited : [title, ...cited]);
}

function categoryReasons(article: Article, other: Article): RelatedReason[] {
	// Outer levels are shared by half the site: only the innermost of one of the two tells something.
	const level = article.category.at(-1) ?? "";
	const otherLevel = other.category.at(-1) ?? "";
	if (level !== "" && other.category.includes(level)) {
		return [{ kind: "category", value: level }];
	}
	return otherLevel !== "" && article.category.includes(otherLevel)
		? [{ kind: "category", value: otherLevel }]
		: [];
}

function termReasons(
	other: Article,
	terms: readonly TellingTerm[],
	analyzer: Analyzer,
): RelatedReason[] {
	const columns = new TokenColumns();
	const words = new Set<string>();
	for (const text of [other.title, other.body]) {
		for (const { term } of analyzer.tokens(text, "word", columns)) {
			words.add(term);
		}
	}
	return terms
		.filter(({ term }) => words.has(term))
		.slice(0, MOST_SHARED_TERMS)
		.map(({ term }) => ({ kind: "term", value: term }));
}
