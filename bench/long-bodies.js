// What passages do for long bodies: node bench/long-bodies.js STATUTES JUDGEMENTS
// The provisions of each law, and those of each chapter, are made one article; a question is answered by those that hold a provision it was judged to be
// answered by. Layers with the best passage of long bodies beside the whole body, and without.
import { join } from "node:path";
import { builtFile, readInputs, readJsonLines } from "./inputs.js";
import { loadSourceParts } from "./load-source-parts.js";
import { percentOf } from "./percent.js";
import { withScratch } from "./scratch.js";
import { count, table } from "./table.js";

const { inputs } = readInputs(["STATUTES", "JUDGEMENTS"]);
const LONG = 2000;
const CUTOFFS = { k: 10, recallK: 100 };
const UNITS = {
	laws: ({ law }) => law,
	chapters: ({ law, path = [] }) => [law, ...path].join(" / "),
};
const RANKINGS = {
	words: { search: { ranking: "words" } },
	layers: { weights: { passage: 0 } },
	"layers, passages": {},
};

const parts = await loadSourceParts();
const { buildIndex } = await import(builtFile("api.js"));
const dictionary = builtFile("dictionary.fasou");
const provisions = readJsonLines(inputs.STATUTES);
const judged = readJsonLines(inputs.JUDGEMENTS);
const rows = [];
for (const [unit, idOf] of Object.entries(UNITS)) {
	const articles = joined(idOf);
	const long = articles.filter(({ body }) => body.length >= LONG).length;
	const holds = new Map(provisions.map((one) => [one.id, idOf(one)]));
	const questions = judged.map(({ query, relevant }) => ({
		text: query,
		relevant: new Map(relevant.map((id) => [holds.get(id), 1])),
	}));
	await withScratch(async (scratch) => {
		const index = join(scratch, unit);
		const { rejected } = await buildIndex({ articles, index });
		if (rejected.length > 0) {
			throw new Error(rejected[0].reason);
		}
		const lab = parts.openRankingLab({ index, dictionary }, parts.foldOf);
		for (const [name, { search = {}, weights }] of Object.entries(RANKINGS)) {
			const rank = lab.ranked(undefined, [], weights);
			const options = { ranking: "layers", ...search };
			const startMs = performance.now();
			const results = questions.map(({ text, relevant }) =>
				parts.measure(rank(text, CUTOFFS.recallK, options), relevant, CUTOFFS),
			);
			const ms = (performance.now() - startMs) / questions.length;
			rows.push([
				`${count(articles.length)} ${unit}, ${count(long)} long`,
				name,
				...["ndcg", "rr", "recall"].map((figure) =>
					percentOf(results.map((result) => result[figure])),
				),
				`${ms.toFixed(1)} ms`,
			]);
		}
		lab.close();
	});
}
console.log(
	table(
		["articles", "ranking", "nDCG@10", "MRR@10", "recall@100", "mean"],
		rows,
	),
);

/** The provisions that have the same id, as one article in their order. */
function joined(idOf) {
	const articles = new Map();
	for (const { lawTitle, path, text, category, ...provision } of provisions) {
		const id = idOf({ ...provision, path });
		const before = articles.get(id);
		articles.set(id, {
			id,
			title: lawTitle,
			...(category && { category: [category] }),
			body: before === undefined ? text : `${before.body}\n${text}`,
		});
	}
	return [...articles.values()];
}
