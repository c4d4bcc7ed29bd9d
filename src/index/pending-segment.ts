import type { Article, ArticleId } from "../article.ts";
import { SearchError } from "../errors.ts";
import type { Directory } from "../storage/directory.ts";
import { BatchCutter } from "./batch-cutter.ts";
import { type CutBatch, PUT_CUTTER } from "./cut-batch.ts";
import type { Cutting } from "./document-kind.ts";
import { keptOfBatch } from "./kept-of-batch.ts";
import type { SealedSegment } from "./manifest.ts";
import type { SealingCrew } from "./seal-job.ts";
import { SegmentWriter } from "./segment-writer.ts";
import type { Vocabularies, VocabularyTerms } from "./vocabularies.ts";

/** Files of a segment take 1.2 (long texts) to 1.6 (provisions) times the bytes of the texts. */
const BYTES_PER_SOURCE_BYTE = 1.6;

export interface SealedPending {
	/** As if nothing were deleted. */
	readonly sealed: SealedSegment;
	readonly deleted: ReadonlySet<number>;
}

/** The segment that articles are being written to, and which of them were replaced or deleted again. */
export class PendingSegment {
	readonly #writer: SegmentWriter;
	readonly #vocabularies: Vocabularies;
	readonly #docs = new Map<ArticleId, number>();
	readonly #deleted = new Set<number>();
	#cutter: BatchCutter | undefined;
	#sourceBytes = 0;
	/** Of the batch that is being taken in, which articles are put. */
	#isPut: boolean[] = [];
	#putCount = 0;
	#terms: VocabularyTerms | undefined;
	#crew: SealingCrew | undefined;

	constructor(
		directory: Directory,
		number: number,
		vocabularies: Vocabularies,
	) {
		this.#writer = new SegmentWriter(directory, number);
		this.#vocabularies = vocabularies;
	}

	get documents(): number {
		return this.#writer.documents + (this.#cutter?.documents ?? 0);
	}

	/** Whether a crew packs its articles, and has to seal it. */
	get hasCrew(): boolean {
		return this.#crew !== undefined;
	}

	/** How many more articles it can take. */
	get room(): number {
		return this.#writer.room - (this.#cutter?.documents ?? 0);
	}

	/** Bytes of memory that sealing takes. */
	get memoryBytes(): number {
		return this.#writer.memoryBytes + (this.#cutter?.memoryBytes ?? 0);
	}

	has(id: ArticleId): boolean {
		return this.#docs.has(id);
	}

	/** Cuts an article and adds it. */
	add(article: Article, findsCitations: boolean, cutting: Cutting): void {
		this.#cutter ??= new BatchCutter(cutting, PUT_CUTTER, this.#writer.number);
		const inBatch = this.#cutter.add(article, findsCitations);
		this.#docs.set(article.id, this.#writer.documents + inBatch);
		if (this.#cutter.isFull) {
			this.#takeFromCutter();
		}
	}

	/** Begins to take in a batch that was cut elsewhere: its articles are put one by one. */
	beginBatch(batch: CutBatch): void {
		this.#takeFromCutter();
		// Also of a batch of which nothing is put: the next goes on from its terms.
		this.#terms = this.#vocabularies.termsOf(batch.vocabulary);
		this.#isPut = [];
		this.#putCount = 0;
	}

	/** Puts the article of that number of the batch. */
	putOfBatch(batch: CutBatch, number: number): void {
		this.#isPut[number] = true;
		this.#docs.set(
			batch.ids[number]!,
			this.#writer.documents + this.#putCount++,
		);
	}

	/** Appends the articles of the batch that were put. */
	endBatch(batch: CutBatch, crew: SealingCrew | undefined): void {
		if (this.#putCount === 0) {
			return;
		}
		const kept =
			this.#putCount === batch.ids.length
				? batch
				: keptOfBatch(batch, this.#isPut);
		this.#append(kept, this.#terms, crew);
	}

	/** Returns whether an article had that id. Its bytes are counted off when the segment is sealed and can be read. */
	delete(id: ArticleId): boolean {
		const doc = this.#docs.get(id);
		if (doc === undefined) {
			return false;
		}
		this.#docs.delete(id);
		this.#deleted.add(doc);
		return true;
	}

	/** Writes and syncs all files. */
	seal(): SealedPending {
		if (this.#crew !== undefined) {
			throw new TypeError("a crew that packs articles has to seal them");
		}
		this.#takeFromCutter();
		try {
			return this.#sealed(this.#writer.seal());
		} catch (cause) {
			throw this.#withNeed(cause);
		}
	}

	/** As `seal`, with the help of a crew. */
	async sealWith(crew: SealingCrew): Promise<SealedPending> {
		this.#takeFromCutter();
		try {
			return this.#sealed(await this.#writer.sealWith(crew));
		} catch (cause) {
			throw this.#withNeed(cause);
		}
	}

	/** Removes its files: nobody will read them. */
	abandon(): void {
		this.#writer.abandon();
	}

	#takeFromCutter(): void {
		if (this.#cutter !== undefined && this.#cutter.documents > 0) {
			const batch = this.#cutter.take();
			const terms = this.#vocabularies.termsOf(batch.vocabulary);
			this.#append(batch, terms, this.#crew);
		}
	}

	#append(
		batch: CutBatch,
		terms: VocabularyTerms | undefined,
		crew: SealingCrew | undefined,
	): void {
		if (terms === undefined) {
			throw new TypeError("a batch is begun first");
		}
		this.#crew ??= crew;
		this.#writer.append(batch, terms, this.#crew);
		for (const bytes of batch.sourceBytes) {
			this.#sourceBytes += bytes;
		}
	}

	#sealed(sealed: Omit<SealedSegment, "sourceBytes">): SealedPending {
		return {
			sealed: { ...sealed, sourceBytes: this.#sourceBytes },
			deleted: this.#deleted,
		};
	}

	/** On a full disk, with how much all of the segment takes. */
	#withNeed(cause: unknown): unknown {
		if (!(cause instanceof SearchError) || cause.code !== "disk-full") {
			return cause;
		}
		const bytes = this.#sourceBytes * BYTES_PER_SOURCE_BYTE;
		return new SearchError(
			"disk-full",
			`${cause.message}; the segment that was being written takes about ${Math.ceil(bytes / 1_000_000)} MB in all`,
			{ cause },
		);
	}
}
