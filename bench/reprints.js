// Which texts count as reprints, beside the exact share of the five letters in a row that each two have in common:
// node bench/reprints.js ARTICLES.jsonl[.gz]... [--show 10] [--seed 1]
import { readInputs, readJsonLines } from "./inputs.js";
import { loadSourceParts } from "./load-source-parts.js";
import { randomFrom } from "./random.js";
import { table } from "./table.js";

const LOWEST = 0.4;
const BAND = 0.05;
const SHINGLE = 5;

const { options, positionals } = readInputs(["ARTICLES"], {
	show: { type: "string", default: "0" },
	seed: { type: "string", default: "1" },
});
const { comparedText, isReprint, LEAST_LIKENESS, likeness, signatureOf } =
	await loadSourceParts();
const articles = positionals
	.flatMap(readJsonLines)
	.map(({ id, title, body }) => {
		const text = comparedText(body);
		return { id, title, text, signature: signatureOf(text.letters) };
	})
	.filter(({ signature }) => signature !== undefined);

/** Every two articles with their share, by the shingles themselves and no hash of them. */
function exactPairs() {
	const holders = new Map();
	const sizes = articles.map(({ text: { letters } }, i) => {
		const shingles = new Set();
		for (let at = 0; at + SHINGLE <= letters.length; at++) {
			shingles.add(letters.slice(at, at + SHINGLE));
		}
		for (const shingle of shingles) {
			const known = holders.get(shingle);
			if (known === undefined) {
				holders.set(shingle, [i]);
			} else {
				known.push(i);
			}
		}
		return shingles.size;
	});
	const common = new Map();
	for (const inside of holders.values()) {
		for (let b = 1; b < inside.length; b++) {
			for (let a = 0; a < b; a++) {
				const key = inside[a] * articles.length + inside[b];
				common.set(key, (common.get(key) ?? 0) + 1);
			}
		}
	}
	return [...common].map(([key, count]) => {
		const [a, b] = [Math.floor(key / articles.length), key % articles.length];
		return { a, b, share: count / (sizes[a] + sizes[b] - count) };
	});
}

const pairs = exactPairs()
	.filter(({ share }) => share >= LOWEST)
	.map((pair) => {
		const [a, b] = [articles[pair.a], articles[pair.b]];
		return {
			...pair,
			isAlike: likeness(a.signature, b.signature) >= LEAST_LIKENESS,
			isReprint: isReprint(a.text, b.text),
		};
	});
let looked = 0;
for (let b = 1; b < articles.length; b++) {
	for (let a = 0; a < b; a++) {
		const like = likeness(articles[a].signature, articles[b].signature);
		looked += like >= LEAST_LIKENESS ? 1 : 0;
	}
}
const bands = [];
for (let from = 1 - BAND; from > LOWEST - BAND / 2; from -= BAND) {
	const to = from + BAND;
	const inside = pairs.filter(
		({ share }) => share >= from - 1e-9 && (share < to - 1e-9 || to > 1 - 1e-9),
	);
	const count = (has) => inside.filter(has).length;
	bands.push([
		`${from.toFixed(2)} - ${to.toFixed(2)}`,
		String(inside.length),
		String(count(({ isAlike }) => isAlike)),
		String(count(({ isReprint }) => isReprint)),
		String(count(({ isReprint, isAlike }) => isReprint && !isAlike)),
	]);
}
console.log(
	`${articles.length} articles of 100 letters and more; ${looked} pairs have like signatures`,
);
console.log(
	table(
		[
			"share in common",
			"pairs",
			"like signatures",
			"reprints",
			"missed by signature",
		],
		bands,
	),
);

// For judging by eye: some that are reprints by the rule, some as like that are not.
const random = randomFrom(Number(options.seed));
for (const wanted of [true, false]) {
	const some = pairs
		.filter(({ isReprint, share }) => isReprint === wanted && share >= 0.75)
		.map((pair) => ({ ...pair, at: random() }))
		.sort((x, y) => x.at - y.at)
		.slice(0, Number(options.show));
	for (const { a, b, share } of some) {
		const names = [a, b].map((i) => `${articles[i].id} ${articles[i].title}`);
		console.log(
			`${wanted ? "reprint" : "not"} ${share.toFixed(2)} ${names.join(" | ")}`,
		);
	}
}
