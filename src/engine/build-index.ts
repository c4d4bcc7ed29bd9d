import { availableParallelism } from "node:os";
import type { ArticleInput } from "../article.ts";
import { checkReadOptions, type ReadOptions } from "../corpus/read-options.ts";
import { type Rejection, SearchError } from "../errors.ts";
import { ANSWER_VERSION, type IndexReport, type Progress } from "./answers.ts";
import type { IndexPlace } from "./index-place.ts";
import type { AnalyzerOptions } from "./load-analyzer.ts";
import { untilAborted } from "./until-aborted.ts";
import type { CommittedState, WriterResults } from "./writer-protocol.ts";
import { packInputs, throwIfAborted, WriterThread } from "./writer-thread.ts";

export interface BuildOptions extends AnalyzerOptions, ReadOptions {
	/** Where the index goes: a folder's path, or an index in memory. */
	readonly index: IndexPlace;
	/** Files and folders that are the whole corpus: articles of a source that is no longer there are deleted. */
	readonly corpus?: string | readonly string[];
	/** Or the articles themselves, all of them: what the index held before is replaced. */
	readonly articles?: AsyncIterable<ArticleInput> | Iterable<ArticleInput>;
	/** Starts from nothing; the former state stays visible until the new one is committed. */
	readonly rebuild?: boolean;
	/** Compares the content of every source with what was indexed of it; by default only of those whose size or time differ. */
	readonly checkContent?: boolean;
	/** Looks whether anything has changed before a thread is started: faster where mostly nothing has, but on the caller's own thread. */
	readonly looksFirst?: boolean;
	readonly onProgress?: (progress: Progress) => void;
	/** Ends the work; the index stays as it was, and the next run need not do again what was written meanwhile. */
	readonly signal?: AbortSignal;
	/** Bound on the memory of what waits to be written; 512 by default. */
	readonly memoryLimitMB?: number;
	/** Threads that read and cut; as many as the machine has cores (8 at most) by default. The index is the same however many they are. */
	readonly workers?: number;
	/** Path of the package's worker.js, for those who bundle fasou into their own file. */
	readonly worker?: string;
	/** Milliseconds of a clock that never goes back. */
	readonly now?: () => number;
}

/** The default where a whole corpus may be gone through. */
export const CORPUS_MEMORY_LIMIT_MB = 512;
/** UTF-16 units of text, and articles, handed to the thread at once: enough to make a message worth its cost. */
const BATCH_UNITS = 1 << 17;
const BATCH_ARTICLES = 2048;
/** Batches under way beside those that are being cut: the next are gathered meanwhile. */
const BATCHES_AHEAD = 3;
/** More cores than these are used only where asked for: each takes memory. */
const MOST_WORKERS_BY_DEFAULT = 8;

/**
 * Brings an index to what a corpus holds, in a thread of its own, and commits once.
 * @throws SearchError `bad-argument`, `no-source`, `locked`, `other-analyzer`, `other-options`, `disk-full`, `aborted` …
 */
export async function buildIndex(options: BuildOptions): Promise<IndexReport> {
	const { corpus, articles, now = () => performance.now() } = options;
	if ((corpus === undefined) === (articles === undefined)) {
		throw new SearchError(
			"bad-argument",
			`buildIndex: expected either corpus or articles, found ${corpus === undefined ? "neither" : "both"}; name the folder, or hand in the articles`,
		);
	}
	const startMs = now();
	const readOptions = readOptionsOf(options);
	checkReadOptions(readOptions);
	const workers = workersOf(options);
	const report = (progress: Omit<Progress, "elapsedMs">) =>
		options.onProgress?.({ ...progress, elapsedMs: now() - startMs });
	report({ stage: "crawling", done: 0, articles: 0 });
	const unchanged = await lookFirst(options, readOptions);
	if (unchanged !== undefined) {
		const { state, ...counts } = unchanged;
		return {
			version: ANSWER_VERSION,
			...counts,
			...state,
			elapsedMs: now() - startMs,
		};
	}
	const thread = await WriterThread.open(
		options.index,
		{
			...analyzerOptionsOf(options),
			...(corpus !== undefined && { readOptions }),
			isRebuild: articles !== undefined || options.rebuild === true,
			resumes: true,
			memoryLimitBytes:
				(options.memoryLimitMB ?? CORPUS_MEMORY_LIMIT_MB) * 1_000_000,
			workers,
			...(options.worker !== undefined && { worker: options.worker }),
		},
		{
			...(options.worker !== undefined && { worker: options.worker }),
			...(options.signal && { signal: options.signal }),
			onProgress: ({ done, total, articles: count }) =>
				report({
					stage: done === total ? "committing" : "reading",
					done,
					total,
					articles: count,
				}),
		},
	);
	try {
		const counts =
			articles === undefined
				? await thread.call({
						kind: "corpus",
						sources: sourcesOf(corpus ?? []),
						checkContent: options.checkContent === true,
					})
				: await indexArticles(
						thread,
						articles,
						{ ...options, workers },
						report,
					);
		await thread.call({ kind: "close" });
		const { state, ...rest } = counts;
		return {
			version: ANSWER_VERSION,
			...rest,
			...state,
			elapsedMs: now() - startMs,
		};
	} catch (cause) {
		// So that nothing half written is left behind; but where the caller ended the work, at once.
		if (options.signal?.aborted !== true) {
			await thread.call({ kind: "close" }).catch(() => {});
		}
		throw cause;
	} finally {
		await thread.terminate();
	}
}

async function lookFirst(
	options: BuildOptions,
	readOptions: ReadOptions,
): Promise<WriterResults["corpus"] | undefined> {
	const { index, corpus, looksFirst, rebuild, checkContent } = options;
	const isWanted = looksFirst === true && !rebuild && !checkContent;
	if (!isWanted || corpus === undefined) {
		return undefined;
	}
	throwIfAborted(options.signal);
	const { nothingToDo } = await import("./nothing-to-do.ts");
	return nothingToDo({
		index,
		sources: sourcesOf(corpus),
		readOptions,
		analyzerOptions: analyzerOptionsOf(options),
		wallNow: () => performance.timeOrigin + performance.now(),
	});
}

export function sourcesOf(
	corpus: string | readonly string[],
): readonly string[] {
	return typeof corpus === "string" ? [corpus] : corpus;
}

async function indexArticles(
	thread: WriterThread,
	articles: AsyncIterable<ArticleInput> | Iterable<ArticleInput>,
	{
		signal,
		workers,
	}: { readonly signal?: AbortSignal; readonly workers: number },
	report: (progress: Omit<Progress, "elapsedMs">) => void,
): Promise<{
	indexed: number;
	unchanged: number;
	deleted: number;
	kept: number;
	restored: number;
	rejected: Rejection[];
	state: CommittedState;
}> {
	const rejected: Rejection[] = [];
	const underWay: Promise<readonly Rejection[]>[] = [];
	let handedIn = 0;
	let batch: ArticleInput[] = [];
	let units = 0;
	const settle = async () => {
		rejected.push(...((await underWay.shift()) ?? []));
		report({ stage: "reading", done: handedIn, articles: handedIn });
	};
	const send = async () => {
		const sent = thread.call({
			kind: "put",
			inputs: packInputs(batch),
			existing: "refuse",
		});
		// A failure is seen when its turn comes; until then it must not count as unhandled.
		sent.catch(() => {});
		underWay.push(sent);
		batch = [];
		units = 0;
		if (underWay.length >= workers + BATCHES_AHEAD) {
			await settle();
		}
	};
	for await (const article of untilAborted(articles, signal)) {
		batch.push(article);
		handedIn++;
		units += unitsOf(article);
		if (units >= BATCH_UNITS || batch.length === BATCH_ARTICLES) {
			await send();
		}
	}
	await send();
	while (underWay.length > 0) {
		await settle();
	}
	report({
		stage: "committing",
		done: handedIn,
		total: handedIn,
		articles: handedIn,
	});
	const { restored, ...state } = await thread.call({ kind: "commit" });
	return {
		indexed: handedIn - rejected.length,
		unchanged: 0,
		deleted: 0,
		kept: 0,
		restored,
		rejected,
		state,
	};
}

/** How much text an article has, if it is one. */
function unitsOf(article: Partial<ArticleInput> | null): number {
	return (
		Number(article?.title?.length ?? 0) + Number(article?.body?.length ?? 0)
	);
}

/** @throws SearchError `bad-argument` */
function workersOf({ workers }: BuildOptions): number {
	if (workers === undefined) {
		return Math.min(availableParallelism(), MOST_WORKERS_BY_DEFAULT);
	}
	if (!Number.isInteger(workers) || workers < 1) {
		throw new SearchError(
			"bad-argument",
			`workers: expected a number of threads from 1 on, found ${workers}`,
		);
	}
	return workers;
}

export function readOptionsOf({
	split,
	map,
	limits,
}: BuildOptions): ReadOptions {
	return {
		...(split && { split }),
		...(map && { map }),
		...(limits && { limits }),
	};
}

/** Only what the thread needs: functions cannot be sent to it. */
export function analyzerOptionsOf({
	dictionary,
	userWords,
	laws,
	segmenter,
}: AnalyzerOptions): AnalyzerOptions {
	return {
		...(dictionary !== undefined && { dictionary }),
		...(userWords !== undefined && { userWords }),
		...(laws !== undefined && { laws }),
		...(segmenter !== undefined && { segmenter }),
	};
}
