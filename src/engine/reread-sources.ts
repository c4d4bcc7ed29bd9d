import type { ArticleId } from "../article.ts";
import type {
	IndexWriter,
	SourceRecord,
} from "../backend/embedded/embedded-writer.ts";
import { crawl } from "../corpus/crawl.ts";
import { readSource } from "../corpus/read-source.ts";
import { type Rejection, SearchError } from "../errors.ts";
import type { ReadingOptions } from "./cut-job.ts";
import { CorpusChanges } from "./index-corpus.ts";

export interface Rereading {
	/** The table of sources as it is now. */
	readonly records: readonly SourceRecord[];
	/** How many sources were read again, and how many articles came of them. */
	readonly sources: number;
	readonly articles: number;
	/** Ids of sources that are gone or cannot be read. */
	readonly lost: readonly ArticleId[];
	/** Ids that a source had when it was indexed, and has no more. */
	readonly goneFromSource: ReadonlySet<ArticleId>;
	/** By how many articles the sources that were read again have grown. */
	readonly growth: number;
	readonly rejected: readonly Rejection[];
}

export interface RereadOptions extends ReadingOptions {
	readonly onProgress: (done: number, total: number, articles: number) => void;
}

/** Nothing had to be read again. */
export function nothingReread(records: readonly SourceRecord[]): Rereading {
	return {
		records,
		sources: 0,
		articles: 0,
		lost: [],
		goneFromSource: new Set(),
		growth: 0,
		rejected: [],
	};
}

/**
 * Reads the sources again of which the writer lacks an article, and no others.
 * @param rootsOf tells what was crawled when the records were made
 * @throws SearchError `no-source`
 */
export async function rereadSources(
	writer: IndexWriter,
	records: readonly SourceRecord[],
	rootsOf: () => readonly string[],
	options: RereadOptions,
): Promise<Rereading> {
	const isWhole = ({ ids }: SourceRecord) => ids.every((id) => writer.has(id));
	const bySource = (some: readonly SourceRecord[]) =>
		new Map(some.map((record) => [record.source, record]));
	const same = bySource(records.filter(isWhole));
	const wanted = records.filter(({ source }) => !same.has(source));
	if (wanted.length === 0) {
		return nothingReread(records);
	}
	const roots = rootsOf();
	const { files, rejections } = await crawl(roots);
	const present = new Map(files.map((file) => [file.source, file]));
	if (!records.some(({ source }) => present.has(source))) {
		throw new SearchError(
			"no-source",
			`${roots.join(", ")}: expected the sources that the index was made from, like ${JSON.stringify(wanted[0]?.source)}, found none of them; name the sources as they were named when indexed`,
		);
	}
	const findings = { former: bySource(records), same, rejections };
	const changes = new CorpusChanges(writer, options, findings);
	for (const [number, { source }] of wanted.entries()) {
		const file = present.get(source);
		if (file !== undefined) {
			changes.index(file, readSource);
		}
		options.onProgress(number + 1, wanted.length, changes.indexed);
	}
	const run = changes.result();
	const now = bySource(run.records);
	return {
		...differenceOf(writer, wanted, now),
		records: records.flatMap((record) =>
			same.has(record.source)
				? [record]
				: standing(writer, now.get(record.source) ?? record),
		),
		sources: wanted.filter(({ source }) => present.has(source)).length,
		articles: run.indexed,
		rejected: run.rejected,
	};
}

/** What came of the sources: one that could be read has all its articles in the writer now. */
function differenceOf(
	writer: IndexWriter,
	wanted: readonly SourceRecord[],
	now: ReadonlyMap<string, SourceRecord>,
): Pick<Rereading, "lost" | "goneFromSource" | "growth"> {
	const lost: ArticleId[] = [];
	const goneFromSource = new Set<ArticleId>();
	let growth = 0;
	for (const { source, ids } of wanted) {
		const current = now.get(source);
		const isRead = current?.ids.every((id) => writer.has(id)) === true;
		growth += isRead ? current.ids.length - ids.length : 0;
		for (const id of ids) {
			if (writer.has(id)) {
				continue;
			}
			if (isRead) {
				goneFromSource.add(id);
			} else {
				lost.push(id);
			}
		}
	}
	return { lost, goneFromSource, growth };
}

/** The record with the ids that the writer has; one that lacks some is to be read again next time. */
function standing(writer: IndexWriter, record: SourceRecord): SourceRecord[] {
	const ids = record.ids.filter((id) => writer.has(id));
	if (ids.length === record.ids.length) {
		return [record];
	}
	return ids.length === 0 ? [] : [{ ...record, ids, contentHash: "" }];
}
