import type { ArticleId } from "../article.ts";
import type { LoggedQuestion } from "../backend/embedded/embedded-index.ts";
import type { ReadOptions } from "../corpus/read-options.ts";
import type { Rejection } from "../errors.ts";
import type { LearnReport, RepairReport } from "./answers.ts";
import type { ErrorMessage } from "./error-message.ts";
import type { AnalyzerOptions } from "./load-analyzer.ts";

/** What a writer works on: a folder, or the files of an index in memory. */
export type WriterPlace =
	| { readonly kind: "folder"; readonly path: string }
	| {
			readonly kind: "memory";
			readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
	  };

export interface WriterSettings extends AnalyzerOptions {
	readonly place: WriterPlace;
	/** How sources are read; absent where articles come one by one. */
	readonly readOptions?: ReadOptions;
	readonly isRebuild: boolean;
	/** Where nothing was ever committed, there is nothing to change. */
	readonly needsIndex?: true;
	/** The lists named are those to change to, not those of the index. */
	readonly isUpdateOfLists?: true;
	/** Whether a run that is ended before its commit is gone on from by the next. */
	readonly resumes: boolean;
	readonly memoryLimitBytes: number;
	/** Threads that cut; with 1 the writer's own does. */
	readonly workers: number;
	/** Path of the package's worker.js, for those who bundle it. */
	readonly worker?: string;
}

export interface RepairSettings extends AnalyzerOptions {
	/** The index's folder. */
	readonly path: string;
	/** What the index was made from; absent: as it says itself. */
	readonly sources?: readonly string[];
	readonly readOptions: ReadOptions;
	readonly memoryLimitBytes: number;
}

/** What the caller's thread asks of the writer's thread, one after the other. */
export type WriterCall =
	| { readonly kind: "open"; readonly settings: WriterSettings }
	| {
			readonly kind: "put";
			/** In the form of `packInputs`. */
			readonly inputs: Uint8Array<ArrayBuffer>;
			/** `refuse` an article whose id is there already, or `replace` the one that is there. */
			readonly existing: "refuse" | "replace";
	  }
	| { readonly kind: "delete"; readonly id: ArticleId }
	| {
			readonly kind: "corpus";
			readonly sources: readonly string[];
			/** Compare every source's content, whatever its size and time say. */
			readonly checkContent: boolean;
	  }
	| { readonly kind: "updateLists" }
	| {
			readonly kind: "learn";
			readonly questions: readonly LoggedQuestion[];
			/** To the log that there is, not in place of it. */
			readonly adds: boolean;
	  }
	| { readonly kind: "commit" }
	| { readonly kind: "rollback" }
	| { readonly kind: "close" }
	| { readonly kind: "repair"; readonly settings: RepairSettings };

/** A state of the index after a commit, or as it was where nothing was to be committed. */
export interface CommittedState {
	readonly generation: number;
	readonly articles: number;
	readonly indexBytes: number;
	readonly sourceBytes: number;
}

export interface RunCounts {
	/** Articles that a run which was ended before its commit had indexed already. */
	readonly restored: number;
}

export interface CorpusCounts extends RunCounts {
	readonly indexed: number;
	readonly unchanged: number;
	readonly deleted: number;
	readonly kept: number;
	readonly rejected: readonly Rejection[];
}

/** What a repair found and did, without what its caller adds. */
export interface RepairRun
	extends Omit<RepairReport, "version" | "elapsedMs" | keyof CommittedState> {
	readonly state: CommittedState;
}

/** What each call gives back. */
export interface WriterResults {
	readonly open: { readonly generation: number };
	/** The articles that were refused, in their order. */
	readonly put: readonly Rejection[];
	readonly delete: boolean;
	/** The corpus is committed too, where anything changed. */
	readonly corpus: CorpusCounts & { readonly state: CommittedState };
	/** The articles that were cut anew, committed. */
	readonly updateLists: {
		readonly stale: readonly ArticleId[];
		readonly state: CommittedState;
	};
	readonly learn: Pick<LearnReport, "questions" | "unknown">;
	readonly commit: CommittedState & RunCounts;
	readonly rollback: null;
	readonly close: null;
	readonly repair: RepairRun;
}

/** Files that a commit in memory added and removed. */
export interface MemoryChanges {
	readonly added: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
	readonly removed: readonly string[];
}

export interface CorpusProgress {
	readonly done: number;
	readonly total: number;
	readonly articles: number;
}

/** What the writer's thread sends: progress at any time, and one answer for each call, in their order. */
export type WriterMessage =
	| { readonly kind: "progress"; readonly progress: CorpusProgress }
	| {
			readonly kind: "result";
			readonly result: WriterResults[WriterCall["kind"]];
			readonly changes?: MemoryChanges;
	  }
	| ErrorMessage;
