import { Worker } from "node:worker_threads";
import type {
	PackedArticles,
	PackJob,
	SealedFiles,
	SealingCrew,
	SealJob,
} from "../backend/embedded/embedded-writer.ts";
import { SearchError } from "../errors.ts";
import { assetUrl } from "./assets.ts";
import {
	buffersOfTask,
	type CrewAnswer,
	type CrewMemberSettings,
	type CrewResults,
	type CrewTask,
} from "./crew-protocol.ts";
import type { CutJob, CutResult } from "./cut-job.ts";
import { errorOf } from "./error-message.ts";
import type { AnalysisRecipe } from "./load-writer-analysis.ts";
import { THREAD_LIMITS } from "./thread-limits.ts";

/** Tasks that a member has at most: the next is there when one is done. */
const TASKS_AHEAD = 2;

interface Waiting {
	readonly task: CrewTask;
	readonly resolve: (result: never) => void;
	readonly reject: (error: unknown) => void;
}

interface Member {
	readonly worker: Worker;
	/** Sent and not answered, in their order. */
	readonly sent: Waiting[];
}

/** Threads that read, cut, pack and encode beside the writer's thread. What comes out does not depend on how many they are. */
export class Crew implements SealingCrew {
	/** The numbers of the threads' cutters. */
	readonly cutters: readonly number[];
	readonly #members: readonly Member[];
	/** Packing and sealing come first: they free memory. */
	readonly #urgent: Waiting[] = [];
	readonly #waiting: Waiting[] = [];
	#ended: unknown;

	/**
	 * @param cutters the numbers of their cutters, one a thread
	 * @param worker path of the package's worker.js, for those who bundle it
	 */
	constructor(
		cutters: readonly number[],
		recipe: AnalysisRecipe,
		worker?: string,
	) {
		this.cutters = cutters;
		this.#members = cutters.map((cutter) => {
			const settings: CrewMemberSettings = { role: "crew", cutter, recipe };
			const member: Member = {
				worker: new Worker(worker ?? assetUrl("worker.js"), {
					workerData: settings,
					resourceLimits: THREAD_LIMITS,
				}),
				sent: [],
			};
			member.worker.on("message", (answer: CrewAnswer) =>
				this.#receive(member, answer),
			);
			member.worker.on("error", (error) => this.#end(error));
			member.worker.on("exit", () =>
				this.#end(new SearchError("closed", "a thread that cuts has ended")),
			);
			return member;
		});
	}

	/** How many there are. */
	get size(): number {
		return this.#members.length;
	}

	cut(job: CutJob, epoch: number): Promise<CutResult> {
		return this.#ask<"cut">({ kind: "cut", job, epoch }, this.#waiting);
	}

	pack(job: PackJob): Promise<PackedArticles> {
		return this.#ask<"pack">({ kind: "pack", job }, this.#urgent);
	}

	seal(job: SealJob): Promise<SealedFiles> {
		return this.#ask<"seal">({ kind: "seal", job }, this.#urgent);
	}

	async close(): Promise<void> {
		this.#ended ??= new SearchError("closed", "these threads were ended");
		await Promise.all(this.#members.map(({ worker }) => worker.terminate()));
	}

	#ask<Kind extends CrewTask["kind"]>(
		task: Extract<CrewTask, { kind: Kind }>,
		queue: Waiting[],
	): Promise<CrewResults[Kind]> {
		if (this.#ended !== undefined) {
			return Promise.reject(this.#ended);
		}
		return new Promise((resolve, reject) => {
			queue.push({ task, resolve, reject });
			this.#send();
		});
	}

	/** Gives the next tasks to those who have least to do. */
	#send(): void {
		for (;;) {
			const next = this.#urgent[0] ?? this.#waiting[0];
			const idlest = this.#members.reduce((a, b) =>
				b.sent.length < a.sent.length ? b : a,
			);
			if (next === undefined || idlest.sent.length >= TASKS_AHEAD) {
				return;
			}
			(next === this.#urgent[0] ? this.#urgent : this.#waiting).shift();
			idlest.sent.push(next);
			idlest.worker.postMessage(next.task, buffersOfTask(next.task));
		}
	}

	#receive(member: Member, answer: CrewAnswer): void {
		const waiting = member.sent.shift();
		if (answer.kind === "error") {
			waiting?.reject(errorOf(answer));
		} else {
			// One answer a task, in their order.
			waiting?.resolve(answer.result as never);
		}
		this.#send();
	}

	#end(error: unknown): void {
		this.#ended ??= error;
		const all = [
			this.#urgent,
			this.#waiting,
			...this.#members.map(({ sent }) => sent),
		];
		for (const queue of all) {
			for (const { reject } of queue.splice(0)) {
				reject(this.#ended);
			}
		}
	}
}
