import type { Entity, EntityKind } from "../analysis/entity.ts";
import type { ArticleHead, ArticleId, TextRange } from "../article.ts";
import type {
	CutPrefix,
	FacetName,
	FacetValue,
	FieldLayerStats,
} from "../backend/embedded/embedded-index.ts";
import type { Rejection } from "../errors.ts";
import type { MarkedText } from "../present/highlight.ts";
import type { Snippet } from "../present/snippet.ts";
import type { PlanLine } from "../query/describe-plan.ts";
import type { QueryProblem } from "../query/query-problem.ts";
import type { AddedTerm } from "../rank/added-terms.ts";

/** Version of the answers' form, as scripts read them. */
export const ANSWER_VERSION = 1;

export type {
	AddedTerm,
	CutPrefix,
	FacetName,
	FacetValue,
	FieldLayerStats,
	MarkedText,
	QueryProblem,
	Snippet,
};

/** How many articles match; where `exact` is false, at least that many. */
export interface Total {
	readonly value: number;
	readonly exact: boolean;
}

export interface Hit {
	/** The hits before the page, unfolded, and the hit's place on it: 1 for the best of the whole answer. */
	readonly rank: number;
	readonly score: number;
	/** Articles that follow and say nearly the same, in their order; they have no rank. Absent where there are none. */
	readonly similar?: readonly ArticleId[];
	readonly article: ArticleHead;
	readonly title: MarkedText;
	readonly summary?: MarkedText;
	readonly snippets: readonly Snippet[];
}

/** A range of the query, and what was searched for beside it. */
export interface QueryExpansion extends TextRange {
	readonly text: string;
	readonly to: readonly string[];
}

/** A part of what was typed. */
export interface TypedPart extends TextRange {
	readonly text: string;
}

/** A query that may have been meant. */
export interface QuerySuggestion {
	/** The whole query. */
	readonly text: string;
	/** How it was mistyped; `alternative`: what was typed is a term of law as well, but another one. */
	readonly kind:
		| "sound"
		| "shape"
		| "order"
		| "missing"
		| "extra"
		| "spelling"
		| "alternative";
	/** What of the typed query it replaces, whole words. */
	readonly typed: TypedPart;
}

export interface SearchPage {
	readonly version: number;
	readonly query: {
		readonly text: string;
		readonly problems: readonly QueryProblem[];
	};
	readonly total: Total;
	readonly elapsedMs: number;
	/** The committed state that answered. */
	readonly generation: number;
	/** How many of the articles that the total counts have each value, exactly; of the facets that were asked for. */
	readonly facets?: Facets;
	/** How many values each of these facets has in all. */
	readonly facetValues?: Readonly<Partial<Record<FacetName, number>>>;
	/** Where the next page begins; absent where this one is the last, is empty, or was ended early. */
	readonly cursor?: string;
	/** Words of the query that no article has, where there are any. */
	readonly unknown?: readonly TypedPart[];
	/** Provisions that the query names and that no article is, or cites, where there are any. */
	readonly absentProvisions?: readonly string[];
	/** What may have been meant where something else seems to have been typed, likeliest first; never searched for unasked. */
	readonly suggestions?: readonly QuerySuggestion[];
	/** True where the deadline or the caller's signal ended the search early: better articles may be missing. */
	readonly isPartial?: true;
	/** Prefixes with which more words begin than were searched for, where there are any. */
	readonly cutPrefixes?: readonly CutPrefix[];
	/** True where no article has every telling word of a query of two to six: then any word counts. */
	readonly relaxed?: true;
	/** True where further articles follow the last hit, be they counted in the total or hold only some of the words. */
	readonly hasMore?: true;
	/** What was searched for beside the words; absent where that is nothing. */
	readonly expansions?: readonly QueryExpansion[];
	/** Terms that questions like this one were learnt to stand for, searched for beside the words; absent where there are none. */
	readonly learnt?: readonly AddedTerm[];
	/** So many articles are in `similar` of the hits, where there are any: the next page begins at offset + hits + folded. */
	readonly folded?: number;
	readonly hits: readonly Hit[];
}

export type Facets = Readonly<
	Partial<Record<FacetName, readonly FacetValue[]>>
>;

/** Ids and scores only: what batch evaluation needs, without reading articles. */
export interface RankedIds {
	readonly total: Total;
	readonly elapsedMs: number;
	readonly isPartial?: true;
	readonly facets?: Facets;
	readonly facetValues?: SearchPage["facetValues"];
	readonly cursor?: string;
	readonly hits: readonly { readonly id: ArticleId; readonly score: number }[];
}

/**
 * Why an article is related: `editor` is its title where the editor's own list has it, `law` the law of both, `provision` one that both cite (or
 * that one of them is), `category` the level both stand in, `term` a word both share.
 */
export interface RelatedReason {
	readonly kind: "editor" | "law" | "provision" | "category" | "term";
	readonly value: string;
}

export interface RelatedArticle {
	readonly article: ArticleHead;
	readonly score: number;
	readonly reasons: readonly RelatedReason[];
}

/** How what is being typed may go on: a law, a provision of one, a word of the articles, or an article's title. */
export interface Suggestion {
	readonly text: string;
	readonly kind: "law" | "provision" | "term" | "title";
}

export interface SuggestAnswer {
	readonly version: number;
	readonly suggestions: readonly Suggestion[];
}

export interface RelatedPage {
	readonly version: number;
	readonly article: ArticleHead;
	readonly related: readonly RelatedArticle[];
}

export interface TokenView extends TextRange {
	/** The term as the index has it: folded, of an entity its canonical form. */
	readonly term: string;
	/** Ordinal within its layer; tokens of one place share it. */
	readonly position: number;
	readonly layer: "word" | "character" | "pair" | "entity";
	/** The text it stands for, as it is written. */
	readonly text: string;
	/** Why it is a token. */
	readonly reason: TokenReason;
}

/**
 * `dictionary`: a word of jieba's dictionary; `legal-word`, `user-word`: of those lists; `new-word`: joined by the hidden Markov model, or a
 * single character, number or Latin word; `inside`: a word inside the longer one of its place; `asks`: a word of a query that only asks, and is not searched for; `character`; `pair`; else the kind of entity.
 */
export type TokenReason =
	| "dictionary"
	| "legal-word"
	| "user-word"
	| "new-word"
	| "inside"
	| "asks"
	| "character"
	| "pair"
	| EntityKind;

export interface TokensAnswer {
	readonly version: number;
	readonly tokens: readonly TokenView[];
}

/** How a query was read. */
export interface QueryExplanation {
	readonly version: number;
	readonly query: {
		readonly text: string;
		readonly problems: readonly QueryProblem[];
	};
	/** Its words, those inside others too. */
	readonly words: readonly TokenView[];
	readonly entities: readonly Entity[];
	readonly expansions: readonly QueryExpansion[];
	readonly learnt: readonly AddedTerm[];
	/** The weighted clauses, each below the one that holds it. */
	readonly plan: readonly PlanLine[];
	/** The words that are then looked for inside other words; empty where none are. */
	readonly insideWords: readonly string[];
}

/** What one run of indexing did. */
export interface IndexReport {
	readonly version: number;
	/** Sources added or changed, counted in articles. */
	readonly indexed: number;
	readonly unchanged: number;
	readonly deleted: number;
	/** Articles of sources that could not be read this time; their former state stays. */
	readonly kept: number;
	/** Of the indexed ones, those that a run which was ended before its commit had indexed already. */
	readonly restored: number;
	readonly rejected: readonly Rejection[];
	/** Articles in the index after the run. */
	readonly articles: number;
	readonly indexBytes: number;
	/** UTF-8 bytes of the text fields of the articles in the index. */
	readonly sourceBytes: number;
	readonly elapsedMs: number;
	readonly generation: number;
}

/** What a change of lists did. */
export interface ListsReport {
	readonly version: number;
	/** The articles that the lists cut in another way than before; they were cut anew. */
	readonly stale: readonly ArticleId[];
	readonly articles: number;
	readonly indexBytes: number;
	readonly sourceBytes: number;
	readonly elapsedMs: number;
	readonly generation: number;
}

export interface LearnReport {
	readonly version: number;
	/** Pairs of a question and an article that the log has now. */
	readonly questions: number;
	/** Articles that what was learnt speaks of and that the index does not have, in their order. */
	readonly unknown: readonly ArticleId[];
	readonly articles: number;
	readonly indexBytes: number;
	readonly sourceBytes: number;
	readonly elapsedMs: number;
	readonly generation: number;
}

export interface IndexStats {
	readonly version: number;
	readonly generation: number;
	readonly articles: number;
	/** Articles deleted or replaced that still count in the statistics until merged. */
	readonly deletedArticles: number;
	readonly segments: number;
	readonly sources: number;
	readonly indexBytes: number;
	readonly sourceBytes: number;
	readonly fields: readonly FieldLayerStats[];
	readonly files: readonly { readonly name: string; readonly bytes: number }[];
	readonly fingerprint: string;
}

export interface VerifyReport {
	readonly version: number;
	readonly generation: number;
	readonly ok: boolean;
	readonly files: number;
	readonly bytes: number;
	readonly problems: readonly {
		readonly file: string;
		readonly code: string;
		readonly message: string;
	}[];
	/** Names in the folder that no generation needs; harmless. */
	readonly strays: readonly string[];
}

/** What a repair found and did. Where nothing was damaged, nothing was written. */
export interface RepairReport {
	readonly version: number;
	/** The files that were damaged or gone. */
	readonly problems: VerifyReport["problems"];
	/** True where everything was read again, because the index did not say any more what it was made from. */
	readonly isRebuilt: boolean;
	/** Segments that were whole, and stay as they are. */
	readonly segmentsKept: number;
	/** Articles of damaged segments that the index itself still had. */
	readonly salvaged: number;
	/** Sources that had to be read again, and the articles that came of them. */
	readonly sourcesRead: number;
	readonly articlesRead: number;
	/** Ids of articles that are neither in the index nor in a source any more. */
	readonly lost: readonly ArticleId[];
	/** Further articles that are lost, whose ids are lost too. */
	readonly lostUnnamed: number;
	readonly rejected: readonly Rejection[];
	/** Articles in the index after the repair. */
	readonly articles: number;
	readonly indexBytes: number;
	readonly sourceBytes: number;
	readonly elapsedMs: number;
	readonly generation: number;
}

/** Where a long piece of work stands. `total` is absent while unknown. */
export interface Progress {
	readonly stage: "crawling" | "reading" | "writing" | "committing";
	/** Sources done (or articles, where the caller hands in articles). */
	readonly done: number;
	readonly total?: number;
	readonly articles: number;
	readonly elapsedMs: number;
}
