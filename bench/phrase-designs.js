// Positions with characters or with pairs: what each costs, and how fast phrases are found with it: node bench/phrase-designs.js FOLDER [--limit 150000] [--count 500]
import { join } from "node:path";
import { builtFile, readInputs } from "./inputs.js";
import { loadSourceParts } from "./load-source-parts.js";
import { percentiles } from "./percentiles.js";
import { readProvisions } from "./provisions.js";
import { randomFrom } from "./random.js";
import { withScratch } from "./scratch.js";
import { count, megabytes, seconds, table } from "./table.js";

const { inputs, options } = readInputs(["FOLDER"], {
	limit: { type: "string", default: "Infinity" },
	count: { type: "string", default: "500" },
	seed: { type: "string", default: "1" },
});
const PASSES = 4;
const CACHE_BYTES = 1_000_000_000;

const parts = await loadSourceParts();
const { analyzer } = await parts.loadAnalyzer({
	dictionary: builtFile("dictionary.fasou"),
});
const { articles } = await readProvisions(
	parts,
	inputs.FOLDER,
	Number(options.limit),
);
const bodies = articles.map(({ body }) => parts.fold(body));
const phrases = randomPhrases();
await withScratch(async (scratch) => {
	const designs = ["character", "pair"].map((layer) =>
		writeLayer(layer, join(scratch, layer)),
	);
	const times = designs.map(() => phrases.map(() => Infinity));
	let differing = 0;
	for (let pass = 0; pass < PASSES; pass++) {
		phrases.forEach((phrase, i) => {
			const found = designs.map(({ find }, design) => {
				const startMs = performance.now();
				const { documents } = find(phrase);
				const ms = performance.now() - startMs;
				times[design][i] = Math.min(times[design][i], ms);
				return documents;
			});
			differing += found[0] === found[1] ? 0 : 1;
		});
	}
	console.log(
		`${count(bodies.length)} bodies, ${phrases.length} phrases of 2 to 8 characters, all documents found, best of ${PASSES} interleaved passes; ${differing} answers differ`,
	);
	console.log(
		table(
			[
				"positions with",
				"documents",
				"positions",
				"cut and written",
				"p50 ms",
				"p90 ms",
				"p99 ms",
			],
			designs.map(({ layer, bytesOf, buildMs }, i) => {
				const { p50, p90, p99 } = percentiles(times[i]);
				return [
					`${layer}s`,
					megabytes(bytesOf("postings") + bytesOf("terms")),
					megabytes(bytesOf("positions")),
					seconds(buildMs),
					...[p50, p90, p99].map((ms) => ms.toFixed(2)),
				];
			}),
		),
	);
	for (const { close } of designs) {
		close();
	}
});

function randomPhrases() {
	const random = randomFrom(Number(options.seed));
	return Array.from({ length: Number(options.count) }, (_, i) => {
		const body = bodies[Math.floor(random() * bodies.length)];
		const characters = [...body];
		const start = Math.floor(random() * Math.max(1, characters.length - 8));
		return characters.slice(start, start + 2 + (i % 7));
	}).filter(
		(phrase) => phrase.length > 1 && !phrase.some((one) => /\s/u.test(one)),
	);
}

/** All bodies in that layer, with positions, and how phrases are found with them. */
function writeLayer(layer, path) {
	const startMs = performance.now();
	const directory = parts.diskDirectory(path, { create: true });
	const files = new parts.SegmentFiles(directory, 1);
	const numbers = parts.termNumbers(layer, analyzer);
	const stream = new parts.PlacedTokens();
	const lengths = new parts.FieldLengths();
	const characters = new parts.TokenColumns();
	const pairs = new parts.TokenColumns();
	for (const body of bodies) {
		analyzer.analyze(body, "character", characters);
		let tokens = characters;
		if (layer === "pair") {
			analyzer.pairs(characters, pairs);
			tokens = pairs;
		}
		const added = stream.addDocument(body, tokens, numbers);
		lengths.add(tokens.places, added);
	}
	const stats = parts.writeFieldLayer(
		files,
		{ field: "body", layer, lengths, streams: [stream] },
		parts.rankTerms(numbers.strings),
	);
	const buildMs = performance.now() - startMs;
	const segment = new parts.SegmentReader(
		directory,
		{
			number: 1,
			documents: bodies.length,
			fields: [stats],
			files: files.entries,
			deletedDocuments: 0,
			sourceBytes: 0,
		},
		parts.createCaches(CACHE_BYTES),
	);
	const norms = segment.norms("body", layer);
	const termsOf = layer === "pair" ? pairsOf : (phrase) => phrase.map(one);
	return {
		layer,
		buildMs,
		bytesOf: (kind) => files.entries.find((file) => file.kind === kind).bytes,
		find: (phrase) =>
			parts.findPhrase(
				termsOf(phrase).map(({ term, offset }) => ({
					list: segment.postings("body", layer, term),
					offset,
				})),
				norms,
				false,
				() => false,
			),
		close: () => segment.close(),
	};
}

function one(term, offset) {
	return { term, offset };
}

/** Pairs side by side, the last two overlapping where the length is odd. */
function pairsOf(phrase) {
	const pairs = [];
	for (let i = 0; i < phrase.length; i += 2) {
		const offset = Math.min(i, phrase.length - 2);
		pairs.push(one(phrase[offset] + phrase[offset + 1], offset));
	}
	return pairs;
}
