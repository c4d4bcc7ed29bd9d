import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Article } from "../article.ts";
import { ByteReader } from "../bytes/byte-reader.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import { int32Column, uint16Column } from "../bytes/columns.ts";
import { IntColumn } from "../bytes/int-column.ts";
import { lowerBound } from "../bytes/lower-bound.ts";
import { SearchError } from "../errors.ts";
import {
	type ArticleRow,
	ArticleRowsWriter,
	articleOfRows,
	rowAt,
	rowOf,
	TEXTS_OF_ROW,
} from "./article-rows.ts";
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
const COMPRESSION = { level: 4, memLevel: 9 };
const UNIT_BYTES = 2;
/** First document (u32), low and high part of the chunk's start (u32, u16), each a column. */
const TABLE_ENTRY_BYTES = 10;
/** Where the table starts (u48), and the number of documents (u32). */
const TRAILER_BYTES = 10;

/** Articles as they are stored, but not packed: the texts of their rows as UTF-16, one after the other. */
export interface ArticleTexts {
	readonly units: Uint8Array<ArrayBuffer>;
	/** Where each text ends, in units; an article has TEXTS_OF_ROW of them. */
	readonly ends: Int32Array;
}

/** Gathers articles as they are to be stored. */
export class ArticleTextsGatherer {
	#units = Buffer.allocUnsafeSlow(1 << 16);
	readonly #ends = new IntColumn();
	#length = 0;
	#before: { article: Article; row: ArticleRow } | undefined;

	/** UTF-16 units so far. */
	get length(): number {
		return this.#length;
	}

	add(article: Article): void {
		const row = rowOf(article, this.#before);
		this.#before = { article, row };
		this.addRow(row);
	}

	addRow({ values, body }: ArticleRow): void {
		for (const value of values) {
			this.#addText(value);
		}
		this.#addText(body);
	}

	/** What was gathered since the last `take`. */
	take(): ArticleTexts {
		const texts = {
			units: new Uint8Array(this.#units.subarray(0, this.#length * UNIT_BYTES)),
			ends: this.#ends.take(),
		};
		this.#length = 0;
		this.#before = undefined;
		return texts;
	}

	#addText(text: string): void {
		if (text !== "") {
			this.#reserve(text.length);
			this.#units.write(text, this.#length * UNIT_BYTES, "utf16le");
			this.#length += text.length;
		}
		this.#ends.push(this.#length);
	}

	#reserve(units: number): void {
		const needed = (this.#length + units) * UNIT_BYTES;
		if (needed > this.#units.length) {
			const larger = Buffer.allocUnsafeSlow(needed * 2);
			this.#units.copy(larger, 0, 0, this.#length * UNIT_BYTES);
			this.#units = larger;
		}
	}
}

/** The texts without some articles; `isKept` says of each whether it stays. */
export function keptTexts(
	texts: ArticleTexts,
	isKept: readonly boolean[],
): ArticleTexts {
	const kept = new ArticleTextsGatherer();
	let number = 0;
	for (const row of rowsOf(texts)) {
		if (isKept[number++] === true) {
			kept.addRow(row);
		}
	}
	return kept.take();
}

function* rowsOf({ units, ends }: ArticleTexts): Generator<ArticleRow> {
	const all = Buffer.from(
		units.buffer,
		units.byteOffset,
		units.length,
	).toString("utf16le");
	let start = 0;
	for (let at = 0; at < ends.length; at += TEXTS_OF_ROW) {
		const values: string[] = [];
		for (let i = at; i < at + TEXTS_OF_ROW - 1; i++) {
			values.push(all.slice(start, ends[i]!));
			start = ends[i]!;
		}
		const end = ends[at + TEXTS_OF_ROW - 1]!;
		yield { values, body: all.slice(start, end) };
		start = end;
	}
}

/** Articles that are packed, chunk by chunk. */
export interface PackedArticles {
	/** Bytes and articles of each chunk. */
	readonly chunks: readonly {
		readonly bytes: Uint8Array;
		readonly documents: number;
	}[];
}

/** The dictionary of a file that begins with these texts. */
export function dictionaryOf(texts: ArticleTexts): Uint8Array<ArrayBuffer> {
	const [first] = chunksOf(texts);
	return Uint8Array.from(first?.bytes.subarray(0, DICTIONARY_BYTES) ?? []);
}

/**
 * Packs articles in chunks of their own.
 * @param isFirst whether they begin the file: its first chunk is packed without the dictionary
 */
export function packArticles(
	texts: ArticleTexts,
	dictionary: Uint8Array,
	isFirst: boolean,
): PackedArticles {
	const chunks = [];
	for (const { bytes, documents } of chunksOf(texts)) {
		const isFirstOfAll = isFirst && chunks.length === 0;
		const packed = deflateRawSync(bytes, {
			...COMPRESSION,
			...(!isFirstOfAll && { dictionary }),
		});
		chunks.push({ bytes: packed, documents });
	}
	return { chunks };
}

/** The chunks before they are packed. Units in two bytes each pack 9 % better than in the three that UTF-8 has for a Chinese character, and faster. */
function* chunksOf(
	texts: ArticleTexts,
): Generator<{ bytes: Buffer; documents: number }> {
	const rows = new ArticleRowsWriter();
	const chunk = () => {
		const documents = rows.articles;
		return { bytes: Buffer.from(rows.take(), "utf16le"), documents };
	};
	for (const row of rowsOf(texts)) {
		rows.add(row);
		if (rows.units >= CHUNK_UNITS) {
			yield chunk();
		}
	}
	if (rows.articles > 0) {
		yield chunk();
	}
}

/** Writes the articles of a segment in the order of their documents. */
export class StoredArticlesWriter {
	readonly #out: FrameWriter;
	readonly #firstDocs = new IntColumn();
	readonly #starts: number[] = [];
	#documents = 0;

	constructor(out: FrameWriter) {
		this.#out = out;
	}

	append({ chunks }: PackedArticles): void {
		for (const { bytes, documents } of chunks) {
			this.#firstDocs.push(this.#documents);
			this.#starts.push(this.#out.length);
			this.#out.append(bytes);
			this.#documents += documents;
		}
	}

	finish(): void {
		const tableStart = this.#out.length;
		const table = new ByteWriter(this.#starts.length * TABLE_ENTRY_BYTES);
		for (const firstDoc of this.#firstDocs.view()) table.u32(firstDoc);
		for (const start of this.#starts) table.u32(start % 0x1_0000_0000);
		for (const start of this.#starts) {
			table.u16(Math.floor(start / 0x1_0000_0000));
		}
		table.u48(tableStart);
		table.u32(this.#documents);
		this.#out.append(table.view());
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
		return this.#look(doc, articleOfRows);
	}

	/** The article as it is stored. */
	row(doc: number): ArticleRow {
		return this.#look(doc, rowAt);
	}

	#look<T>(doc: number, at: (rows: string, number: number) => T): T {
		const table = this.#loadTable();
		const chunk = lowerBound(table.firstDocs, doc + 1, 0, table.chunks) - 1;
		try {
			return at(this.#chunk(chunk), doc - firstDocOf(table, chunk));
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
		this.#unpacked[chunk] = this.#cache.keep(rows, rows.length * UNIT_BYTES);
		return rows;
	}

	#inflated(chunk: number): Buffer {
		const table = this.#loadTable();
		if (chunk > 0) {
			this.#dictionary ??= this.#inflated(0).subarray(0, DICTIONARY_BYTES);
		}
		const packed = this.#file.peek(
			startOf(table, chunk),
			startOf(table, chunk + 1),
		);
		return chunk === 0
			? inflateRawSync(packed)
			: inflateRawSync(packed, { dictionary: this.#dictionary });
	}

	#loadTable(): ChunkTable {
		if (this.#table !== undefined) {
			return this.#table;
		}
		const end = this.#file.lengthBytes - TRAILER_BYTES;
		const trailer = new ByteReader(
			this.#file.peek(end, this.#file.lengthBytes),
		);
		const tableStart = trailer.u48();
		const documents = trailer.u32();
		const bytes = this.#file.peek(tableStart, end);
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
