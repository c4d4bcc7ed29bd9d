import { serialize } from "node:v8";
import { Worker } from "node:worker_threads";
import type { ArticleInput } from "../article.ts";
import { SearchError } from "../errors.ts";
import type { WriterLock } from "../storage/directory.ts";
import type { MemoryDirectory } from "../storage/memory-directory.ts";
import { assetUrl } from "./assets.ts";
import { errorOf } from "./error-message.ts";
import { type IndexPlace, memoryDirectoryOf } from "./index-place.ts";
import { THREAD_LIMITS } from "./thread-limits.ts";
import type {
	CorpusProgress,
	MemoryChanges,
	WriterCall,
	WriterMessage,
	WriterPlace,
	WriterResults,
	WriterSettings,
} from "./writer-protocol.ts";

export interface ThreadOptions {
	/** Path of the package's worker.js, for those who bundle fasou into their own file. */
	readonly worker?: string;
	readonly onProgress?: (progress: CorpusProgress) => void;
	readonly signal?: AbortSignal;
}

interface Waiting {
	readonly resolve: (result: never) => void;
	readonly reject: (error: unknown) => void;
}

/** The caller's side of the protocol: a thread that writes one index, off the caller's event loop. */
export class WriterThread {
	readonly #worker: Worker;
	readonly #waiting: Waiting[] = [];
	readonly #memory: MemoryDirectory | undefined;
	readonly #memoryLock: WriterLock | undefined;
	readonly #options: ThreadOptions;
	#ended: unknown;

	private constructor(place: IndexPlace, options: ThreadOptions) {
		this.#options = options;
		if (typeof place !== "string") {
			this.#memory = memoryDirectoryOf(place);
			this.#memoryLock = this.#memory.lock();
		}
		this.#worker = new Worker(options.worker ?? assetUrl("worker.js"), {
			resourceLimits: THREAD_LIMITS,
		});
		this.#worker.on("message", (message: WriterMessage) =>
			this.#receive(message),
		);
		this.#worker.on("error", (error) => this.#end(error));
		this.#worker.on("exit", () =>
			this.#end(
				new SearchError("closed", "the thread that writes the index has ended"),
			),
		);
		options.signal?.addEventListener("abort", this.#abort, { once: true });
	}

	/** Starts the thread for calls that need no writer. @throws SearchError `aborted` */
	static start(place: IndexPlace, options: ThreadOptions): WriterThread {
		throwIfAborted(options.signal);
		return new WriterThread(place, options);
	}

	/** Starts the thread and opens the writer. @throws SearchError as `IndexWriter` does, `aborted` */
	static async open(
		place: IndexPlace,
		settings: Omit<WriterSettings, "place">,
		options: ThreadOptions,
	): Promise<WriterThread> {
		const thread = WriterThread.start(place, options);
		try {
			await thread.call({
				kind: "open",
				settings: { ...settings, place: thread.#placeOf(place) },
			});
			return thread;
		} catch (cause) {
			await thread.terminate();
			throw cause;
		}
	}

	call<Kind extends WriterCall["kind"]>(
		call: Extract<WriterCall, { kind: Kind }>,
	): Promise<WriterResults[Kind]> {
		if (this.#ended !== undefined) {
			return Promise.reject(this.#ended);
		}
		try {
			this.#worker.postMessage(call);
		} catch (cause) {
			return Promise.reject(notCopied(cause));
		}
		return new Promise((resolve, reject) => {
			this.#waiting.push({ resolve, reject });
		});
	}

	/** Ends the thread at once; what was not committed is forgotten. */
	async terminate(): Promise<void> {
		this.#options.signal?.removeEventListener("abort", this.#abort);
		await this.#worker.terminate();
		this.#memoryLock?.release();
	}

	readonly #abort = () => {
		this.#end(abortError(this.#options.signal));
		void this.terminate();
	};

	#placeOf(place: IndexPlace): WriterPlace {
		return typeof place === "string"
			? { kind: "folder", path: place }
			: { kind: "memory", files: this.#memory?.exportFiles() ?? new Map() };
	}

	#receive(message: WriterMessage): void {
		if (message.kind === "progress") {
			this.#options.onProgress?.(message.progress);
			return;
		}
		const waiting = this.#waiting.shift();
		if (message.kind === "error") {
			waiting?.reject(errorOf(message));
			return;
		}
		if (message.changes !== undefined) {
			this.#applyChanges(message.changes);
		}
		// The protocol gives one answer a call, in their order.
		waiting?.resolve(message.result as never);
	}

	#applyChanges({ added, removed }: MemoryChanges): void {
		this.#memory?.importFiles(added);
		for (const name of removed) {
			this.#memory?.remove(name);
		}
	}

	#end(error: unknown): void {
		this.#ended ??= error;
		for (const { reject } of this.#waiting.splice(0)) {
			reject(this.#ended);
		}
	}
}

/** Articles in a form that threads hand on without looking into it. @throws SearchError `bad-argument` where one is no plain data */
export function packInputs(
	inputs: readonly ArticleInput[],
): Uint8Array<ArrayBuffer> {
	try {
		return new Uint8Array(serialize(inputs));
	} catch (cause) {
		throw notCopied(cause);
	}
}

function notCopied(cause: unknown): SearchError {
	const found = cause instanceof Error ? cause.message : String(cause);
	return new SearchError(
		"bad-argument",
		`article: expected plain data, found what cannot be copied to another thread (${found}); leave functions and the like out`,
		{ cause },
	);
}

export function throwIfAborted(signal: AbortSignal | undefined): void {
	if (signal?.aborted) {
		throw abortError(signal);
	}
}

export function abortError(signal: AbortSignal | undefined): SearchError {
	return new SearchError(
		"aborted",
		"indexing was ended by the caller; the index is as it was before",
		{ cause: signal?.reason },
	);
}
