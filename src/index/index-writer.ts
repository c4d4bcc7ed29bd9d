import type { Analyzer } from "../analysis/analyzer.ts";
import type { Article, ArticleId } from "../article.ts";
import { SearchError } from "../errors.ts";
import {
	manifestName,
	newestGeneration,
	nextFileNumber,
	publishManifest,
	removeObsolete,
} from "../storage/commit.ts";
import type { Directory, WriterLock } from "../storage/directory.ts";
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
import {
	deleteDoc,
	liveArticles,
	liveDoc,
	type OpenSegment,
	openSegment,
	sealDeletions,
	sourceBytes,
} from "./open-segment.ts";
import { requireSameFingerprint, withoutLists } from "./same-fingerprint.ts";
import { type ArticlePrior, SegmentWriter } from "./segment-writer.ts";
import { readSources, type SourceRecord, writeSources } from "./sources.ts";
import { citesAsFound, staleness } from "./staleness.ts";
import { readBase } from "./writer-base.ts";

export interface WriterOptions {
	readonly analyzer: Analyzer;
	/** Asked once, when an index is made. */
	readonly lists: () => IndexLists;
	/** Absent: those of the index stay. */
	readonly sourceSettings?: SourceSettings;
	/** Starts from nothing; what is there stays visible until the commit. */
	readonly isRebuild: boolean;
	/** What each article counts before anything is asked; 0 without a rule. */
	readonly priorOf?: ArticlePrior;
	/** Bound on the memory of the tokens that wait to be written. */
	readonly memoryLimitBytes: number;
}

/** A commit that leaves more segments than this rewrites the smallest ones as one. */
const MOST_SEGMENTS = 12;
const NEUTRAL: ArticlePrior = () => 0;
const READING_CACHE_BYTES = 16_000_000;

/** The one writer of an index. Nothing it does is visible before `commit` returns; then all of it is. */
export class IndexWriter {
	readonly #directory: Directory;
	#options: WriterOptions;
	readonly #lock: WriterLock;
	readonly #caches = createCaches(READING_CACHE_BYTES);
	#base: Manifest | undefined;
	#generation: number;
	#nextFile: number;
	#segments: OpenSegment[] = [];
	#current: SegmentWriter | undefined;
	/** Documents of the current segment writer by id, and which of them were replaced or deleted again. */
	#currentDocs = new Map<ArticleId, number>();
	#currentDeleted = new Set<number>();
	#currentSourceBytes = 0;
	#lists: FileEntry | undefined;
	/** Whether what was committed before is still to be left behind. */
	#startsAnew: boolean;
	/** True while something is changed, and after that has failed: half a change is known to nobody. */
	#isChanging = false;
	#isClosed = false;

	/**
	 * Takes the writer's lock and starts from the newest generation, a rebuild from nothing.
	 * @throws SearchError `locked`, and but for a rebuild `corrupt`, `too-old`, `too-new`, `other-analyzer`, `other-options`
	 */
	constructor(directory: Directory, options: WriterOptions) {
		this.#directory = directory;
		this.#options = options;
		this.#startsAnew = options.isRebuild;
		this.#lock = directory.lock();
		try {
			this.#base = readBase(directory, {
				fingerprint: options.analyzer.fingerprint,
				sourceSettings: options.sourceSettings,
				isRebuild: options.isRebuild,
			});
			this.#generation = newestGeneration(directory);
			this.#nextFile = nextFileNumber(directory, this.#base?.nextFile);
			this.#openFormer();
		} catch (cause) {
			this.#lock.release();
			throw cause;
		}
	}

	/** The generation this writer started from or last committed; 0 where there was none. */
	get generation(): number {
		return this.#generation;
	}

	/** The table of sources of the generation this writer builds on. */
	sources(): SourceRecord[] {
		const entry = this.#former?.sources;
		return entry === undefined ? [] : readSources(this.#directory, entry);
	}

	has(id: ArticleId): boolean {
		return (
			this.#currentDocs.has(id) ||
			this.#segments.some((segment) => liveDoc(segment, id) !== undefined)
		);
	}

	/**
	 * Adds an article, in place of the one with its id if there is one. Returns whether there was. The provisions that its text cites are
	 * found and take the place of its citations, unless it `bringsCitations`.
	 */
	put(
		article: Article,
		{ bringsCitations = false }: { readonly bringsCitations?: boolean } = {},
	): boolean {
		this.#beginChange();
		const isReplaced = this.#put(article, !bringsCitations);
		this.#isChanging = false;
		return isReplaced;
	}

	/** Returns whether an article had that id. */
	delete(id: ArticleId): boolean {
		this.#beginChange();
		const isDeleted = this.#delete(id);
		this.#isChanging = false;
		return isDeleted;
	}

	/**
	 * Changes to an analyzer with other lists: articles that it cuts in another way are put anew, all others stay as they are. Returns the ids
	 * of the former.
	 * @throws SearchError `other-analyzer` where more than lists differs
	 */
	updateLists(analyzer: Analyzer, lists: () => IndexLists): ArticleId[] {
		this.#beginChange();
		const former = this.#options.analyzer;
		requireSameFingerprint(this.#directory, former.fingerprint, {
			...former.fingerprint,
			...withoutLists(analyzer.fingerprint),
		});
		this.#options = { ...this.#options, analyzer, lists };
		this.#lists = undefined;
		const isStale = staleness(former, analyzer);
		const stale: ArticleId[] = [];
		for (const segment of [...this.#segments]) {
			for (const article of liveArticles(segment)) {
				if (isStale(article)) {
					stale.push(article.id);
					this.#put(article, citesAsFound(article, former));
				}
			}
		}
		this.#isChanging = false;
		return stale;
	}

	/**
	 * Makes everything since the last commit visible and durable, as one generation.
	 * `sources` replaces the table of sources; without it the former one stays. After an error nobody knows whether the
	 * generation counts: roll back, or close.
	 */
	commit(sources?: Iterable<SourceRecord>): Manifest {
		this.#beginChange();
		const manifest = this.#commit(sources);
		this.#isChanging = false;
		return manifest;
	}

	/** Forgets everything since the last commit. */
	rollback(): void {
		this.#requireOpen();
		this.#forget();
		// A commit that failed may count all the same.
		if (newestGeneration(this.#directory) !== this.#generation) {
			this.#base = readNewestManifest(this.#directory);
			this.#generation = newestGeneration(this.#directory);
			this.#startsAnew = false;
		}
		this.#openFormer();
		this.#isChanging = false;
	}

	close(): void {
		if (this.#isClosed) {
			return;
		}
		this.#isClosed = true;
		try {
			this.#forget();
		} finally {
			this.#lock.release();
		}
	}

	/** What this writer builds on; nothing while it starts anew. */
	get #former(): Manifest | undefined {
		return this.#startsAnew ? undefined : this.#base;
	}

	#put(article: Article, findsCitations: boolean): boolean {
		const isReplaced = this.#delete(article.id);
		this.#current ??= new SegmentWriter(
			this.#directory,
			this.#options.analyzer,
			this.#nextFile++,
			this.#options.priorOf ?? NEUTRAL,
		);
		this.#currentDocs.set(
			article.id,
			this.#current.add(article, findsCitations),
		);
		this.#currentSourceBytes += sourceBytes(article);
		const { isFull, memoryBytes } = this.#current;
		if (isFull || memoryBytes > this.#options.memoryLimitBytes) {
			this.#sealCurrent();
		}
		return isReplaced;
	}

	#delete(id: ArticleId): boolean {
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

	#commit(sources: Iterable<SourceRecord> | undefined): Manifest {
		this.#sealCurrent();
		this.#rewriteSmallSegments();
		const segments = this.#segments
			.filter(({ entry, tombstones }) => tombstones.count < entry.documents)
			.map((segment) =>
				segment.hasNewDeletions
					? sealDeletions(this.#directory, segment, this.#nextFile++)
					: segment.entry,
			);
		const sourcesEntry =
			sources === undefined
				? this.#former?.sources
				: writeSources(this.#directory, this.#nextFile++, sources);
		this.#writeLists();
		const manifest: Manifest = {
			generation: this.#generation + 1,
			fingerprint: this.#options.analyzer.fingerprint,
			sourceSettings:
				this.#options.sourceSettings ?? this.#former?.sourceSettings ?? {},
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
		this.#generation = manifest.generation;
		this.#startsAnew = false;
		removeObsolete(
			this.#directory,
			new Set([...names, manifestName(manifest.generation)]),
		);
		this.#reopen(manifest);
		return manifest;
	}

	#openFormer(): void {
		this.#lists = this.#former?.lists;
		for (const entry of this.#former?.segments ?? []) {
			this.#segments.push(this.#openSegment(entry));
		}
	}

	#reopen(manifest: Manifest): void {
		const bySegment = new Map(
			this.#segments.map((segment) => [segment.entry.number, segment]),
		);
		this.#segments = manifest.segments.map((entry) => {
			const open = bySegment.get(entry.number);
			if (open === undefined) {
				return this.#openSegment(entry);
			}
			bySegment.delete(entry.number);
			return { ...open, entry, hasNewDeletions: false };
		});
		for (const { reader } of bySegment.values()) {
			reader.close();
		}
	}

	#openSegment(entry: SegmentEntry): OpenSegment {
		return openSegment(this.#directory, entry, this.#caches);
	}

	#sealCurrent(): void {
		if (this.#current === undefined) {
			return;
		}
		const sealed = this.#current.seal();
		const segment = this.#openSegment({
			...sealed,
			deletedDocuments: 0,
			sourceBytes: this.#currentSourceBytes,
		});
		this.#segments.push(segment);
		for (const doc of this.#currentDeleted) {
			deleteDoc(segment, doc);
		}
		this.#leaveCurrent();
	}

	/** The next article begins a segment of its own. */
	#leaveCurrent(): void {
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
		for (const segment of small) {
			for (const article of liveArticles(segment)) {
				this.#put(article, false);
			}
			segment.reader.close();
		}
		this.#sealCurrent();
	}

	#writeLists(): void {
		const { lists } = this.#options;
		if (this.#lists === undefined) {
			const texts = lists();
			this.#lists = writeLists(this.#directory, this.#nextFile++, texts);
		}
	}

	#forget(): void {
		this.#current?.abandon();
		this.#leaveCurrent();
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

	#beginChange(): void {
		this.#requireOpen();
		if (this.#isChanging) {
			throw new SearchError(
				"closed",
				`${this.#directory.name}: a change by this writer failed half way; roll back to the last commit, or close it and open another one`,
			);
		}
		this.#isChanging = true;
	}
}
