import { fieldText, TEXT_FIELDS } from "../analysis/fields.ts";
import type { Article, ArticleId } from "../article.ts";
import { padded } from "../storage/commit.ts";
import type { Directory } from "../storage/directory.ts";
import { IdFilter } from "./id-filter.ts";
import type { SegmentEntry } from "./manifest.ts";
import { writePayload } from "./payload-file.ts";
import { type Caches, SegmentReader } from "./segment-reader.ts";
import { Tombstones } from "./tombstones.ts";

/** Reading all ids for a filter takes as long as looking for this share of them. */
const LOOKS_PER_ID = 20;

/** A sealed segment with the deletions made since. */
export interface OpenSegment {
	readonly entry: SegmentEntry;
	readonly reader: SegmentReader;
	readonly tombstones: Tombstones;
	sourceBytes: number;
	hasNewDeletions: boolean;
	/** Of a run that never committed: deleted documents may be restored. */
	isRestorable: boolean;
	/** Which ids it has got, made when it has been asked often. */
	filter: IdFilter | undefined;
	asked: number;
}

export function openSegment(
	directory: Directory,
	entry: SegmentEntry,
	caches: Caches,
): OpenSegment {
	const reader = new SegmentReader(directory, entry, caches);
	return {
		entry,
		reader,
		tombstones: new Tombstones(entry.documents, reader.tombstones?.bytes()),
		sourceBytes: entry.sourceBytes,
		hasNewDeletions: false,
		isRestorable: false,
		filter: undefined,
		asked: 0,
	};
}

/** Writes the deletions, where there are any, to a file of the next number; returns what the next manifest says of the segment. */
export function sealDeletions(
	directory: Directory,
	{ entry, tombstones, sourceBytes }: OpenSegment,
	nextNumber: () => number,
): SegmentEntry {
	if (tombstones.count === 0) {
		return { ...entry, sourceBytes };
	}
	const number = nextNumber();
	return {
		...entry,
		deletedDocuments: tombstones.count,
		sourceBytes,
		tombstones: writePayload(
			directory,
			{
				kind: "tombstones",
				name: `segment-${padded(number)}.tombstones`,
				number,
			},
			tombstones.bytes(),
		),
	};
}

/** The document of an id, unless it is deleted. */
export function liveDoc(
	segment: OpenSegment,
	id: ArticleId,
): number | undefined {
	const doc = docOf(segment, id);
	return doc === undefined || segment.tombstones.has(doc) ? undefined : doc;
}

/** The document of an id, deleted or not. */
function docOf(segment: OpenSegment, id: ArticleId): number | undefined {
	const { reader, entry } = segment;
	segment.asked++;
	if (
		segment.filter === undefined &&
		segment.asked > entry.documents / LOOKS_PER_ID
	) {
		segment.filter = new IdFilter(entry.documents);
		for (const one of reader.ids.all()) {
			segment.filter.add(one.id);
		}
	}
	return segment.filter?.mayHave(id) === false
		? undefined
		: reader.ids.docOf(id);
}

export function deleteDoc(segment: OpenSegment, doc: number): void {
	if (segment.tombstones.add(doc)) {
		segment.sourceBytes -= sourceBytes(segment.reader.article(doc));
		segment.hasNewDeletions = true;
	}
}

/** Restores the deleted document that is this very article, if there is one; returns whether there is. */
export function restoreDoc(
	segment: OpenSegment,
	article: Article,
	options: { readonly ignoresCitations: boolean },
): boolean {
	const { reader, tombstones } = segment;
	const doc = docOf(segment, article.id);
	const isRestored =
		doc !== undefined &&
		tombstones.has(doc) &&
		reader.stores(doc, article, options);
	if (isRestored) {
		tombstones.remove(doc);
		segment.sourceBytes += sourceBytes(article);
	}
	return isRestored;
}

/** UTF-8 bytes of an article's text fields. */
export function sourceBytes(article: Article): number {
	let bytes = 0;
	for (const field of TEXT_FIELDS) {
		bytes += Buffer.byteLength(fieldText(article, field));
	}
	return bytes;
}

/** The articles that are not deleted, in the order of their documents. */
export function* liveArticles({
	entry,
	reader,
	tombstones,
}: OpenSegment): Generator<Article> {
	for (let doc = 0; doc < entry.documents; doc++) {
		if (!tombstones.has(doc)) {
			yield reader.article(doc);
		}
	}
}
