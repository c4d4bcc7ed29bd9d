import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Article } from "../article.ts";
import { ByteReader } from "../bytes/byte-reader.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import { int32Column, uint16Column } from "../bytes/columns.ts";
import { lowerBound } from "../bytes/lower-bound.ts";
import { SearchError } from "../errors.ts";
import { ArticleRowsWriter, articleOfRows } from "./article-rows.ts";
import { type ByteCache, type Kept, lookAt } from "./byte-cache.ts";
import type { FrameWriter } from "./frame.ts";
import type { PagedFile } from "./paged-file.ts";

/*
 * "Here is a document; give me its article." (FORMAT.md, "Stored articles")
 * A chunk is articles as rows (article-rows.ts), deflated together; the start of the first chunk is the dictionary of all others, so
 * that small chunks pack nearly as well as large ones. A table of chunks stands at the end.
 */

/** Units from which a chunk is closed: small, because reading one article unpacks all of its chunk. */
const CHUNK_UNITS = 8192;
/** The start of the first chunk. */
const DICTIONARY_BYTES = 16_384;
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
	readonly #rows = new ArticleRowsWriter();
	#dictionary: Uint8Array | undefined;
	#documents = 0;
	#firstOfChunk = 0;

	constructor(out: FrameWriter) {
		this.#out = out;
	}

	add(article: Article): void {
		this.#rows.add(article);
		this.#documents++;
		if (this.#rows.units >= CHUNK_UNITS) {
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
		if (this.#rows.articles === 0) {
			return;
		}
		this.#chunks.push({
			firstDoc: this.#firstOfChunk,
			start: this.#out.length,
		});
		// Units in two bytes each pack 9 % better than in the three that UTF-8 has for a Chinese character, and faster.
		const raw = Buffer.from(this.#rows.take(), "utf16le");
		this.#out.append(
			deflateRawSync(raw, {
				level: COMPRESSION_LEVEL,
				...(this.#dictionary && { dictionary: this.#dictionary }),
			}),
		);
		this.#dictionary ??= raw.subarray(0, DICTIONARY_BYTES);
		this.#firstOfChunk = this.#documents;
	}
}

/** Reads articles by their document number. */
export class StoredArticlesReader {
	readonly #file: PagedFile;
	readonly #cache: ByteCache<string>;
	/** Chunks unpacked so far, as long as the cache keeps them. */
	readonly #unpacked: (Kept<string> | undefined)[] = [];
	#table: ChunkTable | undefined;
	#dictionary: Uint8Array | undefined;

	constructor(file: PagedFile, cache: ByteCache<string>) {
		this.#file = file;
		this.#cache = cache;
	}

	read(doc: number): Article {
		const table = this.#loadTable();
		const chunk = lowerBound(table.firstDocs, doc + 1, 0, table.chunks) - 1;
		try {
			return articleOfRows(this.#chunk(chunk), doc - firstDocOf(table, chunk));
		} catch (cause) {
			throw this.#damaged(doc, cause);
		}
	}

	#damaged(doc: number, cause: unknown): unknown {
		return cause instanceof SearchError
			? cause
			: this.#file.damaged(`document ${doc} cannot be unpacked`, cause);
	}

	#chunk(chunk: number): string {
		const cached = lookAt(this.#unpacked[chunk]);
		if (cached !== undefined) {
			return cached;
		}
		const rows = this.#inflated(chunk).toString("utf16le");
		this.#unpacked[chunk] = this.#cache.keep(rows, rows.length * 2);
		return rows;
	}

	#inflated(chunk: number): Buffer {
		const table = this.#loadTable();
		const packed = this.#file.bytes(
			startOf(table, chunk),
			startOf(table, chunk + 1),
		);
		if (chunk === 0) {
			return inflateRawSync(packed);
		}
		this.#dictionary ??= this.#inflated(0).subarray(0, DICTIONARY_BYTES);
		return inflateRawSync(packed, { dictionary: this.#dictionary });
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
