// The ranking step by step, judged by folds: node bench/ranking.js INDEX JUDGEMENTS [--folds 5] [--only 1,2] [--steps words,layers] [--passes 5: times too]
import { builtFile, readInputs, readJsonLines } from "./inputs.js";
import { loadSourceParts } from "./load-source-parts.js";
import { percentOf } from "./percent.js";
import { percentilesOfPasses } from "./percentiles.js";
import { ratio, table } from "./table.js";

const { inputs, options } = readInputs(["INDEX", "JUDGEMENTS"], {
	folds: { type: "string", default: "5" },
	steps: { type: "string" },
	/** Folds to hold out; all by default. */
	only: { type: "string" },
	/** Passes over the questions to time the steps by that learn nothing, beside the first of them; none by default. */
	passes: { type: "string", default: "0" },
});
const parts = await loadSourceParts();
const folds = Number(options.folds);
const heldOut =
	options.only?.split(",").map(Number) ??
	Array.from({ length: folds }, (_, i) => i + 1);
const questions = readJsonLines(inputs.JUDGEMENTS).map(
	({ id, query, relevant }) => ({
		id,
		text: query,
		relevant: Array.isArray(relevant)
			? new Map(relevant.map((one) => [one, 1]))
			: new Map(Object.entries(relevant)),
	}),
);
const CUTOFFS = { k: 10, recallK: 100 };
const lab = parts.openRankingLab(
	{ index: inputs.INDEX, dictionary: builtFile("dictionary.fasou") },
	parts.foldOf,
);

/** Each step: what is learnt of the other folds, and how the held-out one is ranked. */
const STEPS = {
	words: { name: "words only", search: { ranking: "words", synonyms: false } },
	"words+list": { name: "words, plain words", search: { ranking: "words" } },
	body: {
		name: "words + characters + pairs, bodies alone",
		search: { ranking: "layers", synonyms: false },
		weights: { path: 0, title: 0, prior: 0 },
	},
	text: {
		name: "words + characters + pairs, with headings",
		search: { ranking: "layers", synonyms: false },
		weights: {
			path: 0.4,
			pathLayers: ["word", "character", "pair"],
			title: 0,
			prior: 0,
		},
	},
	layers: {
		name: "words + characters + pairs, headings, prior",
		search: { ranking: "layers", synonyms: false },
	},
	"layers+list": { name: "+ plain words", search: { ranking: "layers" } },
	learnt: {
		name: "+ learnt table",
		learns: true,
		search: { ranking: "layers" },
	},
	model: { name: "+ re-ranker", learns: true, search: { ranking: "model" } },
	"log, layers": {
		name: "log by folds, no re-ranker",
		learns: true,
		usesLog: true,
		search: { ranking: "layers" },
	},
	log: {
		name: "+ log by folds",
		learns: true,
		usesLog: true,
		search: { ranking: "model" },
	},
};
const wanted = options.steps?.split(",") ?? Object.keys(STEPS);
const rows = [];
const learnt = new Map();
for (const key of wanted) {
	const step = STEPS[key];
	const results = [];
	for (const fold of heldOut) {
		const isHeldOut = ({ id }) => parts.foldOf(id, folds) === fold;
		const others = questions.filter((question) => !isHeldOut(question));
		const rank = lab.ranked(
			step.learns === true ? learnOf(fold, others) : undefined,
			step.usesLog === true ? others : [],
			step.weights,
		);
		for (const { text, relevant } of questions.filter(isHeldOut)) {
			const ids = rank(text, CUTOFFS.recallK, step.search);
			results.push({ fold, ...parts.measure(ids, relevant, CUTOFFS) });
		}
	}
	rows.push(row(step.name, results));
	console.error(rows.at(-1).join("  "));
}
console.log(
	table(["step", "nDCG@10", "MRR@10", "recall@100", "by fold"], rows),
);
const passes = Number(options.passes);
if (passes > 0) {
	console.log(timesOf(wanted.filter((key) => STEPS[key].learns !== true)));
}
lab.close();

/** Milliseconds a question, warm, all steps in turn. */
function timesOf(keys) {
	const passesOf = new Map(keys.map((key) => [key, []]));
	// Once unmeasured: afterwards all lists are at hand.
	for (let pass = -1; pass < passes; pass++) {
		for (const key of keys) {
			const { search, weights } = STEPS[key];
			const rank = lab.ranked(undefined, [], weights);
			const times = questions.map(({ text }) => {
				const startMs = performance.now();
				rank(text, CUTOFFS.k, search);
				return performance.now() - startMs;
			});
			if (pass >= 0) {
				passesOf.get(key).push(times);
			}
		}
	}
	const first = percentilesOfPasses(passesOf.get(keys[0]));
	return table(
		["ms a question", "p50", "p99", "p50", "p99"],
		keys.map((key) => {
			const { p50, p99 } = percentilesOfPasses(passesOf.get(key));
			return [
				STEPS[key].name,
				p50.toFixed(3),
				p99.toFixed(3),
				ratio(p50, first.p50),
				ratio(p99, first.p99),
			];
		}),
	);
}

function learnOf(fold, others) {
	if (!learnt.has(fold)) {
		learnt.set(fold, lab.learn(others));
	}
	return learnt.get(fold);
}

function row(name, results) {
	const byFold = heldOut.map((held) =>
		percentOf(
			results.filter(({ fold }) => fold === held).map(({ ndcg }) => ndcg),
		),
	);
	return [
		name,
		percentOf(results.map(({ ndcg }) => ndcg)),
		percentOf(results.map(({ rr }) => rr)),
		percentOf(results.map(({ recall }) => recall)),
		byFold.join(" "),
	];
}
