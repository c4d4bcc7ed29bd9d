import { analyzerOptionsOf, CORPUS_MEMORY_LIMIT_MB } from "./build-index.ts";
import type { WriterOptions } from "./open-writer.ts";
import type { WriterSettings } from "./writer-protocol.ts";
import { WriterThread } from "./writer-thread.ts";

/** How an index that is there is changed at once. */
export interface ChangeOptions extends WriterOptions {
	/** Bound on the memory of what waits to be written; 512 by default. */
	readonly memoryLimitMB?: number;
	/** Ends the work; the index stays as it was. */
	readonly signal?: AbortSignal;
	/** Milliseconds of a clock that never goes back. */
	readonly now?: () => number;
}

/**
 * Opens the one writer of an index that is there, for one change, and closes it after that.
 * @throws SearchError `no-index`, and as `openWriter` does
 */
export async function changeIndex<Result>(
	options: ChangeOptions,
	change: (thread: WriterThread) => Promise<Result>,
	settings: Pick<WriterSettings, "isUpdateOfLists"> = {},
): Promise<Result> {
	const thread = await WriterThread.open(
		options.index,
		{
			...analyzerOptionsOf(options),
			...settings,
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
		const result = await change(thread);
		await thread.call({ kind: "close" });
		return result;
	} finally {
		await thread.terminate();
	}
}
