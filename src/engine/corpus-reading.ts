import type { Article } from "../article.ts";
import type { IndexWriter } from "../backend/embedded/embedded-writer.ts";
import type { SourceFile } from "../corpus/crawl.ts";
import type { readSource } from "../corpus/read-source.ts";
import type { CutItem, CutResult, ReadingOptions } from "./cut-job.ts";
import type { CuttingRoom } from "./cutting-room.ts";
import type { CorpusChanges } from "./index-corpus.ts";

/** Bytes of files that are read and cut as one job: about what makes a batch. */
const JOB_BYTES = 384 * 1024;
/** A larger file, or a packed one, is read in the writer's thread and cut batch by batch, so that it need not be in memory cut as a whole. */
const LARGE_BYTES = 2 * 1024 * 1024;
/** UTF-16 units of its text that are cut as one job. */
const JOB_UNITS = 1 << 17;
/** Bytes of text that a byte of a packed file stands for. */
const PACKING = 5;

export interface CorpusReadingParts {
	readonly writer: IndexWriter;
	readonly room: CuttingRoom;
	readonly run: CorpusChanges;
	readonly options: ReadingOptions;
	/** Called after each file. */
	readonly onFile: () => void;
}

interface Job {
	/** The files that end in it, and where the last does not, that one. */
	readonly files: readonly SourceFile[];
	readonly result: Promise<CutResult>;
}

/** Reads files that have changed, in their order, and has them cut as many jobs ahead as there are hands. */
export class CorpusReading {
	readonly #parts: CorpusReadingParts;
	readonly #underWay: Job[] = [];
	/** Small files of the next job. */
	#files: SourceFile[] = [];
	#bytes = 0;

	constructor(parts: CorpusReadingParts) {
		this.#parts = parts;
	}

	async read(files: readonly SourceFile[]): Promise<void> {
		const { writer, room, run, onFile } = this.#parts;
		room.announce(files.reduce((sum, file) => sum + bytesOf(file), 0));
		// The readers of all formats take a while to load.
		const reader = (await import("../corpus/read-source.ts")).readSource;
		for (const file of files) {
			if (writer.restores) {
				// What a killed run has cut already is compared article by article.
				run.index(file, reader);
				onFile();
			} else if (isLarge(file)) {
				await this.#sendFiles();
				await this.#readHere(file, reader);
			} else {
				this.#files.push(file);
				this.#bytes += file.sizeBytes;
				if (this.#bytes >= JOB_BYTES) {
					await this.#sendFiles();
				}
			}
		}
		await this.#sendFiles();
		while (this.#underWay.length > 0) {
			await this.#settle();
		}
	}

	async #sendFiles(): Promise<void> {
		const files = this.#files;
		if (files.length === 0) {
			return;
		}
		this.#files = [];
		this.#bytes = 0;
		const { split, map, limits } = this.#parts.options;
		const options = {
			...(split && { split }),
			...(map && { map }),
			...(limits && { limits }),
		};
		const job = { kind: "sources", files, options } as const;
		await this.#send({ files, result: this.#parts.room.cut(job) });
	}

	/** Reads a file here, and has its articles cut. */
	async #readHere(file: SourceFile, read: typeof readSource): Promise<void> {
		const { room, options } = this.#parts;
		const readAtMs = options.wallNow();
		let items: CutItem[] = [];
		let articles: Article[] = [];
		let units = 0;
		const send = async () => {
			const met = items;
			const cut = room.cut({ kind: "articles", articles });
			const result = cut.then(({ batch }) => ({ items: met, batch }));
			result.catch(() => {});
			items = [];
			articles = [];
			units = 0;
			await this.#send({ files: [file], result });
		};
		for (const item of read(file, options)) {
			if (item.kind === "article") {
				const { id, source, title, body } = item.article;
				items.push({ kind: "article", id, source });
				articles.push(item.article);
				units += title.length + body.length;
			} else {
				items.push(item.kind === "end" ? { ...item, readAtMs } : item);
			}
			if (units >= JOB_UNITS || item.kind === "end") {
				await send();
			}
		}
	}

	async #send(job: Job): Promise<void> {
		this.#underWay.push(job);
		while (this.#underWay.length >= this.#parts.room.jobsAhead) {
			await this.#settle();
		}
	}

	/** Takes in what the oldest job has found. */
	async #settle(): Promise<void> {
		const job = this.#underWay.shift();
		if (job === undefined) {
			return;
		}
		const { room, run, onFile } = this.#parts;
		const cut = await job.result;
		await room.takeIn(cut, (put) => {
			let file = 0;
			let number = 0;
			for (const item of cut.items) {
				run.take(job.files[file]!, item, () => put(number));
				number += item.kind === "article" ? 1 : 0;
				if (item.kind === "end") {
					file++;
					onFile();
				}
			}
		});
	}
}

function isLarge(file: SourceFile): boolean {
	return bytesOf(file) > LARGE_BYTES;
}

/** How much there is to read. */
function bytesOf({ source, sizeBytes }: SourceFile): number {
	return /\.gz$/i.test(source) ? sizeBytes * PACKING : sizeBytes;
}
