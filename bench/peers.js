// All peers on our tokens in one run, with ours beside them: node bench/peers.js FOLDER QUESTIONS [PEERS] (or FASOU_DATA, FASOU_QUESTIONS, PEERS)
import { join } from "node:path";
import { builtFile, readInputs, readQuestions } from "./inputs.js";
import { loadSourceParts } from "./load-source-parts.js";
import { percentilesOfPasses } from "./percentiles.js";
import { readProvisions } from "./provisions.js";
import { openPlanned, timesOf } from "./question-engines.js";
import { runPeers, writePeerFiles } from "./run-peers.js";
import { withScratch } from "./scratch.js";
import { count, megabytes, ratio, table } from "./table.js";
import { cutArticles, cutQuestions, wordCutter } from "./word-layer.js";

const { inputs, options } = readInputs(["FOLDER", "QUESTIONS", "[PEERS]"], {
	threads: { type: "string", default: "1" },
	workers: { type: "string", default: "1" },
	limit: { type: "string", default: "Infinity" },
});
const PASSES_EACH_SIDE = 3;

const parts = await loadSourceParts();
const { buildIndex, openEngine } = await import(builtFile("api.js"));
const dictionary = builtFile("dictionary.fasou");
const questions = readQuestions(inputs.QUESTIONS);
const { articles } = await readProvisions(
	parts,
	inputs.FOLDER,
	Number(options.limit),
);

await withScratch(async (scratch) => {
	const index = join(scratch, "index");
	const buildMs = [await build(index)];
	const engine = await openPlanned(parts, {
		index,
		dictionary,
		questions,
	});
	const pass = () => timesOf(engine, questions.length);
	pass();
	const passes = Array.from({ length: PASSES_EACH_SIDE }, pass);
	const peers = await askPeers(scratch);
	passes.push(...Array.from({ length: PASSES_EACH_SIDE }, pass));
	await engine.close();
	buildMs.push(await build(join(scratch, "again")));
	const { p50, p90, p99 } = percentilesOfPasses(passes);
	const { all, words } = await sizesOf(index);
	const ours = {
		peer: "fasou",
		threads: 1,
		articles: articles.length,
		build_s: Math.min(...buildMs) / 1000,
		bytes: all,
		p50_ms: p50,
		p90_ms: p90,
		p99_ms: p99,
	};
	report(ours, peers, words);
});

async function build(index) {
	const startMs = performance.now();
	await buildIndex({ articles, index, workers: Number(options.workers) });
	return performance.now() - startMs;
}

/** Bytes of the whole index, and of what the peers have too: words of title and body. */
async function sizesOf(index) {
	const engine = await openEngine({ index });
	const { indexBytes, fields } = await engine.stats();
	await engine.close();
	const words = fields
		.filter(
			({ field, layer }) =>
				layer === "word" && (field === "title" || field === "body"),
		)
		.reduce((sum, { bytes }) => sum + bytes, 0);
	return { all: indexBytes, words };
}

async function askPeers(scratch) {
	const cut = wordCutter(parts, dictionary);
	const files = await writePeerFiles(scratch, {
		articles,
		cutArticles: cutArticles(cut, articles),
		cutQuestions: cutQuestions(cut, questions),
	});
	return runPeers(inputs.PEERS, files, { threads: Number(options.threads) });
}

function report(ours, peers, wordBytes) {
	console.log(
		`${count(articles.length)} articles, ${count(questions.length)} questions, top 10, body × 1 + title × 2; × is how many times ours`,
	);
	const times = (name) => (row) =>
		row === ours ? "" : ratio(row[name], ours[name]);
	const columns = [
		["peer", (row) => row.peer],
		["threads", (row) => row.threads],
		["build s", (row) => row.build_s.toFixed(2)],
		["", times("build_s")],
		["size", (row) => megabytes(row.bytes)],
		["", times("bytes")],
		["p50 ms", (row) => row.p50_ms.toFixed(3)],
		["", times("p50_ms")],
		["p90 ms", (row) => row.p90_ms.toFixed(3)],
		["", times("p90_ms")],
		["p99 ms", (row) => row.p99_ms.toFixed(3)],
		["", times("p99_ms")],
	];
	console.log(
		table(
			columns.map(([title]) => title),
			[ours, ...peers].map((row) => columns.map(([, cell]) => cell(row))),
		),
	);
	console.log(
		`fasou's size holds all layers and the stored bodies; its words of title and body alone: ${megabytes(wordBytes)}. The peers store no bodies. fasou builds through buildIndex({ articles }) with workers: ${options.workers}; the caller's thread hands over.`,
	);
}
