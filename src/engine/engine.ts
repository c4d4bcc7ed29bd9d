import type { Article, ArticleId } from "../article.ts";
import type { Bm25 } from "../backend/embedded/embedded-index.ts";
import type { Filters, OneOf } from "../query/filter-options.ts";
import type { Boosts } from "../query/plan.ts";
import type {
	FacetName,
	IndexStats,
	QueryExplanation,
	QuerySuggestion,
	RankedIds,
	RelatedPage,
	SearchPage,
	Snippet,
	SuggestAnswer,
	VerifyReport,
} from "./answers.ts";
import type { ScoreExplanation, WhyNot } from "./explanations.ts";
import type { IndexPlace } from "./index-place.ts";
import type { AnalyzerOptions } from "./load-analyzer.ts";
import type { SortOrder } from "./sort-order.ts";

export type { Filters, OneOf };

export interface EngineOptions extends AnalyzerOptions {
	/** A folder's path, or an index in memory. */
	readonly index: IndexPlace;
	/** Parameters of BM25; k1 1.2 and b 0.75 by default. */
	readonly bm25?: Partial<Bm25>;
	/** Path of a list of synonyms to add to the package's. */
	readonly synonyms?: string;
	/** Path of a learnt table of terms for plain words (`fasou train`); the package's by default, `false` for none. */
	readonly translations?: string | false;
	/** Path of a ranking model (`fasou train`); the package's by default, one that weighs the log where there is one; `false` for none. */
	readonly model?: string | false;
	/** Path of a log of questions and the articles that answered them, JSONL, in place of the index's own (`fasou learn`); `false` for none. */
	readonly log?: string | false;
	/** How much a match in each field counts. */
	readonly boosts?: Partial<Boosts>;
	/** Bound on the memory of what is kept of the index's files; half of them by default, and 80 MB at least. */
	readonly cacheLimitBytes?: number;
	/** Milliseconds of a clock that never goes back. */
	readonly now?: () => number;
}

export interface SearchOptions {
	/** Hits of the page; 10 by default. */
	readonly limit?: number;
	/** Hits before the page; 0 by default. `offset + limit` is at most 10,000. */
	readonly offset?: number;
	/** Take the text as plain words, whatever signs it holds. */
	readonly literal?: boolean;
	/** Words as words only: leave out words inside longer words of the query. */
	readonly exact?: boolean;
	/** Search also for synonyms and legal terms of plain words, weighted below what was typed; true by default. */
	readonly synonyms?: boolean;
	/**
	 * How far the ranking goes: by `words` alone; by `layers`, that is words, characters and pairs, headings and a prior; by the `model` that
	 * takes a last look at the best, where most are provisions of law. The model by default.
	 */
	readonly ranking?: "words" | "layers" | "model";
	/** Snippets a hit, 1 to 3; 1 by default. */
	readonly snippets?: number;
	/** Length of a snippet in UTF-16 units; 120 by default. */
	readonly snippetLength?: number;
	/** What articles are chosen by, beside what is typed; without words all that are chosen are found. */
	readonly filters?: Filters;
	/**
	 * What to count the articles by, exactly: those that the total counts. `category` counts an article at each of its levels, as
	 * `婚姻家庭/离婚`; `author` at each name; `year` is that of the day; `cites` is every law that an article names, and `law` the one it
	 * belongs to.
	 */
	readonly facets?: readonly FacetName[];
	/** Values a facet, those of the most articles first (years: the newest); 10 by default, at most 10,000. */
	readonly facetLimit?: number;
	/**
	 * By relevance; or the newest, or the most read first, and with `-ascending` the other way round. Equal ones are in the order of their ids,
	 * and articles without the value last. Articles that hold the words only inside other words stay behind the others. By relevance by default.
	 */
	readonly sort?: SortOrder;
	/** The page behind the one that gave this cursor, of the same query and options; not together with `offset`. */
	readonly cursor?: string;
	/** Count every match, whatever it costs. */
	readonly countAll?: boolean;
	/**
	 * Whether near-identical texts are one hit, the best of them, with the others in `similar`; true by default. Never for provisions of law and
	 * for queries with something in quotes.
	 */
	readonly fold?: boolean;
	/** Whether to look for what was meant by a query that seems mistyped; true by default, on the first page only. */
	readonly suggestions?: boolean;
	/** Ends the search with what was found; the page says so. */
	readonly signal?: AbortSignal;
	/** Milliseconds after which the search ends with what was found. */
	readonly deadlineMs?: number;
}

/** How passages are chosen; the query is understood as in a search with the same options. */
export type SnippetOptions = Pick<
	SearchOptions,
	"literal" | "exact" | "snippets" | "snippetLength"
>;

/** How a search is explained: as it is made with the same options, by relevance. */
export type ExplainOptions = Pick<
	SearchOptions,
	"literal" | "exact" | "synonyms" | "ranking" | "filters"
>;

/** An index, open for searching. It answers from one generation until refreshed. */
export interface Engine {
	readonly generation: number;
	search(text: string, options?: SearchOptions): Promise<SearchPage>;
	/** Ids and scores only, without reading articles. */
	searchIds(text: string, options?: SearchOptions): Promise<RankedIds>;
	/** How a query is read, without searching. */
	explainQuery(
		text: string,
		options?: Pick<SearchOptions, "exact" | "literal" | "synonyms">,
	): Promise<QueryExplanation>;
	/**
	 * Why an article has its score and its place in an answer: parts that sum to the score that a search reports.
	 * @throws SearchError `unknown-article`
	 */
	explain(
		text: string,
		id: ArticleId,
		options?: ExplainOptions,
	): Promise<ScoreExplanation>;
	/** Why an article is not in an answer, or not higher. */
	whyNot(
		text: string,
		id: ArticleId,
		options?: ExplainOptions,
	): Promise<WhyNot>;
	get(id: ArticleId): Promise<Article | undefined>;
	/**
	 * The passages of one article's body that tell most about a query, whether a search would find it or not.
	 * @throws SearchError `unknown-article`
	 */
	snippets(
		id: ArticleId,
		text: string,
		options?: SnippetOptions,
	): Promise<readonly Snippet[]>;
	/** @throws SearchError `unknown-article` */
	related(
		id: ArticleId,
		options?: { readonly limit?: number },
	): Promise<RelatedPage>;
	/** How what is being typed may go on, in characters, pinyin or initials; `limit` is 10 by default. */
	suggest(
		typed: string,
		options?: { readonly limit?: number },
	): Promise<SuggestAnswer>;
	/** What may have been meant by a query, however much it finds; empty where nothing else is likelier. */
	corrections(text: string): Promise<readonly QuerySuggestion[]>;
	stats(): Promise<IndexStats>;
	/** Reads every byte of the newest generation and checks it. */
	verify(): Promise<VerifyReport>;
	/** Moves to the newest committed generation; true where there was a newer one. */
	refresh(): Promise<boolean>;
	close(): Promise<void>;
	[Symbol.asyncDispose]?(): Promise<void>;
}
