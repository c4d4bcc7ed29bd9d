import type { IndexReader } from "../../index/index-reader.ts";
import { filesOf, filesOfSegment, sizesOf } from "../../index/manifest.ts";
import { FIELD_LAYERS } from "../../index/segment-reader.ts";
import { readSources } from "../../index/sources.ts";
import type { Directory } from "../../storage/directory.ts";

export interface FieldLayerStats {
	readonly field: string;
	readonly layer: string;
	readonly terms: number;
	readonly tokens: number;
	/** Articles whose field is not empty. */
	readonly articles: number;
	readonly bytes: number;
}

export interface IndexSizes extends ReturnType<typeof sizesOf> {
	/** Sources that were not refused. */
	readonly sources: number;
	readonly segments: number;
	readonly fields: readonly FieldLayerStats[];
	readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

/** How much there is of everything in a generation. */
export function indexSizes(
	directory: Directory,
	reader: IndexReader,
): IndexSizes {
	const { manifest, segments } = reader;
	const { sources } = manifest;
	const ofSegments = manifest.segments.flatMap(filesOfSegment);
	return {
		sources:
			sources === undefined
				? 0
				: readSources(directory, sources).records.filter(
						({ rejection }) => rejection === undefined,
					).length,
		...sizesOf(manifest),
		segments: segments.length,
		fields: FIELD_LAYERS.map(({ field, layer }) => ({
			field,
			layer,
			terms: segments.reduce(
				(sum, segment) => sum + (segment.stats(field, layer)?.terms ?? 0),
				0,
			),
			tokens: reader.stats(field, layer).tokens,
			articles: reader.stats(field, layer).documents,
			bytes: ofSegments
				.filter((file) => file.field === field && file.layer === layer)
				.reduce((sum, file) => sum + file.bytes, 0),
		})),
		files: filesOf(manifest).map(({ name, bytes }) => ({ name, bytes })),
	};
}
