/** A stable name of an article, from its source: `laws/民法典.md#第一千零七十九条`. */
export type ArticleId = string;

/** A value that JSON can carry. */
export type Json =
	| null
	| boolean
	| number
	| string
	| readonly Json[]
	| { readonly [key: string]: Json };

/** A `[start, end)` range in UTF-16 units of the text it speaks of. */
export interface TextRange {
	readonly start: number;
	readonly end: number;
}

/** A line of the body that is a heading; `level` 1 is the outermost. */
export interface Heading extends TextRange {
	readonly level: number;
}

/** A provision that the body cites: `{ law: "中华人民共和国民法典", number: "第一千零七十九条" }` at its range of the body. */
export interface Citation extends TextRange {
	readonly law: string;
	readonly number: string;
}

/** One entry of the related articles that the editor of the source chose. */
export interface EditorRelated {
	readonly title?: string;
	readonly teaser?: string;
	readonly publishedAt?: string;
	readonly views?: number;
	readonly url?: string;
}

/** What an article is, without its text: the `article` of every answer. */
export interface ArticleHead {
	readonly id: ArticleId;
	readonly title: string;
	readonly author?: string;
	/** The breadcrumb, outermost level first; may be empty. */
	readonly category: readonly string[];
	/** `YYYY-MM-DD[THH:mm:ss]` as printed by the source, without zone. */
	readonly publishedAt?: string;
	readonly views?: number;
	readonly summary?: string;
	/** Full name of the law that a provision belongs to. */
	readonly law?: string;
	/** 编, 章 and 节 above a provision, outermost first. */
	readonly path?: readonly string[];
	/** Rank of a law among laws: 法律, 行政法规, 司法解释 … */
	readonly level?: string;
	/** The source file below its root, with `/`; of a line of JSONL `path:line`. */
	readonly source: string;
	readonly url?: string;
}

/** The unit that is indexed and returned: a publication about law, or one 条 where a statute is split. */
export interface Article extends ArticleHead {
	/** Paragraphs, headings included, joined by one `\n`. */
	readonly body: string;
	/** The lines of the body that are headings, in order. */
	readonly headings: readonly Heading[];
	readonly citations: readonly Citation[];
	readonly editorRelated: readonly EditorRelated[];
	/** Fields of the source that fasou does not know, by their own names. */
	readonly extra?: { readonly [name: string]: Json };
}

/** The least that makes an article; everything else has a default. */
export type ArticleInput = Pick<Article, "id" | "title" | "body"> &
	Partial<Omit<Article, "id" | "title" | "body">>;

/** Fills what an article input leaves out: no category, headings, citations or related articles; source = id. */
export function completeArticle(input: ArticleInput): Article {
	// Not by a spread: every article would have a shape of its own (src/README.md).
	return Object.assign({}, input, {
		category: input.category ?? [],
		source: input.source ?? input.id,
		headings: input.headings ?? [],
		citations: input.citations ?? [],
		editorRelated: input.editorRelated ?? [],
	});
}

/** Whether two ranges have a code unit in common. */
export function overlaps(a: TextRange, b: TextRange): boolean {
	return a.start < b.end && b.start < a.end;
}

/** Whether all of `inner` lies in `outer`. */
export function contains(outer: TextRange, inner: TextRange): boolean {
	return outer.start <= inner.start && inner.end <= outer.end;
}
