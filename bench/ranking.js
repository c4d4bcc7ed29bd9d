// The ranking step by step, judged by folds: node bench/ranking.js INDEX JUDGEMENTS [--folds 5] [--only 1,2] [--steps words,layers]
import { builtFile, readInputs, readJsonLines } from "./inputs.js";
import { loadSourceParts } from "./load-source-parts.js";
import { percentOf } from "./percent.js";
import { table } from "./table.js";

const { inputs, options } = readInputs(["INDEX", "JUDGEMENTS"], {
	folds: { type: "string", default: "5" },
	steps: { type: "string" },
	/** Folds to hold out; all by default. */
	only: { type: "string" },
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
lab.close();

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
