import { NOT_IN_DICTIONARY } from "./cuts.ts";
import {
	BASE_SHIFT,
	type Dictionary,
	LABEL_HIGH_SHIFT,
	LABEL_LOW_MASK,
	WEIGHT_MASK,
} from "./dictionary.ts";
import { Stretch } from "./stretch.ts";
import {
	overlayUserWords,
	pairHash,
	type UserOverlay,
} from "./user-overlay.ts";
import type { UserWord } from "./user-words.ts";

/** Where a word comes from. */
export type WordList = "dictionary" | "legal-words" | "user-words";

/** The words of the dictionary, numbered by their trie cells, and those of the user, numbered behind them. */
export class Vocabulary {
	readonly dictionary: Dictionary;
	readonly overlay: UserOverlay | undefined;
	/** The dictionary's, without the words that the user has given another weight. */
	readonly values: Uint16Array;
	/** Numbers of user words are not below this. */
	readonly firstUserWord: number;
	/** All numbers are below this. */
	readonly wordLimit: number;
	readonly #stretch = new Stretch();

	constructor(dictionary: Dictionary, userWords: readonly UserWord[]) {
		this.dictionary = dictionary;
		this.overlay =
			userWords.length > 0
				? overlayUserWords(dictionary, userWords)
				: undefined;
		this.values = this.overlay?.values ?? dictionary.values;
		this.firstUserWord = dictionary.links.length;
		this.wordLimit = this.firstUserWord + (this.overlay?.trie.nodeCount ?? 0);
	}

	/** The number of the word from `left` to `right`, or `NOT_IN_DICTIONARY`. */
	find(stretch: Stretch, left: number, right: number): number {
		const number = this.findUserWord(stretch, left, right);
		if (number !== NOT_IN_DICTIONARY) {
			return number;
		}
		const { codes } = stretch;
		let cell = codes[left]!;
		for (let i = left + 1; i < right && cell !== 0; i++) {
			cell = this.step(cell, codes[i]!);
		}
		return (this.values[cell]! & WEIGHT_MASK) === 0 ? NOT_IN_DICTIONARY : cell;
	}

	/** The number of a word by itself, or `NOT_IN_DICTIONARY`. */
	numberOf(word: string): number {
		const stretch = this.#stretch;
		stretch.read(word, 0, this.dictionary.codes);
		return stretch.length < word.length
			? NOT_IN_DICTIONARY
			: this.find(stretch, 0, word.length);
	}

	/** The list that has a word, or undefined. */
	listOf(word: string): WordList | undefined {
		const number = this.numberOf(word);
		if (number === NOT_IN_DICTIONARY) {
			return undefined;
		}
		if (number >= this.firstUserWord) {
			return "user-words";
		}
		const { legalWords } = this.dictionary;
		for (let i = 0; i < legalWords.length; i += 2) {
			if (legalWords[i] === number) {
				return "legal-words";
			}
		}
		return "dictionary";
	}

	/** The log probability of a word; that of the rarest for `NOT_IN_DICTIONARY`. */
	weightOf(number: number): number {
		if (number >= this.firstUserWord) {
			return this.overlay?.weights[number - this.firstUserWord] ?? 0;
		}
		const index =
			number === NOT_IN_DICTIONARY ? 0 : this.values[number]! & WEIGHT_MASK;
		return this.dictionary.weights[index]!;
	}

	/** `find` for the user's words alone. */
	findUserWord({ units }: Stretch, left: number, right: number): number {
		const { overlay } = this;
		if (
			overlay === undefined ||
			(right - left > 1 &&
				overlay.isBeginning[pairHash(units[left]!, units[left + 1]!)] !== 1)
		) {
			return NOT_IN_DICTIONARY;
		}
		let node = 0;
		let i = left;
		do {
			node = overlay.trie.child(node, units[i]!);
			i++;
		} while (node !== 0 && i < right);
		return overlay.isWord[node] === 1
			? this.firstUserWord + node
			: NOT_IN_DICTIONARY;
	}

	/** The cell below `cell` by `code`, or 0, which has neither word nor children. */
	step(cell: number, code: number): number {
		const { links, values } = this.dictionary;
		const base = links[cell]! >>> BASE_SHIFT;
		const next = base + code;
		return base !== 0 &&
			((links[next]! ^ code) & LABEL_LOW_MASK) === 0 &&
			values[next]! >>> LABEL_HIGH_SHIFT === code >>> BASE_SHIFT
			? next
			: 0;
	}
}
