import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { ArticleId } from "../article.ts";
import { utf8Text } from "../bytes/units.ts";
import { padded } from "../storage/commit.ts";
import type { Directory } from "../storage/directory.ts";
import { ByteCache } from "./byte-cache.ts";
import { FILE_KINDS } from "./file-kind.ts";
import { FrameWriter } from "./frame.ts";
import type { FileEntry } from "./manifest.ts";
import { PagedFile } from "./paged-file.ts";

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
	const name = `sources-${padded(number)}`;
	const file = new FrameWriter(
		directory.create(name),
		FILE_KINDS.sources,
		number,
	);
	file.append(deflateRawSync(json, { level: 3 }));
	return {
		kind: "sources",
		version: FILE_KINDS.sources.version,
		name,
		number,
		bytes: file.seal(),
	};
}

/** @throws SearchError `corrupt`, `too-old`, `too-new`, `no-file` */
export function readSources(
	directory: Directory,
	entry: FileEntry,
): SourceRecord[] {
	const file = new PagedFile(
		directory,
		entry,
		FILE_KINDS.sources,
		new ByteCache(0),
	);
	try {
		const json = utf8Text(inflateRawSync(file.all()));
		// What is checked by its checksum and was written by writeSources is a list of records.
		const stored = JSON.parse(json) as StoredRecord[];
		return stored.map(({ rests, others, ...record }) => ({
			...record,
			ids: [...rests.map((rest) => record.source + rest), ...others],
		}));
	} finally {
		file.close();
	}
}
