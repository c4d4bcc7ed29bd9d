import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Article } from "../article.ts";
import { ByteReader } from "../bytes/byte-reader.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import type { ByteCache } from "./byte-cache.ts";
import type { FrameWriter } from "./frame.ts";
import type { PagedFile } from "./paged-file.ts";

/*
 * "Here is a document; give me its article." (FORMAT.md, "Stored articles")
 * Chunks of articles as JSON, deflated; the first chunk is the dictionary of all others, so that small chunks pack
 * nearly as well as large ones. A table of chunks stands at the end.
 */

/** Unpacked size from which a chunk is closed: small, because reading one article unpacks all of its chunk. */
const CHUNK_BYTES = 16_384;
/** deflate looks back no farther. */
const DICTIONARY_BYTES = 32_768;
const COMPRESSION_LEVEL = 6;
const TABLE_ENTRY_BYTES = 10;

/** Writes the articles of a segment in the order of their documents. */
export class StoredArticlesWriter {
	readonly #out: FrameWriter;
	readonly #encoder = new TextEncoder();
	readonly #chunk = new ByteWriter(CHUNK_BYTES * 2);
	readonly #table = new ByteWriter();
	#dictionary: Uint8Array | undefined;
	#documents = 0;
	#firstOfChunk = 0;

	constructor(out: FrameWriter) {
		this.#out = out;
	}

	add(article: Article): void {
		const bytes = this.#encoder.encode(JSON.stringify(article));
		this.#chunk.u32(bytes.length);
		this.#chunk.bytes(bytes);
		this.#documents++;
		const limit =
			this.#dictionary === undefined ? DICTIONARY_BYTES : CHUNK_BYTES;
		if (this.#chunk.length >= limit) {
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
		if (this.#chunk.length === 0) {
			return;
		}
		this.#table.u32(this.#firstOfChunk);
		this.#table.u48(this.#out.length);
		const raw = this.#chunk.view();
		this.#out.append(
			deflateRawSync(raw, {
				level: COMPRESSION_LEVEL,
				...(this.#dictionary && { dictionary: this.#dictionary }),
			}),
		);
		this.#dictionary ??= raw.slice(0, DICTIONARY_BYTES);
		this.#chunk.clear();
		this.#firstOfChunk = this.#documents;
	}
}

/** Reads articles by their document number. */
export class StoredArticlesReader {
	readonly #file: PagedFile;
	readonly #cache: ByteCache<string, Uint8Array>;
	readonly #decoder = new TextDecoder("utf-8", {
		fatal: true,
		ignoreBOM: true,
	});
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
			const reader = new ByteReader(this.#chunk(chunk));
			for (let i = firstDocs[chunk]!; i < doc; i++) {
				reader.bytes(reader.u32());
			}
			const json = this.#decoder.decode(reader.bytes(reader.u32()));
			// What is checked by its checksum and was written by StoredArticlesWriter is an article.
			return JSON.parse(json) as Article;
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
