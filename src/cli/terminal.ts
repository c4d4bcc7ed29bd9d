import { fstatSync, writeSync } from "node:fs";

/** The three streams of a command, and what is known about who reads them. */
export interface Terminal {
	readonly isOutTerminal: boolean;
	readonly isErrTerminal: boolean;
	/** Results go into a file, and are the first of it. */
	readonly isOutFile: boolean;
	/** Width of the terminal; 80 where there is none. */
	readonly columns: number;
	/** Writes results. @throws ClosedPipe where nobody reads them any more */
	out(text: string): void;
	/** Writes hints, progress and errors. */
	err(text: string): void;
}

/** The reader of our results has gone (`fasou search … | head -1`): success, nothing is left to do. */
export class ClosedPipe extends Error {
	override readonly name = "ClosedPipe";
}

const STDOUT = 1;
const STDERR = 2;

/**
 * The process's own streams. Written to with plain synchronous writes: `process.stdout` costs 2-3 ms to load,
 * which a search that takes less than that would notice.
 */
export function systemTerminal(): Terminal {
	const isOutTerminal = isTerminal(STDOUT);
	const isErrTerminal = isTerminal(STDERR);
	return {
		isOutTerminal,
		isErrTerminal,
		isOutFile: isEmptyFile(STDOUT),
		columns:
			(isOutTerminal && process.stdout.columns) ||
			(isErrTerminal && process.stderr.columns) ||
			80,
		out: (text) => writeAll(STDOUT, text),
		err: (text) => {
			try {
				writeAll(STDERR, text);
			} catch (error) {
				if (!(error instanceof ClosedPipe)) {
					throw error;
				}
			}
		},
	};
}

function isTerminal(descriptor: typeof STDOUT | typeof STDERR): boolean {
	try {
		if (!fstatSync(descriptor).isCharacterDevice()) {
			return false;
		}
	} catch {
		return false; // the stream is closed
	}
	const stream = descriptor === STDOUT ? process.stdout : process.stderr;
	return stream.isTTY === true;
}

function isEmptyFile(descriptor: number): boolean {
	try {
		const stats = fstatSync(descriptor);
		return stats.isFile() && stats.size === 0;
	} catch {
		return false; // the stream is closed
	}
}

function writeAll(descriptor: number, text: string): void {
	const bytes = Buffer.from(text);
	let written = 0;
	while (written < bytes.length) {
		try {
			written += writeSync(descriptor, bytes, written);
		} catch (error) {
			const code = error instanceof Error && "code" in error && error.code;
			if (code === "EPIPE") {
				throw new ClosedPipe("nobody reads the output", { cause: error });
			}
			if (code !== "EAGAIN") {
				throw error;
			}
			waitOneMillisecond(); // a pipe that is full and does not block
		}
	}
}

function waitOneMillisecond(): void {
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
}
