import type { Article, ArticleId } from "../article.ts";
import type {
	IndexWriter,
	SourceRecord,
} from "../backend/embedded/embedded-writer.ts";
import { crawl, type SourceFile } from "../corpus/crawl.ts";
import type { ReadOptions } from "../corpus/read-options.ts";
import { readSource, type SourceEnd } from "../corpus/read-source.ts";
import type { Rejection } from "../errors.ts";

export interface CorpusRun {
	readonly indexed: number;
	readonly unchanged: number;
	readonly deleted: number;
	readonly kept: number;
	readonly rejected: readonly Rejection[];
	/** The table of sources as it is now. */
	readonly records: readonly SourceRecord[];
	/** False where the index is already as the sources are. */
	readonly hasChanges: boolean;
}

export interface CorpusOptions extends ReadOptions {
	readonly now: () => number;
	readonly onProgress: (done: number, total: number, articles: number) => void;
}

/**
 * Brings the writer's index to what the sources hold: reads what was added or changed, deletes what is gone, and keeps the
 * former state of what cannot be read. The caller commits.
 */
export async function indexCorpus(
	writer: IndexWriter,
	sources: readonly string[],
	options: CorpusOptions,
): Promise<CorpusRun> {
	const { files, rejections } = await crawl(sources);
	const run = new Run(writer, options, rejections);
	run.deleteVanished(files);
	files.forEach((file, index) => {
		run.index(file);
		options.onProgress(index + 1, files.length, run.indexed);
	});
	return run.result();
}

class Run {
	readonly #writer: IndexWriter;
	readonly #options: CorpusOptions;
	readonly #former: Map<string, SourceRecord>;
	readonly #records: SourceRecord[] = [];
	readonly #rejected: Rejection[];
	/** Which source holds an id. Of sources that are read anew, only the ids found this time. */
	readonly #owners = new Map<ArticleId, string>();
	indexed = 0;
	#unchanged = 0;
	#deleted = 0;
	#kept = 0;
	#hasChanges = false;

	constructor(
		writer: IndexWriter,
		options: CorpusOptions,
		rejections: readonly Rejection[],
	) {
		this.#writer = writer;
		this.#options = options;
		this.#rejected = [...rejections];
		this.#former = new Map(
			writer.sources().map((record) => [record.source, record]),
		);
	}

	/** Deletes the articles of sources that are no longer there; those that are there but not readable stay. */
	deleteVanished(files: readonly SourceFile[]): void {
		const present = new Map(files.map((file) => [file.source, file]));
		const unreadable = new Set(this.#rejected.map(({ source }) => source));
		for (const record of this.#former.values()) {
			const file = present.get(record.source);
			if (file !== undefined) {
				if (isUntouched(record, file)) {
					this.#own(record);
				}
			} else if (unreadable.has(record.source)) {
				this.#keep(record);
			} else {
				for (const id of record.ids) {
					this.#deleted += this.#writer.delete(id) ? 1 : 0;
				}
				this.#hasChanges = true;
			}
		}
	}

	index(file: SourceFile): void {
		const former = this.#former.get(file.source);
		if (former === undefined) {
			this.#readNew(file);
		} else if (isUntouched(former, file)) {
			this.#records.push(former);
			this.#unchanged += former.ids.length;
		} else {
			this.#readAgain(file, former);
		}
	}

	result(): CorpusRun {
		return {
			indexed: this.indexed,
			unchanged: this.#unchanged,
			deleted: this.#deleted,
			kept: this.#kept,
			rejected: this.#rejected,
			records: this.#records,
			hasChanges: this.#hasChanges,
		};
	}

	/** Articles go to the writer as they are read: a large file need not fit in memory. */
	#readNew(file: SourceFile): void {
		const ids: ArticleId[] = [];
		for (const item of readSource(file, this.#options)) {
			if (item.kind === "article") {
				this.#put(item.article, file.source, ids);
			} else if (item.kind === "rejection") {
				this.#rejected.push(item.rejection);
			} else {
				this.#record(file, item.end, ids);
			}
		}
	}

	/** Articles wait until it is known whether the content differs, and whether it can be read at all. */
	#readAgain(file: SourceFile, former: SourceRecord): void {
		const articles: Article[] = [];
		for (const item of readSource(file, this.#options)) {
			if (item.kind === "article") {
				articles.push(item.article);
			} else if (item.kind === "rejection") {
				this.#rejected.push(item.rejection);
			} else if (item.end.isRejected) {
				this.#keep(former);
			} else if (
				item.end.contentHash !== "" &&
				item.end.contentHash === former.contentHash
			) {
				this.#record(file, item.end, former.ids);
				this.#own(former);
				this.#unchanged += former.ids.length;
			} else {
				this.#replace(file, former, articles, item.end);
			}
		}
	}

	#replace(
		file: SourceFile,
		former: SourceRecord,
		articles: readonly Article[],
		end: SourceEnd,
	): void {
		const ids: ArticleId[] = [];
		for (const article of articles) {
			this.#put(article, file.source, ids);
		}
		for (const id of former.ids) {
			if (!this.#owners.has(id)) {
				this.#deleted += this.#writer.delete(id) ? 1 : 0;
			}
		}
		this.#record(file, end, ids);
	}

	#put(article: Article, source: string, ids: ArticleId[]): void {
		const owner = this.#owners.get(article.id);
		if (owner !== undefined) {
			this.#rejected.push({
				source: article.source,
				code: "duplicate-id",
				reason: `the id ${JSON.stringify(article.id)} is that of an article of ${owner} already; give each article an id of its own`,
			});
			return;
		}
		this.#owners.set(article.id, source);
		this.#writer.put(article);
		ids.push(article.id);
		this.indexed++;
		this.#hasChanges = true;
	}

	#record(
		file: SourceFile,
		{ sizeBytes, mtimeMs, contentHash }: SourceEnd,
		ids: readonly ArticleId[],
	): void {
		if (ids.length === 0 && contentHash === "") {
			return;
		}
		this.#records.push({
			source: file.source,
			sizeBytes,
			mtimeMs,
			contentHash,
			ids,
		});
		this.#hasChanges = true;
	}

	/** The former state stays, but for ids that another source has taken meanwhile. */
	#keep(record: SourceRecord): void {
		const ids = record.ids.filter((id) => !this.#owners.has(id));
		this.#records.push({ ...record, ids });
		this.#own({ ...record, ids });
		this.#kept += ids.length;
	}

	#own(record: SourceRecord): void {
		for (const id of record.ids) {
			this.#owners.set(id, record.source);
		}
	}
}

/** Size and time tell; an empty hash says that the file could not be trusted last time. */
function isUntouched(record: SourceRecord, file: SourceFile): boolean {
	return (
		record.contentHash !== "" &&
		record.sizeBytes === file.sizeBytes &&
		record.mtimeMs === file.mtimeMs
	);
}
