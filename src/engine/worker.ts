import { type MessagePort, parentPort } from "node:worker_threads";
import { SearchError } from "../errors.ts";
import { type SessionDoor, WriteSession } from "./write-session.ts";
import type { WriterCall, WriterMessage } from "./writer-protocol.ts";

/** Least milliseconds between two messages of progress. */
const PROGRESS_INTERVAL_MS = 100;

/** The thread in which an index is written: does the caller's calls one after the other. */
function serve(port: MessagePort): void {
	let session: WriteSession | undefined;
	let queue = Promise.resolve();
	let lastProgressMs = 0;
	const post = (message: WriterMessage) => port.postMessage(message);
	const door: SessionDoor = {
		now: () => performance.now(),
		wallNow: () => performance.timeOrigin + performance.now(),
		onProgress: (progress) => {
			const nowMs = performance.now();
			if (nowMs - lastProgressMs >= PROGRESS_INTERVAL_MS) {
				lastProgressMs = nowMs;
				post({ kind: "progress", progress });
			}
		},
	};
	const resultOf = async (call: WriterCall) => {
		if (call.kind === "repair") {
			const { repairFolder } = await import("./repair-folder.ts");
			return repairFolder(call.settings, door);
		}
		if (call.kind === "open") {
			session = new WriteSession(call.settings, door);
		}
		if (session === undefined) {
			throw new TypeError("the first call opens");
		}
		return session.call(call);
	};
	const answer = async (call: WriterCall) => {
		try {
			const result = await resultOf(call);
			const changes = session?.takeMemoryChanges();
			post({ kind: "result", result, ...(changes && { changes }) });
		} catch (cause) {
			post(errorMessage(cause));
		}
	};
	port.on("message", (call: WriterCall) => {
		queue = queue.then(() => answer(call));
	});
}

function errorMessage(cause: unknown): WriterMessage {
	const error = cause instanceof Error ? cause : new Error(String(cause));
	return {
		kind: "error",
		...(error instanceof SearchError && { code: error.code }),
		message: error.message,
		...(error.stack !== undefined && { stack: error.stack }),
	};
}

if (parentPort !== null) {
	serve(parentPort);
}
