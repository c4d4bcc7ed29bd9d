import { deflateRawSync, inflateRawSync } from "node:zlib";
import { type Article, completeArticle } from "../article.ts";
import { ByteReader } from "../bytes/byte-reader.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import { int32Column, uint16Column } from "../bytes/columns.ts";
import { lowerBound } from "../bytes/lower-bound.ts";
import { utf8Text } from "../bytes/units.ts";
import { SearchError } from "../errors.ts";
import { type ByteCache, type Kept, lookAt } from "./byte-cache.ts";
import type { FrameWriter } from "./frame.ts";
import type { PagedFile } from "./paged-file.ts";

/*
 * "Here is a document; give me its article." (FORMAT.md, "Stored articles")
 * A chunk is a table of where its articles end, and the articles as JSON, deflated together; the start of the first chunk
 * is the dictionary of all others, so that small chunks pack nearly as well as large ones. A table of chunks stands at the end.
 */

/** Bytes from which a chunk is closed: small, because reading one article unpacks all of its chunk. */
const CHUNK_BYTES = 16_384;
/** The start of the first chunk; a longer dictionary packs 2 % better and takes half as long again. */
const DICTIONARY_BYTES = 8192;
const COMPRESSION_LEVEL = 5;
/** First document (u32), low and high part of the chunk's start (u32, u16), each a column. */
const TABLE_ENTRY_BYTES = 10;
/** Where the table starts (u48), and the number of documents (u32). */
const TRAILER_BYTES = 10;

/** Writes the articles of a segment in the order of their documents. */
export class StoredArticlesWriter {
	readonly #out: FrameWriter;
	readonly #chunks: { readonly firstDoc: number; readonly start: number }[] =
		[];
	/** The articles of the chunk at hand as JSON, and where each ends in UTF-8. */
	#articles: string[] = [];
	#ends: number[] = [];
	#bytes = 0;
	#dictionary: Uint8Array | undefined;
	#documents = 0;
	#firstOfChunk = 0;

	constructor(out: FrameWriter) {
		this.#out = out;
	}

	add(article: Article): void {
		const json = JSON.stringify(toStored(article));
		this.#bytes += Buffer.byteLength(json);
		this.#articles.push(json);
		this.#ends.push(this.#bytes);
		this.#documents++;
		if (this.#bytes >= CHUNK_BYTES) {
			this.#flush();
		}
	}

	finish(): void {
		this.#flush();
		const tableStart = this.#out.length;
		const table = new ByteWriter(this.#chunks.length * TABLE_ENTRY_BYTES);
		for (const { firstDoc } of this.#chunks) table.u32(firstDoc);
		for (const { start } of this.#chunks) table.u32(start % 0x1_0000_0000);
		for (const { start } of this.#chunks) {
			table.u16(Math.floor(start / 0x1_0000_0000));
		}
		table.u48(tableStart);
		table.u32(this.#documents);
		this.#out.append(table.view());
	}

	#flush(): void {
		if (this.#articles.length === 0) {
			return;
		}
		this.#chunks.push({
			firstDoc: this.#firstOfChunk,
			start: this.#out.length,
		});
		const ends = new ByteWriter(this.#ends.length * 4);
		for (const end of this.#ends) {
			ends.u32(end);
		}
		const raw = Buffer.concat([
			ends.view(),
			Buffer.from(this.#articles.join("")),
		]);
		this.#out.append(
			deflateRawSync(raw, {
				level: COMPRESSION_LEVEL,
				...(this.#dictionary && { dictionary: this.#dictionary }),
			}),
		);
		this.#dictionary ??= raw.subarray(0, DICTIONARY_BYTES);
		this.#articles = [];
		this.#ends = [];
		this.#bytes = 0;
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
	readonly #cache: ByteCache<Uint8Array>;
	/** Chunks unpacked so far, as long as the cache keeps them. */
	readonly #unpacked: (Kept<Uint8Array> | undefined)[] = [];
	#table: ChunkTable | undefined;
	#dictionary: Uint8Array | undefined;

	constructor(file: PagedFile, cache: ByteCache<Uint8Array>) {
		this.#file = file;
		this.#cache = cache;
	}

	read(doc: number): Article {
		try {
			// What is checked by its checksum and was written by StoredArticlesWriter is an article.
			return completeArticle(JSON.parse(this.#json(doc)) as StoredArticle);
		} catch (cause) {
			throw this.#damaged(doc, cause);
		}
	}

	/** Whether that document is this very article, in every field. */
	isEqual(
		doc: number,
		article: Article,
		{ ignoresCitations }: { readonly ignoresCitations: boolean },
	): boolean {
		const json = this.#json(doc);
		if (!ignoresCitations) {
			return json === JSON.stringify(toStored(article));
		}
		const { citations, ...others } = JSON.parse(json) as StoredArticle;
		return (
			JSON.stringify(others) ===
			JSON.stringify(toStored({ ...article, citations: [] }))
		);
	}

	#json(doc: number): string {
		const table = this.#loadTable();
		const chunk = lowerBound(table.firstDocs, doc + 1, 0, table.chunks) - 1;
		const first = firstDocOf(table, chunk);
		try {
			return articleAt(
				this.#chunk(chunk),
				doc - first,
				firstDocOf(table, chunk + 1) - first,
			);
		} catch (cause) {
			throw this.#damaged(doc, cause);
		}
	}

	#damaged(doc: number, cause: unknown): unknown {
		return cause instanceof SearchError
			? cause
			: this.#file.damaged(`document ${doc} cannot be unpacked`, cause);
	}

	#chunk(chunk: number): Uint8Array {
		const cached = lookAt(this.#unpacked[chunk]);
		if (cached !== undefined) {
			return cached;
		}
		const table = this.#loadTable();
		const packed = this.#file.bytes(
			startOf(table, chunk),
			startOf(table, chunk + 1),
		);
		let bytes: Uint8Array;
		if (chunk === 0) {
			bytes = inflateRawSync(packed);
		} else {
			this.#dictionary ??= this.#chunk(0).slice(0, DICTIONARY_BYTES);
			bytes = inflateRawSync(packed, { dictionary: this.#dictionary });
		}
		this.#unpacked[chunk] = this.#cache.keep(bytes, bytes.length);
		return bytes;
	}

	#loadTable(): ChunkTable {
		if (this.#table !== undefined) {
			return this.#table;
		}
		const end = this.#file.lengthBytes - TRAILER_BYTES;
		const trailer = new ByteReader(
			this.#file.bytes(end, this.#file.lengthBytes),
		);
		const tableStart = trailer.u48();
		const documents = trailer.u32();
		const bytes = this.#file.bytes(tableStart, end);
		const chunks = bytes.length / TABLE_ENTRY_BYTES;
		this.#table = {
			chunks,
			documents,
			tableStart,
			firstDocs: int32Column(bytes, 0, chunks),
			startsLow: int32Column(bytes, chunks * 4, chunks),
			startsHigh: uint16Column(bytes, chunks * 8, chunks),
		};
		return this.#table;
	}
}

/** Columns with one number a chunk, and what comes after the last. */
interface ChunkTable {
	readonly chunks: number;
	readonly documents: number;
	readonly tableStart: number;
	readonly firstDocs: Int32Array;
	readonly startsLow: Int32Array;
	readonly startsHigh: Uint16Array;
}

function firstDocOf(table: ChunkTable, chunk: number): number {
	return table.firstDocs[chunk] ?? table.documents;
}

function startOf(table: ChunkTable, chunk: number): number {
	return chunk === table.chunks
		? table.tableStart
		: table.startsHigh[chunk]! * 0x1_0000_0000 +
				(table.startsLow[chunk]! >>> 0);
}

/** The JSON of a chunk's article of that number; `count` articles are in the chunk. */
function articleAt(chunk: Uint8Array, number: number, count: number): string {
	const ends = new ByteReader(chunk, Math.max(0, number - 1) * 4);
	const start = number === 0 ? 0 : ends.u32();
	const end = ends.u32();
	return utf8Text(chunk.subarray(count * 4 + start, count * 4 + end));
}
