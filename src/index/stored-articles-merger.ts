import type { FrameWriter } from "./frame.ts";
import {
	ArticleTextsGatherer,
	dictionaryOf,
	packArticles,
	StoredArticlesWriter,
} from "./stored-articles.ts";

/** UTF-8 bytes of articles that are packed at once; a whole number of chunks but for the last of them. */
const PACKED_AT_ONCE_BYTES = 1 << 20;

/** Packs articles of other segments anew. */
export class StoredArticlesMerger {
	readonly #writer: StoredArticlesWriter;
	readonly #texts = new ArticleTextsGatherer();
	#dictionary: Uint8Array | undefined;

	constructor(out: FrameWriter) {
		this.#writer = new StoredArticlesWriter(out);
	}

	/** @param json an article as it is stored */
	add(json: Uint8Array): void {
		this.#texts.addStored(json);
		if (this.#texts.lengthBytes >= PACKED_AT_ONCE_BYTES) {
			this.#flush();
		}
	}

	finish(): void {
		if (this.#texts.lengthBytes > 0) {
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
