// A cold search, whole process, beside a bare Node: node bench/cold.js INDEX [QUESTION]
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { builtCommand, readInputs } from "./inputs.js";
import { median } from "./percentiles.js";
import { withScratch } from "./scratch.js";
import { ratio, table } from "./table.js";

const { inputs, options } = readInputs(["INDEX", "[QUESTION]"], {
	rounds: { type: "string", default: "30" },
	"cpu-prof": { type: "string" },
});
const rounds = Number(options.rounds);
const question = inputs.QUESTION ?? "公司不给加班费怎么办";
const cli = builtCommand();
const BARE = "node -e 0";
const search = [cli, "search", question, "--index", inputs.INDEX];

await withScratch((scratch) => {
	const empty = join(scratch, "empty.mjs");
	writeFileSync(empty, "");
	const ways = new Map([
		[BARE, ["-e", "0"]],
		["an empty ES module", [empty]],
		["fasou --version", [cli, "--version"]],
		[`fasou search ${question}`, search],
	]);
	const times = new Map([...ways.keys()].map((name) => [name, []]));
	// Once unmeasured: afterwards everything is in the page cache.
	for (let round = -1; round < rounds; round++) {
		for (const [name, args] of ways) {
			const ms = timed(args);
			if (round >= 0) {
				times.get(name).push(ms);
			}
		}
	}
	report(times);
	if (options["cpu-prof"] !== undefined) {
		const folder = options["cpu-prof"];
		timed(["--cpu-prof", `--cpu-prof-dir=${folder}`, ...search]);
		console.log(`profile of one search: ${folder}`);
	}
});

function timed(args) {
	const startMs = performance.now();
	const { status, stderr } = spawnSync(process.execPath, args, {
		stdio: ["ignore", "ignore", "pipe"],
	});
	const ms = performance.now() - startMs;
	// 1 says that nothing was found.
	if (status !== 0 && status !== 1) {
		throw new Error(`node ${args.join(" ")}: ended with ${status}: ${stderr}`);
	}
	return ms;
}

function report(times) {
	const bare = median(times.get(BARE));
	console.log(
		`whole process, page cache warm, medians of ${rounds} interleaved runs, Node ${process.version}`,
	);
	console.log(
		table(
			["cold start", "median", "least", "to bare Node", "more"],
			[...times].map(([name, all]) => [
				name,
				`${median(all).toFixed(1)} ms`,
				`${Math.min(...all).toFixed(1)} ms`,
				ratio(median(all), bare),
				`${(median(all) - bare).toFixed(1)} ms`,
			]),
		),
	);
}
