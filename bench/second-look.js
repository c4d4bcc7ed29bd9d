// How long questions take by how far the ranking goes, warm: node bench/second-look.js INDEX QUESTIONS [--passes 3] [--only words,layers,model]
import { builtFile, readInputs, readQuestions } from "./inputs.js";
import { percentilesOfPasses } from "./percentiles.js";
import { timesOf } from "./question-engines.js";
import { ratio, table } from "./table.js";

const { inputs, options } = readInputs(["INDEX", "QUESTIONS"], {
	passes: { type: "string", default: "3" },
	only: { type: "string", default: "words,layers,model" },
});
const { openEngine } = await import(builtFile("api.js"));
const engine = await openEngine({
	index: inputs.INDEX,
	cacheLimitBytes: 1_000_000_000,
});
const questions = readQuestions(inputs.QUESTIONS);
const ways = options.only.split(",").map((ranking) => ({
	ranking,
	// The work is done before the promise is given back.
	answer: (i) => {
		engine.searchIds(questions[i], { ranking });
	},
	passes: [],
}));
for (let pass = -1; pass < Number(options.passes); pass++) {
	for (const way of ways) {
		const times = timesOf(way, questions.length);
		// The first is the warm-up.
		if (pass >= 0) {
			way.passes.push(times);
		}
	}
}
const rows = ways.map(({ ranking, passes }) => ({
	ranking,
	...percentilesOfPasses(passes),
}));
console.log(
	table(
		["ranking", "p50 ms", "p90", "p99", "p50", "p99"],
		rows.map((row) => [
			row.ranking,
			...["p50", "p90", "p99"].map((at) => row[at].toFixed(3)),
			ratio(row.p50, rows[0].p50),
			ratio(row.p99, rows[0].p99),
		]),
	),
);
await engine.close();
