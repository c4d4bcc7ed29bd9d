import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDictionarySources } from "../bin/nodejieba.js";
import { compileDictionary } from "../src/analysis/compile-dictionary.ts";
import { type Dictionary, readDictionary } from "../src/analysis/dictionary.ts";
import { checksum } from "../src/bytes/checksum.ts";

/** What the compiled bytes depend on. */
const COMPILER = [
	"compile-dictionary",
	"dictionary",
	"double-array",
	"hash-trie",
	"hmm",
	"natural-log",
];

let dictionary: Dictionary | undefined;

/** The dictionary, compiled from nodejieba's files once per state of those and of the compiler, and kept among the temporary files. */
export function compiledDictionary(): Dictionary {
	dictionary ??= readDictionary(compiledDictionaryBytes());
	return dictionary;
}

export function compiledDictionaryBytes(): Uint8Array {
	const sources = readDictionarySources();
	const compiler = COMPILER.map((name) =>
		readFileSync(new URL(`../src/analysis/${name}.ts`, import.meta.url)),
	);
	const parts = [sources.dictionary, sources.hmm].map((text) =>
		Buffer.from(text),
	);
	const key = checksum(Buffer.concat([...parts, ...compiler])).toString(16);
	const path = join(tmpdir(), `fasou-test-dictionary-${key}`);
	try {
		return readFileSync(path);
	} catch {
		const bytes = compileDictionary(sources);
		// Other test processes may be doing the same.
		writeFileSync(`${path}.${process.pid}`, bytes);
		renameSync(`${path}.${process.pid}`, path);
		return bytes;
	}
}
