import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { ArticleId } from "../article.ts";
import { utf8Text } from "../bytes/units.ts";
import type { Rejection } from "../errors.ts";
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
	/** The file was read so soon after its last change that its time may not show the next one: compare the content. */
	readonly isRecent?: true;
	/** Sources that have ids which this one wanted too; when one of them changes, this one has to be read again. */
	readonly waitsFor?: readonly string[];
	/** Why the file as a whole gave nothing, where that depends on its content alone: it need not be read again to say so again. */
	readonly rejection?: Pick<Rejection, "code" | "reason">;
	readonly ids: readonly ArticleId[];
}

export interface SourceTable {
	/** The SOURCEs that were crawled, as paths from the index's folder; none where that is not known. */
	readonly roots: readonly string[];
	/** What readers, with what limits, made the rejections; others may read what these could not. */
	readonly readers: string;
	readonly records: readonly SourceRecord[];
}

/** A record as stored: ids that begin with the source's name keep only their rest. */
interface StoredRecord extends Omit<SourceRecord, "ids"> {
	readonly rests: readonly string[];
	readonly others: readonly ArticleId[];
}

interface StoredTable {
	readonly roots: readonly string[];
	readonly readers: string;
	readonly records: readonly StoredRecord[];
}

/** Writes the table of sources, in the order of the records. */
export function writeSources(
	directory: Directory,
	number: number,
	{ roots, readers, records }: SourceTable,
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
	const table: StoredTable = { roots, readers, records: stored };
	const json = new TextEncoder().encode(JSON.stringify(table));
	return writePayload(
		directory,
		{ kind: "sources", name: `sources-${padded(number)}`, number },
		deflateRawSync(json, { level: 3 }),
	);
}

/** @throws SearchError `corrupt`, `too-old`, `too-new`, `no-file` */
export function readSources(
	directory: Directory,
	entry: Pick<FileEntry, "name" | "number">,
): SourceTable {
	const packed = readPayload(directory, entry, FILE_KINDS.sources);
	// What is checked by its checksum and was written by writeSources is such a table.
	const { roots, readers, records } = JSON.parse(
		utf8Text(inflateRawSync(packed)),
	) as StoredTable;
	return {
		roots,
		readers,
		records: records.map(({ rests, others, ...record }) => ({
			ids: [...rests.map((rest) => record.source + rest), ...others],
			...record,
		})),
	};
}
