import { checksum } from "../bytes/checksum.ts";
import {
	BASE_LIMIT,
	BASE_SHIFT,
	LABEL_HIGH_SHIFT,
	LABEL_LOW_MASK,
	NO_LABEL,
	SEPARATOR,
	WEIGHT_MASK,
	writeDictionary,
} from "./dictionary.ts";
import { layOutDoubleArray } from "./double-array.ts";
import { listFingerprint } from "./fingerprint.ts";
import { HashTrie } from "./hash-trie.ts";
import { FOLLOWERS, IMPOSSIBLE, STATE_COUNT } from "./hmm.ts";
import { naturalLog } from "./natural-log.ts";
import { parseUserWords } from "./user-words.ts";

/** The text files that nodejieba ships. */
export interface DictionarySources {
	/** jieba.dict.utf8: a word a line, "word frequency tag". */
	readonly dictionary: string;
	/** hmm_model.utf8: start, four lines of transitions, four lines of emissions, comments. */
	readonly hmm: string;
}

/** The lists of this project that go with the dictionary, as their files have them. */
export interface ListSources {
	/** Compiled in, so that nobody reads them at run time; the list's weight takes the place of jieba's. */
	readonly legalWords: string;
	/** Only its checksum is kept. */
	readonly laws: string;
}

const NO_LISTS: ListSources = { legalWords: "", laws: "" };

/** cppjieba's SPECIAL_SEPARATORS. */
const SEPARATORS = " \t\n，。";

/**
 * Compiles jieba's text files to the bytes that `readDictionary` reads; throws a `TypeError` on files of another form.
 * @throws SearchError `bad-list`
 */
export function compileDictionary(
	sources: DictionarySources,
	lists: ListSources = NO_LISTS,
): Uint8Array {
	const words = readWords(sources.dictionary);
	const hmm = readHmm(sources.hmm);
	const legalNodes = addLegalWords(words, lists.legalWords);
	const { trie } = words;
	const { codes, codeLimit } = numberUnits(trie, hmm.emissions);
	const labels = new Uint16Array(trie.nodeCount);
	for (let node = 1; node < trie.nodeCount; node++) {
		labels[node] = codes[trie.units[node]!]!;
	}
	const array = layOutDoubleArray({
		count: trie.nodeCount,
		parents: trie.parents,
		labels,
		labelLimit: codeLimit,
	});
	requireAtMost(BASE_LIMIT, array.cellCount, "trie cells");
	const { weights, indexOf } = weigh(words);
	const links = new Int32Array(array.cellCount);
	const values = new Uint16Array(array.cellCount);
	const place = (cell: number, { base = 0, label = NO_LABEL, weight = 0 }) => {
		links[cell] = (base << BASE_SHIFT) | (label & LABEL_LOW_MASK);
		values[cell] = ((label >>> BASE_SHIFT) << LABEL_HIGH_SHIFT) | weight;
	};
	for (let cell = 0; cell < array.cellCount; cell++) {
		place(cell, {});
	}
	for (let node = 1; node < trie.nodeCount; node++) {
		place(array.cells[node]!, {
			base: array.bases[node]!,
			label: labels[node]!,
			weight: indexOf.get(words.frequencyByNode[node]!) ?? 0,
		});
	}
	const legalWords = [...legalNodes].flatMap(([node, jiebasFrequency]) => [
		array.cells[node]!,
		indexOf.get(jiebasFrequency) ?? 0,
	]);
	return writeDictionary({
		fingerprint: checksum(
			new TextEncoder().encode(sources.dictionary + sources.hmm),
		).toString(16),
		lists: {
			legalWords: listFingerprint(lists.legalWords),
			laws: listFingerprint(lists.laws),
		},
		legalWords: Int32Array.from(legalWords),
		codes,
		links,
		values,
		weights,
		hmm: {
			start: hmm.start,
			transitions: hmm.transitions,
			emissions: emissionRows(hmm.emissions, codes),
		},
		frequencySum: words.frequencySum,
		userWordWeight: naturalLog(words.medianFrequency / words.frequencySum),
	});
}

interface Words {
	readonly trie: HashTrie;
	/** The frequency of the word that ends at each node of the trie, 0 where none does. */
	frequencyByNode: Float64Array;
	readonly leastFrequency: number;
	readonly medianFrequency: number;
	readonly frequencySum: number;
}

function readWords(text: string): Words {
	const trie = new HashTrie();
	const lines = text.split("\n");
	const nodes = new Int32Array(lines.length);
	const frequencies = new Float64Array(lines.length);
	let count = 0;
	let frequencySum = 0;
	for (const [index, line] of lines.entries()) {
		if (line === "" && index === lines.length - 1) {
			break;
		}
		const [word, frequencyText, tag, rest] = line.split(" ");
		const frequency = Number(frequencyText);
		if (!word || !(frequency > 0) || tag === undefined || rest !== undefined) {
			throw new TypeError(
				`jieba's dictionary, line ${index + 1}: expected "word frequency tag", found ${JSON.stringify(line)}`,
			);
		}
		// A word that holds a separator counts, but no text can hold it.
		nodes[count] = hasSeparator(word) ? 0 : trie.add(word);
		frequencies[count] = frequency;
		frequencySum += frequency;
		count++;
	}
	if (count === 0) {
		throw new TypeError("jieba's dictionary: expected words, found none");
	}
	const frequencyByNode = new Float64Array(trie.nodeCount);
	for (let i = 0; i < count; i++) {
		frequencyByNode[nodes[i]!] = frequencies[i]!;
	}
	const sorted = frequencies.subarray(0, count).toSorted();
	return {
		trie,
		frequencyByNode,
		leastFrequency: sorted[0]!,
		medianFrequency: sorted[count >>> 1]!,
		frequencySum,
	};
}

/** Adds the list's words; returns the node of each with the frequency that jieba gives it, 0 where it has it not. */
function addLegalWords(words: Words, list: string): Map<number, number> {
	const { trie, medianFrequency } = words;
	const added = parseUserWords(list, "legal-words.txt").map(
		({ word, frequency }) => ({
			node: trie.add(word),
			frequency: frequency ?? medianFrequency,
		}),
	);
	const grown = new Float64Array(trie.nodeCount);
	grown.set(words.frequencyByNode);
	const jiebas = new Map(
		added.map(({ node }) => [node, words.frequencyByNode[node] ?? 0]),
	);
	for (const { node, frequency } of added) {
		grown[node] = frequency;
	}
	words.frequencyByNode = grown;
	return jiebas;
}

function hasSeparator(word: string): boolean {
	for (const separator of SEPARATORS) {
		if (word.includes(separator)) {
			return true;
		}
	}
	return false;
}

interface HmmText {
	readonly start: Float64Array;
	readonly transitions: Float64Array;
	/** By state: character → log probability. */
	readonly emissions: readonly ReadonlyMap<string, number>[];
}

function readHmm(text: string): HmmText {
	const lines = text
		.split("\n")
		.map((line) => line.trim())
		.filter((line) => line !== "" && !line.startsWith("#"));
	if (lines.length !== 1 + STATE_COUNT * 2) {
		throw new TypeError(
			`jieba's HMM model: expected ${1 + STATE_COUNT * 2} lines, found ${lines.length}`,
		);
	}
	const start = readNumbers(lines[0]!);
	const transitions = new Float64Array(STATE_COUNT * STATE_COUNT);
	for (let state = 0; state < STATE_COUNT; state++) {
		const row = readNumbers(lines[1 + state]!);
		transitions.set(row, state * STATE_COUNT);
		for (const [next, weight] of row.entries()) {
			if (!FOLLOWERS[state]!.includes(next) && weight !== IMPOSSIBLE) {
				throw new TypeError(
					`jieba's HMM model: expected ${IMPOSSIBLE} from state ${state} to ${next}, found ${weight}`,
				);
			}
		}
	}
	return {
		start,
		transitions,
		emissions: lines.slice(1 + STATE_COUNT).map(readEmissions),
	};
}

function readNumbers(line: string): Float64Array {
	const numbers = Float64Array.from(line.split(" "), Number);
	if (numbers.length !== STATE_COUNT || numbers.some(Number.isNaN)) {
		throw new TypeError(
			`jieba's HMM model: expected ${STATE_COUNT} numbers, found ${JSON.stringify(line)}`,
		);
	}
	return numbers;
}

function readEmissions(line: string): Map<string, number> {
	const emissions = new Map<string, number>();
	for (const pair of line.split(",")) {
		const [character, weight] = pair.split(":");
		if (character?.length !== 1 || !(Number(weight) <= 0)) {
			throw new TypeError(
				`jieba's HMM model: expected "character:log probability" of one UTF-16 unit, found ${JSON.stringify(pair)}`,
			);
		}
		emissions.set(character, Number(weight));
	}
	return emissions;
}

/**
 * A code for each unit, so that cells and emissions are small tables: those of the HMM model first, which makes the code its row there;
 * then the units of many trie nodes before those of few, which packs the double array.
 */
function numberUnits(
	trie: HashTrie,
	emissions: HmmText["emissions"],
): { codes: Uint16Array; codeLimit: number } {
	const uses = new Int32Array(0x10000);
	for (let node = 1; node < trie.nodeCount; node++) {
		uses[trie.units[node]!]!++;
	}
	const isEmitted = new Uint8Array(0x10000);
	for (const character of emissions.flatMap((map) => [...map.keys()])) {
		isEmitted[character.charCodeAt(0)] = 1;
	}
	const units = Array.from(uses.keys()).filter(
		(unit) => uses[unit]! > 0 || isEmitted[unit] === 1,
	);
	units.sort(
		(a, b) => isEmitted[b]! - isEmitted[a]! || uses[b]! - uses[a]! || a - b,
	);
	const codes = new Uint16Array(0x10000);
	for (const [index, unit] of units.entries()) {
		codes[unit] = index + 1;
	}
	for (const separator of SEPARATORS) {
		codes[separator.charCodeAt(0)] = SEPARATOR;
	}
	requireAtMost(NO_LABEL - 1, units.length, "distinct characters");
	return { codes, codeLimit: units.length + 1 };
}

function emissionRows(
	emissions: HmmText["emissions"],
	codes: Uint16Array,
): Float64Array {
	const characters = new Set(emissions.flatMap((map) => [...map.keys()]));
	const rows = new Float64Array((characters.size + 1) * STATE_COUNT);
	rows.fill(IMPOSSIBLE);
	for (const [state, map] of emissions.entries()) {
		for (const [character, weight] of map) {
			const row = codes[character.charCodeAt(0)]!;
			rows[row * STATE_COUNT + state] = weight;
		}
	}
	return rows;
}

/** Distinct weights, the least at 0 (for no word) and each frequency's index behind it. */
function weigh({ frequencyByNode, leastFrequency, frequencySum }: Words): {
	weights: Float64Array;
	indexOf: Map<number, number>;
} {
	const frequencies = [...new Set(frequencyByNode)].filter((f) => f > 0);
	frequencies.sort((a, b) => a - b);
	requireAtMost(WEIGHT_MASK, frequencies.length, "distinct frequencies");
	const indexOf = new Map(frequencies.map((f, index) => [f, index + 1]));
	const weights = [leastFrequency, ...frequencies].map((frequency) =>
		naturalLog(frequency / frequencySum),
	);
	return { weights: Float64Array.from(weights), indexOf };
}

/** The bits of a cell suffice for less than twice the dictionary of today. */
function requireAtMost(limit: number, found: number, what: string): void {
	if (found > limit) {
		throw new TypeError(
			`jieba's dictionary: expected at most ${limit} ${what}, found ${found}; widen the cells in dictionary.ts`,
		);
	}
}
