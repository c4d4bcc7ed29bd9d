import { checkReadOptions, type ReadOptions } from "../corpus/read-options.ts";
import { ANSWER_VERSION, type Progress, type RepairReport } from "./answers.ts";
import {
	analyzerOptionsOf,
	CORPUS_MEMORY_LIMIT_MB,
	readOptionsOf,
	sourcesOf,
} from "./build-index.ts";
import type { AnalyzerOptions } from "./load-analyzer.ts";
import { WriterThread } from "./writer-thread.ts";

export interface RepairOptions extends AnalyzerOptions, ReadOptions {
	/** The index's folder. */
	readonly index: string;
	/** What it was made from, where the index no longer says so, or it has been moved. */
	readonly corpus?: string | readonly string[];
	readonly onProgress?: (progress: Progress) => void;
	/** Ends the work; the index stays as it was. */
	readonly signal?: AbortSignal;
	/** Bound on the memory of what waits to be written; 512 by default. */
	readonly memoryLimitMB?: number;
	/** Path of the package's worker.js, for those who bundle fasou into their own file. */
	readonly worker?: string;
	/** Milliseconds of a clock that never goes back. */
	readonly now?: () => number;
}

/**
 * Mends a damaged index in a thread of its own, and commits once; nothing is written where nothing is damaged. Whole segments
 * stay, articles of damaged ones are taken from the index itself where they can still be read, and only the sources of the
 * others are read again. How sources were read is known to the index; options for that are needed only where its manifest is lost.
 * @throws SearchError `no-index`, `locked`, `no-source`, `too-old`, `too-new`, `other-analyzer`, `other-options`, `corrupt`, `aborted` …
 */
export async function repairIndex(
	options: RepairOptions,
): Promise<RepairReport> {
	const { index, corpus, now = () => performance.now() } = options;
	const startMs = now();
	const readOptions = readOptionsOf(options);
	checkReadOptions(readOptions);
	const report = (progress: Omit<Progress, "elapsedMs">) =>
		options.onProgress?.({ ...progress, elapsedMs: now() - startMs });
	report({ stage: "crawling", done: 0, articles: 0 });
	const thread = WriterThread.start(index, {
		...(options.worker !== undefined && { worker: options.worker }),
		...(options.signal && { signal: options.signal }),
		onProgress: (progress) => report({ stage: "reading", ...progress }),
	});
	try {
		const { state, ...run } = await thread.call({
			kind: "repair",
			settings: {
				...analyzerOptionsOf(options),
				path: index,
				...(corpus !== undefined && {
					sources: sourcesOf(corpus),
				}),
				readOptions,
				memoryLimitBytes:
					(options.memoryLimitMB ?? CORPUS_MEMORY_LIMIT_MB) * 1_000_000,
			},
		});
		return {
			version: ANSWER_VERSION,
			...run,
			...state,
			elapsedMs: now() - startMs,
		};
	} finally {
		await thread.terminate();
	}
}
