// Cutting by fasou and by nodejieba side by side: node bench/segment.js FOLDER (or FASOU_DATA) [ROUNDS]
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadSource } from "../bin/load-source.js";
import { loadNodejieba, readDictionarySources } from "../bin/nodejieba.js";
import { filesBelow } from "./files-below.js";

const folder = process.argv[2] ?? process.env.FASOU_DATA;
const rounds = Number(process.argv[3] ?? 5);
if (folder === undefined) {
	console.error("usage: node bench/segment.js FOLDER [ROUNDS]");
	process.exit(2);
}
const { compileDictionary } = await loadSource(
	"src/analysis/compile-dictionary.ts",
);
const { readDictionary } = await loadSource("src/analysis/dictionary.ts");
const { jiebaSegmenter } = await loadSource("src/analysis/jieba-segmenter.ts");
const { Cuts } = await loadSource("src/analysis/cuts.ts");

const files = filesBelow(folder);
const texts = files.map((file) => readFileSync(join(folder, file), "utf8"));
const characters = texts.reduce((sum, text) => sum + text.length, 0);
const scratch = mkdtempSync(join(tmpdir(), "fasou-segment-"));
const path = join(scratch, "dictionary");
const compiling = performance.now();
writeFileSync(path, compileDictionary(readDictionarySources()));
const compileMs = performance.now() - compiling;

let dictionary;
let nodejieba;
const cuts = new Cuts();
const steps = {
	"load ours": () => {
		dictionary = readDictionary(readFileSync(path));
	},
	"load nodejieba": () => {
		nodejieba = loadNodejieba();
	},
	"precise ours": () => cutAll(jiebaSegmenter(dictionary), "precise"),
	"precise nodejieba": () => {
		for (const text of texts) {
			nodejieba?.cut(text, true);
		}
	},
	"search ours": () => cutAll(jiebaSegmenter(dictionary), "search"),
	"search nodejieba": () => {
		for (const text of texts) {
			nodejieba?.cutForSearch(text, true);
		}
	},
};
const times = new Map(Object.keys(steps).map((name) => [name, []]));
try {
	for (let round = 0; round < rounds; round++) {
		for (const [name, step] of Object.entries(steps)) {
			const started = performance.now();
			step();
			times.get(name).push(performance.now() - started);
		}
	}
} finally {
	rmSync(scratch, { recursive: true, force: true });
}
report();

function cutAll(segmenter, mode) {
	for (const text of texts) {
		cuts.clear();
		segmenter.cut(text, mode, cuts);
	}
}

function report() {
	console.log(
		`${files.length} files, ${characters} characters; medians of ${rounds} interleaved rounds, one thread, Node ${process.version}`,
	);
	console.log(`dictionary compiled in ${compileMs.toFixed(0)} ms`);
	if (nodejieba === undefined) {
		console.log("nodejieba's native part is missing (npm rebuild nodejieba)");
	}
	const rate = (ms) => `${(characters / ms / 1000).toFixed(2)} M chars/s`;
	const line = (...cells) => console.log(cells.map(pad).join(""));
	line("", "fasou", "nodejieba", "ratio");
	for (const name of ["load", "precise", "search"]) {
		const ours = median(times.get(`${name} ours`));
		const theirs = median(times.get(`${name} nodejieba`));
		const show = name === "load" ? (ms) => `${ms.toFixed(1)} ms` : rate;
		if (nodejieba === undefined) {
			line(name, show(ours));
		} else {
			line(name, show(ours), show(theirs), `${(theirs / ours).toFixed(1)} x`);
		}
	}
}

function pad(cell, index) {
	return index === 0 ? cell.padEnd(10) : cell.padStart(20);
}

function median(numbers) {
	const sorted = numbers.toSorted((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1
		? sorted[middle]
		: (sorted[middle - 1] + sorted[middle]) / 2;
}
