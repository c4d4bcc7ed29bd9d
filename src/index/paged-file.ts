import { checksum } from "../bytes/checksum.ts";
import type { Directory, ReadableFile } from "../storage/directory.ts";
import { ByteCache, type Kept, lookAt } from "./byte-cache.ts";
import type { FileKind } from "./file-kind.ts";
import {
	checkFrame,
	corrupt,
	type Frame,
	HEADER_BYTES,
	PAGE_BYTES,
} from "./frame.ts";

const PAGES_PER_CHECK = 64;

/** The whole checked payload of a file that is read once. @throws SearchError `corrupt`, `too-old`, `too-new`, `no-file` */
export function readPayload(
	directory: Directory,
	entry: { readonly name: string; readonly number: number },
	kind: FileKind,
): Uint8Array {
	const file = new PagedFile(directory, entry, kind, new ByteCache(0));
	try {
		return file.all();
	} finally {
		file.close();
	}
}

/**
 * The payload of a framed file, as one address space; every page is checked before a byte of it is seen. The file is open
 * from the start, so that it stays readable whatever happens to its name; the frame is checked when first needed, so that
 * opening an index does not pay for files that a search never reads.
 */
export class PagedFile {
	readonly name: string;
	readonly #directory: Directory;
	readonly #kind: FileKind;
	readonly #fileNumber: number;
	readonly #file: ReadableFile;
	readonly #cache: ByteCache<Uint8Array>;
	/** Pages read so far, as long as the cache keeps them. */
	readonly #pages: (Kept<Uint8Array> | undefined)[] = [];
	#checkedFrame: Frame | undefined;

	constructor(
		directory: Directory,
		entry: { readonly name: string; readonly number: number },
		kind: FileKind,
		cache: ByteCache<Uint8Array>,
	) {
		this.name = entry.name;
		this.#directory = directory;
		this.#kind = kind;
		this.#fileNumber = entry.number;
		this.#cache = cache;
		this.#file = directory.openRead(entry.name);
	}

	get lengthBytes(): number {
		return this.#frame.payloadBytes;
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
		const pages = this.#frame.pages;
		return pages === 0 ? new Uint8Array(0) : this.#readPages(0, pages - 1);
	}

	/** Checks every page without keeping any. @throws SearchError `corrupt` */
	verify(): void {
		const pages = this.#frame.pages;
		for (let page = 0; page < pages; page += PAGES_PER_CHECK) {
			this.#readPages(page, Math.min(page + PAGES_PER_CHECK, pages) - 1);
		}
	}

	/** Bytes of the whole file, frame included. */
	get fileBytes(): number {
		return this.#file.lengthBytes;
	}

	/** The error of a payload that does not say what it should. */
	damaged(expectedAndFound: string, cause?: unknown): Error {
		return corrupt(this.#directory, this.name, expectedAndFound, cause);
	}

	close(): void {
		this.#file.close();
	}

	get #frame(): Frame {
		this.#checkedFrame ??= checkFrame(
			this.#file,
			this.#directory,
			this.name,
			this.#kind,
			this.#fileNumber,
		);
		return this.#checkedFrame;
	}

	#page(page: number): Uint8Array {
		const cached = lookAt(this.#pages[page]);
		if (cached !== undefined) {
			return cached;
		}
		const bytes = this.#readPages(page, page);
		this.#pages[page] = this.#cache.keep(bytes, bytes.length);
		return bytes;
	}

	#readPages(first: number, last: number): Uint8Array {
		const from = first * PAGE_BYTES;
		const to = Math.min((last + 1) * PAGE_BYTES, this.lengthBytes);
		const bytes = new Uint8Array(to - from);
		this.#file.read(HEADER_BYTES + from, bytes);
		for (let page = first; page <= last; page++) {
			const start = (page - first) * PAGE_BYTES;
			const content = bytes.subarray(start, start + PAGE_BYTES);
			const found = checksum(content);
			const expected = this.#frame.checksumOf(page);
			if (found !== expected) {
				throw this.damaged(
					`page ${page} should have checksum ${expected}, found ${found}`,
				);
			}
		}
		return bytes;
	}
}
