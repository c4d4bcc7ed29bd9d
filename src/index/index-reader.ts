import type { Layer, TextField } from "../analysis/fields.ts";
import type { Article, ArticleId } from "../article.ts";
import { checksum } from "../bytes/checksum.ts";
import { SearchError } from "../errors.ts";
import type { Directory } from "../storage/directory.ts";
import { ByteCache } from "./byte-cache.ts";
import {
	filesOf,
	type Manifest,
	manifestBytes,
	readNewestManifest,
} from "./manifest.ts";
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

/** How the bound on memory is shared out: decoded lists are what a warm query lives on. */
const LIST_SHARE = 0.8;
const PAGE_SHARE = 0.1;
const CHUNK_SHARE = 0.1;

export function createCaches(limitBytes: number): Caches {
	return {
		pages: new ByteCache(limitBytes * PAGE_SHARE),
		lists: new ByteCache(limitBytes * LIST_SHARE),
		chunks: new ByteCache(limitBytes * CHUNK_SHARE),
	};
}

/** One generation of an index, open for reading; it answers from that generation until closed. */
export class IndexReader {
	readonly manifest: Manifest;
	readonly segments: readonly SegmentReader[];
	#state: string | undefined;

	constructor(manifest: Manifest, segments: readonly SegmentReader[]) {
		this.manifest = manifest;
		this.segments = segments;
	}

	/**
	 * Opens the newest generation.
	 * @throws SearchError `no-index`, `corrupt`, `too-old`, `too-new`
	 */
	static open(directory: Directory, caches: Caches): IndexReader {
		const manifest = readNewestManifest(directory);
		if (manifest === undefined) {
			throw new SearchError(
				"no-index",
				`${directory.name}: expected an index, found no committed generation; make one with: fasou index SOURCE --index ${directory.name}`,
			);
		}
		const segments: SegmentReader[] = [];
		try {
			for (const entry of manifest.segments) {
				segments.push(new SegmentReader(directory, entry, caches));
			}
			return new IndexReader(manifest, segments);
		} catch (cause) {
			for (const segment of segments) {
				segment.close();
			}
			if (isOvertaken(directory, manifest, cause)) {
				return IndexReader.open(directory, caches);
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

	/** Articles that are not deleted. */
	get articles(): number {
		return this.manifest.segments.reduce(
			(sum, segment) => sum + segment.documents - segment.deletedDocuments,
			0,
		);
	}

	get deletedArticles(): number {
		return this.manifest.segments.reduce(
			(sum, segment) => sum + segment.deletedDocuments,
			0,
		);
	}

	get sourceBytes(): number {
		return this.manifest.segments.reduce(
			(sum, segment) => sum + segment.sourceBytes,
			0,
		);
	}

	/** Bytes of all files but the manifest itself. */
	get indexBytes(): number {
		return filesOf(this.manifest).reduce((sum, file) => sum + file.bytes, 0);
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
	placeOf(id: ArticleId): { segment: number; doc: number } | undefined {
		for (const [segment, reader] of this.segments.entries()) {
			const doc = reader.docOf(id);
			if (doc !== undefined) {
				return { segment, doc };
			}
		}
		return undefined;
	}

	close(): void {
		for (const segment of this.segments) {
			segment.close();
		}
	}
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
