// Pairs of words of the questions, in one sentence, one paragraph and near each other, beside plain AND, warm: node bench/near.js INDEX QUESTIONS [--passes 3] [--pairs 2] [--seed 1] [--least 2]
import { builtFile, readInputs, readQuestions } from "./inputs.js";
import { percentilesOfPasses } from "./percentiles.js";
import { timesOf } from "./question-engines.js";
import { randomFrom } from "./random.js";
import { count, ratio, table } from "./table.js";

const { inputs, options } = readInputs(["INDEX", "QUESTIONS"], {
	passes: { type: "string", default: "3" },
	pairs: { type: "string", default: "2" },
	seed: { type: "string", default: "1" },
	least: { type: "string", default: "2" },
});
const { openEngine } = await import(builtFile("api.js"));
const engine = await openEngine({
	index: inputs.INDEX,
	cacheLimitBytes: 1_000_000_000,
});
const random = randomFrom(Number(options.seed));
const pairs = [];
for (const question of readQuestions(inputs.QUESTIONS)) {
	const words = await wordsOf(question);
	for (let i = 0; i < Number(options.pairs) && words.length > 1; i++) {
		const [a] = words.splice(Math.floor(random() * words.length), 1);
		const b = words[Math.floor(random() * words.length)];
		pairs.push([a, b]);
	}
}
const ways = ["AND", "同句", "同段", "NEAR/10"].map((operator) => ({
	operator,
	matches: 0,
	answer: (i) => {
		engine.searchIds(pairs[i].join(` ${operator} `));
	},
	passes: [],
}));
for (const way of ways) {
	for (const pair of pairs) {
		const { total } = await engine.searchIds(pair.join(` ${way.operator} `));
		way.matches += total.value;
	}
}
for (let pass = 0; pass < Number(options.passes); pass++) {
	for (const way of ways) {
		way.passes.push(timesOf(way, pairs.length));
	}
}
const rows = ways.map((way) => ({
	...way,
	...percentilesOfPasses(way.passes),
}));
console.log(
	`${count(pairs.length)} pairs of words of at least ${options.least} characters`,
);
console.log(
	table(
		["operator", "p50 ms", "p90", "p99", "longest", "p50 to AND", "articles"],
		rows.map((row) => [
			row.operator,
			...["p50", "p90", "p99", "max"].map((at) => row[at].toFixed(2)),
			ratio(row.p50, rows[0].p50),
			count(Math.round(row.matches / pairs.length)),
		]),
	),
);
await engine.close();

/** The distinct words of a question that are long enough and mean something. */
async function wordsOf(question) {
	const { words } = await engine.explainQuery(question, { literal: true });
	const terms = words
		.map(({ term }) => term)
		.filter(
			(term) => term.length >= Number(options.least) && /^\p{L}+$/u.test(term),
		);
	return [...new Set(terms)];
}
