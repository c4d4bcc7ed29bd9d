// What three statistics give by the plainest code: node bench/three-statistics.js STATUTES JUDGEMENTS
// Words, characters and pairs of neighbours by nodejieba and nothing of fasou's analysis or index, scored exhaustively; what the
// engine's rows in ranking.md are held against.
import { loadNodejieba } from "../bin/nodejieba.js";
import { readInputs, readJsonLines } from "./inputs.js";
import { loadSourceParts } from "./load-source-parts.js";
import { percentOf } from "./percent.js";
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
	const results = SUMS.map(() => []);
	for (const { query, relevant } of questions) {
		const found = new Map(
			[...layers].map(([layer, scoresOf]) => [layer, scoresOf(query)]),
		);
		const grades = new Map(relevant.map((id) => [id, 1]));
		SUMS.forEach((sum, i) => {
			const ids = bestOf(added(sum.map((layer) => found.get(layer))), 100);
			results[i].push(measure(ids, grades, { k: 10, recallK: 100 }));
		});
	}
	SUMS.forEach((sum, i) => {
		const figures = ["ndcg", "rr", "recall"].map((figure) =>
			percentOf(results[i].map((result) => result[figure])),
		);
		rows.push([`${sum.join(" + ")}: ${name}`, ...figures]);
	});
}
console.log(table(["sum: text", "nDCG@10", "MRR@10", "recall@100"], rows));

/** Counts one layer of all articles; what it returns gives the BM25 of a query by article. */
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
	return (query) => {
		const scores = new Float64Array(articles.length);
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
		return scores;
	};
}

function added(columns) {
	const sums = new Float64Array(articles.length);
	for (const column of columns) {
		for (let i = 0; i < sums.length; i++) {
			sums[i] += column[i];
		}
	}
	return sums;
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
