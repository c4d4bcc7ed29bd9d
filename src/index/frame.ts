import { ByteReader } from "../bytes/byte-reader.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import { checksum } from "../bytes/checksum.ts";
import { SearchError } from "../errors.ts";
import type {
	Directory,
	ReadableFile,
	WritableFile,
} from "../storage/directory.ts";
import type { FileKind } from "./file-kind.ts";

/*
 * The frame of every file (FORMAT.md, "The frame"): header, payload in pages, a checksum a page, footer.
 * The footer has the checksum of the page checksums, so two small reads at opening make every later byte provable.
 */

/** "FASOU", then bytes that a transfer in text mode would change. */
const MAGIC = Uint8Array.of(0x46, 0x41, 0x53, 0x4f, 0x55, 0x00, 0x0d, 0x0a);
/** Unit of checking and caching. */
export const PAGE_BYTES = 16_384;
export const HEADER_BYTES = 24;
export const FOOTER_BYTES = 24;
/** Fewer are copied one by one. */
const SHORT_BYTES = 32;

/** Writes one framed file, from its start to its end. */
export class FrameWriter {
	readonly #file: WritableFile;
	readonly #fileNumber: number;
	readonly #page = new Uint8Array(PAGE_BYTES);
	readonly #checksums = new ByteWriter();
	#filled = 0;
	#length = 0;

	constructor(file: WritableFile, kind: FileKind, fileNumber: number) {
		this.#file = file;
		this.#fileNumber = fileNumber;
		const header = new ByteWriter(HEADER_BYTES);
		header.bytes(MAGIC);
		header.u16(kind.code);
		header.u16(kind.version);
		header.u32(fileNumber);
		header.u32(PAGE_BYTES);
		header.u32(checksum(header.view()));
		this.#file.append(header.view());
	}

	/** Payload bytes appended so far: the position of the next one. */
	get length(): number {
		return this.#length;
	}

	append(bytes: Uint8Array): void {
		const { length } = bytes;
		if (length < SHORT_BYTES && this.#filled + length < PAGE_BYTES) {
			this.#appendShort(bytes);
			return;
		}
		let from = 0;
		while (from < bytes.length) {
			const count = Math.min(PAGE_BYTES - this.#filled, bytes.length - from);
			this.#page.set(bytes.subarray(from, from + count), this.#filled);
			this.#filled += count;
			from += count;
			if (this.#filled === PAGE_BYTES) {
				this.#flushPage();
			}
		}
		this.#length += bytes.length;
	}

	/** Most lists are a few bytes, which are copied one by one before a copying function is called. */
	#appendShort(bytes: Uint8Array): void {
		const page = this.#page;
		const { length } = bytes;
		for (let i = 0, at = this.#filled; i < length; i++, at++) {
			page[at] = bytes[i]!;
		}
		this.#filled += length;
		this.#length += length;
	}

	/** Seals the file: everything is written and synced. Returns the file's length in bytes. */
	seal(): number {
		this.#flushPage();
		this.#file.append(this.#checksums.view());
		const footer = new ByteWriter(FOOTER_BYTES);
		footer.u48(this.#length);
		footer.u16(0);
		footer.u32(checksum(this.#checksums.view()));
		footer.u32(this.#fileNumber);
		footer.bytes(MAGIC.subarray(0, 4));
		footer.u32(checksum(footer.view()));
		this.#file.append(footer.view());
		this.#file.sync();
		this.#file.close();
		return HEADER_BYTES + this.#length + this.#checksums.length + FOOTER_BYTES;
	}

	/** Closes the file without sealing it; nobody will read it. */
	abandon(): void {
		this.#file.close();
	}

	#flushPage(): void {
		if (this.#filled === 0) {
			return;
		}
		const page = this.#page.subarray(0, this.#filled);
		this.#file.append(page);
		this.#checksums.u32(checksum(page));
		this.#filled = 0;
	}
}

/** The bytes of a framed file that holds just `payload`. */
export function framed(
	payload: Uint8Array,
	kind: FileKind,
	fileNumber: number,
): Uint8Array {
	const bytes = new ByteWriter(payload.length + 1024);
	const sink: WritableFile = {
		append: (part) => bytes.bytes(part),
		sync: () => {},
		close: () => {},
	};
	const writer = new FrameWriter(sink, kind, fileNumber);
	writer.append(payload);
	writer.seal();
	return bytes.view();
}

/** What the frame of a file proves and tells. */
export interface Frame {
	readonly payloadBytes: number;
	readonly pages: number;
	/** The checksum a page should have. */
	readonly checksumOf: (page: number) => number;
}

/**
 * Checks header, footer and the table of page checksums; the pages are checked as they are read.
 * @throws SearchError `corrupt`, `too-old`, `too-new`
 */
export function checkFrame(
	file: ReadableFile,
	directory: Directory,
	name: string,
	kind: FileKind,
	fileNumber: number,
): Frame {
	checkHeader(file, directory, name, kind, fileNumber);
	return checkFooter(file, directory, name, fileNumber);
}

/** Refuses a format version that this release does not read. @throws SearchError `too-old`, `too-new` */
export function requireVersion(
	path: string,
	kind: FileKind,
	version: number,
): void {
	const found = `${path}: format version ${version}, this release reads ${kind.oldestVersion}-${kind.version}`;
	if (version > kind.version) {
		throw new SearchError(
			"too-new",
			`${found}; upgrade fasou or rebuild the index`,
		);
	}
	if (version < kind.oldestVersion) {
		throw new SearchError("too-old", `${found}; rebuild the index`);
	}
}

/** The error of a damaged file: what was read, what was expected and found, what to do. */
export function corrupt(
	directory: Directory,
	name: string,
	expectedAndFound: string,
	cause?: unknown,
): SearchError {
	return new SearchError(
		"corrupt",
		`${directory.name}/${name}: ${expectedAndFound}; restore the file, or mend the index (fasou repair)`,
		{ cause },
	);
}

function checkHeader(
	file: ReadableFile,
	directory: Directory,
	name: string,
	kind: FileKind,
	fileNumber: number,
): void {
	if (file.lengthBytes < HEADER_BYTES + FOOTER_BYTES) {
		throw corrupt(
			directory,
			name,
			`expected at least ${HEADER_BYTES + FOOTER_BYTES} bytes, found ${file.lengthBytes}`,
		);
	}
	const header = new Uint8Array(HEADER_BYTES);
	file.read(0, header);
	const reader = new ByteReader(header);
	if (!MAGIC.every((byte) => byte === reader.u8())) {
		throw corrupt(
			directory,
			name,
			"expected the first bytes of a fasou file, found others",
		);
	}
	const code = reader.u16();
	const version = reader.u16();
	const foundNumber = reader.u32();
	const pageBytes = reader.u32();
	if (reader.u32() !== checksum(header.subarray(0, HEADER_BYTES - 4))) {
		throw corrupt(directory, name, "the header does not match its checksum");
	}
	if (code !== kind.code) {
		throw corrupt(
			directory,
			name,
			`expected a ${kind.name} file (kind ${kind.code}), found kind ${code}`,
		);
	}
	requireVersion(`${directory.name}/${name}`, kind, version);
	if (foundNumber !== fileNumber || pageBytes !== PAGE_BYTES) {
		throw corrupt(
			directory,
			name,
			`expected number ${fileNumber} and pages of ${PAGE_BYTES} bytes, found number ${foundNumber} and ${pageBytes} bytes`,
		);
	}
}

function checkFooter(
	file: ReadableFile,
	directory: Directory,
	name: string,
	fileNumber: number,
): Frame {
	const footer = new Uint8Array(FOOTER_BYTES);
	file.read(file.lengthBytes - FOOTER_BYTES, footer);
	const reader = new ByteReader(footer);
	const payloadBytes = reader.u48();
	reader.u16();
	const tableChecksum = reader.u32();
	const foundNumber = reader.u32();
	reader.bytes(4);
	if (reader.u32() !== checksum(footer.subarray(0, FOOTER_BYTES - 4))) {
		throw corrupt(
			directory,
			name,
			"the footer does not match its checksum: the file is cut short or damaged",
		);
	}
	const pages = Math.ceil(payloadBytes / PAGE_BYTES);
	const expected = HEADER_BYTES + payloadBytes + pages * 4 + FOOTER_BYTES;
	if (expected !== file.lengthBytes || foundNumber !== fileNumber) {
		throw corrupt(
			directory,
			name,
			`the footer speaks of ${expected} bytes and number ${foundNumber}, found ${file.lengthBytes} bytes and number ${fileNumber}`,
		);
	}
	const table = new Uint8Array(pages * 4);
	file.read(HEADER_BYTES + payloadBytes, table);
	if (checksum(table) !== tableChecksum) {
		throw corrupt(
			directory,
			name,
			"the page checksums do not match their own checksum",
		);
	}
	// Read where asked for: an index has thousands of pages, a search sees few of them.
	const view = new DataView(table.buffer);
	return {
		payloadBytes,
		pages,
		checksumOf: (page) => view.getUint32(page * 4, true),
	};
}
