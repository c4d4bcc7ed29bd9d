import type { ArticleId } from "../article.ts";
import type {
	IndexWriter,
	SourceRecord,
} from "../backend/embedded/embedded-writer.ts";
import { crawl, type SourceFile } from "../corpus/crawl.ts";
import { readersKey } from "../corpus/read-options.ts";
import type { readSource, SourceEnd } from "../corpus/read-source.ts";
import { isTooRecent } from "../corpus/recency.ts";
import type { Rejection, RejectionCode } from "../errors.ts";
import { compareSources } from "./compare-sources.ts";
import { CorpusReading } from "./corpus-reading.ts";
import type { CutItem, ReadingOptions } from "./cut-job.ts";
import type { CuttingRoom } from "./cutting-room.ts";

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

export interface CorpusOptions extends ReadingOptions {
	/** Compares the content of every source, whatever its size and time say. */
	readonly checkContent: boolean;
	readonly onProgress: (done: number, total: number, articles: number) => void;
}

/**
 * Brings the writer's index to what the sources hold: reads what was added or changed, deletes what is gone, and keeps the
 * former state of what cannot be read. The caller commits.
 * @param room where the articles are cut
 */
export async function indexCorpus(
	writer: IndexWriter,
	room: CuttingRoom,
	sources: readonly string[],
	options: CorpusOptions,
): Promise<CorpusRun> {
	const { files, rejections } = await crawl(sources);
	const { records, readers } = writer.sources();
	const former = new Map(records.map((record) => [record.source, record]));
	const same = compareSources(files, former, {
		...options,
		isReadAlike: readers === readersKey(options),
	});
	const run = new CorpusChanges(writer, options, { former, same, rejections });
	run.deleteVanished(files);
	let done = 0;
	const onFile = () => options.onProgress(++done, files.length, run.indexed);
	const changed = files.filter((file) => !same.has(file.source));
	for (const file of files) {
		if (same.has(file.source)) {
			run.keepSame(file);
			onFile();
		}
	}
	if (changed.length > 0) {
		const reading = { writer, room, run, options, onFile };
		await new CorpusReading(reading).read(changed);
	}
	return inOrderOf(files, run.result());
}

/** The records in the order of the files, whatever was read first. */
function inOrderOf(files: readonly SourceFile[], run: CorpusRun): CorpusRun {
	const places = new Map(files.map(({ source }, place) => [source, place]));
	const placeOf = ({ source }: SourceRecord) => places.get(source) ?? -1;
	const records = [...run.records].sort((a, b) => placeOf(a) - placeOf(b));
	return { ...run, records };
}

/** A file that is being taken in. */
interface FileReading {
	readonly former: SourceRecord | undefined;
	readonly ids: ArticleId[];
	readonly waitsFor: Set<string>;
	readonly rejectedBefore: number;
}

export interface Findings {
	readonly former: ReadonlyMap<string, SourceRecord>;
	/** Records of the sources that hold what they held; another object than before where only the file's time is another. */
	readonly same: ReadonlyMap<string, SourceRecord>;
	readonly rejections: readonly Rejection[];
}

/** What a run makes of the sources, one after the other. */
export class CorpusChanges {
	readonly #writer: IndexWriter;
	readonly #options: ReadingOptions;
	readonly #former: ReadonlyMap<string, SourceRecord>;
	readonly #same: ReadonlyMap<string, SourceRecord>;
	readonly #records: SourceRecord[] = [];
	readonly #rejected: Rejection[];
	/** Which source holds an id. Of sources that are read anew, only the ids found this time. */
	readonly #owners = new Map<ArticleId, string>();
	#reading: FileReading | undefined;
	indexed = 0;
	#unchanged = 0;
	#deleted = 0;
	#kept = 0;
	#hasChanges = false;

	constructor(
		writer: IndexWriter,
		options: ReadingOptions,
		{ former, same, rejections }: Findings,
	) {
		this.#writer = writer;
		this.#options = options;
		this.#rejected = [...rejections];
		this.#former = former;
		this.#same = same;
		for (const record of same.values()) {
			this.#own(record);
		}
	}

	/** Deletes the articles of sources that are no longer there; those that are there but not readable stay. */
	deleteVanished(files: readonly SourceFile[]): void {
		const present = new Set(files.map(({ source }) => source));
		const rejected = new Set(this.#rejected.map(({ source }) => source));
		const unlisted = unlistedFolders(this.#rejected);
		for (const record of this.#former.values()) {
			if (present.has(record.source)) {
				continue;
			}
			if (rejected.has(record.source) || isBelow(record.source, unlisted)) {
				this.#keep(record);
			} else {
				for (const id of record.ids) {
					this.#delete(id);
				}
				this.#hasChanges ||= record.rejection === undefined;
			}
		}
	}

	/** A file that holds what it held. */
	keepSame({ source }: SourceFile): void {
		const former = this.#former.get(source);
		const same = this.#same.get(source);
		if (same === undefined) {
			throw new TypeError(`${source} has changed`);
		}
		this.#records.push(same);
		this.#unchanged += same.ids.length;
		if (same.rejection !== undefined) {
			this.#rejected.push({ source, ...same.rejection });
		}
		this.#hasChanges ||= same.mtimeMs !== former?.mtimeMs;
	}

	/** Reads a file, cutting its articles one by one: a large file need not fit in memory. */
	index(file: SourceFile, read: typeof readSource): void {
		const readAtMs = this.#options.wallNow();
		for (const item of read(file, this.#options)) {
			if (item.kind === "article") {
				const { id, source } = item.article;
				this.take(file, { kind: "article", id, source }, () =>
					this.#writer.put(item.article),
				);
			} else {
				this.take(file, item.kind === "end" ? { ...item, readAtMs } : item);
			}
		}
	}

	/**
	 * Takes in what was met in a file, item by item.
	 * @param put puts the article
	 */
	take(file: SourceFile, item: CutItem, put?: () => void): void {
		this.#reading ??= {
			former: this.#former.get(file.source),
			ids: [],
			waitsFor: new Set(),
			rejectedBefore: this.#rejected.length,
		};
		const { ids, waitsFor } = this.#reading;
		if (item.kind === "article") {
			const owner = this.#ownerOf(item);
			if (owner === undefined) {
				this.#owners.set(item.id, file.source);
				put?.();
				ids.push(item.id);
				this.indexed++;
				this.#hasChanges = true;
			} else if (owner !== file.source) {
				waitsFor.add(owner);
			}
		} else if (item.kind === "rejection") {
			this.#rejected.push(item.rejection);
		} else {
			this.#endFile(file, item, this.#reading);
			this.#reading = undefined;
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

	#endFile(
		file: SourceFile,
		{ end, readAtMs }: Extract<CutItem, { kind: "end" }>,
		{ former, ids, waitsFor, rejectedBefore }: FileReading,
	): void {
		if (!end.isRejected) {
			for (const id of former?.ids ?? []) {
				if (!this.#owners.has(id)) {
					this.#delete(id);
				}
			}
			this.#record(file, end, { ids, readAtMs, waitsFor });
		} else if (former !== undefined && former.ids.length > 0) {
			// There was no article, so nothing of it was replaced.
			this.#keep(former);
		} else {
			const rejections = this.#rejected.slice(rejectedBefore);
			this.#remember(file, rejections, readAtMs);
		}
	}

	/** The source that has the article's id already, where one has: then the article is refused. */
	#ownerOf({ id, source }: Extract<CutItem, { kind: "article" }>) {
		const owner = this.#owners.get(id);
		if (owner !== undefined) {
			this.#rejected.push({
				source,
				code: "duplicate-id",
				reason: `the id ${JSON.stringify(id)} is that of an article of ${owner} already; give each article an id of its own`,
			});
		}
		return owner;
	}

	#delete(id: ArticleId): void {
		this.#deleted += this.#writer.delete(id) ? 1 : 0;
	}

	#record(
		file: SourceFile,
		{ sizeBytes, mtimeMs, contentHash }: SourceEnd,
		{
			ids,
			readAtMs,
			waitsFor,
		}: {
			readonly ids: readonly ArticleId[];
			readonly readAtMs: number;
			readonly waitsFor: ReadonlySet<string>;
		},
	): void {
		if (ids.length === 0 && contentHash === "") {
			return;
		}
		this.#records.push({
			source: file.source,
			sizeBytes,
			mtimeMs,
			contentHash,
			...(isTooRecent(mtimeMs, readAtMs) && { isRecent: true }),
			...(waitsFor.size > 0 && { waitsFor: [...waitsFor] }),
			ids,
		});
		this.#hasChanges = true;
	}

	/** Notes why a source gave nothing, if it would be the same next time. That alone is no reason to commit. */
	#remember(
		{ source, sizeBytes, mtimeMs }: SourceFile,
		[rejection, ...others]: readonly Rejection[],
		readAtMs: number,
	): void {
		if (
			rejection?.source !== source ||
			others.length > 0 ||
			!OF_CONTENT.has(rejection.code) ||
			isTooRecent(mtimeMs, readAtMs)
		) {
			return;
		}
		const { code, reason } = rejection;
		this.#records.push({
			source,
			sizeBytes,
			mtimeMs,
			contentHash: "",
			rejection: { code, reason },
			ids: [],
		});
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

/** Rejections that a file's content alone decides, and the limits. */
const OF_CONTENT: ReadonlySet<RejectionCode> = new Set<RejectionCode>([
	"empty",
	"bad-encoding",
	"bad-json",
	"bad-front-matter",
	"bad-field",
	"bad-archive",
	"too-large",
	"too-deep",
	"no-text",
]);

/** Names of what could not be read; a folder among them hides what is below it. */
function unlistedFolders(rejections: readonly Rejection[]): Set<string> {
	return new Set(
		rejections
			.filter(({ code }) => code === "unreadable")
			.map(({ source }) => source.replace(/\/$/, "")),
	);
}

/** Whether a source lies in one of the folders; "" is the folder of all. */
function isBelow(source: string, folders: ReadonlySet<string>): boolean {
	if (folders.size === 0) {
		return false;
	}
	for (let end = source.lastIndexOf("/"); end > 0; ) {
		if (folders.has(source.slice(0, end))) {
			return true;
		}
		end = source.lastIndexOf("/", end - 1);
	}
	return folders.has("");
}
