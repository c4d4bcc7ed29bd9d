import { existsSync, readdirSync, readFileSync } from "node:fs";

const TASKS = "/proc/self/task";
const TICKS_PER_SECOND = 100;
const INTERVAL_MS = 50;

/**
 * Runs `work` and tells, beside what it gives, the processor time of the thread that had most of it, in ms: what a machine with a core for
 * each thread would have to wait for at least. Undefined where the system does not tell.
 */
export async function withBusiestThread(work) {
	const before = times();
	const most = new Map();
	const look = () => {
		for (const [thread, ticks] of times()) {
			most.set(thread, ticks - (before.get(thread) ?? 0));
		}
	};
	const timer = setInterval(look, INTERVAL_MS);
	try {
		const result = await work();
		look();
		const ticks = Math.max(...most.values());
		const busiestMs =
			most.size === 0 ? undefined : (ticks / TICKS_PER_SECOND) * 1000;
		return { result, busiestMs };
	} finally {
		clearInterval(timer);
	}
}

/** Ticks of the processor by thread. */
function times() {
	const found = new Map();
	for (const thread of existsSync(TASKS) ? readdirSync(TASKS) : []) {
		try {
			const stat = readFileSync(`${TASKS}/${thread}/stat`, "utf8");
			const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
			found.set(thread, Number(fields[11]) + Number(fields[12]));
		} catch {
			// It has ended meanwhile.
		}
	}
	return found;
}
