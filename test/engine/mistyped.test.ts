import { beforeAll, expect, test } from "vitest";
import { EmbeddedIndex } from "../../src/backend/embedded/embedded-index.ts";
import { buildIndex } from "../../src/engine/build-index.ts";
import { loadIndexAnalyzer } from "../../src/engine/index-analyzer.ts";
import { type MemoryIndex, openPlace } from "../../src/engine/index-place.ts";
import {
	type Corpus,
	mayBeMistyped,
	queryWords,
} from "../../src/engine/query-words.ts";
import { DEFAULT_BM25 } from "../../src/search/similarity.ts";

let corpus: Corpus;

beforeAll(async () => {
	const memory: MemoryIndex = { memory: true };
	const articles = Array.from({ length: 300 }, (_, i) => ({
		id: String(i),
		title: "工伤认定",
		body: "工伤认定的申请由单位提出，孩子的抚养由父母协商。",
	}));
	await buildIndex({ articles, index: memory });
	const directory = openPlace(memory);
	const index = new EmbeddedIndex(directory, undefined, DEFAULT_BM25);
	const { analyzer } = loadIndexAnalyzer(directory, index.manifest, {});
	index.readWith(analyzer);
	corpus = { index, analyzer };
});

test.each([
	["工伤认定多久", false],
	["怎么申请工伤认定", true],
	["工伤认顶多久", true],
	["孩子的抚养由父母协商归谁", false],
	["怎么办", false],
	["", false],
])("%j may be mistyped: %j", (text, expected) => {
	const words = queryWords(text, corpus.analyzer);
	expect(mayBeMistyped(text, words, corpus)).toBe(expected);
});
