import type { SourceRecord } from "../backend/embedded/embedded-writer.ts";
import type { SourceFile } from "../corpus/crawl.ts";
import { isTooRecent } from "../corpus/recency.ts";
import { hashFile } from "../corpus/stable-file.ts";

export interface CompareOptions {
	/** Milliseconds of the clock that files are marked by. */
	readonly wallNow: () => number;
	/** Compares the content of every source, whatever its size and time say. */
	readonly checkContent: boolean;
	/** Whether what was rejected would be rejected again, being as it was. */
	readonly isReadAlike: boolean;
}

/**
 * The records of the sources that hold what they held, by size and time first, and by content where the time differs, was too
 * recent to trust, or all are to be compared. A record is the former one, or one with the file's new time.
 */
export function compareSources(
	files: readonly SourceFile[],
	former: ReadonlyMap<string, SourceRecord>,
	options: CompareOptions,
): Map<string, SourceRecord> {
	const same = new Map<string, SourceRecord>();
	for (const file of files) {
		const record = former.get(file.source);
		const current = record && sameRecord(file, record, options);
		if (current !== undefined) {
			same.set(file.source, current);
		}
	}
	dropWaiting(same);
	return same;
}

/** A source that may now have an id that another had before is not the same any more, nor one that waits for that source. */
function dropWaiting(same: Map<string, SourceRecord>): void {
	let size: number;
	do {
		size = same.size;
		for (const { source, waitsFor } of same.values()) {
			if (waitsFor?.some((other) => !same.has(other))) {
				same.delete(source);
			}
		}
	} while (same.size < size);
}

/** Nothing where the file holds something else, or was not to be trusted last time (its hash is empty). */
function sameRecord(
	file: SourceFile,
	record: SourceRecord,
	{ wallNow, checkContent, isReadAlike }: CompareOptions,
): SourceRecord | undefined {
	if (record.rejection !== undefined) {
		const isAsItWas =
			record.sizeBytes === file.sizeBytes && record.mtimeMs === file.mtimeMs;
		return isAsItWas && isReadAlike && !checkContent ? record : undefined;
	}
	if (record.contentHash === "" || record.sizeBytes !== file.sizeBytes) {
		return undefined;
	}
	const isTrusted = record.mtimeMs === file.mtimeMs && record.isRecent !== true;
	if (isTrusted && !checkContent) {
		return record;
	}
	const readAtMs = wallNow();
	const found = hashFile(file.path);
	if (found === undefined || found.contentHash !== record.contentHash) {
		return undefined;
	}
	const { isRecent, ...rest } = record;
	const { mtimeMs } = found;
	return {
		...rest,
		mtimeMs,
		...(isTooRecent(mtimeMs, readAtMs) && { isRecent: true }),
	};
}
