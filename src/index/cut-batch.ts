import type { Layer, TextField } from "../analysis/fields.ts";
import type { ArticleId } from "../article.ts";
import type { DocumentParts } from "./document-kinds.ts";
import type { ArticleTexts } from "./stored-articles.ts";
import type { StreamPart } from "./token-stream.ts";

/*
 * Articles that are cut: all that a segment needs of them, as data that one thread can hand to another. Where they come to stand is decided
 * by who puts batches together, so that it does not matter which thread has cut which.
 */

/** Whether each stream of a layer keeps positions. */
export const HAS_POSITIONS: Readonly<Record<Layer, readonly boolean[]>> = {
	word: [false],
	character: [false],
	// Pairs, and those of runs, which only rank.
	pair: [true, false],
	entity: [false],
};

/** One field and layer of the documents of a batch. */
export interface CutFieldLayer {
	readonly field: TextField;
	readonly layer: Layer;
	/** One length byte a document. */
	readonly norms: Uint8Array<ArrayBuffer>;
	/** As many as `HAS_POSITIONS` says; they share no term. */
	readonly streams: readonly StreamPart[];
}

/** The numbers of those who cut: articles that are put one by one, whole batches in the writer's thread, and the threads of a crew. */
export const PUT_CUTTER = 0;
export const ROOM_CUTTER = 1;
export const FIRST_CREW_CUTTER = 2;

/** Whose numbers stand for the terms of a batch. */
export interface BatchVocabulary {
	/** Who cuts, and which of its vocabularies: a new one has a higher number. */
	readonly cutter: number;
	readonly epoch: number;
	/** How many terms the batches before have told. */
	readonly told: Readonly<Record<Layer, number>>;
	/** The terms that are new since the cutter's batch before: they have the next numbers. */
	readonly newTerms: Readonly<Record<Layer, readonly string[]>>;
}

/** Some articles as a segment takes them in, in their order. */
export interface CutBatch {
	readonly ids: readonly ArticleId[];
	/** UTF-8 bytes of the text fields of each article. */
	readonly sourceBytes: Int32Array;
	readonly texts: ArticleTexts;
	readonly parts: DocumentParts;
	/** The documents of the parts that the batch still has, in ascending order; absent: all. */
	readonly kept?: Int32Array;
	/** Every layer of every field. */
	readonly layers: readonly CutFieldLayer[];
	readonly vocabulary: BatchVocabulary;
}
