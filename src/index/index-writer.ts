import type { Analyzer, Fingerprint } from "../analysis/analyzer.ts";
import { fieldText, TEXT_FIELDS } from "../analysis/fields.ts";
import type { Article, ArticleId } from "../article.ts";
import { SearchError } from "../errors.ts";
import {
	manifestName,
	nextFileNumber,
	padded,
	publishManifest,
	removeObsolete,
} from "../storage/commit.ts";
import type { Directory, WriterLock } from "../storage/directory.ts";
import { FILE_KINDS } from "./file-kind.ts";
import { FrameWriter } from "./frame.ts";
import { createCaches } from "./index-reader.ts";
import { type IndexLists, writeLists } from "./lists.ts";
import {
	type FileEntry,
	filesOf,
	type Manifest,
	manifestBytes,
	readNewestManifest,
	type SegmentEntry,
	type SourceSettings,
} from "./manifest.ts";
import { SegmentReader } from "./segment-reader.ts";
import { SegmentWriter } from "./segment-writer.ts";
import { readSources, type SourceRecord, writeSources } from "./sources.ts";
import { Tombstones } from "./tombstones.ts";

export interface WriterOptions {
	readonly analyzer: Analyzer;
	readonly lists: IndexLists;
	/** Absent: those of the index stay. */
	readonly sourceSettings?: SourceSettings;
	/** Starts from nothing; what is there stays visible until the commit. */
	readonly isRebuild: boolean;
	/** Bound on the memory of the tokens that wait to be written. */
	readonly memoryLimitBytes: number;
}

/** Bytes a waiting token takes: term and position in the stream, document and position while a stream is sorted. */
const BYTES_PER_TOKEN = 16;
/** A commit that leaves more segments than this rewrites the smallest ones as one. */
const MOST_SEGMENTS = 12;
const READING_CACHE_BYTES = 16_000_000;

/** A sealed segment with the deletions made since. */
interface OpenSegment {
	readonly entry: SegmentEntry;
	readonly reader: SegmentReader;
	readonly tombstones: Tombstones;
	sourceBytes: number;
	hasNewDeletions: boolean;
}

/** The one writer of an index. Nothing it does is visible before `commit` returns; then all of it is. */
export class IndexWriter {
	readonly #directory: Directory;
	readonly #options: WriterOptions;
	readonly #lock: WriterLock;
	readonly #caches = createCaches(READING_CACHE_BYTES);
	#base: Manifest | undefined;
	#nextFile: number;
	#segments: OpenSegment[] = [];
	#current: SegmentWriter | undefined;
	/** Documents of the current segment writer by id, and which of them were replaced or deleted again. */
	#currentDocs = new Map<ArticleId, number>();
	#currentDeleted = new Set<number>();
	#currentSourceBytes = 0;
	#lists: FileEntry | undefined;
	#isClosed = false;

	/**
	 * Takes the writer's lock and starts from the newest generation.
	 * @throws SearchError `locked`, `corrupt`, `too-old`, `too-new`, `other-analyzer`, `other-options`
	 */
	constructor(directory: Directory, options: WriterOptions) {
		this.#directory = directory;
		this.#options = options;
		this.#lock = directory.lock();
		try {
			this.#base = readBase(directory, options);
			this.#nextFile = nextFileNumber(directory, this.#base?.nextFile);
			this.#openBase();
		} catch (cause) {
			this.#lock.release();
			throw cause;
		}
	}

	/** The generation this writer started from or last committed; 0 where there was none. */
	get generation(): number {
		return this.#base?.generation ?? 0;
	}

	/** The table of sources of the generation this writer builds on. */
	sources(): SourceRecord[] {
		const entry = this.#base?.sources;
		return this.#options.isRebuild || entry === undefined
			? []
			: readSources(this.#directory, entry);
	}

	has(id: ArticleId): boolean {
		return (
			this.#currentDocs.has(id) ||
			this.#segments.some((segment) => liveDoc(segment, id) !== undefined)
		);
	}

	/** Adds an article, in place of the one with its id if there is one. Returns whether there was. */
	put(article: Article): boolean {
		this.#requireOpen();
		const isReplaced = this.delete(article.id);
		this.#current ??= new SegmentWriter(
			this.#directory,
			this.#options.analyzer,
			this.#nextFile++,
		);
		this.#currentDocs.set(article.id, this.#current.add(article));
		this.#currentSourceBytes += sourceBytes(article);
		const waitingBytes = this.#current.tokens * BYTES_PER_TOKEN;
		if (waitingBytes > this.#options.memoryLimitBytes) {
			this.#sealCurrent();
		}
		return isReplaced;
	}

	/** Returns whether an article had that id. */
	delete(id: ArticleId): boolean {
		this.#requireOpen();
		const waiting = this.#currentDocs.get(id);
		if (waiting !== undefined) {
			// Its bytes are counted off when the segment is sealed and can be read.
			this.#currentDocs.delete(id);
			this.#currentDeleted.add(waiting);
			return true;
		}
		for (const segment of this.#segments) {
			const doc = liveDoc(segment, id);
			if (doc !== undefined) {
				deleteDoc(segment, doc);
				return true;
			}
		}
		return false;
	}

	/**
	 * Makes everything since the last commit visible and durable, as one generation.
	 * `sources` replaces the table of sources; without it the former one stays.
	 */
	commit(sources?: Iterable<SourceRecord>): Manifest {
		this.#requireOpen();
		this.#sealCurrent();
		this.#rewriteSmallSegments();
		const segments = this.#segments
			.filter(({ entry, tombstones }) => tombstones.count < entry.documents)
			.map((segment) => this.#withTombstones(segment));
		const sourcesEntry =
			sources === undefined
				? this.#base?.sources
				: writeSources(this.#directory, this.#nextFile++, sources);
		this.#writeLists();
		const manifest: Manifest = {
			generation: (this.#base?.generation ?? 0) + 1,
			fingerprint: this.#options.analyzer.fingerprint,
			sourceSettings:
				this.#options.sourceSettings ?? this.#base?.sourceSettings ?? {},
			segments,
			...(sourcesEntry && { sources: sourcesEntry }),
			...(this.#lists && { lists: this.#lists }),
			nextFile: this.#nextFile,
		};
		const names = filesOf(manifest).map((file) => file.name);
		publishManifest(this.#directory, {
			generation: manifest.generation,
			bytes: manifestBytes(manifest),
			dataFiles: names,
		});
		this.#base = manifest;
		removeObsolete(
			this.#directory,
			new Set([...names, manifestName(manifest.generation)]),
		);
		this.#reopen(manifest);
		return manifest;
	}

	/** Forgets everything since the last commit. */
	rollback(): void {
		this.#requireOpen();
		this.#forget();
		this.#openBase();
	}

	close(): void {
		if (this.#isClosed) {
			return;
		}
		this.#isClosed = true;
		this.#forget();
		this.#lock.release();
	}

	#openBase(): void {
		if (this.#base !== undefined && !this.#options.isRebuild) {
			this.#lists = this.#base.lists;
			this.#segments = this.#base.segments.map((entry) => this.#open(entry));
		}
	}

	#reopen(manifest: Manifest): void {
		const bySegment = new Map(
			this.#segments.map((segment) => [segment.entry.number, segment]),
		);
		this.#segments = manifest.segments.map((entry) => {
			const open = bySegment.get(entry.number);
			if (open === undefined) {
				return this.#open(entry);
			}
			bySegment.delete(entry.number);
			return { ...open, entry, hasNewDeletions: false };
		});
		for (const { reader } of bySegment.values()) {
			reader.close();
		}
	}

	#open(entry: SegmentEntry): OpenSegment {
		const reader = new SegmentReader(this.#directory, entry, this.#caches);
		return {
			entry,
			reader,
			tombstones: new Tombstones(entry.documents, reader.tombstones?.bytes()),
			sourceBytes: entry.sourceBytes,
			hasNewDeletions: false,
		};
	}

	#sealCurrent(): void {
		if (this.#current === undefined) {
			return;
		}
		const sealed = this.#current.seal();
		const segment = this.#open({
			...sealed,
			deletedDocuments: 0,
			sourceBytes: this.#currentSourceBytes,
		});
		this.#segments.push(segment);
		for (const doc of this.#currentDeleted) {
			deleteDoc(segment, doc);
		}
		this.#current = undefined;
		this.#currentDocs = new Map();
		this.#currentDeleted = new Set();
		this.#currentSourceBytes = 0;
	}

	/** Keeps the number of segments bounded: the smallest are written anew as one, without their deleted documents. */
	#rewriteSmallSegments(): void {
		if (this.#segments.length <= MOST_SEGMENTS) {
			return;
		}
		const bySize = [...this.#segments].sort(
			(a, b) => a.entry.documents - b.entry.documents,
		);
		const small = new Set(
			bySize.slice(0, this.#segments.length - MOST_SEGMENTS / 2),
		);
		this.#segments = this.#segments.filter((segment) => !small.has(segment));
		for (const { entry, reader, tombstones } of small) {
			for (let doc = 0; doc < entry.documents; doc++) {
				if (!tombstones.has(doc)) {
					this.put(reader.article(doc));
				}
			}
			reader.close();
		}
		this.#sealCurrent();
	}

	#withTombstones(segment: OpenSegment): SegmentEntry {
		const { entry, tombstones, sourceBytes } = segment;
		if (!segment.hasNewDeletions) {
			return entry;
		}
		const number = this.#nextFile++;
		const name = `segment-${padded(number)}.tombstones`;
		const file = new FrameWriter(
			this.#directory.create(name),
			FILE_KINDS.tombstones,
			number,
		);
		file.append(tombstones.bytes());
		return {
			...entry,
			deletedDocuments: tombstones.count,
			sourceBytes,
			tombstones: {
				kind: "tombstones",
				version: FILE_KINDS.tombstones.version,
				name,
				number,
				bytes: file.seal(),
			},
		};
	}

	#writeLists(): void {
		const { lists } = this.#options;
		if (this.#lists === undefined && lists.userWords !== undefined) {
			this.#lists = writeLists(this.#directory, this.#nextFile++, lists);
		}
	}

	#forget(): void {
		this.#current?.abandon();
		this.#current = undefined;
		this.#currentDocs = new Map();
		this.#currentDeleted = new Set();
		this.#currentSourceBytes = 0;
		for (const { reader } of this.#segments) {
			reader.close();
		}
		this.#segments = [];
	}

	#requireOpen(): void {
		if (this.#isClosed) {
			throw new SearchError(
				"closed",
				`${this.#directory.name}: this writer was closed; open another one`,
			);
		}
	}
}

function liveDoc(segment: OpenSegment, id: ArticleId): number | undefined {
	const doc = segment.reader.ids.docOf(id);
	return doc === undefined || segment.tombstones.has(doc) ? undefined : doc;
}

function deleteDoc(segment: OpenSegment, doc: number): void {
	if (segment.tombstones.add(doc)) {
		segment.sourceBytes -= sourceBytes(segment.reader.article(doc));
		segment.hasNewDeletions = true;
	}
}

/** UTF-8 bytes of an article's text fields. */
function sourceBytes(article: Article): number {
	let bytes = 0;
	for (const field of TEXT_FIELDS) {
		bytes += Buffer.byteLength(fieldText(article, field));
	}
	return bytes;
}

function readBase(
	directory: Directory,
	options: WriterOptions,
): Manifest | undefined {
	const manifest = readNewestManifest(directory);
	if (manifest === undefined || options.isRebuild) {
		return manifest;
	}
	requireSameFingerprint(
		directory,
		manifest.fingerprint,
		options.analyzer.fingerprint,
	);
	const found = JSON.stringify(manifest.sourceSettings);
	const expected = JSON.stringify(
		options.sourceSettings ?? manifest.sourceSettings,
	);
	if (found !== expected) {
		throw new SearchError(
			"other-options",
			`${directory.name}: the index was made with source options ${found}, now ${expected} are given; give the former ones, or add --rebuild (rebuild: true)`,
		);
	}
	return manifest;
}

/** @throws SearchError `other-analyzer`, naming what differs */
export function requireSameFingerprint(
	directory: Directory,
	found: Fingerprint,
	expected: Fingerprint,
): void {
	const differing = (
		["analysisVersion", "segmenter", "dictionary", "userWords"] as const
	).filter((part) => found[part] !== expected[part]);
	if (differing.length > 0) {
		const parts = differing
			.map(
				(part) =>
					`${part} ${found[part] || "none"}, not ${expected[part] || "none"}`,
			)
			.join("; ");
		throw new SearchError(
			"other-analyzer",
			`${directory.name}: the index was cut with ${parts}; use that analyzer, or rebuild with the new one (fasou index … --rebuild)`,
		);
	}
}
