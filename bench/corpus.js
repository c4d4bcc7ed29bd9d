// `fasou index` through the real command: node bench/corpus.js SOURCE… (folders are indexed whole and split into provisions; or FASOU_DATA)
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { builtCommand, readInputs, readPacked } from "./inputs.js";
import { withScratch } from "./scratch.js";
import { count, megabytes, ratio, seconds, table } from "./table.js";

const { inputs, positionals } = readInputs(["FOLDER"]);
const sources = positionals.length > 0 ? positionals : [inputs.FOLDER];
const cli = builtCommand();
const reporter = new URL("report-peak-memory.js", import.meta.url).href;

const rows = [];
await withScratch((scratch) => {
	for (const source of sources) {
		const size = measureSource(source);
		const ways = statSync(source).isDirectory()
			? [["--split", "provisions"], []]
			: [[]];
		for (const args of ways) {
			const index = join(scratch, `index-${rows.length}`);
			const run = runIndex(source, args, index, join(scratch, "peak.json"));
			rows.push(rowOf([basename(source), ...args].join(" "), size, run));
		}
	}
});
console.log(
	`whole command, files in the page cache; characters and source bytes are those of the files, unpacked; Node ${process.version}`,
);
console.log(
	table(
		[
			"fasou index",
			"articles",
			"rejected",
			"wall",
			"processor",
			"articles/s",
			"M chars/s",
			"peak memory",
			"index",
			"to source",
			"to text",
		],
		rows,
	),
);

/** Reading it all also brings it into the page cache. */
function measureSource(source) {
	const files = statSync(source).isDirectory()
		? readdirSync(source, { recursive: true, withFileTypes: true })
				.filter((entry) => entry.isFile())
				.map((entry) => join(entry.parentPath ?? entry.path, entry.name))
		: [source];
	let bytes = 0;
	let characters = 0;
	for (const file of files) {
		const text = readPacked(file);
		bytes += Buffer.byteLength(text);
		characters += text.length;
	}
	return { bytes, characters };
}

function runIndex(source, args, index, peakFile) {
	const startMs = performance.now();
	const { status, stdout } = spawnSync(
		process.execPath,
		[
			"--import",
			reporter,
			cli,
			"index",
			source,
			...args,
			"--index",
			index,
			"--json",
			"--progress",
			"none",
		],
		{
			env: { ...process.env, FASOU_BENCH_PEAK_FILE: peakFile },
			stdio: ["ignore", "pipe", "inherit"],
			encoding: "utf8",
			maxBuffer: 2 ** 30,
		},
	);
	const wallMs = performance.now() - startMs;
	if (status !== 0) {
		throw new Error(`fasou index ${source}: ended with ${status}: ${stdout}`);
	}
	const peak = JSON.parse(readFileSync(peakFile, "utf8"));
	return { wallMs, ...peak, report: JSON.parse(stdout) };
}

function rowOf(name, { bytes, characters }, run) {
	const { wallMs, cpuMs, peakBytes, report } = run;
	return [
		name,
		count(report.articles),
		count(report.rejected.length),
		seconds(wallMs),
		seconds(cpuMs),
		count(Math.round((report.articles / wallMs) * 1000)),
		(characters / wallMs / 1000).toFixed(2),
		megabytes(peakBytes),
		megabytes(report.indexBytes),
		ratio(report.indexBytes, bytes),
		ratio(report.indexBytes, report.sourceBytes),
	];
}
