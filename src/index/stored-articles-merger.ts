import type { ArticleRow } from "./article-rows.ts";
import type { FrameWriter } from "./frame.ts";
import {
	ArticleTextsGatherer,
	dictionaryOf,
	packArticles,
	StoredArticlesWriter,
} from "./stored-articles.ts";

/** UTF-16 units of articles that are packed at once; a whole number of chunks but for the last of them. */
const PACKED_AT_ONCE = 1 << 19;

/** Packs articles of other segments anew. */
export class StoredArticlesMerger {
	readonly #writer: StoredArticlesWriter;
	readonly #texts = new ArticleTextsGatherer();
	#dictionary: Uint8Array | undefined;

	constructor(out: FrameWriter) {
		this.#writer = new StoredArticlesWriter(out);
	}

	/** @param row an article as it is stored */
	add(row: ArticleRow): void {
		this.#texts.addRow(row);
		if (this.#texts.length >= PACKED_AT_ONCE) {
			this.#flush();
		}
	}

	finish(): void {
		if (this.#texts.length > 0) {
			this.#flush();
		}
		this.#writer.finish();
	}

	#flush(): void {
		const texts = this.#texts.take();
		const isFirst = this.#dictionary === undefined;
		this.#dictionary ??= dictionaryOf(texts);
		this.#writer.append(packArticles(texts, this.#dictionary, isFirst));
	}
}
