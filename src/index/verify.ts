import { type ErrorCode, SearchError } from "../errors.ts";
import {
	isIndexFile,
	manifestName,
	newestGeneration,
} from "../storage/commit.ts";
import type { Directory } from "../storage/directory.ts";
import { FILE_KINDS } from "./file-kind.ts";
import {
	type FileEntry,
	filesOf,
	type Manifest,
	readNewestManifest,
} from "./manifest.ts";
import { PageCache } from "./page-cache.ts";
import { PagedFile } from "./paged-file.ts";

export interface VerifyProblem {
	readonly file: string;
	readonly code: ErrorCode;
	readonly message: string;
}

export interface Verification {
	/** 0 where no generation can be read. */
	readonly generation: number;
	readonly files: number;
	readonly bytes: number;
	readonly problems: readonly VerifyProblem[];
	/** Names that the newest generation does not need; harmless. None are told where it cannot be read. */
	readonly strays: readonly string[];
}

/** Reads every byte that the newest generation needs and checks it against its checksum. */
export function verifyDirectory(directory: Directory): Verification {
	const problems: VerifyProblem[] = [];
	let entries: FileEntry[] = [];
	let generation = 0;
	let strays: string[] = [];
	try {
		const manifest = readNewestManifest(directory);
		if (manifest === undefined) {
			throw new SearchError(
				"no-index",
				`${directory.name}: expected an index, found no committed generation; make one with: fasou index SOURCE --index ${directory.name}`,
			);
		}
		generation = manifest.generation;
		entries = filesOf(manifest);
		strays = straysOf(directory, manifest);
	} catch (cause) {
		const newest = newestGeneration(directory);
		problems.push(problemOf(manifestName(newest), cause));
	}
	for (const entry of entries) {
		try {
			verifyFile(directory, entry);
		} catch (cause) {
			problems.push(problemOf(entry.name, cause));
		}
	}
	return {
		generation,
		files: entries.length + (generation > 0 ? 1 : 0),
		bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0),
		problems,
		strays,
	};
}

function straysOf(directory: Directory, manifest: Manifest): string[] {
	const needed = new Set(filesOf(manifest).map(({ name }) => name));
	needed.add(manifestName(manifest.generation));
	return directory
		.list()
		.filter((name) => isIndexFile(name) && !needed.has(name));
}

/** Reads every byte of a file. @throws SearchError `corrupt`, `no-file`, `too-old`, `too-new` */
export function verifyFile(directory: Directory, entry: FileEntry): void {
	const file = new PagedFile(
		directory,
		entry,
		FILE_KINDS[entry.kind],
		new PageCache(0),
	);
	try {
		file.verify();
		if (file.fileBytes !== entry.bytes) {
			throw file.damaged(
				`the manifest speaks of ${entry.bytes} bytes, found ${file.fileBytes}`,
			);
		}
	} finally {
		file.close();
	}
}

function problemOf(file: string, cause: unknown): VerifyProblem {
	if (cause instanceof SearchError) {
		return { file, code: cause.code, message: cause.message };
	}
	throw cause;
}
