import type { Analyzer } from "../analysis/analyzer.ts";
import type { Article, ArticleId } from "../article.ts";
import type { Directory } from "../storage/directory.ts";
import type { SealedSegment } from "./manifest.ts";
import { sourceBytes } from "./open-segment.ts";
import { SegmentWriter } from "./segment-writer.ts";

/** The segment that articles are being written to, and which of them were replaced or deleted again. */
export class PendingSegment {
	readonly #writer: SegmentWriter;
	readonly #docs = new Map<ArticleId, number>();
	readonly #deleted = new Set<number>();
	#sourceBytes = 0;

	constructor(directory: Directory, analyzer: Analyzer, number: number) {
		this.#writer = new SegmentWriter(directory, analyzer, number);
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
		const sealed = { ...this.#writer.seal(), sourceBytes: this.#sourceBytes };
		return { sealed, deleted: this.#deleted };
	}

	/** Lets go of the files without sealing them. */
	abandon(): void {
		this.#writer.abandon();
	}
}
