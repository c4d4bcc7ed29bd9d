// How long questions take by how far the ranking goes, warm, beside the peers' words alone: node bench/second-look.js INDEX QUESTIONS [FOLDER PEERS] [--passes 4] [--only words,layers,model]
import { builtFile, readInputs, readQuestions } from "./inputs.js";
import { loadSourceParts } from "./load-source-parts.js";
import { percentilesOfPasses } from "./percentiles.js";
import { readProvisions } from "./provisions.js";
import { timesOf } from "./question-engines.js";
import { runPeers, writePeerFiles } from "./run-peers.js";
import { withScratch } from "./scratch.js";
import { ratio, table } from "./table.js";
import { cutArticles, cutQuestions, wordCutter } from "./word-layer.js";

const { inputs, options } = readInputs(
	["INDEX", "QUESTIONS", "[FOLDER]", "[PEERS]"],
	{
		passes: { type: "string", default: "4" },
		only: { type: "string", default: "words,layers,learnt,model" },
	},
);
/** What each row asks for. */
const WAYS = {
	words: { name: "words", search: { ranking: "words" } },
	layers: {
		name: "layers and prior",
		search: { ranking: "layers", synonyms: false },
	},
	learnt: {
		name: "layers and prior, plain words and learnt table",
		search: { ranking: "layers" },
	},
	model: { name: "the same with the model", search: { ranking: "model" } },
};
const { openEngine } = await import(builtFile("api.js"));
const engine = await openEngine({
	index: inputs.INDEX,
	cacheLimitBytes: 1_000_000_000,
});
const questions = readQuestions(inputs.QUESTIONS);
const ways = options.only.split(",").map((key) => ({
	...WAYS[key],
	// The work is done before the promise is given back.
	answer: (i) => {
		engine.searchIds(questions[i], WAYS[key].search);
	},
	passes: [],
}));
const passes = Number(options.passes);
measure(0, 1);
measure(passes / 2);
const peers = await askPeers();
measure(passes / 2);
await engine.close();
const rows = [
	...ways.map((way) => ({
		name: way.name,
		...percentilesOfPasses(way.passes),
	})),
	...peers,
];
const tantivy = peers.find(({ name }) => name === "tantivy-words");
const base = tantivy ?? rows[0];
console.log(`ms; ratios to ${base.name}`);
console.log(
	table(
		["ranking", "p50", "p90", "p99", "p50", "p99"],
		rows.map((row) => [
			row.name,
			...["p50", "p90", "p99"].map((at) => row[at].toFixed(3)),
			ratio(row.p50, base.p50),
			ratio(row.p99, base.p99),
		]),
	),
);

/** Asks all questions in every way so often; the first times, to warm up, are not counted. */
function measure(count, warmUps = 0) {
	for (let pass = -warmUps; pass < count; pass++) {
		for (const way of ways) {
			const times = timesOf(way, questions.length);
			if (pass >= 0) {
				way.passes.push(times);
			}
		}
	}
}

/** The peers answer with words of title and body, in the middle of our passes. */
async function askPeers() {
	if (inputs.FOLDER === undefined) {
		return [];
	}
	const parts = await loadSourceParts();
	const { articles } = await readProvisions(parts, inputs.FOLDER, Infinity);
	const cut = wordCutter(parts, builtFile("dictionary.fasou"));
	const found = await withScratch(async (scratch) => {
		const files = await writePeerFiles(scratch, {
			articles,
			cutArticles: cutArticles(cut, articles),
			cutQuestions: cutQuestions(cut, questions),
		});
		return runPeers(inputs.PEERS, files, {
			threads: 2,
			wanted: ["tantivy-words"],
		});
	});
	return found.map((peer) => ({
		name: peer.peer,
		p50: peer.p50_ms,
		p90: peer.p90_ms,
		p99: peer.p99_ms,
	}));
}
