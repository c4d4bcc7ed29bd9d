import { deflateRawSync, inflateRawSync } from "node:zlib";
import { type Article, completeArticle } from "../article.ts";
import { ByteReader } from "../bytes/byte-reader.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import { utf8Text } from "../bytes/units.ts";
import type { ByteCache } from "./byte-cache.ts";
import type { FrameWriter } from "./frame.ts";
import type { PagedFile } from "./paged-file.ts";

/*
 * "Here is a document; give me its article." (FORMAT.md, "Stored articles")
 * Chunks of articles as JSON, deflated; the first chunk is the dictionary of all others, so that small chunks pack
 * nearly as well as large ones. A table of chunks stands at the end.
 */

/** Length from which a chunk is closed: small, because reading one article unpacks all of its chunk. */
const CHUNK_UNITS = 8192;
/** The first chunk is as long as deflate looks back. */
const DICTIONARY_UNITS = 12_000;
const DICTIONARY_BYTES = 32_768;
/** Stands in no JSON text, where a line end is written \\n. */
const LINE_END = "\n";
const LINE_END_BYTE = 0x0a;
const COMPRESSION_LEVEL = 6;
const TABLE_ENTRY_BYTES = 10;

/** Writes the articles of a segment in the order of their documents. */
export class StoredArticlesWriter {
	readonly #out: FrameWriter;
	readonly #table = new ByteWriter();
	/** The articles of the chunk at hand, each a line of JSON; counted in UTF-16 units until the chunk is closed. */
	#lines: string[] = [];
	#units = 0;
	#dictionary: Uint8Array | undefined;
	#documents = 0;
	#firstOfChunk = 0;

	constructor(out: FrameWriter) {
		this.#out = out;
	}

	add(article: Article): void {
		const line = JSON.stringify(toStored(article));
		this.#lines.push(line);
		this.#units += line.length;
		this.#documents++;
		const limit =
			this.#dictionary === undefined ? DICTIONARY_UNITS : CHUNK_UNITS;
		if (this.#units >= limit) {
			this.#flush();
		}
	}

	finish(): void {
		this.#flush();
		const tableStart = this.#out.length;
		this.#out.append(this.#table.view());
		const trailer = new ByteWriter(6);
		trailer.u48(tableStart);
		this.#out.append(trailer.view());
	}

	#flush(): void {
		if (this.#lines.length === 0) {
			return;
		}
		this.#table.u32(this.#firstOfChunk);
		this.#table.u48(this.#out.length);
		const raw = Buffer.from(this.#lines.join(LINE_END));
		this.#out.append(
			deflateRawSync(raw, {
				level: COMPRESSION_LEVEL,
				...(this.#dictionary && { dictionary: this.#dictionary }),
			}),
		);
		this.#dictionary ??= raw.subarray(0, DICTIONARY_BYTES);
		this.#lines = [];
		this.#units = 0;
		this.#firstOfChunk = this.#documents;
	}
}

/** An article as stored: what every article has but most have empty is left out. */
type StoredArticle = Omit<
	Article,
	"category" | "headings" | "citations" | "editorRelated"
> &
	Partial<
		Pick<Article, "category" | "headings" | "citations" | "editorRelated">
	>;

function toStored(article: Article): StoredArticle {
	const { category, headings, citations, editorRelated, ...rest } = article;
	return {
		...rest,
		...(category.length > 0 && { category }),
		...(headings.length > 0 && { headings }),
		...(citations.length > 0 && { citations }),
		...(editorRelated.length > 0 && { editorRelated }),
	};
}

/** Reads articles by their document number. */
export class StoredArticlesReader {
	readonly #file: PagedFile;
	readonly #cache: ByteCache<string, Uint8Array>;
	#table: { firstDocs: Float64Array; starts: Float64Array } | undefined;
	#dictionary: Uint8Array | undefined;

	constructor(file: PagedFile, cache: ByteCache<string, Uint8Array>) {
		this.#file = file;
		this.#cache = cache;
	}

	read(doc: number): Article {
		const { firstDocs } = this.#loadTable();
		let low = 0;
		let high = firstDocs.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (firstDocs[middle]! <= doc) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		const chunk = low - 1;
		try {
			const line = lineAt(this.#chunk(chunk), doc - firstDocs[chunk]!);
			const json = utf8Text(line);
			// What is checked by its checksum and was written by StoredArticlesWriter is an article.
			return completeArticle(JSON.parse(json) as StoredArticle);
		} catch (cause) {
			throw this.#file.damaged(`document ${doc} cannot be unpacked`, cause);
		}
	}

	#chunk(chunk: number): Uint8Array {
		const key = `${this.#file.name}#${chunk}`;
		const cached = this.#cache.get(key);
		if (cached !== undefined) {
			return cached;
		}
		const { starts } = this.#loadTable();
		const packed = this.#file.bytes(starts[chunk]!, starts[chunk + 1]!);
		let bytes: Uint8Array;
		if (chunk === 0) {
			bytes = inflateRawSync(packed);
		} else {
			this.#dictionary ??= this.#chunk(0).slice(0, DICTIONARY_BYTES);
			bytes = inflateRawSync(packed, { dictionary: this.#dictionary });
		}
		this.#cache.set(key, bytes, bytes.length);
		return bytes;
	}

	#loadTable(): { firstDocs: Float64Array; starts: Float64Array } {
		if (this.#table !== undefined) {
			return this.#table;
		}
		const end = this.#file.lengthBytes - 6;
		const tableStart = new ByteReader(
			this.#file.bytes(end, this.#file.lengthBytes),
		).u48();
		const reader = new ByteReader(this.#file.bytes(tableStart, end));
		const chunks = (end - tableStart) / TABLE_ENTRY_BYTES;
		const firstDocs = new Float64Array(chunks);
		const starts = new Float64Array(chunks + 1);
		for (let i = 0; i < chunks; i++) {
			firstDocs[i] = reader.u32();
			starts[i] = reader.u48();
		}
		starts[chunks] = tableStart;
		this.#table = { firstDocs, starts };
		return this.#table;
	}
}

/** The line of that number, without its end. */
function lineAt(bytes: Uint8Array, line: number): Uint8Array {
	let start = 0;
	for (let i = 0; i < line; i++) {
		start = bytes.indexOf(LINE_END_BYTE, start) + 1;
	}
	const end = bytes.indexOf(LINE_END_BYTE, start);
	return bytes.subarray(start, end < 0 ? bytes.length : end);
}
