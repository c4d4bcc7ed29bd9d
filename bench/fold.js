// How fast texts are folded, and what the first of a process costs: node bench/fold.js FOLDER (or FASOU_DATA) [--rounds 9]
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import glob from "fast-glob";
import { loadSource } from "../bin/load-source.js";
import { readInputs } from "./inputs.js";
import { median } from "./percentiles.js";
import { withScratch } from "./scratch.js";
import { table } from "./table.js";

const SOURCE = "src/analysis/fold.ts";
const PROCESSES = 21;
const { inputs, options } = readInputs(["FOLDER"], {
	rounds: { type: "string", default: "9" },
});
const folder = inputs.FOLDER;
const rounds = Number(options.rounds);

const { fold } = await loadSource(SOURCE);
const files = await glob("**/*", { cwd: folder });
const texts = files.map((file) => readFileSync(join(folder, file), "utf8"));
const folded = texts.map(fold);
const units = texts.reduce((sum, text) => sum + text.length, 0);
const passes = { "as they are": texts, "folded before": folded };
const times = new Map(Object.keys(passes).map((name) => [name, []]));
for (let round = 0; round < rounds; round++) {
	for (const [name, input] of Object.entries(passes)) {
		const started = performance.now();
		for (const text of input) {
			fold(text);
		}
		times.get(name).push(performance.now() - started);
	}
}
console.log(
	`${files.length} files, ${units} units; medians of ${rounds} interleaved rounds, one thread, Node ${process.version}`,
);
console.log(
	table(
		["texts", "M units/s"],
		[...times].map(([name, ms]) => [
			name,
			(units / median(ms) / 1000).toFixed(0),
		]),
	),
);
const cold = await firstCalls();
console.log(
	`first fold of a process: ASCII ${cold.ascii} ms, Chinese ${cold.chinese} ms, the next ${cold.next} ms; medians of ${PROCESSES}`,
);

/** Milliseconds of the first calls in processes of their own. */
function firstCalls() {
	return withScratch(async (scratch) => {
		const outfile = join(scratch, "fold.cjs");
		await build({
			entryPoints: [fileURLToPath(new URL(`../${SOURCE}`, import.meta.url))],
			outfile,
			bundle: true,
			platform: "node",
			format: "cjs",
			minifyWhitespace: true,
		});
		const script = `
			const { fold } = require(${JSON.stringify(outfile)});
			const timed = (text) => {
				const started = performance.now();
				fold(text);
				return performance.now() - started;
			};
			timed("");
			console.log(JSON.stringify({ ascii: timed("article 1079"), chinese: timed("竞业限制"), next: timed("工傷認定") }));
		`;
		const runs = Array.from({ length: PROCESSES }, () =>
			JSON.parse(spawnSync(process.execPath, ["-e", script]).stdout.toString()),
		);
		const of = (name) => median(runs.map((run) => run[name])).toFixed(3);
		return { ascii: of("ascii"), chinese: of("chinese"), next: of("next") };
	});
}
