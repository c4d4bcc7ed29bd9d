// Compares fasou's segmenter with nodejieba on every file below a folder: node bench/conformance.js FOLDER (or FASOU_DATA)
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadSource } from "../bin/load-source.js";
import { loadNodejieba, readDictionarySources } from "../bin/nodejieba.js";
import { filesBelow } from "./files-below.js";

const folder = process.argv[2] ?? process.env.FASOU_DATA;
if (folder === undefined) {
	console.error("usage: node bench/conformance.js FOLDER");
	process.exit(2);
}
const nodejieba = loadNodejieba();
if (nodejieba === undefined) {
	console.error("nodejieba's native part is missing: npm rebuild nodejieba");
	process.exit(2);
}
const { compileDictionary } = await loadSource(
	"src/analysis/compile-dictionary.ts",
);
const { readDictionary } = await loadSource("src/analysis/dictionary.ts");
const { jiebaSegmenter } = await loadSource("src/analysis/jieba-segmenter.ts");
const { Cuts } = await loadSource("src/analysis/cuts.ts");

const segmenter = jiebaSegmenter(
	readDictionary(compileDictionary(readDictionarySources())),
);
const cuts = new Cuts();
let characters = 0;
let words = 0;
let differences = 0;
const files = filesBelow(folder);
for (const file of files) {
	const text = readFileSync(join(folder, file), "utf8");
	characters += text.length;
	compare(file, text, "precise", nodejieba.cut(text, true));
	compare(file, text, "search", nodejieba.cutForSearch(text, true));
}
console.log(
	`${files.length} files, ${characters} characters, ${words} words in both modes: ${differences} differences`,
);
process.exitCode = differences === 0 ? 0 : 1;

function compare(file, text, mode, expected) {
	cuts.clear();
	segmenter.cut(text, mode, cuts);
	words += expected.length;
	const wellFormed = text.toWellFormed();
	let isSame = cuts.count === expected.length;
	for (let i = 0; isSame && i < expected.length; i++) {
		const word = wellFormed.slice(cuts.starts[i], cuts.ends[i]);
		if (word !== expected[i]) {
			const context = wellFormed.slice(
				cuts.starts[i] - 20,
				cuts.starts[i] + 20,
			);
			console.error(
				`${file}, ${mode}: ${JSON.stringify(context)}: expected ${expected[i]}, found ${word}`,
			);
			isSame = false;
		}
	}
	differences += isSame ? 0 : 1;
}
