// What three statistics give by the plainest code: node bench/three-statistics.js STATUTES JUDGEMENTS
// Words, characters and pairs of neighbours by nodejieba and nothing of fasou's analysis or index, scored exhaustively; what the
// engine's rows in ranking.md are held against.
import { loadNodejieba } from "../bin/nodejieba.js";
import { readInputs, readJsonLines } from "./inputs.js";
import { loadSourceParts } from "./load-source-parts.js";
import { table } from "./table.js";

const K1 = 1.2;
const B = 0.75;
const SAYS_SOMETHING = /[\p{L}\p{N}]/u;
const UNITS = /[a-z0-9]+|./gsu;

const { inputs } = readInputs(["STATUTES", "JUDGEMENTS"]);
const { measure } = await loadSourceParts();
const nodejieba = loadNodejieba();
if (nodejieba === undefined) {
	console.error("nodejieba's native part is missing: npm rebuild nodejieba");
	process.exit(2);
}
const articles = readJsonLines(inputs.STATUTES);
const questions = readJsonLines(inputs.JUDGEMENTS);

const unitsOf = (text) => text.toLowerCase().match(UNITS) ?? [];
const saying = (terms) => terms.filter((term) => SAYS_SOMETHING.test(term));
const CUTS = {
	words: (text) => saying(nodejieba.cut(text.toLowerCase(), true)),
	"words, search mode": (text) =>
		saying(nodejieba.cutForSearch(text.toLowerCase(), true)),
	characters: (text) => saying(unitsOf(text)),
	pairs: (text) => {
		const units = unitsOf(text);
		return units
			.slice(1)
			.map((unit, i) => [units[i], unit])
			.filter((pair) => saying(pair).length === 2)
			.map((pair) => pair.join(" "));
	},
};
const TEXTS = {
	"bodies alone": ({ text }) => text,
	"law name, headings and body in one text": ({ lawTitle, path, text }) =>
		[lawTitle, ...path, text].join(" "),
};
const SUMS = [
	["words"],
	["characters"],
	["pairs"],
	["words", "characters", "pairs"],
	["words, search mode", "characters", "pairs"],
];

const rows = [];
for (const [name, textOf] of Object.entries(TEXTS)) {
	const layers = new Map(
		Object.entries(CUTS).map(([layer, cut]) => [layer, layerOf(textOf, cut)]),
	);
	for (const sum of SUMS) {
		const results = questions.map(({ query, relevant }) => {
			const scores = new Float64Array(articles.length);
			for (const layer of sum) {
				layers.get(layer)(query, scores);
			}
			return measure(
				bestOf(scores, 100),
				new Map(relevant.map((id) => [id, 1])),
				{ k: 10, recallK: 100 },
			);
		});
		rows.push([
			`${sum.join(" + ")}: ${name}`,
			percent(results.map(({ ndcg }) => ndcg)),
			percent(results.map(({ rr }) => rr)),
			percent(results.map(({ recall }) => recall)),
		]);
		console.error(rows.at(-1).join("  "));
	}
}
console.log(table(["sum: text", "nDCG@10", "MRR@10", "recall@100"], rows));

/** Counts one layer of all articles; what it returns adds a query's BM25 to scores by article. */
function layerOf(textOf, cut) {
	// Of each term its articles by number, each with how often the term stands there.
	const postings = new Map();
	const lengths = articles.map((article, i) => {
		const terms = cut(textOf(article));
		const counts = new Map();
		for (const term of terms) {
			counts.set(term, (counts.get(term) ?? 0) + 1);
		}
		for (const [term, count] of counts) {
			const list = postings.get(term);
			if (list === undefined) {
				postings.set(term, [i, count]);
			} else {
				list.push(i, count);
			}
		}
		return terms.length;
	});
	const average =
		lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
	return (query, scores) => {
		for (const term of new Set(cut(query))) {
			const list = postings.get(term) ?? [];
			const documents = list.length / 2;
			const idf = Math.log(
				1 + (articles.length - documents + 0.5) / (documents + 0.5),
			);
			for (let at = 0; at < list.length; at += 2) {
				const [article, count] = [list[at], list[at + 1]];
				const norm = K1 * (1 - B + (B * lengths[article]) / average);
				scores[article] += (idf * count * (K1 + 1)) / (count + norm);
			}
		}
	};
}

/** Ids of the articles with the best scores, best first. */
function bestOf(scores, limit) {
	const leastOfBest = Float64Array.from(scores).sort().at(-limit);
	const found = [];
	scores.forEach((score, i) => {
		if (score > 0 && score >= leastOfBest) {
			found.push(i);
		}
	});
	return found
		.sort((a, b) => scores[b] - scores[a] || a - b)
		.slice(0, limit)
		.map((i) => articles[i].id);
}

function percent(values) {
	const sum = values.reduce((total, value) => total + value, 0);
	return ((100 * sum) / values.length).toFixed(1);
}
