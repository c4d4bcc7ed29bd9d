import type { MessagePort } from "node:worker_threads";
import {
	BatchCutter,
	cuttingOf,
	runPackJob,
	runSealJob,
} from "../backend/embedded/embedded-writer.ts";
import {
	buffersOfBatch,
	type CrewAnswer,
	type CrewMemberSettings,
	type CrewResults,
	type CrewTask,
} from "./crew-protocol.ts";
import { type CutTools, runCutJob } from "./cut-job.ts";
import { errorMessage } from "./error-message.ts";
import { followRecipe } from "./load-writer-analysis.ts";

/** The thread of one member of a crew: does its tasks one after the other. */
export function serveCrew(
	port: MessagePort,
	{ recipe, cutter: number }: CrewMemberSettings,
	tools: CutTools,
): void {
	const cutting = cuttingOf(followRecipe(recipe));
	let cutter:
		| { readonly epoch: number; readonly batches: BatchCutter }
		| undefined;
	const cutterOf = (epoch: number) => {
		if (cutter?.epoch !== epoch) {
			cutter = { epoch, batches: new BatchCutter(cutting, number, epoch) };
		}
		return cutter.batches;
	};
	const post = (
		result: CrewResults[CrewTask["kind"]],
		buffers: ArrayBuffer[],
	) => {
		const answer: CrewAnswer = { kind: "done", result };
		port.postMessage(answer, buffers);
	};
	const perform = async (task: CrewTask) => {
		switch (task.kind) {
			case "cut": {
				const result = await runCutJob(task.job, cutterOf(task.epoch), tools);
				post(result, buffersOfBatch(result.batch));
				return;
			}
			case "pack": {
				const packed = runPackJob(task.job);
				post(packed, []);
				return;
			}
			case "seal": {
				const sealed = runSealJob(task.job);
				post(
					sealed,
					[...sealed.bytes.values()].map(({ buffer }) => buffer),
				);
				return;
			}
		}
	};
	let queue = Promise.resolve();
	port.on("message", (task: CrewTask) => {
		queue = queue.then(async () => {
			try {
				await perform(task);
			} catch (cause) {
				const answer: CrewAnswer = errorMessage(cause);
				port.postMessage(answer);
			}
		});
	});
}
