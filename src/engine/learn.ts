import type { LoggedQuestion } from "../backend/embedded/embedded-index.ts";
import { ANSWER_VERSION, type LearnReport } from "./answers.ts";
import { analyzerOptionsOf, CORPUS_MEMORY_LIMIT_MB } from "./build-index.ts";
import type { WriterOptions } from "./open-writer.ts";
import { checkQuestions } from "./parse-log.ts";
import { WriterThread } from "./writer-thread.ts";

/** What an index learns. */
export interface LearnOptions extends WriterOptions {
	/** Questions and the articles that answered them; none where the log is to be forgotten. */
	readonly questions: readonly LoggedQuestion[];
	/** To what the log has, not in place of it. */
	readonly adds?: boolean;
	/** Ends the work; the index stays as it was. */
	readonly signal?: AbortSignal;
	/** Milliseconds of a clock that never goes back. */
	readonly now?: () => number;
}

/**
 * Takes a log of questions and the articles that answered them into an index, and commits once: what was asked before then helps to rank what is asked. The log stays
 * through every later indexing, a rebuild too; articles that are not there yet count as soon as they are.
 * @throws SearchError `no-index`, `locked`, `bad-argument`, `corrupt`, `aborted` …
 */
export async function learn(options: LearnOptions): Promise<LearnReport> {
	const { questions, adds = false, now = () => performance.now() } = options;
	const startMs = now();
	checkQuestions(questions);
	const thread = await WriterThread.open(
		options.index,
		{
			...analyzerOptionsOf(options),
			isRebuild: false,
			needsIndex: true,
			resumes: false,
			workers: 1,
			memoryLimitBytes:
				(options.memoryLimitMB ?? CORPUS_MEMORY_LIMIT_MB) * 1_000_000,
		},
		{
			...(options.worker !== undefined && { worker: options.worker }),
			...(options.signal && { signal: options.signal }),
		},
	);
	try {
		const learnt = await thread.call({ kind: "learn", questions, adds });
		const state = await thread.call({ kind: "commit" });
		await thread.call({ kind: "close" });
		const { generation, articles, indexBytes, sourceBytes } = state;
		return {
			version: ANSWER_VERSION,
			...learnt,
			generation,
			articles,
			indexBytes,
			sourceBytes,
			elapsedMs: now() - startMs,
		};
	} finally {
		await thread.terminate();
	}
}
