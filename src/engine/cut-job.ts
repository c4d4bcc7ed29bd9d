import { deserialize } from "node:v8";
import type { Article, ArticleId, ArticleInput } from "../article.ts";
import type {
	BatchCutter,
	CutBatch,
} from "../backend/embedded/embedded-writer.ts";
import type { SourceFile } from "../corpus/crawl.ts";
import type { ReadOptions } from "../corpus/read-options.ts";
import type { readSource, SourceEnd } from "../corpus/read-source.ts";
import { type Rejection, SearchError } from "../errors.ts";
import { articleOf } from "./article-input.ts";

/** How sources are read, and what time it is. */
export interface ReadingOptions extends ReadOptions {
	readonly now: () => number;
	/** Milliseconds of the clock that files are marked by. */
	readonly wallNow: () => number;
}

/** Articles to cut, or files to read and cut: as much as makes one batch. */
export type CutJob =
	| {
			readonly kind: "sources";
			readonly files: readonly SourceFile[];
			readonly options: ReadOptions;
	  }
	| { readonly kind: "articles"; readonly articles: readonly Article[] }
	/** As a program handed them in, in the form of `packInputs`. */
	| { readonly kind: "inputs"; readonly inputs: Uint8Array };

/** What was met, in its order. Articles are those of the batch, one after the other. */
export type CutItem =
	| {
			readonly kind: "article";
			readonly id: ArticleId;
			readonly source: string;
	  }
	| { readonly kind: "rejection"; readonly rejection: Rejection }
	| {
			readonly kind: "end";
			readonly end: SourceEnd;
			/** The clock's time before the reading began. */
			readonly readAtMs: number;
	  };

export interface CutResult {
	readonly items: readonly CutItem[];
	readonly batch: CutBatch;
}

/** What of a job's doing is not cutting. */
export interface CutTools {
	readonly now: () => number;
	readonly wallNow: () => number;
	/** The readers of all formats take a while to load. */
	readonly loadReader: () => Promise<typeof readSource>;
}

/** Reads and cuts; the job's articles make one batch. */
export async function runCutJob(
	job: CutJob,
	cutter: BatchCutter,
	{ now, wallNow, loadReader }: CutTools,
): Promise<CutResult> {
	const items: CutItem[] = [];
	const add = (article: Article, findsCitations: boolean) => {
		cutter.add(article, findsCitations);
		items.push({ kind: "article", id: article.id, source: article.source });
	};
	switch (job.kind) {
		case "sources": {
			const read = await loadReader();
			for (const file of job.files) {
				const readAtMs = wallNow();
				for (const item of read(file, { ...job.options, now })) {
					if (item.kind === "article") {
						add(item.article, true);
					} else {
						items.push(item.kind === "end" ? { ...item, readAtMs } : item);
					}
				}
			}
			break;
		}
		case "articles":
			for (const article of job.articles) {
				add(article, true);
			}
			break;
		case "inputs":
			for (const input of unpackInputs(job.inputs)) {
				const read = readInput(input);
				if (read.kind === "rejection") {
					items.push(read);
				} else {
					// A program that brings citations knows better.
					add(read.article, input.citations === undefined);
				}
			}
			break;
		default: {
			const never: never = job;
			throw new TypeError(`no job ${JSON.stringify(never)}`);
		}
	}
	return { items, batch: cutter.take() };
}

/** An article as a program handed it in, or why it is none. */
export function readInput(
	input: ArticleInput,
):
	| { readonly kind: "article"; readonly article: Article }
	| Extract<CutItem, { kind: "rejection" }> {
	try {
		return { kind: "article", article: articleOf(input) };
	} catch (cause) {
		if (!(cause instanceof SearchError) || cause.code !== "bad-argument") {
			throw cause;
		}
		const source = String(input?.source ?? input?.id);
		const { message } = cause;
		return {
			kind: "rejection",
			rejection: { source, code: "bad-field", reason: message },
		};
	}
}

/** What `packInputs` packed. */
export function unpackInputs(inputs: Uint8Array): readonly ArticleInput[] {
	// Whether each of them is an article is for `articleOf` to say.
	return deserialize(inputs) as readonly ArticleInput[];
}
