import type { Layer, TextField } from "../analysis/fields.ts";
import type { Article, ArticleId } from "../article.ts";
import { hasBit } from "../bytes/bits.ts";
import { checksum } from "../bytes/checksum.ts";
import { SearchError } from "../errors.ts";
import type { Directory } from "../storage/directory.ts";
import { ByteCache } from "./byte-cache.ts";
import { type EditionsOfSegment, editionsOf } from "./editions.ts";
import {
	type Manifest,
	manifestBytes,
	readNewestManifest,
	type SaidSegments,
	type SealedSegment,
	type SegmentEntry,
	sizesOf,
} from "./manifest.ts";
import { PageCache } from "./page-cache.ts";
import { type Caches, SegmentReader } from "./segment-reader.ts";

/** Statistics of one field and layer over all segments, deleted documents included. */
export interface CollectionStats {
	/** Documents whose field is not empty. */
	readonly documents: number;
	readonly tokens: number;
}

/** Which terms are walked over. */
export interface TermScan {
	readonly field: TextField;
	readonly layer: Layer;
	readonly prefix: string;
}

/** A document of an index. */
export interface DocumentPlace {
	readonly segment: number;
	readonly doc: number;
}

/** Readers of what others say of the articles; absent where nothing is said. */
export type SaidReaders = {
	readonly [Of in keyof SaidSegments]: SegmentReader;
};

/** How the bound on memory is shared out: decoded lists are what a warm query lives on. */
const LIST_SHARE = 0.8;
const PAGE_SHARE = 0.1;
const CHUNK_SHARE = 0.1;

export function createCaches(limitBytes: number): Caches {
	return {
		pages: new PageCache(limitBytes * PAGE_SHARE),
		lists: new ByteCache(limitBytes * LIST_SHARE),
		chunks: new ByteCache(limitBytes * CHUNK_SHARE),
	};
}

/** One generation of an index, open for reading; it answers from that generation until closed. */
export class IndexReader {
	readonly manifest: Manifest;
	readonly caches: Caches;
	readonly segments: readonly SegmentReader[];
	readonly said: SaidReaders;
	/** The documents of all segments before each. */
	readonly #before: readonly number[];
	#state: string | undefined;
	#editions: readonly EditionsOfSegment[] | undefined;

	/** Opens the segments of a generation. @throws SearchError `corrupt`, `too-old`, `too-new`, `no-file` */
	constructor(directory: Directory, manifest: Manifest, caches: Caches) {
		const opened: SegmentReader[] = [];
		const open = (entry: SegmentEntry) => {
			const reader = new SegmentReader(directory, entry, caches);
			opened.push(reader);
			return reader;
		};
		try {
			this.manifest = manifest;
			this.caches = caches;
			this.segments = manifest.segments.map(open);
			this.said = openSaid(manifest.said ?? {}, open);
		} catch (cause) {
			for (const reader of opened) {
				reader.close();
			}
			throw cause;
		}
		let documents = 0;
		this.#before = this.segments.map((segment) => {
			documents += segment.documents;
			return documents - segment.documents;
		});
	}

	/**
	 * Opens the newest generation, with the caches for its manifest.
	 * @throws SearchError `no-index`, `corrupt`, `too-old`, `too-new`
	 */
	static open(
		directory: Directory,
		cachesFor: (manifest: Manifest) => Caches,
	): IndexReader {
		const manifest = readNewestManifest(directory);
		if (manifest === undefined) {
			throw new SearchError(
				"no-index",
				`${directory.name}: expected an index, found no committed generation; make one with: fasou index SOURCE --index ${directory.name}`,
			);
		}
		try {
			return new IndexReader(directory, manifest, cachesFor(manifest));
		} catch (cause) {
			if (isOvertaken(directory, manifest, cause)) {
				return IndexReader.open(directory, cachesFor);
			}
			throw cause;
		}
	}

	get generation(): number {
		return this.manifest.generation;
	}

	/** Another for every state that was committed, also where a folder was emptied and its generations began anew. */
	get state(): string {
		this.#state ??= `${this.generation}-${checksum(manifestBytes(this.manifest))}`;
		return this.#state;
	}

	/** One byte a document of a segment (priors.ts), lower for former editions of a law (editions.ts). */
	priors(segment: number): Uint8Array {
		return this.#editionsOf(segment).priors;
	}

	/** A bit for each document of a segment but the provisions of former editions of their law. */
	ofNewestEditions(segment: number): Int32Array {
		return this.#editionsOf(segment).areNewest;
	}

	/** Whether a document is no provision of a former edition of its law. */
	isOfNewestEdition(segment: number, doc: number): boolean {
		return hasBit(this.ofNewestEditions(segment), doc);
	}

	#editionsOf(segment: number): EditionsOfSegment {
		this.#editions ??= editionsOf(this.segments);
		return this.#editions[segment]!;
	}

	/** Articles that are not deleted. */
	get articles(): number {
		return sizesOf(this.manifest).articles;
	}

	stats(field: TextField, layer: Layer): CollectionStats {
		let documents = 0;
		let tokens = 0;
		for (const segment of this.segments) {
			const stats = segment.stats(field, layer);
			documents += stats?.documents ?? 0;
			tokens += stats?.tokens ?? 0;
		}
		return { documents, tokens };
	}

	/**
	 * Calls `visit` with the terms of a field's layer that begin with `prefix` and the documents each has there, deleted ones
	 * included: segment by segment, in code-unit order within each, until it says false.
	 */
	scanTerms(
		{ field, layer, prefix }: TermScan,
		visit: (term: string, documents: number, segment: number) => boolean,
	): void {
		this.segments.forEach((segment, i) => {
			segment
				.terms(field, layer)
				?.scan(prefix, (term, documents) => visit(term, documents, i));
		});
	}

	find(id: ArticleId): Article | undefined {
		const place = this.placeOf(id);
		return place && this.segments[place.segment]!.article(place.doc);
	}

	/** The number of the segment that holds an article, and of the document there. */
	placeOf(id: ArticleId): DocumentPlace | undefined {
		for (const [segment, reader] of this.segments.entries()) {
			const doc = reader.docOf(id);
			if (doc !== undefined) {
				return { segment, doc };
			}
		}
		return undefined;
	}

	/** A document's number among those of all segments: by it, what is said of articles names them. */
	keyOf({ segment, doc }: DocumentPlace): number {
		return this.#before[segment]! + doc;
	}

	/** The document of a number that `keyOf` gave. */
	placeOfKey(key: number): DocumentPlace {
		const behind = this.#before.findIndex((start) => start > key);
		const segment = (behind < 0 ? this.#before.length : behind) - 1;
		return { segment, doc: key - this.#before[segment]! };
	}

	close(): void {
		for (const segment of [...this.segments, ...Object.values(this.said)]) {
			segment.close();
		}
	}
}

/** Opens the segments of what is said. */
export function openSaid(
	{ anchors, articles, chapters, laws }: SaidSegments,
	open: (entry: SegmentEntry) => SegmentReader,
): SaidReaders {
	const openSealed = (segment: SealedSegment) =>
		open({ ...segment, deletedDocuments: 0 });
	return {
		...(anchors && { anchors: openSealed(anchors) }),
		...(articles && { articles: openSealed(articles) }),
		...(chapters && { chapters: openSealed(chapters) }),
		...(laws && { laws: openSealed(laws) }),
	};
}

/** Whether a file is missing because a writer committed a newer generation since the manifest was read. */
function isOvertaken(
	directory: Directory,
	manifest: Manifest,
	cause: unknown,
): boolean {
	if (!(cause instanceof SearchError) || cause.code !== "no-file") {
		return false;
	}
	const newest = readNewestManifest(directory);
	return newest !== undefined && newest.generation > manifest.generation;
}
