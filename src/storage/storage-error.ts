import { statfsSync } from "node:fs";
import { dirname } from "node:path";
import { type ErrorCode, SearchError } from "../errors.ts";

/** What was tried, for the message: "writing", on which file or folder. */
export interface Attempt {
	readonly path: string;
	readonly doing: string;
	/** How many bytes were to be written and are not. */
	readonly neededBytes?: number;
}

/** Wraps an error of the file system once, where the file's name is known. */
export function storageError(cause: unknown, attempt: Attempt): SearchError {
	if (cause instanceof SearchError) {
		return cause;
	}
	const errno = errnoOf(cause) ?? "unknown error";
	const { code, found, remedy } = explain(errno, attempt);
	return new SearchError(
		code,
		`${attempt.path}: ${attempt.doing} failed: ${found} (${errno}); ${remedy}`,
		{ cause },
	);
}

/** The system's name of an error ("ENOENT"), where it has one. */
export function errnoOf(cause: unknown): string | undefined {
	if (cause instanceof Error && "code" in cause) {
		return typeof cause.code === "string" ? cause.code : undefined;
	}
	return undefined;
}

interface Explanation {
	readonly code: ErrorCode;
	readonly found: string;
	readonly remedy: string;
}

function explain(errno: string, attempt: Attempt): Explanation {
	switch (errno) {
		case "ENOENT":
			return {
				code: "no-file",
				found: "nothing has that name",
				remedy: "check the path, or make the index anew",
			};
		case "EEXIST":
			return {
				code: "file-exists",
				found: "something has that name already",
				remedy: "another process may be writing there; run again when it ends",
			};
		case "ENOSPC":
		case "EDQUOT":
			return {
				code: "disk-full",
				found: `no room is left${roomOf(attempt)}`,
				remedy:
					"free some room and run again; what was committed before is untouched",
			};
		default:
			return {
				code: "storage-failed",
				found: SENTENCES.get(errno) ?? "the system refused",
				remedy: REMEDIES.get(errno) ?? "check the disk and run again",
			};
	}
}

/** What was needed and what there is, as far as it is known; a quota may leave less than the file system has. */
function roomOf({ path, neededBytes }: Attempt): string {
	const needed =
		neededBytes === undefined
			? []
			: [`at least ${neededBytes} bytes more are needed`];
	const free = freeBytes(path);
	const known = free === undefined ? needed : [...needed, `${free} are free`];
	return known.length === 0 ? "" : `, ${known.join(" and ")}`;
}

/** Bytes that the file system of a file or folder has for us; undefined where it does not tell. */
function freeBytes(path: string): number | undefined {
	for (const place of [path, dirname(path)]) {
		try {
			const { bavail, bsize } = statfsSync(place);
			return bavail * bsize;
		} catch {
			// Not there (any more), or not known here.
		}
	}
	return undefined;
}

const SENTENCES: ReadonlyMap<string, string> = new Map([
	["EACCES", "permission is missing"],
	["EPERM", "permission is missing"],
	["EROFS", "the file system is read-only"],
	["EISDIR", "expected a file, found a folder"],
	["ENOTDIR", "expected a folder, found a file"],
	["EMFILE", "this process has too many files open"],
	["ENFILE", "the system has too many files open"],
	["EFBIG", "the file would be larger than the system allows"],
	["EIO", "the device reported an error"],
]);

const REMEDIES: ReadonlyMap<string, string> = new Map([
	["EACCES", "run as a user who may, or change the permissions"],
	["EPERM", "run as a user who may, or change the permissions"],
	["EROFS", "choose a folder that can be written"],
	["EISDIR", "name a file"],
	["ENOTDIR", "name a folder"],
	["EMFILE", "close some engines, or raise the limit (ulimit -n)"],
	["ENFILE", "close some programs, or raise the system's limit"],
	["EFBIG", "raise the limit (ulimit -f) or choose another file system"],
	["EIO", "check the disk before writing to it again"],
]);
