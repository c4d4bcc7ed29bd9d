#!/usr/bin/env node
// Compiles the dictionary that nodejieba ships and our list of legal words to the one file that fasou reads: node bin/compile-dictionary.js [OUT]
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { loadSource } from "./load-source.js";
import { readDictionarySources } from "./nodejieba.js";

const out =
	process.argv[2] ??
	fileURLToPath(new URL("../dist/dictionary.fasou", import.meta.url));
const { compileDictionary } = await loadSource(
	"src/analysis/compile-dictionary.ts",
);
const started = performance.now();
const list = (name) =>
	readFileSync(
		new URL(`../src/analysis/lists/${name}`, import.meta.url),
		"utf8",
	);
const bytes = compileDictionary(readDictionarySources(), {
	legalWords: list("legal-words.txt"),
	laws: list("laws.txt"),
});
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, bytes);
const seconds = ((performance.now() - started) / 1000).toFixed(2);
console.error(`${out}: ${bytes.length} bytes, compiled in ${seconds} s`);
