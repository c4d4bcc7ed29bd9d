import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { serveCrew } from "./crew-member.ts";
import type { CrewMemberSettings } from "./crew-protocol.ts";
import type { CutTools } from "./cut-job.ts";
import { errorMessage } from "./error-message.ts";
import {
	type PreparedCall,
	type SessionDoor,
	WriteSession,
} from "./write-session.ts";
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
		...tools,
		onProgress: (progress) => {
			const nowMs = performance.now();
			if (nowMs - lastProgressMs >= PROGRESS_INTERVAL_MS) {
				lastProgressMs = nowMs;
				post({ kind: "progress", progress });
			}
		},
	};
	const resultOf = async (call: PreparedCall) => {
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
	const answer = async (call: PreparedCall) => {
		try {
			const result = await resultOf(call);
			const changes = session?.takeMemoryChanges();
			post({ kind: "result", result, ...(changes && { changes }) });
		} catch (cause) {
			post(errorMessage(cause));
		}
	};
	port.on("message", (call: WriterCall) => {
		// What can be done before its turn is begun at once.
		const prepared = session?.prepared(call) ?? call;
		queue = queue.then(() => answer(prepared));
	});
}

const tools: CutTools = {
	now: () => performance.now(),
	wallNow: () => performance.timeOrigin + performance.now(),
	loadReader: async () => (await import("../corpus/read-source.ts")).readSource,
};

if (parentPort !== null) {
	// Nobody but a crew gives its threads data of this form.
	const settings = workerData as CrewMemberSettings | undefined;
	if (settings?.role === "crew") {
		serveCrew(parentPort, settings, tools);
	} else {
		serve(parentPort);
	}
}
