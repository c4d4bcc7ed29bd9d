import { checksum } from "../bytes/checksum.ts";
import type { Directory } from "../storage/directory.ts";
import type { ByteCache } from "./byte-cache.ts";
import type { FileKind } from "./file-kind.ts";
import {
	corrupt,
	type Frame,
	HEADER_BYTES,
	openFrame,
	PAGE_BYTES,
} from "./frame.ts";

const PAGES_PER_CHECK = 64;

/** The payload of a framed file, as one address space; every page is checked before a byte of it is seen. */
export class PagedFile {
	readonly name: string;
	readonly lengthBytes: number;
	readonly #directory: Directory;
	readonly #frame: Frame;
	readonly #cache: ByteCache<string, Uint8Array>;

	private constructor(
		directory: Directory,
		name: string,
		frame: Frame,
		cache: ByteCache<string, Uint8Array>,
	) {
		this.name = name;
		this.lengthBytes = frame.payloadBytes;
		this.#directory = directory;
		this.#frame = frame;
		this.#cache = cache;
	}

	static open(
		directory: Directory,
		name: string,
		kind: FileKind,
		fileNumber: number,
		cache: ByteCache<string, Uint8Array>,
	): PagedFile {
		return new PagedFile(
			directory,
			name,
			openFrame(directory, name, kind, fileNumber),
			cache,
		);
	}

	/** The checked bytes `[start, end)` of the payload; a view that stays valid. */
	bytes(start: number, end: number): Uint8Array {
		if (start < 0 || end < start || end > this.lengthBytes) {
			throw this.damaged(
				`bytes ${start}-${end} are asked for, the payload has ${this.lengthBytes}`,
			);
		}
		if (start === end) {
			return new Uint8Array(0);
		}
		const first = Math.floor(start / PAGE_BYTES);
		const last = Math.floor((end - 1) / PAGE_BYTES);
		const base = first * PAGE_BYTES;
		const pages =
			first === last ? this.#page(first) : this.#readPages(first, last);
		return pages.subarray(start - base, end - base);
	}

	/** The whole checked payload, past the cache. */
	all(): Uint8Array {
		const pages = this.#frame.pageChecksums.length;
		return pages === 0 ? new Uint8Array(0) : this.#readPages(0, pages - 1);
	}

	/** Checks every page without keeping any. @throws SearchError `corrupt` */
	verify(): void {
		const pages = this.#frame.pageChecksums.length;
		for (let page = 0; page < pages; page += PAGES_PER_CHECK) {
			this.#readPages(page, Math.min(page + PAGES_PER_CHECK, pages) - 1);
		}
	}

	/** Bytes of the whole file, frame included. */
	get fileBytes(): number {
		return this.#frame.file.lengthBytes;
	}

	/** The error of a payload that does not say what it should. */
	damaged(expectedAndFound: string, cause?: unknown): Error {
		return corrupt(this.#directory, this.name, expectedAndFound, cause);
	}

	close(): void {
		this.#frame.file.close();
	}

	#page(page: number): Uint8Array {
		const key = `${this.name}/${page}`;
		const cached = this.#cache.get(key);
		if (cached !== undefined) {
			return cached;
		}
		const bytes = this.#readPages(page, page);
		this.#cache.set(key, bytes, bytes.length);
		return bytes;
	}

	#readPages(first: number, last: number): Uint8Array {
		const from = first * PAGE_BYTES;
		const to = Math.min((last + 1) * PAGE_BYTES, this.lengthBytes);
		const bytes = new Uint8Array(to - from);
		this.#frame.file.read(HEADER_BYTES + from, bytes);
		for (let page = first; page <= last; page++) {
			const start = (page - first) * PAGE_BYTES;
			const content = bytes.subarray(start, start + PAGE_BYTES);
			const found = checksum(content);
			const expected = this.#frame.pageChecksums[page];
			if (found !== expected) {
				throw this.damaged(
					`page ${page} should have checksum ${expected}, found ${found}`,
				);
			}
		}
		return bytes;
	}
}
