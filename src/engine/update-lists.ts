import { ANSWER_VERSION, type ListsReport } from "./answers.ts";
import { analyzerOptionsOf, CORPUS_MEMORY_LIMIT_MB } from "./build-index.ts";
import type { WriterOptions } from "./open-writer.ts";
import { WriterThread } from "./writer-thread.ts";

/** What the lists of an index are changed to. */
export interface UpdateListsOptions extends WriterOptions {
	/** Bound on the memory of what waits to be written; 512 by default. */
	readonly memoryLimitMB?: number;
	/** Ends the work; the index stays as it was. */
	readonly signal?: AbortSignal;
	/** Milliseconds of a clock that never goes back. */
	readonly now?: () => number;
}

/**
 * Changes an index to the package's lists of words and laws as they are now, and to the user's lists that are named; its own user's lists
 * stay where none are. Only articles that are cut in another way by them are cut anew; the report names them. Commits once.
 * @throws SearchError `no-index`, `locked`, `bad-list`, `other-analyzer` (more than lists has changed: rebuild), `aborted` …
 */
export async function updateLists(
	options: UpdateListsOptions,
): Promise<ListsReport> {
	const { now = () => performance.now() } = options;
	const startMs = now();
	const thread = await WriterThread.open(
		options.index,
		{
			...analyzerOptionsOf(options),
			isRebuild: false,
			resumes: false,
			workers: 1,
			needsIndex: true,
			isUpdateOfLists: true,
			memoryLimitBytes:
				(options.memoryLimitMB ?? CORPUS_MEMORY_LIMIT_MB) * 1_000_000,
		},
		{
			...(options.worker !== undefined && { worker: options.worker }),
			...(options.signal && { signal: options.signal }),
		},
	);
	try {
		const { stale, state } = await thread.call({ kind: "updateLists" });
		await thread.call({ kind: "close" });
		return {
			version: ANSWER_VERSION,
			stale,
			...state,
			elapsedMs: now() - startMs,
		};
	} finally {
		await thread.terminate();
	}
}
