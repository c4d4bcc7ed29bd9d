import { SearchError } from "../errors.ts";
import type { Directory } from "./directory.ts";

/*
 * A generation is a committed state, and its manifest the file that lists what belongs to it. The newest manifest
 * decides. Data files are written and synced first; then the folder is synced, the manifest published in one step
 * under a name nobody else can get, and the folder synced again: only now is the commit acknowledged, and only then
 * may files of older generations go.
 */

const MANIFEST = /^manifest-(\d{6,})$/;
const NUMBERED =
	/^(?:segment|sources|lists|log|resume|tmp)-(\d{6,})(?:[.-][\w.-]+)?$/;

/** The file that makes `generation` a committed state. */
export function manifestName(generation: number): string {
	return `manifest-${padded(generation)}`;
}

/** Six digits, more where the number needs them. */
export function padded(number: number): string {
	return String(number).padStart(6, "0");
}

/** Whether a name is of a form that only fasou writes. The writer's lock is not among them: it looks after itself. */
export function isIndexFile(name: string): boolean {
	return MANIFEST.test(name) || NUMBERED.test(name);
}

/** Numbers of the committed generations that are still there, newest first. */
export function listGenerations(directory: Directory): number[] {
	const generations: number[] = [];
	for (const name of directory.list()) {
		const digits = MANIFEST.exec(name)?.[1];
		if (digits !== undefined) {
			generations.push(Number(digits));
		}
	}
	return generations.sort((a, b) => b - a);
}

/** 0 where nothing was ever committed. */
export function newestGeneration(directory: Directory): number {
	return listGenerations(directory)[0] ?? 0;
}

/**
 * A number that no file of the directory has, not even one a killed writer left behind.
 * @param atLeast the next number by the newest manifest: files that were removed had numbers too
 */
export function nextFileNumber(directory: Directory, atLeast = 1): number {
	let next = atLeast;
	for (const name of directory.list()) {
		const digits = NUMBERED.exec(name)?.[1];
		if (digits !== undefined) {
			next = Math.max(next, Number(digits) + 1);
		}
	}
	return next;
}

/** Writes a file from start to end and makes its bytes (not yet its name) survive a power loss. Returns its length. */
export function writeSealedFile(
	directory: Directory,
	name: string,
	parts: Iterable<Uint8Array>,
): number {
	const file = directory.create(name);
	let lengthBytes = 0;
	try {
		for (const part of parts) {
			file.append(part);
			lengthBytes += part.length;
		}
		file.sync();
	} finally {
		file.close();
	}
	return lengthBytes;
}

export interface ManifestToPublish {
	/** One more than the generation the writer began from. */
	readonly generation: number;
	readonly bytes: Uint8Array;
	/** Every file the manifest names, each written and synced. */
	readonly dataFiles: Iterable<string>;
}

/**
 * Commits a generation; when this returns, it survives a power loss.
 * After an error nobody knows whether the generation counts: close the writer, and see by opening anew.
 * @throws SearchError `locked` where somebody else committed that generation, `no-file` where a data file is gone
 */
export function publishManifest(
	directory: Directory,
	manifest: ManifestToPublish,
): void {
	const { generation, bytes, dataFiles } = manifest;
	requireFiles(directory, dataFiles);
	directory.syncNames();
	const draft = `tmp-${padded(nextFileNumber(directory))}`;
	writeSealedFile(directory, draft, [bytes]);
	publishDraft(directory, draft, generation);
	directory.syncNames();
	// A writer that was overtaken twice finds its number free again, but not the newest.
	if (newestGeneration(directory) !== generation) {
		directory.remove(manifestName(generation));
		directory.remove(draft);
		throw overtaken(directory, generation);
	}
	try {
		directory.remove(draft);
	} catch {
		// The commit counts; the next one removes the draft as obsolete.
	}
}

function publishDraft(
	directory: Directory,
	draft: string,
	generation: number,
): void {
	try {
		directory.publish(draft, manifestName(generation));
	} catch (cause) {
		directory.remove(draft);
		if (cause instanceof SearchError && cause.code === "file-exists") {
			throw overtaken(directory, generation, cause);
		}
		throw cause;
	}
}

function overtaken(
	directory: Directory,
	generation: number,
	cause?: unknown,
): SearchError {
	return new SearchError(
		"locked",
		`${directory.name}: expected to commit generation ${generation}, found generation ${newestGeneration(directory)} committed by another writer; nothing was changed, run again`,
		{ cause },
	);
}

function requireFiles(directory: Directory, dataFiles: Iterable<string>): void {
	const present = new Set(directory.list());
	for (const name of dataFiles) {
		if (!present.has(name)) {
			throw new SearchError(
				"no-file",
				`${directory.name}/${name}: expected a file that the commit needs, found that it was removed meanwhile; run again`,
			);
		}
	}
}

/**
 * Removes files of older generations and what killed writers left: names of our own form that are not in `keep`.
 * Only the holder of the writer's lock may call this, and only after its commit was acknowledged.
 * A file that cannot be removed is left for the next time.
 */
export function removeObsolete(
	directory: Directory,
	keep: ReadonlySet<string>,
): string[] {
	const removed: string[] = [];
	for (const name of directory.list()) {
		if (!isIndexFile(name) || keep.has(name)) {
			continue;
		}
		try {
			directory.remove(name);
			removed.push(name);
		} catch (cause) {
			if (!(cause instanceof SearchError)) {
				throw cause;
			}
		}
	}
	return removed;
}
