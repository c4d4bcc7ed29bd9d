// What titles of citing articles do for the provisions that they cite: node bench/anchors.js STATUTES JUDGEMENTS ARTICLES
// Provisions and articles in one index; of each answer the provisions are judged. Layers with plain words, nothing learnt.
import { join } from "node:path";
import { builtFile, readInputs, readJsonLines } from "./inputs.js";
import { loadSourceParts } from "./load-source-parts.js";
import { withScratch } from "./scratch.js";
import { table } from "./table.js";

const { inputs } = readInputs(["STATUTES", "JUDGEMENTS", "ARTICLES"]);
/** Beside BM25 as it is usually written, whose scores are 2.2 times ours. */
const WEIGHTS = [0, 0.1, 0.2, 0.3, 0.4, 0.8];
const CUTOFFS = { k: 10, recallK: 100 };
/** Articles stand among the provisions. */
const DEPTH = 300;

const parts = await loadSourceParts();
const { buildIndex } = await import(builtFile("api.js"));
const provisions = new Set(readJsonLines(inputs.STATUTES).map(({ id }) => id));
const questions = readJsonLines(inputs.JUDGEMENTS).map(
	({ query, relevant }) => ({
		text: query,
		relevant: new Map(relevant.map((id) => [id, 1])),
	}),
);
const rows = [];
await withScratch(async (scratch) => {
	const index = join(scratch, "anchors");
	await buildIndex({
		corpus: [inputs.STATUTES, inputs.ARTICLES],
		map: { body: "text" },
		index,
	});
	const lab = parts.openRankingLab(
		{ index, dictionary: builtFile("dictionary.fasou") },
		parts.foldOf,
	);
	for (const weight of WEIGHTS) {
		const rank = lab.ranked(undefined, [], { anchor: weight / 2.2 });
		const results = questions.map(({ text, relevant }) => {
			const ids = rank(text, DEPTH, { ranking: "layers" });
			const judged = ids.filter((id) => provisions.has(id));
			return parts.measure(judged, relevant, CUTOFFS);
		});
		rows.push([
			weight,
			...["ndcg", "rr", "recall"].map((figure) => mean(results, figure)),
		]);
	}
	lab.close();
});
console.log(table(["weight", "nDCG@10", "MRR@10", "recall@100"], rows));

function mean(results, figure) {
	const sum = results.reduce((all, result) => all + result[figure], 0);
	return ((100 * sum) / results.length).toFixed(1);
}
