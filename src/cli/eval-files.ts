import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { SearchError } from "../errors.ts";

const GZIP_MAGIC = [0x1f, 0x8b];

/** Unpacked, so that a small file cannot fill the memory. */
const LARGEST_FILE_BYTES = 500_000_000;

/**
 * The lines of a UTF-8 file, packed by gzip or not.
 * @throws SearchError `no-source` where it cannot be read
 */
export function readTextLines(path: string): string[] {
	try {
		const bytes = readFileSync(path);
		const isPacked = GZIP_MAGIC.every((byte, i) => bytes[i] === byte);
		const text = new TextDecoder("utf-8", { fatal: true }).decode(
			isPacked
				? gunzipSync(bytes, { maxOutputLength: LARGEST_FILE_BYTES })
				: bytes,
		);
		return text.split("\n");
	} catch (cause) {
		throw new SearchError(
			"no-source",
			`${path}: expected a readable file of UTF-8 lines, packed by gzip or not; found: ${messageOf(cause)}`,
			{ cause },
		);
	}
}

/** @throws SearchError `storage-failed` where it cannot be written */
export function writeText(path: string, text: string): void {
	try {
		writeFileSync(path, text);
	} catch (cause) {
		throw new SearchError(
			"storage-failed",
			`${path}: expected a file that can be written; found: ${messageOf(cause)}`,
			{ cause },
		);
	}
}

/** @throws SearchError `storage-failed` where it cannot be made */
export function makeFolder(path: string): void {
	try {
		mkdirSync(path, { recursive: true });
	} catch (cause) {
		throw new SearchError(
			"storage-failed",
			`${path}: expected a folder that can be made; found: ${messageOf(cause)}`,
			{ cause },
		);
	}
}

function messageOf(cause: unknown): string {
	return cause instanceof Error ? cause.message : String(cause);
}
