import type { ArticleId, ArticleInput } from "../article.ts";
import type { LoggedQuestion } from "../backend/embedded/embedded-index.ts";
import { SearchError } from "../errors.ts";
import { analyzerOptionsOf } from "./build-index.ts";
import { disposable } from "./disposable.ts";
import type { IndexPlace } from "./index-place.ts";
import type { AnalyzerOptions } from "./load-analyzer.ts";
import { checkQuestions } from "./parse-log.ts";
import { packInputs, WriterThread } from "./writer-thread.ts";

export interface WriterOptions extends AnalyzerOptions {
	/** A folder's path, made where it is not there, or an index in memory. */
	readonly index: IndexPlace;
	/** Bound on the memory of what waits to be written; 256 by default. */
	readonly memoryLimitMB?: number;
	/** Path of the package's worker.js, for those who bundle fasou into their own file. */
	readonly worker?: string;
}

/** Writes articles one by one. Nothing is visible before `commit`; only one writer is open on an index at a time. */
export interface Writer {
	/** @throws SearchError `duplicate-id`, `bad-argument` */
	add(article: ArticleInput): Promise<void>;
	/** Adds the article, or puts it in place of the one with its id. @throws SearchError `bad-argument` */
	update(article: ArticleInput): Promise<void>;
	/** Returns whether there was an article with that id. */
	delete(id: ArticleId): Promise<boolean>;
	/**
	 * Takes questions and the articles that answered them into the index's log, in place of what it has, or added to that. Returns how many pairs it has then.
	 * @throws SearchError `bad-argument`
	 */
	learn(
		questions: readonly LoggedQuestion[],
		options?: { readonly adds?: boolean },
	): Promise<number>;
	/** Makes all changes visible and durable at once; returns the new generation. */
	commit(): Promise<number>;
	/** Forgets all changes since the last commit. */
	rollback(): Promise<void>;
	/** Gives the index free; what was not committed is forgotten. */
	close(): Promise<void>;
	[Symbol.asyncDispose]?(): Promise<void>;
}

const DEFAULT_MEMORY_LIMIT_MB = 256;

/** Opens the one writer of an index. @throws SearchError `locked`, `other-analyzer`, `corrupt` … */
export async function openWriter(options: WriterOptions): Promise<Writer> {
	const thread = await WriterThread.open(
		options.index,
		{
			...analyzerOptionsOf(options),
			isRebuild: false,
			resumes: false,
			workers: 1,
			memoryLimitBytes:
				(options.memoryLimitMB ?? DEFAULT_MEMORY_LIMIT_MB) * 1_000_000,
		},
		options.worker === undefined ? {} : { worker: options.worker },
	);
	const put = async (article: ArticleInput, existing: "refuse" | "replace") => {
		const [rejection] = await thread.call({
			kind: "put",
			inputs: packInputs([article]),
			existing,
		});
		if (rejection !== undefined) {
			throw new SearchError(
				rejection.code === "duplicate-id" ? "duplicate-id" : "bad-argument",
				rejection.reason,
			);
		}
	};
	let isClosed = false;
	const close = async () => {
		if (!isClosed) {
			isClosed = true;
			await thread.call({ kind: "close" });
			await thread.terminate();
		}
	};
	return disposable<Writer>({
		add: (article) => put(article, "refuse"),
		update: (article) => put(article, "replace"),
		delete: (id) => thread.call({ kind: "delete", id }),
		learn: async (questions, { adds = false } = {}) => {
			checkQuestions(questions);
			const learnt = await thread.call({ kind: "learn", questions, adds });
			return learnt.questions;
		},
		commit: async () => (await thread.call({ kind: "commit" })).generation,
		rollback: async () => {
			await thread.call({ kind: "rollback" });
		},
		close,
	});
}
