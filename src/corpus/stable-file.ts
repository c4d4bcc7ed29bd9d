import { createHash } from "node:crypto";
import {
	type BigIntStats,
	closeSync,
	constants,
	fstatSync,
	openSync,
	readSync,
} from "node:fs";
import { errnoOf, messageOf, SourceProblem } from "./source-problem.ts";

/** The state of a file when it was read. */
export interface FileState {
	readonly sizeBytes: number;
	readonly mtimeMs: number;
	/** 32 hex digits of the SHA-256 of its bytes; empty where it changed meanwhile. */
	readonly contentHash: string;
}

export interface StableFile extends FileState {
	readonly bytes: Buffer;
}

/** Reads a regular file whole. One that changes meanwhile is read again once; then it is `changing`. */
export function readStableFile(path: string, maxBytes: number): StableFile {
	const file = readOnce(path, maxBytes) ?? readOnce(path, maxBytes);
	if (file !== undefined) return file;
	throw new SourceProblem(
		"changing",
		"changed while it was being read, twice; index again when nothing writes to it",
	);
}

function readOnce(path: string, maxBytes: number): StableFile | undefined {
	return withOpenFile(path, (file) => {
		const before = fstatSync(file, { bigint: true });
		const size = Number(before.size);
		if (size > maxBytes) throw tooLarge(size, maxBytes);
		const bytes = Buffer.allocUnsafeSlow(size);
		let length = 0;
		while (length < size) {
			const count = readSync(file, bytes, length, size - length, length);
			if (count === 0) break;
			length += count;
		}
		const after = fstatSync(file, { bigint: true });
		if (length !== size || !isSameState(before, after)) return undefined;
		const contentHash = hashOf(bytes);
		return { bytes, ...stateOf(before), contentHash };
	});
}

/** The file's bytes piece by piece, as far as it went when it was opened; returns its state. */
export function* readChunks(
	path: string,
	chunkBytes: number,
): Generator<Buffer, FileState> {
	const file = openRegular(path);
	try {
		const before = fstatSync(file, { bigint: true });
		const size = Number(before.size);
		const hash = createHash("sha256");
		let position = 0;
		while (position < size) {
			const length = Math.min(chunkBytes, size - position);
			const chunk = Buffer.allocUnsafeSlow(length);
			const count = readSync(file, chunk, 0, length, position);
			if (count === 0) break;
			position += count;
			const piece = chunk.subarray(0, count);
			hash.update(piece);
			yield piece;
		}
		const after = fstatSync(file, { bigint: true });
		const isStable = position === size && isSameState(before, after);
		const contentHash = isStable ? hash.digest("hex").slice(0, 32) : "";
		return { ...stateOf(before), contentHash };
	} finally {
		closeSync(file);
	}
}

/** The state of a file, from its bytes, which are read but not kept; nothing where it cannot be read, or changes meanwhile. */
export function hashFile(path: string): FileState | undefined {
	try {
		const chunks = readChunks(path, HASH_CHUNK_BYTES);
		for (;;) {
			const next = chunks.next();
			if (next.done) {
				return next.value.contentHash === "" ? undefined : next.value;
			}
		}
	} catch (error) {
		if (error instanceof SourceProblem || errnoOf(error) !== undefined) {
			return undefined;
		}
		throw error;
	}
}

/** Larger pieces are not hashed faster. */
const HASH_CHUNK_BYTES = 2 ** 20;

export function tooLarge(sizeBytes: number, maxBytes: number): SourceProblem {
	return new SourceProblem(
		"too-large",
		`${sizeBytes} bytes, more than maxBytes = ${maxBytes}; split the file, or raise that limit`,
	);
}

function hashOf(bytes: Buffer): string {
	return createHash("sha256").update(bytes).digest("hex").slice(0, 32);
}

function stateOf(stats: BigIntStats) {
	const sizeBytes = Number(stats.size);
	// As Node computes mtimeMs, so that it equals that of a plain stat.
	const seconds = stats.mtimeNs / 1_000_000_000n;
	const nanoseconds = stats.mtimeNs % 1_000_000_000n;
	const mtimeMs = Number(seconds) * 1000 + Number(nanoseconds) / 1e6;
	return { sizeBytes, mtimeMs };
}

function isSameState(a: BigIntStats, b: BigIntStats): boolean {
	return (
		a.size === b.size && a.mtimeNs === b.mtimeNs && a.ctimeNs === b.ctimeNs
	);
}

function withOpenFile<T>(path: string, use: (file: number) => T): T {
	const file = openRegular(path);
	try {
		return use(file);
	} finally {
		closeSync(file);
	}
}

/** Opens without waiting: a pipe that has taken the place of the file since the crawl must not hang us. */
function openRegular(path: string): number {
	let file: number;
	try {
		file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
	} catch (error) {
		const code = errnoOf(error) === "ENXIO" ? "not-a-file" : "unreadable";
		throw new SourceProblem(code, `cannot be read: ${messageOf(error)}`, {
			cause: error,
		});
	}
	if (fstatSync(file).isFile()) return file;
	closeSync(file);
	throw new SourceProblem(
		"not-a-file",
		"expected a regular file, found something else in its place",
	);
}
