// `fasou index` where little or nothing has changed, beside an empty ES module: node bench/incremental.js FOLDER (or FASOU_DATA)
import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow } from "./files-below.js";
import { builtCommand, readInputs } from "./inputs.js";
import { median } from "./percentiles.js";
import { withScratch } from "./scratch.js";
import { count, table } from "./table.js";

const { inputs, options } = readInputs(["FOLDER"], {
	rounds: { type: "string", default: "15" },
});
const EMPTY = "an empty ES module";

await withScratch((scratch) => {
	const corpus = join(scratch, "corpus");
	cpSync(inputs.FOLDER, corpus, { recursive: true });
	const files = filesBelow(corpus).filter((name) => name.endsWith(".md"));
	for (const name of files) {
		// Long ago, so that times can be trusted.
		const path = join(corpus, name);
		utimesSync(
			path,
			new Date("2024-01-01T00:00:00.5Z"),
			new Date("2024-01-01T00:00:00.5Z"),
		);
	}
	const empty = join(scratch, "empty.mjs");
	writeFileSync(empty, "");
	const index = [
		builtCommand(),
		"index",
		corpus,
		"--index",
		join(scratch, "index"),
	];
	const firstMs = timed(index);
	let edits = 0;
	const edit = () => {
		const path = join(corpus, files[edits++ % files.length]);
		writeFileSync(path, `${readFileSync(path, "utf8")}\n补充一句。\n`);
	};
	const ways = [
		[EMPTY, () => {}, [empty]],
		["nothing has changed", () => {}, index],
		[
			"nothing has changed, --check-content",
			() => {},
			[...index, "--check-content"],
		],
		["one file has changed", edit, index],
	];
	const times = new Map(ways.map(([name]) => [name, []]));
	for (let round = -1; round < Number(options.rounds); round++) {
		for (const [name, prepare, args] of ways) {
			prepare();
			const ms = timed(args);
			if (round >= 0) {
				times.get(name).push(ms);
			}
		}
	}
	const base = median(times.get(EMPTY));
	console.log(
		`${count(files.length)} files, indexed first in ${(firstMs / 1000).toFixed(1)} s; whole processes, medians of ${options.rounds} interleaved runs`,
	);
	console.log(
		table(
			["fasou index", "median", "least", "more than an empty module"],
			[...times].map(([name, all]) => [
				name,
				`${median(all).toFixed(0)} ms`,
				`${Math.min(...all).toFixed(0)} ms`,
				`${(median(all) - base).toFixed(0)} ms`,
			]),
		),
	);
});

function timed(args) {
	const startMs = performance.now();
	const { status, stderr } = spawnSync(process.execPath, args, {
		stdio: ["ignore", "ignore", "pipe"],
	});
	const ms = performance.now() - startMs;
	if (status !== 0) {
		throw new Error(`node ${args.join(" ")}: ended with ${status}: ${stderr}`);
	}
	return ms;
}
