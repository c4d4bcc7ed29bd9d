// Building all provisions from articles in memory to the acknowledged commit, with several numbers of workers, beside the peers: node bench/build.js FOLDER [PEERS] [--workers 1,2] (or FASOU_DATA, PEERS)
import { join } from "node:path";
import { builtFile, readInputs } from "./inputs.js";
import { loadSourceParts } from "./load-source-parts.js";
import { buildMiniSearch } from "./minisearch-peer.js";
import { median } from "./percentiles.js";
import { readProvisions } from "./provisions.js";
import { writeReadyCutWords } from "./ready-cut-words.js";
import { runPeers, writePeerFiles } from "./run-peers.js";
import { withScratch } from "./scratch.js";
import { count, megabytes, ratio, seconds, table } from "./table.js";
import { withBusiestThread } from "./thread-times.js";
import { cutArticles, wordCutter } from "./word-layer.js";

const { inputs, options } = readInputs(["FOLDER", "[PEERS]"], {
	rounds: { type: "string", default: "3" },
	limit: { type: "string", default: "Infinity" },
	threads: { type: "string", default: "1" },
	minisearch: { type: "boolean" },
	workers: { type: "string", default: "1,2" },
	"only-writer": { type: "boolean" },
	"only-fasou": { type: "boolean" },
});
const rounds = Number(options.rounds);
const threads = Number(options.threads);
const isAlone = options["only-writer"] === true;
const WRITER = "fasou: index writer in this thread";
const doorOf = (workers) =>
	`fasou: buildIndex({ articles }), ${threadsOf(workers).replace("thread", "worker")}`;
const workerCounts = options.workers.split(",").map(Number);
const READY_CUT = "fasou: the same ready-cut words, nothing else";
const MEMORY_LIMIT_BYTES = 512_000_000;

const parts = await loadSourceParts();
const { buildIndex } = await import(builtFile("api.js"));
const dictionary = builtFile("dictionary.fasou");
const read = await readProvisions(parts, inputs.FOLDER, Number(options.limit));
console.log(
	`${count(read.articles.length)} articles of ${count(read.files)} files, ${(read.characters / 1e6).toFixed(1)} M characters of body; found in ${seconds(read.crawlMs)}, read and parsed in ${seconds(read.readMs)} (not counted below)`,
);

/** Each way's runs: wall and processor time in ms, bytes of the result. */
const runs = new Map();
const phases = [];
await withScratch(async (scratch) => {
	for (let round = 0; round < rounds; round++) {
		const index = join(scratch, `writer-${round}`);
		await timed(WRITER, () => writeIndex(index));
		for (const workers of isAlone ? [] : workerCounts) {
			const index = join(scratch, `door-${workers}-${round}`);
			const { articles } = read;
			const build = () => buildIndex({ articles, index, workers });
			await timed(doorOf(workers), async () => (await build()).indexBytes);
		}
	}
	if (!isAlone && options["only-fasou"] !== true) {
		await runOthers(scratch);
	}
});
report();

function writeIndex(path) {
	const startMs = performance.now();
	const writer = parts.openIndexWriter(
		parts.diskDirectory(path, { create: true }),
		{
			loadAnalysis: () => parts.loadAnalyzer({ dictionary }),
			isRebuild: true,
			memoryLimitBytes: MEMORY_LIMIT_BYTES,
		},
	);
	for (const article of read.articles) {
		writer.put(article);
	}
	const putMs = performance.now() - startMs;
	const { segments } = writer.commit();
	phases.push({ putMs, commitMs: performance.now() - startMs - putMs });
	writer.close();
	return segments
		.flatMap(({ files }) => files)
		.reduce((sum, { bytes }) => sum + bytes, 0);
}

async function runOthers(scratch) {
	const cut = wordCutter(parts, dictionary);
	const cutAll = cutArticles(cut, read.articles);
	// One question only: here the peers' building is wanted, not their searching.
	const files = await writePeerFiles(scratch, {
		articles: read.articles,
		cutArticles: cutAll,
		cutQuestions: ["合同"],
	});
	for (const peer of await runPeers(inputs.PEERS, files, { threads })) {
		note(`${peer.peer}, ${threadsOf(peer.threads)}`, {
			wallMs: peer.build_s * 1000,
			bytes: peer.bytes,
		});
	}
	for (let round = 0; round < rounds; round++) {
		const path = join(scratch, `ready-cut-${round}`);
		const directory = parts.diskDirectory(path, { create: true });
		await timed(READY_CUT, () => writeReadyCutWords(parts, directory, cutAll));
	}
	if (options.minisearch === true) {
		await timed("minisearch, ready-cut words", () => {
			buildMiniSearch(cutAll);
		});
	}
	// Once more after the peers, so that ours is measured on both sides of them.
	await timed(WRITER, () => writeIndex(join(scratch, "writer-after")));
}

function threadsOf(number) {
	return number === 1 ? "1 thread" : `${number} threads`;
}

async function timed(name, work) {
	const before = process.cpuUsage();
	const startMs = performance.now();
	const { result: bytes, busiestMs } = await withBusiestThread(work);
	const wallMs = performance.now() - startMs;
	const { user, system } = process.cpuUsage(before);
	note(name, { wallMs, cpuMs: (user + system) / 1000, busiestMs, bytes });
}

function note(name, run) {
	runs.set(name, [...(runs.get(name) ?? []), run]);
}

function report() {
	const wallOf = (name) => median(runs.get(name).map((run) => run.wallMs));
	const ours = wallOf(WRITER);
	const rows = [...runs].map(([name, all]) => {
		const walls = all.map((run) => run.wallMs);
		const { cpuMs, busiestMs } = all[0];
		const { bytes } = all.at(-1);
		return [
			name,
			seconds(median(walls)),
			all.length > 1
				? `${seconds(Math.min(...walls))} – ${seconds(Math.max(...walls))}`
				: "",
			cpuMs === undefined ? "" : seconds(median(all.map((run) => run.cpuMs))),
			busiestMs === undefined
				? ""
				: seconds(median(all.map((run) => run.busiestMs))),
			ratio(median(walls), ours),
			bytes === undefined ? "" : megabytes(bytes),
		];
	});
	console.log(
		`medians of ${runs.get(WRITER).length} interleaved runs; fasou writes all layers and stores bodies, the peers index the words of title and body and store nothing`,
	);
	console.log(
		table(
			[
				"build",
				"wall",
				"range",
				"processor",
				"busiest thread",
				"to fasou",
				"size",
			],
			rows,
		),
	);
	const [fewest, ...more] = isAlone ? [] : workerCounts;
	for (const workers of more) {
		const gain = ratio(wallOf(doorOf(fewest)), wallOf(doorOf(workers)));
		console.log(
			`${threadsOf(workers).replace("thread", "worker")} against ${fewest}: ${gain} as fast`,
		);
	}
	const phase = (name) => seconds(median(phases.map((one) => one[name])));
	console.log(
		`in this thread: ${phase("putMs")} to the last article (cutting; segments that filled up meanwhile), ${phase("commitMs")} for the commit`,
	);
}
