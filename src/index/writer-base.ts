import { SearchError } from "../errors.ts";
import type { Directory } from "../storage/directory.ts";
import {
	filesOfSegment,
	type Manifest,
	readNewestManifest,
	type SourceSettings,
	saidFiles,
} from "./manifest.ts";

/** What a writer builds on. */
export interface BaseOptions {
	/** Absent: those of the index stay. */
	readonly sourceSettings?: SourceSettings;
	/** Starts from nothing; what is there stays visible until the commit. */
	readonly isRebuild: boolean;
	/** Names of files that are to be left behind, with the segments that they belong to. */
	readonly damagedFiles?: ReadonlySet<string>;
}

/** The newest generation, for a rebuild only where it can be read. @throws SearchError `corrupt`, `too-old`, `too-new`, `other-options` */
export function readBase(
	directory: Directory,
	options: BaseOptions,
): Manifest | undefined {
	const { isRebuild, damagedFiles = new Set() } = options;
	const newest = isRebuild
		? readIfPossible(directory)
		: readNewestManifest(directory);
	if (newest === undefined) {
		return undefined;
	}
	const manifest = withoutFiles(newest, damagedFiles);
	if (isRebuild) {
		return manifest;
	}
	const found = JSON.stringify(manifest.sourceSettings);
	const expected = JSON.stringify(
		options.sourceSettings ?? manifest.sourceSettings,
	);
	if (found !== expected) {
		throw new SearchError(
			"other-options",
			`${directory.name}: the index was made with source options ${found}, now ${expected} are given; give the former ones, or add --rebuild (rebuild: true)`,
		);
	}
	return manifest;
}

/** The manifest without some of its files, and without the segments that need them. */
function withoutFiles(
	{ sources, lists, log, said, ...manifest }: Manifest,
	names: ReadonlySet<string>,
): Manifest {
	return {
		...manifest,
		segments: manifest.segments.filter(
			(segment) => !filesOfSegment(segment).some(({ name }) => names.has(name)),
		),
		...(sources && !names.has(sources.name) && { sources }),
		...(lists && !names.has(lists.name) && { lists }),
		...(log && !names.has(log.name) && { log }),
		// One that is whole is written anew with those that are not.
		...(said &&
			!saidFiles({ said }).some(({ name }) => names.has(name)) && { said }),
	};
}

/** A rebuild mends what cannot be read: it needs nothing of it but the numbers that its files have used, and the log of questions. */
function readIfPossible(directory: Directory): Manifest | undefined {
	try {
		return readNewestManifest(directory);
	} catch (cause) {
		if (cause instanceof SearchError) {
			return undefined;
		}
		throw cause;
	}
}
