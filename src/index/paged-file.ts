import { checksum } from "../bytes/checksum.ts";
import type { Directory, ReadableFile } from "../storage/directory.ts";
import type { FileKind } from "./file-kind.ts";
import {
	checkFrame,
	corrupt,
	type Frame,
	HEADER_BYTES,
	PAGE_BYTES,
} from "./frame.ts";
import { PageCache, type PageSlot } from "./page-cache.ts";

const PAGES_PER_CHECK = 64;
/** Longer stretches are read past the cache: they are mostly read once, and would push everything else out. */
const MOST_CACHED_PAGES = 4;

/** The whole checked payload of a file that is read once. @throws SearchError `corrupt`, `too-old`, `too-new`, `no-file` */
export function readPayload(
	directory: Directory,
	entry: { readonly name: string; readonly number: number },
	kind: FileKind,
): Uint8Array {
	const file = new PagedFile(directory, entry, kind, new PageCache(0));
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
	readonly #cache: PageCache;
	/** Where pages were put; each is there as long as the slot says so. */
	readonly #slots: (PageSlot | undefined)[] = [];
	#checkedFrame: Frame | undefined;

	constructor(
		directory: Directory,
		entry: { readonly name: string; readonly number: number },
		kind: FileKind,
		cache: PageCache,
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

	/** A copy of the checked bytes `[start, end)` of the payload. */
	bytes(start: number, end: number): Uint8Array {
		this.#checkRange(start, end);
		return this.#isLong(start, end)
			? this.#readLong(start, end)
			: this.peek(start, end).slice();
	}

	/** The checked bytes `[start, end)` of the payload, to be read at once: they are valid until anything else is read with the same cache. */
	peek(start: number, end: number): Uint8Array {
		this.#checkRange(start, end);
		if (start === end) {
			return new Uint8Array(0);
		}
		const first = Math.floor(start / PAGE_BYTES);
		const from = start - first * PAGE_BYTES;
		const length = end - start;
		if (from + length <= PAGE_BYTES) {
			return this.#page(first).subarray(from, from + length);
		}
		if (this.#isLong(start, end)) {
			return this.#readLong(start, end);
		}
		const joined = this.#cache.scratch(length);
		let at = 0;
		for (let page = first; at < length; page++) {
			const pageFrom = page === first ? from : 0;
			const taken = Math.min(PAGE_BYTES - pageFrom, length - at);
			joined.set(this.#page(page).subarray(pageFrom, pageFrom + taken), at);
			at += taken;
		}
		return joined;
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
		for (const slot of this.#slots) {
			if (slot?.owner === this) {
				slot.owner = undefined;
			}
		}
		this.#slots.length = 0;
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

	#checkRange(start: number, end: number): void {
		if (start < 0 || end < start || end > this.lengthBytes) {
			throw this.damaged(
				`bytes ${start}-${end} are asked for, the payload has ${this.lengthBytes}`,
			);
		}
	}

	#isLong(start: number, end: number): boolean {
		return end - start > MOST_CACHED_PAGES * PAGE_BYTES;
	}

	#readLong(start: number, end: number): Uint8Array {
		const first = Math.floor(start / PAGE_BYTES);
		const base = first * PAGE_BYTES;
		return this.#readPages(first, Math.floor((end - 1) / PAGE_BYTES)).subarray(
			start - base,
			end - base,
		);
	}

	/** One page, as long as nothing else is read with the same cache. */
	#page(page: number): Uint8Array {
		const known = this.#slots[page];
		if (known?.owner === this && known.page === page) {
			known.isUsed = true;
			return known.bytes;
		}
		const slot = this.#cache.freeSlot();
		const start = page * PAGE_BYTES;
		const length = Math.min(PAGE_BYTES, this.lengthBytes - start);
		const content = slot.bytes.subarray(0, length);
		this.#file.read(HEADER_BYTES + start, content);
		this.#check(page, content);
		slot.owner = this;
		slot.page = page;
		slot.isUsed = false;
		this.#slots[page] = slot;
		return slot.bytes;
	}

	#readPages(first: number, last: number): Uint8Array {
		const from = first * PAGE_BYTES;
		const to = Math.min((last + 1) * PAGE_BYTES, this.lengthBytes);
		const bytes = new Uint8Array(to - from);
		this.#file.read(HEADER_BYTES + from, bytes);
		for (let page = first; page <= last; page++) {
			const start = (page - first) * PAGE_BYTES;
			this.#check(page, bytes.subarray(start, start + PAGE_BYTES));
		}
		return bytes;
	}

	#check(page: number, content: Uint8Array): void {
		const found = checksum(content);
		const expected = this.#frame.checksumOf(page);
		if (found !== expected) {
			throw this.damaged(
				`page ${page} should have checksum ${expected}, found ${found}`,
			);
		}
	}
}
