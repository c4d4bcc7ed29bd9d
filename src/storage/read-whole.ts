import {
	closeSync,
	fstatSync,
	openSync,
	readFileSync,
	readSync,
} from "node:fs";
import { SearchError } from "../errors.ts";
import { storageError } from "./storage-error.ts";

/**
 * The whole of a file, as a view from byte 0 of an ArrayBuffer of its own: typed arrays may be laid over it.
 * @throws SearchError `no-file`, `storage-failed`
 */
export function readBytes(path: string): Uint8Array<ArrayBuffer> {
	return readStart(path, Number.POSITIVE_INFINITY);
}

/** The first bytes of a file, as many as it has of `count`. @throws SearchError `no-file`, `storage-failed` */
export function readStart(
	path: string,
	count: number,
): Uint8Array<ArrayBuffer> {
	let fd: number | undefined;
	try {
		fd = openSync(path, "r");
		// Filled to its end or thrown away, so it need not be zero first.
		const { buffer, byteLength } = Buffer.allocUnsafeSlow(
			Math.min(count, fstatSync(fd).size),
		);
		const target = new Uint8Array(buffer, 0, byteLength);
		fillFrom(fd, { path, position: 0, target });
		return target;
	} catch (cause) {
		throw storageError(cause, { path, doing: "reading" });
	} finally {
		if (fd !== undefined) {
			closeSync(fd);
		}
	}
}

/** The whole of a UTF-8 text file, without its byte order mark. @throws SearchError `no-file`, `storage-failed` */
export function readText(path: string): string {
	try {
		const text = readFileSync(path, "utf8");
		return text.startsWith("\ufeff") ? text.slice(1) : text;
	} catch (cause) {
		throw storageError(cause, { path, doing: "reading" });
	}
}

/** Which bytes to read, and of what file, for the message. */
export interface Range {
	readonly path: string;
	readonly position: number;
	readonly target: Uint8Array;
}

/** Reads until `target` is full, however few bytes the system gives at a time. */
export function fillFrom(fd: number, range: Range): void {
	const { path, position, target } = range;
	let filled = 0;
	while (filled < target.length) {
		const got = readSync(
			fd,
			target,
			filled,
			target.length - filled,
			position + filled,
		);
		if (got === 0) {
			throw new SearchError(
				"storage-failed",
				`${path}: expected ${target.length} bytes from byte ${position} on, found ${filled}: the file is shorter than it was; run verify, and rebuild the index if it is damaged`,
			);
		}
		filled += got;
	}
}
