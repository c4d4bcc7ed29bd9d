import type { Article, ArticleId } from "../article.ts";
import type { Directory } from "../storage/directory.ts";
import type { CutBatch } from "./cut-batch.ts";
import type { SealedSegment, SegmentEntry } from "./manifest.ts";
import { chooseMerges } from "./merge-policy.ts";
import { mergeSegments } from "./merge-segments.ts";
import { deleteDoc, type OpenSegment } from "./open-segment.ts";
import { PendingSegment, type SealedPending } from "./pending-segment.ts";
import { ResumeNotes } from "./resume.ts";
import type { SealingCrew } from "./seal-job.ts";
import { SegmentSet } from "./segment-set.ts";
import { Vocabularies } from "./vocabularies.ts";
import { cuttingOf, type WriterAnalysis } from "./writer-analysis.ts";

/** A segment with less room than this takes no further batch. */
const LEAST_ROOM = 1 << 20;

/** A batch of articles that a writer is taking in. */
export interface BatchInWriting {
	/** Puts the article of that number, in place of the one with its id if there is one. Returns whether there was. */
	put(number: number): boolean;
	/** Whoever gives a crew once has it seal the segment too. */
	end(crew?: SealingCrew): void;
}

/** Gives out the numbers of files; none twice. */
export interface FileNumbers {
	next: number;
}

export interface ContentOptions {
	/** Bound on the memory of the tokens that wait to be written. */
	readonly memoryLimitBytes: number;
	/** Notes what is sealed before the commit. */
	readonly resumes?: boolean;
}

/** The articles of an index that is being written: sealed segments with their deletions, and the segment that is at hand. */
export class IndexContent {
	readonly #directory: Directory;
	readonly #options: ContentOptions;
	readonly #numbers: FileNumbers;
	readonly #analysis: () => WriterAnalysis;
	readonly #segments: SegmentSet;
	/** Of what was sealed since the last commit. */
	readonly #notes: ResumeNotes;
	readonly #vocabularies = new Vocabularies();
	#pending: PendingSegment | undefined;
	/** How many segments were begun, or given up. */
	segmentsBegun = 0;
	/** Articles that did not have to be cut: a run that never committed had done so. */
	restored = 0;

	constructor(
		directory: Directory,
		options: ContentOptions,
		numbers: FileNumbers,
		analysis: () => WriterAnalysis,
	) {
		this.#directory = directory;
		this.#options = options;
		this.#numbers = numbers;
		this.#analysis = analysis;
		this.#segments = new SegmentSet(directory);
		this.#notes = new ResumeNotes(directory, options.resumes === true);
	}

	/** Forgets what is not committed, and starts from these segments. */
	startFrom(entries: readonly SegmentEntry[]): void {
		this.#pending?.abandon();
		this.#pending = undefined;
		this.segmentsBegun++;
		this.#notes.forget();
		this.#segments.reset(entries);
	}

	/** Takes in a segment of which articles may be restored. */
	addStock(segment: SealedSegment): void {
		this.#segments.addRestorable(segment);
	}

	/** As `addStock`, of a run that was killed: what it had sealed is named in this run's notes, too. */
	resume(segment: SealedSegment): void {
		this.#segments.addRestorable(segment);
		this.#notes.add(segment);
	}

	/** Whether some of what is put may be restored. */
	get restores(): boolean {
		return this.#segments.hasRestorable;
	}

	/** The sealed segments. */
	sealed(): readonly OpenSegment[] {
		return this.#segments.all();
	}

	has(id: ArticleId): boolean {
		return this.#pending?.has(id) === true || this.#segments.has(id);
	}

	put(article: Article, findsCitations: boolean): boolean {
		const isReplaced = this.delete(article.id);
		if (this.#segments.restore(article, { ignoresCitations: findsCitations })) {
			this.restored++;
			return isReplaced;
		}
		const pending = this.#pendingSegment();
		pending.add(article, findsCitations, cuttingOf(this.#analysis()));
		// A crew's segment is sealed by the crew.
		if (this.isFull && !pending.hasCrew) {
			this.sealPending();
			this.#note();
		}
		return isReplaced;
	}

	delete(id: ArticleId): boolean {
		return this.#pending?.delete(id) === true || this.#segments.delete(id);
	}

	beginBatch(batch: CutBatch): BatchInWriting {
		if (this.#pending !== undefined && this.#pending.room < batch.ids.length) {
			throw new TypeError("a full segment is to be sealed first");
		}
		const pending = this.#pendingSegment();
		pending.beginBatch(batch);
		return {
			put: (number) => {
				const isReplaced = this.delete(batch.ids[number]!);
				pending.putOfBatch(batch, number);
				return isReplaced;
			},
			end: (crew) => pending.endBatch(batch, crew),
		};
	}

	/** Whether the segment at hand is to be sealed before anything is added. */
	get isFull(): boolean {
		const pending = this.#pending;
		return (
			pending !== undefined &&
			(pending.room < LEAST_ROOM ||
				pending.memoryBytes > this.#options.memoryLimitBytes)
		);
	}

	async seal(crew: SealingCrew | undefined): Promise<void> {
		// A commit follows a segment that is not full.
		const { isFull } = this;
		const pending = this.#pending;
		if (crew !== undefined && pending !== undefined && pending.documents > 0) {
			this.#addSealed(await pending.sealWith(crew));
		}
		this.sealPending();
		if (isFull) {
			this.#note();
		}
	}

	sealPending(): void {
		if (this.#pending?.documents === 0) {
			// Nothing of a batch was put.
			this.#pending.abandon();
			this.#pending = undefined;
		}
		if (this.#pending !== undefined) {
			this.#addSealed(this.#pending.seal());
		}
	}

	/** No batch of this cutter comes any more. */
	forgetVocabulary(cutter: number): void {
		this.#vocabularies.forget(cutter);
	}

	/**
	 * Merges segments, so that queries stay fast.
	 * @param isFirst whether nothing was committed before
	 */
	merge(isFirst: boolean): void {
		for (;;) {
			const segments = this.#segments.all();
			const sizes = segments.map(({ entry, tombstones }) => ({
				documents: entry.documents,
				deleted: tombstones.count,
			}));
			const chosen = chooseMerges(sizes, isFirst);
			if (chosen.length === 0) {
				return;
			}
			const merged = chosen.map((i) => segments[i]!);
			const number = this.#numbers.next++;
			const sealed = mergeSegments(this.#directory, merged, number);
			this.#segments.replace(merged, { ...sealed, deletedDocuments: 0 });
		}
	}

	/** Seals the deletions; returns what the next manifest says of the segments. */
	sealSegments(): SegmentEntry[] {
		return this.#segments.seal(() => this.#numbers.next++);
	}

	/** Goes on from what `sealSegments` returned and was committed. */
	committed(entries: readonly SegmentEntry[]): void {
		this.#notes.forget();
		this.#segments.committed(entries);
	}

	#pendingSegment(): PendingSegment {
		if (this.#pending === undefined) {
			this.segmentsBegun++;
			this.#pending = new PendingSegment(
				this.#directory,
				this.#numbers.next++,
				this.#vocabularies,
			);
		}
		return this.#pending;
	}

	#addSealed({ sealed, deleted }: SealedPending): void {
		this.#pending = undefined;
		this.#notes.add(sealed);
		const segment = this.#segments.add({ ...sealed, deletedDocuments: 0 });
		for (const doc of deleted) {
			deleteDoc(segment, doc);
		}
	}

	#note(): void {
		this.#notes.write(
			() => this.#analysis().analyzer.fingerprint,
			() => this.#numbers.next++,
		);
	}
}
