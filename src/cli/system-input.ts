import { closeSync, constants, openSync, readSync } from "node:fs";
import { createInterface, type Interface } from "node:readline";
import type { InputOptions, LineInput } from "./line-input.ts";
import { readLines } from "./lines.ts";

/** A line of a script may be careless, but not endless. */
const LINE_LIMIT = 1_000_000;
const HISTORY_LINES = 1000;
const CTRL_C = 3;
/** Between two looks at what is typed while a search goes on. */
const LOOK_MS = 20;

/** Standard input: with line editing where a person types, else as it is. */
export async function openSystemInput(
	options: InputOptions,
): Promise<LineInput> {
	const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
	return isTerminal ? new TypedInput(options) : pipedInput();
}

function pipedInput(): LineInput {
	return {
		isTerminal: false,
		lines: pipedLines(),
		setPrompt: () => {},
		beginWork: () => {},
		isInterrupted: () => false,
		endWork: () => {},
		close: () => process.stdin.destroy(),
	};
}

async function* pipedLines(): AsyncGenerator<string> {
	for await (const line of readLines("-", LINE_LIMIT)) {
		yield line.kind === "line" ? line.text.replace(/\r$/, "") : "";
	}
}

/** Lines with editing, history and completion. */
class TypedInput implements LineInput {
	readonly isTerminal = true;
	readonly #readline: Interface;
	#isEnded = false;
	#isWorking = false;
	#isInterrupted = false;
	#lastLookMs = 0;
	#keys: number | undefined;

	constructor({ history, complete, onIdleInterrupt }: InputOptions) {
		this.#readline = createInterface({
			input: process.stdin,
			output: process.stdout,
			history: [...history],
			historySize: HISTORY_LINES,
			removeHistoryDuplicates: true,
			completer: (
				line: string,
				callback: (error: null, result: [string[], string]) => void,
			) => {
				// What cannot be completed is not; an error would end the conversation.
				complete(line).then(
					(result) => callback(null, result),
					() => callback(null, [[], line]),
				);
			},
		});
		this.#readline.on("close", () => {
			this.#isEnded = true;
		});
		this.#readline.on("SIGINT", () => {
			if (this.#isWorking) {
				this.#isInterrupted = true;
			} else if (this.#readline.line === "") {
				onIdleInterrupt();
				this.#readline.prompt();
			} else {
				this.#readline.write(null, { ctrl: true, name: "e" });
				this.#readline.write(null, { ctrl: true, name: "u" });
			}
		});
	}

	get lines(): AsyncIterable<string> {
		return this.#lines();
	}

	async *#lines(): AsyncGenerator<string> {
		const lines = this.#readline[Symbol.asyncIterator]();
		for (;;) {
			// Ctrl-D may have come while the last line was done; a prompt would open the terminal again.
			if (!this.#isEnded) {
				this.#readline.prompt();
			}
			const { value, done } = await lines.next();
			if (done === true) {
				return;
			}
			yield value;
		}
	}

	setPrompt(prompt: string): void {
		this.#readline.setPrompt(prompt);
	}

	beginWork(): void {
		this.#isWorking = true;
		this.#isInterrupted = false;
	}

	/**
	 * A search does not give way to the event loop, so the key would be heard only when it is over: the terminal is asked by a handle of our
	 * own that does not wait. What else was typed meanwhile goes where it would have gone.
	 */
	isInterrupted(): boolean {
		const nowMs = performance.now();
		if (!this.#isInterrupted && nowMs - this.#lastLookMs >= LOOK_MS) {
			this.#lastLookMs = nowMs;
			const typed = this.#typed();
			const end = typed.indexOf(CTRL_C);
			this.#isInterrupted = end >= 0;
			const kept = typed.subarray(end + 1);
			if (kept.length > 0) {
				this.#readline.write(kept.toString());
			}
		}
		return this.#isInterrupted;
	}

	#typed(): Buffer {
		const bytes = Buffer.alloc(1024);
		try {
			this.#keys ??= openSync(
				"/dev/tty",
				constants.O_RDONLY | constants.O_NONBLOCK,
			);
			return bytes.subarray(0, readSync(this.#keys, bytes));
		} catch {
			return bytes.subarray(0, 0); // nothing was typed, or the system has no such file
		}
	}

	endWork(): void {
		this.#isWorking = false;
	}

	close(): void {
		this.#readline.close();
		if (this.#keys !== undefined) {
			closeSync(this.#keys);
			this.#keys = undefined;
		}
	}
}
