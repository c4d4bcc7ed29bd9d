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
import type { CutBatch } from "./cut-batch.ts";
import {
	type BatchInWriting,
	type FileNumbers,
	IndexContent,
} from "./index-content.ts";
import { writeLists } from "./lists.ts";
import {
	type FileEntry,
	filesOf,
	type Manifest,
	manifestBytes,
	readNewestManifest,
	type SealedSegment,
} from "./manifest.ts";
import { liveArticles } from "./open-segment.ts";
import { type LoggedQuestion, WrittenLog } from "./question-log.ts";
import { hasResume, readResumable } from "./resume.ts";
import { saidOf } from "./said-of-articles.ts";
import { requireSameFingerprint, withoutLists } from "./same-fingerprint.ts";
import type { SealingCrew } from "./seal-job.ts";
import { readSources, type SourceTable, writeSources } from "./sources.ts";
import { citesAsFound, staleness } from "./staleness.ts";
import type { WriterAnalysis } from "./writer-analysis.ts";
import { type BaseOptions, readBase } from "./writer-base.ts";

export interface WriterOptions extends BaseOptions {
	/** Called once, when it is first needed: a run that finds nothing to do never needs it. */
	readonly loadAnalysis: () => WriterAnalysis;
	/** Bound on the memory of the tokens that wait to be written. */
	readonly memoryLimitBytes: number;
	/** Segments of which an article that is put need not be cut again: those of a former generation that are whole. */
	readonly stock?: readonly SealedSegment[];
	/** Notes what is sealed before the commit, and starts from what a killed run noted. */
	readonly resumes?: boolean;
}

/** The one writer of an index. Nothing it does is visible before `commit` returns; then all of it is. */
export class IndexWriter {
	readonly #directory: Directory;
	readonly #options: WriterOptions;
	readonly #lock: WriterLock;
	readonly #content: IndexContent;
	readonly #numbers: FileNumbers = { next: 1 };
	#analysis: WriterAnalysis | undefined;
	#base: Manifest | undefined;
	#generation: number;
	#lists: FileEntry | undefined;
	/** The log of questions, which outlives a rebuild. */
	readonly #log: WrittenLog;
	/** Whether what was committed before is still to be left behind. */
	#startsAnew: boolean;
	/** True while something is changed, and after that has failed: half a change is known to nobody. */
	#isChanging = false;
	/** While a batch is taken in, articles may be deleted in between. */
	#isTaking = false;
	#isClosed = false;

	/**
	 * Takes the writer's lock and starts from the newest generation, a rebuild from nothing.
	 * @throws SearchError `locked`, and but for a rebuild `corrupt`, `too-old`, `too-new`, `other-analyzer`, `other-options`
	 */
	constructor(directory: Directory, options: WriterOptions) {
		this.#directory = directory;
		this.#options = options;
		this.#startsAnew = options.isRebuild;
		this.#content = new IndexContent(directory, options, this.#numbers, () =>
			this.#loaded(),
		);
		this.#log = new WrittenLog(directory, () => this.#numbers.next++);
		this.#lock = directory.lock();
		try {
			this.#base = readBase(directory, options);
			this.#generation = newestGeneration(directory);
			this.#numbers.next = nextFileNumber(directory, this.#base?.nextFile);
			this.#startFromFormer();
			for (const entry of options.stock ?? []) {
				this.#content.addStock(entry);
			}
			if (options.resumes === true && hasResume(directory)) {
				this.#resume();
			}
		} catch (cause) {
			this.#content.startFrom([]);
			this.#lock.release();
			throw cause;
		}
	}

	/** The generation this writer started from or last committed; 0 where there was none. */
	get generation(): number {
		return this.#generation;
	}

	/** Articles that a run which never committed had indexed already. */
	get restored(): number {
		return this.#content.restored;
	}

	/** The table of sources of the generation this writer builds on. */
	sources(): SourceTable {
		const entry = this.#former?.sources;
		return entry === undefined
			? { roots: [], readers: "", records: [] }
			: readSources(this.#directory, entry);
	}

	/** Loads the analyzer now. @throws SearchError `other-analyzer` where the index was made with another */
	analysis(): WriterAnalysis {
		return this.#loaded();
	}

	has(id: ArticleId): boolean {
		return this.#content.has(id);
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
		const isReplaced = this.#content.put(article, !bringsCitations);
		this.#isChanging = false;
		return isReplaced;
	}

	/**
	 * Begins to take in articles that were cut elsewhere, by an analyzer with the same fingerprint. They are put one by one and in their
	 * order, deletions in between if need be; those that are not put are left out.
	 */
	beginBatch(batch: CutBatch): BatchInWriting {
		this.#beginChange();
		const taking = this.#content.beginBatch(batch);
		this.#isTaking = true;
		return {
			put: (number) => taking.put(number),
			end: (crew) => {
				taking.end(crew);
				this.#isTaking = false;
				this.#isChanging = false;
			},
		};
	}

	/** Whether the segment that is being written is to be sealed before anything is added. */
	get isFull(): boolean {
		return this.#content.isFull;
	}

	/** How many segments this writer has begun: a vocabulary of terms need not be kept beyond the end of one. */
	get segmentsBegun(): number {
		return this.#content.segmentsBegun;
	}

	/** Seals the segment that is being written, with a crew where one helps; nothing else may be asked of the writer meanwhile. */
	async seal(crew?: SealingCrew): Promise<void> {
		this.#beginChange();
		await this.#content.seal(crew);
		this.#isChanging = false;
	}

	/** Says that no batch of this cutter comes any more. */
	forgetVocabulary(cutter: number): void {
		this.#content.forgetVocabulary(cutter);
	}

	/** Whether some of what is put may be restored instead of being cut: articles that a run which never committed had indexed. */
	get restores(): boolean {
		return this.#content.restores;
	}

	/** Returns whether an article had that id. */
	delete(id: ArticleId): boolean {
		if (this.#isTaking) {
			return this.#content.delete(id);
		}
		this.#beginChange();
		const isDeleted = this.#content.delete(id);
		this.#isChanging = false;
		return isDeleted;
	}

	/**
	 * Changes to an analyzer with other lists: articles that it cuts in another way are put anew, all others stay as they are. Returns the ids
	 * of the former.
	 * @throws SearchError `other-analyzer` where more than lists differs
	 */
	updateLists(analysis: WriterAnalysis): ArticleId[] {
		this.#beginChange();
		const former = this.#loaded().analyzer;
		const { analyzer } = analysis;
		requireSameFingerprint(this.#directory, former.fingerprint, {
			...former.fingerprint,
			...withoutLists(analyzer.fingerprint),
		});
		this.#analysis = analysis;
		this.#lists = undefined;
		const isStale = staleness(former, analyzer);
		const stale: ArticleId[] = [];
		for (const segment of this.#content.sealed()) {
			for (const article of liveArticles(segment)) {
				if (isStale(article)) {
					stale.push(article.id);
					this.#content.put(article, citesAsFound(article, former));
				}
			}
		}
		this.#isChanging = false;
		return stale;
	}

	/**
	 * Takes questions and the articles that answered them into the log, in place of what it has or added to that. Articles that the index has not
	 * are kept: they may come. Returns how many pairs of question and article the log has now.
	 * @throws SearchError `corrupt` where the log that is added to cannot be read
	 */
	learn(
		questions: Iterable<LoggedQuestion>,
		{ adds }: { readonly adds: boolean },
	): number {
		this.#beginChange();
		const count = this.#log.learn(questions, adds);
		this.#isChanging = false;
		return count;
	}

	/**
	 * Makes everything since the last commit visible and durable, as one generation. `sources` replaces the table of sources; without it the
	 * former one stays. After an error nobody knows whether the generation counts: roll back, or close.
	 */
	commit(sources?: SourceTable): Manifest {
		this.#beginChange();
		const manifest = this.#commit(sources);
		this.#isChanging = false;
		return manifest;
	}

	/** Forgets everything since the last commit. */
	rollback(): void {
		this.#requireOpen();
		// A commit that failed may count all the same.
		if (newestGeneration(this.#directory) !== this.#generation) {
			this.#base = readNewestManifest(this.#directory);
			this.#generation = newestGeneration(this.#directory);
			this.#startsAnew = false;
		}
		this.#startFromFormer();
		this.#isTaking = false;
		this.#isChanging = false;
	}

	close(): void {
		if (this.#isClosed) {
			return;
		}
		this.#isClosed = true;
		try {
			this.#content.startFrom([]);
		} finally {
			this.#lock.release();
		}
	}

	/** What this writer builds on; nothing while it starts anew. */
	get #former(): Manifest | undefined {
		return this.#startsAnew ? undefined : this.#base;
	}

	#commit(sources: SourceTable | undefined): Manifest {
		const former = this.#former;
		this.#content.sealPending();
		this.#content.merge(former === undefined);
		const segments = this.#content.sealSegments();
		const sourcesEntry =
			sources === undefined
				? former?.sources
				: writeSources(this.#directory, this.#numbers.next++, sources);
		this.#writeLists();
		const content = {
			generation: this.#generation + 1,
			fingerprint:
				former !== undefined && this.#analysis === undefined
					? former.fingerprint
					: this.#loaded().analyzer.fingerprint,
			sourceSettings:
				this.#options.sourceSettings ?? former?.sourceSettings ?? {},
			segments,
			...(sourcesEntry && { sources: sourcesEntry }),
			...(this.#lists && { lists: this.#lists }),
			...(this.#log.entry && { log: this.#log.entry }),
		};
		const said = saidOf({ ...content, nextFile: 0 }, former, {
			directory: this.#directory,
			nextNumber: () => this.#numbers.next++,
			analyzer: () => this.#loaded().analyzer,
			questions: () => this.#log.questions(),
		});
		const manifest: Manifest = {
			...content,
			...(said && { said }),
			nextFile: this.#numbers.next,
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
		this.#content.committed(segments);
		return manifest;
	}

	#startFromFormer(): void {
		this.#lists = this.#former?.lists;
		this.#log.entry = this.#base?.log;
		this.#content.startFrom(this.#former?.segments ?? []);
	}

	#loaded(): WriterAnalysis {
		if (this.#analysis === undefined) {
			const analysis = this.#options.loadAnalysis();
			if (this.#former !== undefined) {
				requireSameFingerprint(
					this.#directory,
					this.#former.fingerprint,
					analysis.analyzer.fingerprint,
				);
			}
			this.#analysis = analysis;
		}
		return this.#analysis;
	}

	/** Takes in what a killed run had sealed. */
	#resume(): void {
		const { fingerprint } = this.#loaded().analyzer;
		const committed = new Set(
			this.#base?.segments.map(({ number }) => number) ?? [],
		);
		for (const segment of readResumable(this.#directory, fingerprint)) {
			// A run that was killed after its commit may have left its note.
			if (!committed.has(segment.number)) {
				this.#content.resume(segment);
			}
		}
	}

	#writeLists(): void {
		if (this.#lists === undefined) {
			const lists = this.#loaded().lists();
			this.#lists = writeLists(this.#directory, this.#numbers.next++, lists);
		}
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
