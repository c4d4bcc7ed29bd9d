// What filters, facets and sorting add to a question, warm: node bench/facets.js INDEX QUESTIONS [--passes 3] [--rankings model,words] [--category NAME] [--date RANGE] [--every N] [--ways plain,category]
import { builtFile, readInputs, readQuestions } from "./inputs.js";
import { percentiles, percentilesOfPasses } from "./percentiles.js";
import { count, ratio, table } from "./table.js";

const { inputs, options } = readInputs(["INDEX", "QUESTIONS"], {
	passes: { type: "string", default: "3" },
	rankings: { type: "string", default: "model,words" },
	category: { type: "string" },
	date: { type: "string", default: "2015.." },
	"cache-mb": { type: "string", default: "1000" },
	every: { type: "string", default: "1" },
	/** Only the ways whose names begin with one of these. */
	ways: { type: "string", default: "" },
});
const ALL_FACETS = ["category", "author", "year", "law", "cites"];

const { openEngine } = await import(builtFile("api.js"));
const engine = await openEngine({
	index: inputs.INDEX,
	cacheLimitBytes: Number(options["cache-mb"]) * 1e6,
});
const questions = readQuestions(inputs.QUESTIONS).filter(
	(_, i) => i % Number(options.every) === 0,
);
const { facets, facetValues } = await engine.searchIds("", {
	filters: { source: "." },
	facets: ALL_FACETS,
	facetLimit: 3,
});
for (const name of ALL_FACETS) {
	const most = facets[name].map(({ value, count: of }) => `${value} ${of}`);
	console.log(
		`${name}: ${count(facetValues[name])} values; ${most.join(", ")}`,
	);
}
const category = options.category ?? facets.category[0]?.value ?? "";
const filters = { date: options.date };
const wanted = ["plain", ...options.ways.split(",")];
const ways = [
	["plain", {}],
	[`filter: ${category || "none"}`, { filters: category ? { category } : {} }],
	[`filter: ${options.date}`, { filters }],
	["category counted", { facets: ["category"] }],
	["facets: all five", { facets: ALL_FACETS }],
	["filter with all facets", { filters, facets: ALL_FACETS }],
	["sort: date", { sort: "date" }],
].filter(([name]) => wanted.some((begins) => name.startsWith(begins)));
for (const ranking of options.rankings.split(",")) {
	report(ranking, await measure(ranking));
}
await engine.close();

/** Each question in every way before the next one: what disturbs the machine disturbs all ways. */
async function measure(ranking) {
	const rows = ways.map(([name, given]) => ({
		name,
		given,
		passes: [],
		found: 0,
	}));
	// The first pass is the warm-up.
	for (let pass = -1; pass < Number(options.passes); pass++) {
		const times = rows.map(() => []);
		for (const [i, question] of questions.entries()) {
			for (let turn = 0; turn < rows.length; turn++) {
				const at = (turn + i) % rows.length;
				const row = rows[at];
				const startMs = performance.now();
				// The work is done before the promise is given back.
				const answer = engine.searchIds(question, { ...row.given, ranking });
				times[at].push(performance.now() - startMs);
				row.found += pass < 0 ? (await answer).total.value : 0;
			}
		}
		if (pass >= 0) {
			rows.forEach((row, at) => {
				row.passes.push(times[at]);
			});
		}
	}
	return rows;
}

function report(ranking, rows) {
	const results = rows.map((row) => ({
		...row,
		...percentilesOfPasses(row.passes),
	}));
	const [plain] = results;
	const perQuestion = (row) =>
		percentiles(
			row.passes.flatMap((times, pass) =>
				times.map((time, i) => time / plain.passes[pass][i]),
			),
		).p50;
	console.log(
		`\nranking by ${ranking}; ${count(questions.length)} questions, top 10; ms, median of ${options.passes} warm passes`,
	);
	console.log(
		table(
			[
				"",
				"p50",
				"p90",
				"p99",
				"p50",
				"p99",
				"median ratio",
				"found a question",
			],
			results.map((row) => [
				row.name,
				...["p50", "p90", "p99"].map((at) => row[at].toFixed(3)),
				ratio(row.p50, plain.p50),
				ratio(row.p99, plain.p99),
				ratio(perQuestion(row), 1),
				count(Math.round(row.found / questions.length)),
			]),
		),
	);
}
