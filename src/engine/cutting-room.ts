import {
	BatchCutter,
	cuttingOf,
	FIRST_CREW_CUTTER,
	type IndexWriter,
	ROOM_CUTTER,
} from "../backend/embedded/embedded-writer.ts";
import { Crew } from "./crew.ts";
import {
	type CutJob,
	type CutResult,
	type CutTools,
	runCutJob,
} from "./cut-job.ts";
import type { AnalyzerOptions } from "./load-analyzer.ts";
import { recipeOf } from "./load-writer-analysis.ts";

/** Bytes of sources from which it pays to start threads: each takes a fifth of a second to begin. */
const LEAST_BYTES_FOR_CREW = 4_000_000;
/** Jobs under way beyond those that threads are at. */
const JOBS_AHEAD = 2;

export interface CuttingOptions extends AnalyzerOptions {
	/** Threads that cut; with 1 the writer's own does. */
	readonly workers: number;
	/** Path of the package's worker.js, for those who bundle it. */
	readonly worker?: string;
}

/**
 * Where articles are cut for a writer: in its own thread, or by a crew as soon as there is enough to do for one. Both cut the same batches,
 * so that the index is the same.
 */
export class CuttingRoom {
	readonly #writer: IndexWriter;
	readonly #options: CuttingOptions;
	readonly #tools: CutTools;
	#crew: Crew | undefined;
	/** No thread's cutter had this number or a higher one. */
	#nextCutter = FIRST_CREW_CUTTER;
	/** Jobs of which the articles are not taken in. */
	#notTakenIn = 0;
	#own: { readonly epoch: number; readonly cutter: BatchCutter } | undefined;
	#announcedBytes = 0;

	constructor(writer: IndexWriter, options: CuttingOptions, tools: CutTools) {
		this.#writer = writer;
		this.#options = options;
		this.#tools = tools;
	}

	/** Says that so many bytes more are to be cut. */
	announce(bytes: number): void {
		this.#announcedBytes += bytes;
	}

	/** Whether other threads do the jobs. */
	get hasCrew(): boolean {
		return this.#crewIfWorthwhile() !== undefined;
	}

	/** How many jobs should be asked for before the first is waited for. */
	get jobsAhead(): number {
		return this.#crew === undefined ? 1 : this.#crew.size + JOBS_AHEAD;
	}

	/** The articles of a job, cut. Jobs are to be taken in in the order in which they were asked for. */
	cut(job: CutJob): Promise<CutResult> {
		const crew = this.#crewIfWorthwhile();
		const epoch = this.#writer.segmentsBegun;
		this.#notTakenIn++;
		if (crew !== undefined) {
			const result = crew.cut(job, epoch);
			// A failure is seen when its turn comes; until then it must not count as unhandled.
			result.catch(() => this.#notTakenIn--);
			return result;
		}
		if (this.#own?.epoch !== epoch) {
			const cutting = cuttingOf(this.#writer.analysis());
			this.#own = {
				epoch,
				cutter: new BatchCutter(cutting, ROOM_CUTTER, epoch),
			};
		}
		return runCutJob(job, this.#own.cutter, this.#tools);
	}

	/** Takes the articles of a result in: `take` puts them one by one. */
	async takeIn(
		{ batch }: CutResult,
		take: (put: (number: number) => void) => void,
	): Promise<void> {
		this.#notTakenIn--;
		if (batch.ids.length === 0) {
			take(noArticle);
			return;
		}
		const taking = this.#writer.beginBatch(batch);
		take((number) => taking.put(number));
		taking.end(this.#crew);
		if (this.#writer.isFull) {
			await this.#writer.seal(this.#crew);
		}
	}

	/**
	 * Seals the segment that is being written, where a crew does it faster than the commit would. A crew with nothing more to do ends then:
	 * merging takes the memory that its threads hold.
	 */
	async sealForCommit(): Promise<void> {
		if (this.#crew === undefined) {
			return;
		}
		await this.#writer.seal(this.#crew);
		if (this.#notTakenIn === 0) {
			await this.#crew.close();
			for (const cutter of this.#crew.cutters) {
				this.#writer.forgetVocabulary(cutter);
			}
			this.#crew = undefined;
			this.#announcedBytes = 0;
		}
	}

	async close(): Promise<void> {
		await this.#crew?.close();
	}

	#crewIfWorthwhile(): Crew | undefined {
		const { workers, worker } = this.#options;
		if (
			this.#crew === undefined &&
			workers > 1 &&
			this.#announcedBytes >= LEAST_BYTES_FOR_CREW
		) {
			const analysis = this.#writer.analysis();
			// A segmenter outside JavaScript belongs to one thread.
			if (analysis.analyzer.fingerprint.segmenter === "fasou") {
				const recipe = recipeOf(analysis, this.#options);
				const first = this.#nextCutter;
				this.#nextCutter += workers;
				const cutters = Array.from({ length: workers }, (_, i) => first + i);
				this.#crew = new Crew(cutters, recipe, worker);
			}
		}
		return this.#crew;
	}
}

function noArticle(): void {
	throw new TypeError("the batch has no article");
}
