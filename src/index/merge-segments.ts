import type { ArticleId } from "../article.ts";
import type { Directory } from "../storage/directory.ts";
import { DocumentsJoiner, documentPartsOf } from "./document-kinds.ts";
import { IdsWriter } from "./ids.ts";
import { inKeyOrder } from "./in-key-order.ts";
import type { FieldStats, SealedSegment } from "./manifest.ts";
import { mergeFieldLayer } from "./merge-field-layer.ts";
import type { OpenSegment } from "./open-segment.ts";
import { SegmentFiles } from "./segment-files.ts";
import { FIELD_LAYERS } from "./segment-reader.ts";
import { StoredArticlesMerger } from "./stored-articles-merger.ts";

/** A segment that is merged, and where its documents come to stand. */
export interface MergedSegment {
	readonly segment: OpenSegment;
	/** The documents that are not deleted, in ascending order. */
	readonly kept: Int32Array;
	/** The number of each document in the merged segment; DELETED where it goes. */
	readonly newDocs: Int32Array;
}

export const DELETED = -1;

/**
 * Writes one segment of what others hold and is not deleted, in their order and in that of their documents. Term by term and chunk by
 * chunk, so that the memory it takes is that of one long list.
 */
export function mergeSegments(
	directory: Directory,
	segments: readonly OpenSegment[],
	number: number,
): SealedSegment {
	const files = new SegmentFiles(directory, number);
	try {
		return mergeInto(files, segments, number);
	} catch (cause) {
		files.remove();
		throw cause;
	}
}

function mergeInto(
	files: SegmentFiles,
	segments: readonly OpenSegment[],
	number: number,
): SealedSegment {
	const merged = numbered(segments);
	const documents = merged.reduce((sum, { kept }) => sum + kept.length, 0);
	mergeArticles(files, merged);
	const others = new DocumentsJoiner();
	for (const { segment, kept } of merged) {
		others.append(documentPartsOf(segment.reader), kept);
	}
	others.write(files);
	mergeIds(files, merged, documents);
	const fields = FIELD_LAYERS.map(({ field, layer }) =>
		mergeFieldLayer(files, merged, { field, layer, documents }),
	).filter((stats): stats is FieldStats => stats !== undefined);
	return {
		number,
		documents,
		fields,
		files: files.entries,
		sourceBytes: segments.reduce((sum, one) => sum + one.sourceBytes, 0),
	};
}

function numbered(segments: readonly OpenSegment[]): MergedSegment[] {
	let next = 0;
	return segments.map((segment) => {
		const { entry, tombstones } = segment;
		const newDocs = new Int32Array(entry.documents).fill(DELETED);
		const kept: number[] = [];
		for (let doc = 0; doc < entry.documents; doc++) {
			if (!tombstones.has(doc)) {
				newDocs[doc] = next++;
				kept.push(doc);
			}
		}
		return { segment, kept: Int32Array.from(kept), newDocs };
	});
}

function mergeArticles(
	files: SegmentFiles,
	merged: readonly MergedSegment[],
): void {
	const file = files.create("articles");
	const articles = new StoredArticlesMerger(file);
	for (const { segment, kept } of merged) {
		for (const doc of kept) {
			articles.add(segment.reader.storedRow(doc));
		}
	}
	articles.finish();
	files.seal("articles", file);
}

/** An id that is not deleted stands in one segment only. */
function mergeIds(
	files: SegmentFiles,
	merged: readonly MergedSegment[],
	documents: number,
): void {
	const idsFile = files.create("ids");
	const ranksFile = files.create("ranks");
	const ids = new IdsWriter(idsFile, documents);
	for (const { key, found } of inKeyOrder(merged.map(liveIds))) {
		for (const { newDoc } of found) {
			ids.add(key, newDoc);
		}
	}
	ids.finish(ranksFile);
	files.seal("ids", idsFile);
	files.seal("ranks", ranksFile);
}

function* liveIds({
	segment,
	newDocs,
}: MergedSegment): Generator<{ key: ArticleId; newDoc: number }> {
	for (const { id, doc } of segment.reader.ids.all()) {
		const newDoc = newDocs[doc]!;
		if (newDoc !== DELETED) {
			yield { key: id, newDoc };
		}
	}
}
