import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { ArticleId } from "../article.ts";
import { utf8Text } from "../bytes/units.ts";
import { padded } from "../storage/commit.ts";
import type { Directory } from "../storage/directory.ts";
import { FILE_KINDS } from "./file-kind.ts";
import type { FileEntry } from "./manifest.ts";
import { readPayload } from "./paged-file.ts";
import { writePayload } from "./payload-file.ts";

/** What was indexed of one source file, and how to tell whether it has changed since. */
export interface SourceRecord {
	readonly source: string;
	readonly sizeBytes: number;
	/** Milliseconds, with their fraction. */
	readonly mtimeMs: number;
	/** Of the file's bytes; empty where the file must be read again next time. */
	readonly contentHash: string;
	readonly ids: readonly ArticleId[];
}

/** A record as stored: ids that begin with the source's name keep only their rest. */
interface StoredRecord extends Omit<SourceRecord, "ids"> {
	readonly rests: readonly string[];
	readonly others: readonly ArticleId[];
}

/** Writes the table of sources, in the order of the records. */
export function writeSources(
	directory: Directory,
	number: number,
	records: Iterable<SourceRecord>,
): FileEntry {
	const stored: StoredRecord[] = [];
	for (const { ids, ...record } of records) {
		const isBelow = (id: ArticleId) => id.startsWith(record.source);
		stored.push({
			...record,
			rests: ids.filter(isBelow).map((id) => id.slice(record.source.length)),
			others: ids.filter((id) => !isBelow(id)),
		});
	}
	const json = new TextEncoder().encode(JSON.stringify(stored));
	return writePayload(
		directory,
		{ kind: "sources", name: `sources-${padded(number)}`, number },
		deflateRawSync(json, { level: 3 }),
	);
}

/** @throws SearchError `corrupt`, `too-old`, `too-new`, `no-file` */
export function readSources(
	directory: Directory,
	entry: FileEntry,
): SourceRecord[] {
	const packed = readPayload(directory, entry, FILE_KINDS.sources);
	// What is checked by its checksum and was written by writeSources is a list of records.
	const stored = JSON.parse(utf8Text(inflateRawSync(packed))) as StoredRecord[];
	return stored.map(({ rests, others, ...record }) => ({
		...record,
		ids: [...rests.map((rest) => record.source + rest), ...others],
	}));
}
