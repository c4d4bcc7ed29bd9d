#!/usr/bin/env node
// Compiles the dictionary that nodejieba ships to the one file that fasou reads: node bin/compile-dictionary.js [OUT]
import { mkdirSync, writeFileSync } from "node:fs";
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
const bytes = compileDictionary(readDictionarySources());
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, bytes);
const seconds = ((performance.now() - started) / 1000).toFixed(2);
console.error(`${out}: ${bytes.length} bytes, compiled in ${seconds} s`);
