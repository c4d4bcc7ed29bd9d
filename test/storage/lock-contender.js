// Takes the lock of a folder again and again, and writes to a log whenever it enters and leaves: two may never be inside.
import { appendFileSync, closeSync, openSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";

const { source, folder, inside, log, rounds, dies } =
	workerData ?? JSON.parse(process.argv[2]);
const { diskDirectory } = await import(source);

function once(round) {
	const lock = diskDirectory(folder).lock();
	// Exclusive create fails where somebody else is inside; the name says who died inside.
	const mark = join(inside, "somebody");
	try {
		closeSync(openSync(mark, "wx"));
	} catch {
		appendFileSync(log, "two inside\n");
	}
	const end = process.hrtime.bigint() + 200_000n;
	while (process.hrtime.bigint() < end) {
		// busy
	}
	unlinkSync(mark);
	if (dies && round === rounds - 1) {
		process.kill(process.pid, "SIGKILL");
	}
	lock.release();
	appendFileSync(log, "held\n");
}

if (workerData?.holds) {
	diskDirectory(folder).lock();
	parentPort.postMessage("holding");
	setInterval(() => {}, 1000);
} else {
	let done = 0;
	while (done < rounds) {
		try {
			once(done);
			done++;
		} catch (cause) {
			if (cause.code !== "locked") {
				appendFileSync(log, `failed: ${cause.stack}\n`);
				break;
			}
		}
	}
}
