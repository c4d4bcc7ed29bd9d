import type { ReadExpansion } from "../analysis/synonym-book.ts";
import type { Article, ArticleHead } from "../article.ts";
import { SearchError } from "../errors.ts";
import { type MatchFinder, markedOf } from "../present/find-matches.ts";
import { markWhole } from "../present/highlight.ts";
import { chooseSnippets } from "../present/snippet.ts";
import type { Hit, QueryExpansion, Snippet } from "./answers.ts";
import type { SearchOptions } from "./engine.ts";

const DEFAULT_LIMIT = 10;
const DEFAULT_SNIPPET_LENGTH = 120;
const MOST_SNIPPETS = 3;
/** No page reaches further. */
export const DEEPEST_HIT = 10_000;

export function expansionView({
	start,
	end,
	plain,
	to,
	provisions,
}: ReadExpansion): QueryExpansion {
	const named = provisions.map(({ text }) => text);
	return { start, end, text: plain, to: [...to, ...named] };
}

/** The hits that options ask for. @throws SearchError `bad-argument` */
export function pageOf({ limit = DEFAULT_LIMIT, offset = 0 }: SearchOptions): {
	limit: number;
	offset: number;
} {
	const isWhole = (value: number) => Number.isInteger(value) && value >= 0;
	if (!isWhole(limit) || !isWhole(offset) || offset + limit > DEEPEST_HIT) {
		throw new SearchError(
			"bad-argument",
			`limit and offset: expected whole numbers from 0, together at most ${DEEPEST_HIT}, found ${limit} and ${offset}; a page's cursor reads on from there`,
		);
	}
	return { limit, offset };
}

/** An article found, with what matched in it marked. */
export function hitOf(
	article: Article,
	rank: number,
	score: number,
	finder: MatchFinder,
	options: SearchOptions,
): Hit {
	const { title, summary } = article;
	const marked = (text: string, field: "title" | "summary") =>
		markWhole(text, markedOf(finder.find(article, field)));
	return {
		rank,
		score,
		article: headOf(article),
		title: marked(title, "title"),
		...(summary !== undefined && {
			summary: marked(summary, "summary"),
		}),
		snippets: snippetsOf(article, finder, options),
	};
}

/** The article without its text. */
export function headOf(article: Article): ArticleHead {
	const { body, headings, citations, editorRelated, extra, ...head } = article;
	return head;
}

/** The passages of an article that tell most about a query. */
export function snippetsOf(
	article: Article,
	finder: MatchFinder,
	options: Pick<SearchOptions, "snippets" | "snippetLength">,
): readonly Snippet[] {
	return chooseSnippets(article.body, finder.find(article, "body"), {
		length: options.snippetLength ?? DEFAULT_SNIPPET_LENGTH,
		count: Math.min(MOST_SNIPPETS, options.snippets ?? 1),
	});
}
