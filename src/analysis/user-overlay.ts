import { type Dictionary, findCell, WEIGHT_MASK } from "./dictionary.ts";
import { HashTrie } from "./hash-trie.ts";
import { naturalLog } from "./natural-log.ts";
import type { UserWord } from "./user-words.ts";

/** The user's words, in a trie of their own beside the dictionary's, so that nothing is compiled again. */
export interface UserOverlay {
	readonly trie: HashTrie;
	/** 1 at `pairHash` of the first two units of each word that has two: most places of a text need no look into the trie. */
	readonly isBeginning: Uint8Array;
	/** Whether there are words of one UTF-16 unit. */
	readonly hasSingles: boolean;
	/** 1 for each node of the trie at which a word ends. */
	readonly isWord: Uint8Array;
	/** The log probability of the word at each node. */
	readonly weights: Float64Array;
	/** The dictionary's `values`; where the user gives one of its words, without that word. */
	readonly values: Uint16Array;
}

const PAIR_HASHES = 0x10000;

/** A number below 65,536 for two units. */
export function pairHash(first: number, second: number): number {
	return ((first * 0x9e35) ^ second) & (PAIR_HASHES - 1);
}

export function overlayUserWords(
	dictionary: Dictionary,
	words: readonly UserWord[],
): UserOverlay {
	const units = words.reduce((sum, { word }) => sum + word.length, 0);
	const trie = new HashTrie(units);
	const nodes = words.map(({ word }) => trie.add(word));
	const isBeginning = new Uint8Array(PAIR_HASHES);
	let hasSingles = false;
	const isWord = new Uint8Array(trie.nodeCount);
	const weights = new Float64Array(trie.nodeCount);
	let { values } = dictionary;
	for (const [index, { word, frequency }] of words.entries()) {
		const node = nodes[index]!;
		if (node === 0) {
			continue;
		}
		if (word.length === 1) {
			hasSingles = true;
		} else {
			isBeginning[pairHash(word.charCodeAt(0), word.charCodeAt(1))] = 1;
		}
		isWord[node] = 1;
		weights[node] =
			frequency === undefined
				? dictionary.userWordWeight
				: naturalLog(frequency / dictionary.frequencySum);
		const cell = findCell(dictionary, word);
		if (cell !== 0 && (values[cell]! & WEIGHT_MASK) !== 0) {
			if (values === dictionary.values) {
				values = values.slice();
			}
			values[cell]! &= ~WEIGHT_MASK;
		}
	}
	return { trie, isBeginning, hasSingles, isWord, weights, values };
}
