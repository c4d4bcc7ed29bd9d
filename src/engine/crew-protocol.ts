import type {
	CutBatch,
	PackedArticles,
	PackJob,
	SealedFiles,
	SealJob,
} from "../backend/embedded/embedded-writer.ts";
import type { ErrorCode } from "../errors.ts";
import type { CutJob, CutResult } from "./cut-job.ts";
import type { AnalysisRecipe } from "./load-writer-analysis.ts";

/** What a thread of a crew is started with. */
export interface CrewMemberSettings {
	readonly role: "crew";
	/** The number of its cutter; no other of the writer has it. */
	readonly cutter: number;
	readonly recipe: AnalysisRecipe;
}

/** What a member of a crew is asked to do. */
export type CrewTask =
	| {
			readonly kind: "cut";
			readonly job: CutJob;
			/** The segment that the batch will most likely be part of: terms are numbered anew with each. */
			readonly epoch: number;
	  }
	| { readonly kind: "pack"; readonly job: PackJob }
	| { readonly kind: "seal"; readonly job: SealJob };

/** What each task gives back. */
export interface CrewResults {
	readonly cut: CutResult;
	readonly pack: PackedArticles;
	readonly seal: SealedFiles;
}

/** One answer a task, in their order. */
export type CrewAnswer =
	| {
			readonly kind: "done";
			readonly result: CrewResults[CrewTask["kind"]];
	  }
	| {
			readonly kind: "error";
			/** Absent for our own mistakes. */
			readonly code?: ErrorCode;
			readonly message: string;
			readonly stack?: string;
	  };

/** The buffers that are handed over with a task instead of being copied. */
export function buffersOfTask(task: CrewTask): ArrayBuffer[] {
	switch (task.kind) {
		case "cut":
			return [];
		case "pack":
			return [task.job.texts.units.buffer];
		case "seal":
			return task.job.kind === "layer"
				? task.job.unsorted.streams.flatMap((parts) =>
						parts.flatMap(({ part }) => [
							part.terms.buffer,
							part.counts.buffer,
							part.lengths.buffer,
						]),
					)
				: [];
	}
}

/** Those of a batch. */
export function buffersOfBatch({ layers, texts }: CutBatch): ArrayBuffer[] {
	return [
		texts.units.buffer,
		...layers.flatMap(({ streams }) =>
			streams.flatMap(({ terms, counts, lengths }) => [
				terms.buffer,
				counts.buffer,
				lengths.buffer,
			]),
		),
	];
}
