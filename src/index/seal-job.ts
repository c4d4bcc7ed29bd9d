import { LAYERS, type Layer, type TextField } from "../analysis/fields.ts";
import type { ArticleId } from "../article.ts";
import { memoryDirectory } from "../storage/memory-directory.ts";
import { HAS_POSITIONS } from "./cut-batch.ts";
import { type FieldLayer, writeFieldLayer } from "./field-layer-writer.ts";
import { writeIds } from "./ids.ts";
import type { FieldStats, FileEntry } from "./manifest.ts";
import { SegmentFiles } from "./segment-files.ts";
import {
	type PackedTexts,
	type SegmentTerms,
	unpackTexts,
} from "./segment-terms.ts";
import {
	type ArticleTexts,
	type PackedArticles,
	packArticles,
} from "./stored-articles.ts";
import { type StreamPart, sortParts, tokensOfPart } from "./token-stream.ts";

/*
 * What of a segment's sealing can be done by any thread: data in, the bytes of whole files out.
 */

/** One field and layer of a segment, batch by batch, before it is sorted. */
export interface UnsortedLayer {
	readonly field: TextField;
	readonly layer: Layer;
	readonly norms: Uint8Array;
	/** Of each stream the parts, each with the number of its vocabulary. */
	readonly streams: readonly (readonly NumberedPart[])[];
}

export interface NumberedPart {
	readonly part: StreamPart;
	readonly vocabulary: number;
}

/** The terms of a layer on their way to another thread. */
export interface PackedTerms {
	readonly sorted: PackedTexts;
	readonly ranks: readonly Int32Array[];
}

export type SealJob =
	| {
			readonly kind: "layer";
			readonly segment: number;
			readonly unsorted: UnsortedLayer;
			readonly terms: PackedTerms;
	  }
	| {
			readonly kind: "ids";
			readonly segment: number;
			readonly ids: readonly ArticleId[];
	  };

/** Whole files of a segment. */
export interface SealedFiles {
	readonly entries: readonly FileEntry[];
	/** By the files' names. */
	readonly bytes: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
	/** Of a field and layer. */
	readonly stats?: FieldStats;
}

export interface PackJob {
	readonly texts: ArticleTexts;
	readonly dictionary: Uint8Array;
	readonly isFirst: boolean;
}

/** Those who do the heavy part of writing a segment beside the writer's thread. */
export interface SealingCrew {
	pack(job: PackJob): Promise<PackedArticles>;
	seal(job: SealJob): Promise<SealedFiles>;
}

/** Sorts the tokens of one field and layer by term, and writes its files. */
export function writeLayer(
	files: SegmentFiles,
	unsorted: UnsortedLayer,
	terms: SegmentTerms,
): FieldStats {
	return writeFieldLayer(files, sortedLayer(unsorted, terms), terms.sorted);
}

export function writeIdFiles(
	files: SegmentFiles,
	ids: readonly ArticleId[],
): void {
	const idsFile = files.create("ids");
	const ranksFile = files.create("ranks");
	writeIds(ids, idsFile, ranksFile);
	files.seal("ids", idsFile);
	files.seal("ranks", ranksFile);
}

export function runPackJob({
	texts,
	dictionary,
	isFirst,
}: PackJob): PackedArticles {
	return packArticles(texts, dictionary, isFirst);
}

/** Writes the files of a job to memory. */
export function runSealJob(job: SealJob): SealedFiles {
	const directory = memoryDirectory();
	const files = new SegmentFiles(directory, job.segment);
	if (job.kind === "ids") {
		writeIdFiles(files, job.ids);
		return { entries: files.entries, bytes: directory.exportFiles() };
	}
	const { sorted, ranks } = job.terms;
	const terms = { sorted: unpackTexts(sorted), ranks };
	const stats = writeLayer(files, job.unsorted, terms);
	return { entries: files.entries, bytes: directory.exportFiles(), stats };
}

/** The order in which layers are sealed: the largest first, so that nobody waits for it in the end. */
export const SEALING_ORDER: readonly Layer[] = [
	"pair",
	...LAYERS.filter((layer) => layer !== "pair"),
];

function sortedLayer(
	{ field, layer, norms, streams }: UnsortedLayer,
	{ sorted, ranks }: SegmentTerms,
): FieldLayer {
	const all = streams.flat();
	return {
		field,
		layer,
		norms,
		documents: documentsWithTokens(streams, norms.length),
		tokens: all.reduce((sum, { part }) => sum + tokensOfPart(part), 0),
		streams: streams.map((parts, i) =>
			sortParts(
				parts.map(({ part, vocabulary }) => ({
					part,
					ranks: ranks[vocabulary]!,
				})),
				sorted.length,
				HAS_POSITIONS[layer][i] === true,
			),
		),
	};
}

function documentsWithTokens(
	streams: UnsortedLayer["streams"],
	documents: number,
): number {
	const entries = new Int32Array(documents);
	for (const parts of streams) {
		let doc = 0;
		for (const { part } of parts) {
			for (const length of part.lengths) {
				entries[doc++]! += length;
			}
		}
	}
	return entries.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
}
