import { type FSWatcher, readdirSync, realpathSync, watch } from "node:fs";
import { dirname, join } from "node:path";

/** Without a further event for so long, a change has come to rest … */
const QUIET_MS = 300;
/** … or, where events never end, after so long. */
const LONGEST_WAIT_MS = 3_000;
/** However quiet it is, look again after so long: not every file system tells of changes. */
const LOOK_AGAIN_MS = 30_000;
/** The same where some folder cannot be watched. */
const UNWATCHED_LOOK_AGAIN_MS = 3_000;
/** Looking takes at most this share of the time. */
const LOOKING_SHARE = 1 / 20;

/**
 * Tells when something below the sources may have changed. Events only wake: what has changed is for the next run to find
 * out, so an event too many costs a look, and one too few is made up for by looking again now and then.
 */
export class SourceWatch {
	readonly #sources: readonly string[];
	readonly #index: string;
	readonly #warn: (folder: string, reason: string) => void;
	#watchers: FSWatcher[] = [];
	#hasWarned = false;
	#isWatchingAll = true;
	#hasChanged = false;
	#wake: (() => void) | undefined;

	/** @param index the index's own folder, whose changes are ours */
	constructor(
		sources: readonly string[],
		index: string,
		warn: (folder: string, reason: string) => void,
	) {
		this.#sources = sources;
		this.#index = index;
		this.#warn = warn;
	}

	get folders(): number {
		return this.#watchers.length;
	}

	/** Watches the folders that are there now. To be called before a look: what happens after it is seen by the next. */
	renew(): void {
		this.close();
		this.#hasChanged = false;
		this.#isWatchingAll = true;
		const index = realPath(this.#index);
		const folders = new Set<string>();
		for (const source of this.#sources) {
			const isThere = collectFolders(source, index, folders);
			this.#isWatchingAll &&= isThere;
		}
		for (const folder of folders) {
			this.#watch(folder);
		}
	}

	/** Waits for a change that has come to rest, or for the time to look again; false where the signal ended the waiting. */
	async change(signal: AbortSignal, lookMs: number): Promise<boolean> {
		const leastMs = this.#isWatchingAll
			? LOOK_AGAIN_MS
			: UNWATCHED_LOOK_AGAIN_MS;
		if (!this.#hasChanged) {
			await this.#pause(Math.max(leastMs, lookMs / LOOKING_SHARE), signal);
		}
		const endMs = performance.now() + LONGEST_WAIT_MS;
		while (this.#hasChanged && !signal.aborted && performance.now() < endMs) {
			this.#hasChanged = false;
			await this.#pause(QUIET_MS, signal);
		}
		return !signal.aborted;
	}

	close(): void {
		for (const watcher of this.#watchers) {
			watcher.close();
		}
		this.#watchers = [];
	}

	/** Until an event, the signal, or the end of the time. */
	async #pause(ms: number, signal: AbortSignal): Promise<void> {
		if (signal.aborted) {
			return;
		}
		await new Promise<void>((end) => {
			const timer = setTimeout(end, ms);
			this.#wake = () => {
				clearTimeout(timer);
				end();
			};
			signal.addEventListener("abort", this.#wake, { once: true });
		});
		if (this.#wake !== undefined) {
			signal.removeEventListener("abort", this.#wake);
		}
		this.#wake = undefined;
	}

	#watch(folder: string): void {
		try {
			const watcher = watch(folder, { persistent: false }, () => {
				this.#hasChanged = true;
				this.#wake?.();
			});
			watcher.on("error", (cause) => this.#fail(folder, cause));
			this.#watchers.push(watcher);
		} catch (cause) {
			this.#fail(folder, cause);
		}
	}

	#fail(folder: string, cause: unknown): void {
		this.#isWatchingAll = false;
		const reason = cause instanceof Error ? cause.message : String(cause);
		// Limits of the system hit thousands of folders at once; one line says it.
		if (!this.#hasWarned) {
			this.#hasWarned = true;
			this.#warn(folder, reason);
		}
	}
}

/** Adds the folder and all below it, links and `except` aside; of a file the folder that it is in. Returns whether it is there. */
function collectFolders(
	source: string,
	except: string | undefined,
	folders: Set<string>,
): boolean {
	const start = realPath(source);
	const waiting = start === undefined ? [] : [start];
	for (;;) {
		const folder = waiting.pop();
		if (folder === undefined) {
			return start !== undefined;
		}
		if (folder === except || folders.has(folder)) {
			continue;
		}
		try {
			const entries = readdirSync(folder, { withFileTypes: true });
			folders.add(folder);
			for (const entry of entries) {
				if (entry.isDirectory()) {
					waiting.push(join(folder, entry.name));
				}
			}
		} catch {
			// A file; or what cannot be listed, and is not crawled either: looking again now and then finds out when it can.
			if (folder === start) {
				folders.add(dirname(folder));
			}
		}
	}
}

function realPath(path: string): string | undefined {
	try {
		return realpathSync(path);
	} catch {
		return undefined;
	}
}
