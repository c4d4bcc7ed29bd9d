import type { Layer, TextField } from "../analysis/fields.ts";
import type { Fingerprint } from "../analysis/fingerprint.ts";
import { utf8Text } from "../bytes/units.ts";
import { SearchError } from "../errors.ts";
import { listGenerations, manifestName } from "../storage/commit.ts";
import type { Directory } from "../storage/directory.ts";
import { FILE_KINDS, type FileKindName } from "./file-kind.ts";
import { corrupt, framed, requireVersion } from "./frame.ts";
import { readPayload } from "./paged-file.ts";

/** A file of the index: its kind, and what it is of. */
export interface FileEntry {
	readonly kind: FileKindName;
	/** Format version of the kind. */
	readonly version: number;
	readonly field?: TextField;
	readonly layer?: Layer;
	readonly name: string;
	/** The number in the name and in the frame. */
	readonly number: number;
	readonly bytes: number;
}

/** Statistics of one field and layer of a segment, deleted documents included. */
export interface FieldStats {
	readonly field: TextField;
	readonly layer: Layer;
	/** Documents whose field is not empty. */
	readonly documents: number;
	readonly tokens: number;
	readonly terms: number;
}

/** A segment as it was sealed. */
export interface SealedSegment {
	readonly number: number;
	readonly documents: number;
	readonly fields: readonly FieldStats[];
	readonly files: readonly FileEntry[];
	/** UTF-8 bytes of the text fields of the documents that are not deleted. */
	readonly sourceBytes: number;
}

export interface SegmentEntry extends SealedSegment {
	readonly deletedDocuments: number;
	/** Absent where no document is deleted. */
	readonly tombstones?: FileEntry;
}

/** How sources were read; another way needs a rebuild. */
export interface SourceSettings {
	readonly split?: "provisions";
	readonly map?: { readonly [field: string]: string };
}

/** What others say of the articles (said-of-articles.ts), each a segment whose documents are units of which something is said. */
export interface SaidSegments {
	/** Titles of the articles that cite a provision, by provision. */
	readonly anchors?: SealedSegment;
	/** Questions of the log, by the article that answered them, by its chapter and by its law. */
	readonly articles?: SealedSegment;
	readonly chapters?: SealedSegment;
	readonly laws?: SealedSegment;
}

/** A committed state: everything that belongs to one generation. */
export interface Manifest {
	readonly generation: number;
	readonly fingerprint: Fingerprint;
	readonly sourceSettings: SourceSettings;
	readonly segments: readonly SegmentEntry[];
	/** The table of sources; absent where articles came one by one. */
	readonly sources?: FileEntry;
	/** Copies of the lists that decide the tokens; absent where there are none. */
	readonly lists?: FileEntry;
	/** The log of questions; absent where there is none. */
	readonly log?: FileEntry;
	/** Absent where nothing is said of anything. */
	readonly said?: SaidSegments;
	/** The next file number; numbers are never used again. */
	readonly nextFile: number;
}

/** Every file that a manifest needs, itself included. */
export function filesOf(manifest: Manifest): FileEntry[] {
	const { segments, sources, lists, log } = manifest;
	return [
		...segments.flatMap(filesOfSegment),
		...[sources, lists, log].filter((file) => file !== undefined),
		...saidFiles(manifest),
	];
}

/** How large a generation is: articles that are not deleted, bytes of all files but the manifest itself, UTF-8 bytes of the texts. */
export function sizesOf(manifest: Manifest): {
	articles: number;
	deletedArticles: number;
	indexBytes: number;
	sourceBytes: number;
} {
	const { segments } = manifest;
	const sumOf = <T>(all: readonly T[], of: (one: T) => number) =>
		all.reduce((sum, one) => sum + of(one), 0);
	return {
		articles: sumOf(segments, (one) => one.documents - one.deletedDocuments),
		deletedArticles: sumOf(segments, (one) => one.deletedDocuments),
		indexBytes: sumOf(filesOf(manifest), ({ bytes }) => bytes),
		sourceBytes: sumOf(segments, (one) => one.sourceBytes),
	};
}

/** The files of what is said. */
export function saidFiles({ said = {} }: Pick<Manifest, "said">): FileEntry[] {
	const { anchors, articles, chapters, laws } = said;
	return [anchors, articles, chapters, laws].flatMap(
		(segment) => segment?.files ?? [],
	);
}

export function filesOfSegment({
	files,
	tombstones,
}: SegmentEntry): FileEntry[] {
	return tombstones === undefined ? [...files] : [...files, tombstones];
}

export function manifestBytes(manifest: Manifest): Uint8Array {
	const json = new TextEncoder().encode(JSON.stringify(manifest));
	return framed(json, FILE_KINDS.manifest, manifest.generation);
}

/** @throws SearchError `corrupt`, `too-old`, `too-new`, `no-file` */
export function readManifest(
	directory: Directory,
	generation: number,
): Manifest {
	const name = manifestName(generation);
	const json = utf8Text(
		readPayload(directory, { name, number: generation }, FILE_KINDS.manifest),
	);
	// What is checked by its checksum and was written by manifestBytes is a manifest.
	const manifest = JSON.parse(json) as Manifest;
	if (manifest.generation !== generation) {
		throw corrupt(
			directory,
			name,
			`expected generation ${generation}, found ${manifest.generation}`,
		);
	}
	for (const entry of filesOf(manifest)) {
		requireVersion(
			`${directory.name}/${entry.name}`,
			FILE_KINDS[entry.kind],
			entry.version,
		);
	}
	return manifest;
}

/** The newest committed state, or undefined where nothing was ever committed. */
export function readNewestManifest(directory: Directory): Manifest | undefined {
	const newest = listGenerations(directory)[0];
	if (newest === undefined) {
		return undefined;
	}
	try {
		return readManifest(directory, newest);
	} catch (cause) {
		const isGone = cause instanceof SearchError && cause.code === "no-file";
		// A writer may have committed a newer one and removed this one meanwhile.
		if (isGone && listGenerations(directory)[0] !== newest) {
			return readNewestManifest(directory);
		}
		throw cause;
	}
}
