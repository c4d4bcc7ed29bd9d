// Preloaded into a measured process (node --import): at its end, writes its peak memory and processor time to a file.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const STATUS = "/proc/self/status";

if (isMainThread) {
	process.on("exit", () => {
		const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
		writeFileSync(
			process.env.FASOU_BENCH_PEAK_FILE,
			JSON.stringify({
				peakBytes: (highWaterKilobytes() ?? maxRSS) * 1024,
				cpuMs: (userCPUTime + systemCPUTime) / 1000,
			}),
		);
	});
}

/** Of this process alone; what getrusage says may be that of the process it was forked from. */
function highWaterKilobytes() {
	const status = existsSync(STATUS) ? readFileSync(STATUS, "utf8") : "";
	const found = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
	return found === undefined ? undefined : Number(found);
}
