import type { Analyzer } from "../analysis/analyzer.ts";
import type { TextField } from "../analysis/fields.ts";
import type { PlaceBounds } from "../analysis/place-bounds.ts";
import type { Article } from "../article.ts";
import type { FileKindName } from "./file-kind.ts";
import type { SegmentReader } from "./segment-reader.ts";

/** How much an article counts before anything is asked; 0 is neutral. */
export type ArticlePrior = (article: Article) => number;

/** By what articles are cut. */
export interface Cutting {
	readonly analyzer: Analyzer;
	readonly priorOf: ArticlePrior;
}

/** What cutting an article has found beside its tokens. */
export interface CutArticle {
	/** By the rule of the index. */
	readonly prior: number;
	/** The body, folded. */
	readonly foldedBody: string;
	/** Where sentences begin in a field. */
	boundsOf(field: TextField): PlaceBounds;
}

/** Gathers what a kind says of articles as they are cut, one after the other. */
export interface DocumentGatherer<Part> {
	add(article: Article, cut: CutArticle): void;
	/** What was gathered since the last `take`: data that can be copied to another thread. */
	take(): Part;
}

/** Puts the parts of one segment together, in the order of its documents. */
export interface DocumentJoiner<Part> {
	/** @param kept the documents of the part that the segment gets, in ascending order; absent: all */
	append(part: Part, kept?: Int32Array): void;
	/** The payload of the file; absent where it would say nothing. */
	bytes(): Uint8Array | undefined;
}

/**
 * A kind of file that says something of each document by itself: how it is gathered from articles, put together to a segment's file, and
 * taken from a sealed segment again when segments are merged. Everything a new kind of this sort has to bring.
 */
export interface DocumentKind<Part> {
	readonly name: FileKindName;
	gatherer(cutting: Cutting): DocumentGatherer<Part>;
	joiner(): DocumentJoiner<Part>;
	/** What a sealed segment says of all its documents, deleted ones too. */
	partOf(reader: SegmentReader): Part;
}

/** The numbers of those documents; all where `kept` is absent. */
export function keptNumbers(
	numbers: ArrayLike<number>,
	kept: Int32Array | undefined,
): ArrayLike<number> {
	return kept === undefined ? numbers : kept.map((doc) => numbers[doc]!);
}
