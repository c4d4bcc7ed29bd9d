// Warm top ten of real questions over title and body words, beside the peers: node bench/query.js FOLDER QUESTIONS [PEERS] (or FASOU_DATA, FASOU_QUESTIONS, PEERS)

import { join } from "node:path";
import { builtFile, readInputs, readQuestions } from "./inputs.js";
import { loadSourceParts } from "./load-source-parts.js";
import { buildMiniSearch, searchMiniSearch } from "./minisearch-peer.js";
import { percentiles, percentilesOfPasses } from "./percentiles.js";
import { readProvisions } from "./provisions.js";
import { openPlanned, openThroughDoor, timesOf } from "./question-engines.js";
import { runPeers, writePeerFiles } from "./run-peers.js";
import { withScratch } from "./scratch.js";
import { count, ratio, table } from "./table.js";
import { cutArticles, cutQuestions, wordCutter } from "./word-layer.js";

const { inputs, options } = readInputs(["FOLDER", "QUESTIONS", "[PEERS]"], {
	passes: { type: "string", default: "5" },
	limit: { type: "string", default: "Infinity" },
	"cache-mb": { type: "string" },
	index: { type: "string", multiple: true },
	/** planned or door: one way only, for profiles. */
	only: { type: "string" },
	minisearch: { type: "boolean" },
	"minisearch-every": { type: "string", default: "10" },
});
/** Enough for the tokens of any corpus here: nothing is spilled, so one segment results. */
const ONE_SEGMENT_MB = 16_000;
const passes = Number(options.passes);
const cacheLimitBytes =
	options["cache-mb"] === undefined
		? undefined
		: Number(options["cache-mb"]) * 1e6;

const parts = await loadSourceParts();
const api = await import(builtFile("api.js"));
const dictionary = builtFile("dictionary.fasou");
const questions = readQuestions(inputs.QUESTIONS);
const needsArticles =
	options.index === undefined ||
	options.minisearch === true ||
	inputs.PEERS !== undefined;
const articles = needsArticles
	? (await readProvisions(parts, inputs.FOLDER, Number(options.limit))).articles
	: [];

const rows = [];
let indexedArticles = 0;
await withScratch(async (scratch) => {
	const engines = await openEngines(scratch);
	const measure = (count) => {
		for (let pass = -1; pass < count; pass++) {
			for (const engine of engines) {
				const times = timesOf(engine, questions.length);
				// The first is the warm-up.
				if (pass >= 0) {
					engine.passes.push(times);
				}
			}
		}
	};
	measure(Math.ceil(passes / 2));
	const cut = wordCutter(parts, dictionary);
	const cutAll = cutQuestions(cut, questions);
	const others = await askOthers(scratch, cut, cutAll);
	measure(Math.floor(passes / 2));
	for (const { name, passes } of engines) {
		rows.push({ name, ...percentilesOfPasses(passes) });
	}
	rows.push(...others);
	if (options.minisearch === true) {
		askMiniSearch(engines[0], cut, cutAll);
	}
	for (const engine of engines) {
		await engine.close();
	}
});
report();

async function openEngines(scratch) {
	const indexes = options.index ?? (await buildIndexes(scratch));
	const engines = [];
	for (const index of indexes) {
		const settings = { index, dictionary, questions, cacheLimitBytes };
		const door = await openThroughDoor(api, settings);
		const { segments, articles } = await door.stats();
		indexedArticles = articles;
		const size = segments === 1 ? "1 segment" : `${segments} segments`;
		for (const [way, engine, how] of [
			["planned", await openPlanned(parts, settings), "planned before"],
			["door", door, "searchIds(text)"],
		]) {
			if (options.only === undefined || options.only === way) {
				const name = `fasou, ${size}, ${how}`;
				engines.push({ ...engine, name, passes: [] });
			}
		}
	}
	return engines;
}

/** The index as the default bound on memory makes it and, where that has several segments, one that has it all in one. */
async function buildIndexes(scratch) {
	const usual = join(scratch, "usual");
	await api.buildIndex({ articles, index: usual });
	const engine = await api.openEngine({ index: usual });
	const { segments } = await engine.stats();
	await engine.close();
	if (segments === 1) {
		return [usual];
	}
	const single = join(scratch, "single");
	const memoryLimitMB = ONE_SEGMENT_MB;
	await api.buildIndex({ articles, index: single, memoryLimitMB });
	return [single, usual];
}

async function askOthers(scratch, cut, cutAll) {
	if (inputs.PEERS === undefined) {
		return [];
	}
	const files = await writePeerFiles(scratch, {
		articles,
		cutArticles: cutArticles(cut, articles),
		cutQuestions: cutAll,
	});
	const peers = await runPeers(inputs.PEERS, files, {
		threads: 2,
		wanted: ["tantivy-words", "tantivy-jieba", "lucene-words"],
	});
	return peers.map((peer) => ({
		name: peer.peer,
		p50: peer.p50_ms,
		p90: peer.p90_ms,
		p99: peer.p99_ms,
	}));
}

/** Half a second a question: a sample, with ours on the same sample in the same minute. */
function askMiniSearch(engine, cut, cutAll) {
	const every = Number(options["minisearch-every"]);
	const index = buildMiniSearch(cutArticles(cut, articles));
	const answer = (i) => searchMiniSearch(index, cutAll[i]);
	answer(0);
	const sample = `1 question in ${every}`;
	const before = timesOf(engine, questions.length, every);
	const theirs = percentiles(timesOf({ answer }, questions.length, every));
	const after = timesOf(engine, questions.length, every);
	rows.push({
		name: `${engine.name}, ${sample}`,
		...percentilesOfPasses([before, after]),
	});
	rows.push({ name: `minisearch, ${sample}`, ...theirs });
}

function report() {
	const base = rows[0];
	console.log(
		`${count(indexedArticles)} articles, ${count(questions.length)} questions, top 10, body × 1 + title × 2; ms, median of ${passes} warm passes; ratios to the first row`,
	);
	console.log(
		table(
			["query", "p50", "p90", "p99", "max", "p50", "p99"],
			rows.map((row) => [
				row.name,
				...["p50", "p90", "p99", "max"].map((at) => row[at]?.toFixed(3)),
				ratio(row.p50, base.p50),
				ratio(row.p99, base.p99),
			]),
		),
	);
}
