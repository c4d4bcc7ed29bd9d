#!/usr/bin/env node
// Records what nodejieba gives for the sentences and for random texts in test/golden/segmenter/: node bin/record-golden-tokens.js
// Needs nodejieba's native part (npm rebuild nodejieba).
import { readFileSync, writeFileSync } from "node:fs";
import { loadSource } from "./load-source.js";
import { loadNodejieba, readDictionarySources } from "./nodejieba.js";

const SEED = 20260509;
const RANDOM_TEXTS = 450;

const folder = new URL("../test/golden/segmenter/", import.meta.url);
const nodejieba = loadNodejieba();
if (nodejieba === undefined) {
	console.error(
		"nodejieba's native part is missing; build it: npm rebuild nodejieba",
	);
	process.exit(2);
}
const { randomText, seededRandom } = await loadSource(
	"test/analysis/random-text.ts",
);
const words = readDictionarySources()
	.dictionary.trimEnd()
	.split("\n")
	.map((line) => line.slice(0, line.indexOf(" ")));
const random = seededRandom(SEED);
const sentences = readFileSync(new URL("sentences.txt", folder), "utf8");
const texts = sentences.trimEnd().split("\n");
for (let i = 0; i < RANDOM_TEXTS; i++) {
	texts.push(randomText(random, { words, pieces: 20 }));
}
texts.push("", texts.join("").slice(0, 2000));
const lines = texts.map((text) =>
	JSON.stringify({
		text,
		precise: nodejieba.cut(text, true),
		search: nodejieba.cutForSearch(text, true),
	}),
);
const out = new URL("tokens.jsonl", folder);
writeFileSync(out, `${lines.join("\n")}\n`);
console.error(`${out.pathname}: ${lines.length} texts`);
