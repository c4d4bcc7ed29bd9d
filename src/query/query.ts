import type { TextRange } from "../article.ts";

/** What a clause asks of an article. */
export type Occur = "should" | "must" | "mustNot";

/** A field whose text can be asked for by itself: 标题:孕检假. */
export type QueryField = "title" | "body" | "category" | "author" | "source";

/** Text asked for; without `field` in any of title, summary, body and category. */
interface AskedText extends TextRange {
	readonly text: string;
	readonly field?: QueryField;
}

/** Plain text: cut into words by the analyzer, any of which may match. */
export interface TextQuery extends AskedText {
	readonly kind: "text";
}

/** Quoted text: matches where a field literally contains it, after folding. */
export interface PhraseQuery extends AskedText {
	readonly kind: "phrase";
}

/** Words that begin with the text: 知识产*. */
export interface PrefixQuery extends AskedText {
	readonly kind: "prefix";
}

/** Published from one day to another, `YYYY-MM-DD`, both within; at least one is there. */
export interface DateQuery extends TextRange {
	readonly kind: "date";
	readonly from?: string;
	readonly to?: string;
}

/** Read so many times, both bounds within; at least one is there. */
export interface ViewsQuery extends TextRange {
	readonly kind: "views";
	readonly from?: number;
	readonly to?: number;
}

/** Cites a law, or one place in it. */
export interface CitesQuery extends TextRange {
	readonly kind: "cites";
	/** As typed, without 《》. */
	readonly law: string;
	/** 第一千零七十九条 */
	readonly number?: string;
	/** The 款, or 项, of that 条: 第二款第三项. */
	readonly part?: string;
}

/** One of several. */
export interface AnyQuery extends TextRange {
	readonly kind: "any";
	readonly alternatives: readonly QueryNode[];
}

/** Clauses in brackets, or joined by AND. */
export interface GroupQuery extends TextRange {
	readonly kind: "group";
	readonly clauses: readonly Clause[];
}

/** How close two neighbours of a `near` stand: so many characters between them, or in one sentence or paragraph. */
export type Closeness =
	| { readonly unit: "characters"; readonly most: number }
	| { readonly unit: "sentence" }
	| { readonly unit: "paragraph" };

/** Things that stand close to each other, in any order, within one field: each of `links` joins one operand to the next. */
export interface NearQuery extends TextRange {
	readonly kind: "near";
	readonly operands: readonly QueryNode[];
	/** One less than operands. */
	readonly links: readonly Closeness[];
}

export type QueryNode =
	| TextQuery
	| PhraseQuery
	| PrefixQuery
	| DateQuery
	| ViewsQuery
	| CitesQuery
	| AnyQuery
	| GroupQuery
	| NearQuery;

export interface Clause {
	readonly occur: Occur;
	readonly query: QueryNode;
}

/** What was asked, as the parser understood it. The range of a node is its text without quotes, signs and field names. */
export interface Query {
	readonly clauses: readonly Clause[];
}
