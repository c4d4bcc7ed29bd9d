import type { Analyzer } from "../analysis/analyzer.ts";
import type { Article, ArticleId } from "../article.ts";
import { SearchError } from "../errors.ts";
import type { Directory } from "../storage/directory.ts";
import type { SealedSegment } from "./manifest.ts";
import { sourceBytes } from "./open-segment.ts";
import { type ArticlePrior, SegmentWriter } from "./segment-writer.ts";

/** Files of a segment take 1.2 (long texts) to 1.6 (provisions) times the bytes of the texts. */
const BYTES_PER_SOURCE_BYTE = 1.6;

/** The segment that articles are being written to, and which of them were replaced or deleted again. */
export class PendingSegment {
	readonly #writer: SegmentWriter;
	readonly #docs = new Map<ArticleId, number>();
	readonly #deleted = new Set<number>();
	#sourceBytes = 0;

	constructor(
		directory: Directory,
		analyzer: Analyzer,
		number: number,
		priorOf: ArticlePrior,
	) {
		this.#writer = new SegmentWriter(directory, analyzer, number, priorOf);
	}

	/** Whether it takes no more articles. */
	get isFull(): boolean {
		return this.#writer.isFull;
	}

	get memoryBytes(): number {
		return this.#writer.memoryBytes;
	}

	has(id: ArticleId): boolean {
		return this.#docs.has(id);
	}

	add(article: Article, findsCitations: boolean): void {
		this.#docs.set(article.id, this.#writer.add(article, findsCitations));
		this.#sourceBytes += sourceBytes(article);
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

	/** Writes and syncs all files; tells of the segment as if nothing were deleted, and which documents are. */
	seal(): {
		readonly sealed: SealedSegment;
		readonly deleted: ReadonlySet<number>;
	} {
		try {
			const sealed = { ...this.#writer.seal(), sourceBytes: this.#sourceBytes };
			return { sealed, deleted: this.#deleted };
		} catch (cause) {
			throw this.#withNeed(cause);
		}
	}

	/** Removes its files: nobody will read them. */
	abandon(): void {
		this.#writer.abandon();
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
