import { deflateRawSync, inflateRawSync } from "node:zlib";
import { type Article, completeArticle } from "../article.ts";
import { ByteReader } from "../bytes/byte-reader.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import { int32Column, uint16Column } from "../bytes/columns.ts";
import { IntColumn } from "../bytes/int-column.ts";
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
/** UTF-8 bytes that a UTF-16 unit takes at most. */
const MOST_BYTES_A_UNIT = 3;
/** First document (u32), low and high part of the chunk's start (u32, u16), each a column. */
const TABLE_ENTRY_BYTES = 10;
/** Where the table starts (u48), and the number of documents (u32). */
const TRAILER_BYTES = 10;

/** Articles as they are stored, but not packed: their JSON in UTF-8, one after the other. */
export interface ArticleTexts {
	readonly json: Uint8Array<ArrayBuffer>;
	/** Where each article ends. */
	readonly ends: Int32Array;
}

/** Gathers articles as they are to be stored. */
export class ArticleTextsGatherer {
	#json = Buffer.allocUnsafeSlow(1 << 16);
	readonly #ends = new IntColumn();
	#length = 0;

	/** UTF-8 bytes so far. */
	get lengthBytes(): number {
		return this.#length;
	}

	add(article: Article): void {
		const json = JSON.stringify(toStored(article));
		this.#reserve(json.length * MOST_BYTES_A_UNIT);
		this.#length += this.#json.write(json, this.#length);
		this.#ends.push(this.#length);
	}

	/** @param json an article as it is stored already */
	addStored(json: Uint8Array): void {
		this.#reserve(json.length);
		this.#json.set(json, this.#length);
		this.#length += json.length;
		this.#ends.push(this.#length);
	}

	/** What was gathered since the last `take`. */
	take(): ArticleTexts {
		const texts = {
			json: new Uint8Array(this.#json.subarray(0, this.#length)),
			ends: this.#ends.take(),
		};
		this.#length = 0;
		return texts;
	}

	#reserve(bytes: number): void {
		const needed = this.#length + bytes;
		if (needed > this.#json.length) {
			const larger = Buffer.allocUnsafeSlow(needed * 2);
			this.#json.copy(larger, 0, 0, this.#length);
			this.#json = larger;
		}
	}
}

/** The texts without some articles; `isKept` says of each whether it stays. */
export function keptTexts(
	{ json, ends }: ArticleTexts,
	isKept: readonly boolean[],
): ArticleTexts {
	const keptJson = new Uint8Array(json.length);
	const keptEnds = new IntColumn();
	let end = 0;
	ends.forEach((endOfArticle, i) => {
		if (isKept[i] === true) {
			const article = json.subarray(i === 0 ? 0 : ends[i - 1], endOfArticle);
			keptJson.set(article, end);
			end += article.length;
			keptEnds.push(end);
		}
	});
	return { json: keptJson.slice(0, end), ends: keptEnds.take() };
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
	const count = endOfChunk(texts, 0);
	return count === 0
		? new Uint8Array(0)
		: chunkBytes(texts, 0, count).slice(0, DICTIONARY_BYTES);
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
	for (let from = 0; from < texts.ends.length; ) {
		const to = endOfChunk(texts, from);
		const bytes = deflateRawSync(chunkBytes(texts, from, to), {
			level: COMPRESSION_LEVEL,
			...(!(isFirst && from === 0) && { dictionary }),
		});
		chunks.push({ bytes, documents: to - from });
		from = to;
	}
	return { chunks };
}

/** The article behind the last of the chunk that begins with that article. */
function endOfChunk({ ends }: ArticleTexts, from: number): number {
	const start = from === 0 ? 0 : ends[from - 1]!;
	let to = from;
	while (
		to < ends.length &&
		(to === from || ends[to - 1]! - start < CHUNK_BYTES)
	) {
		to++;
	}
	return to;
}

/** A chunk before it is packed. */
function chunkBytes(
	{ json, ends }: ArticleTexts,
	from: number,
	to: number,
): Uint8Array<ArrayBuffer> {
	const start = from === 0 ? 0 : ends[from - 1]!;
	const chunk = new ByteWriter((to - from) * 4 + ends[to - 1]! - start);
	for (let i = from; i < to; i++) {
		chunk.u32(ends[i]! - start);
	}
	chunk.bytes(json.subarray(start, ends[to - 1]));
	return chunk.view();
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

	/** The article as it is stored: JSON in UTF-8. */
	stored(doc: number): Uint8Array {
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
		return utf8Text(this.stored(doc));
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
function articleAt(
	chunk: Uint8Array,
	number: number,
	count: number,
): Uint8Array {
	const ends = new ByteReader(chunk, Math.max(0, number - 1) * 4);
	const start = number === 0 ? 0 : ends.u32();
	const end = ends.u32();
	return chunk.subarray(count * 4 + start, count * 4 + end);
}
