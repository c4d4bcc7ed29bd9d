import {
	type CutMode,
	type Cuts,
	NOT_IN_DICTIONARY,
	type Segmenter,
} from "./cuts.ts";
import { findStates, STATE_COUNT } from "./hmm.ts";
import { findLikeliestPath } from "./likeliest-path.ts";
import { Stretch } from "./stretch.ts";
import type { Vocabulary } from "./vocabulary.ts";

/**
 * jieba in plain TypeScript: word for word what nodejieba's `cut(text, true)` and `cutForSearch(text, true)` give with the same
 * dictionary and user words. A dictionary word's number is its trie cell; user words are numbered behind the last cell.
 */
export function jiebaSegmenter(vocabulary: Vocabulary): Segmenter {
	return new JiebaSegmenter(vocabulary);
}

/**
 * cppjieba's steps: break the text at separators; find the likeliest path through the words of each stretch; give runs of single
 * characters to the HMM, which joins some; in search mode put the words inside long words before these.
 */
class JiebaSegmenter implements Segmenter {
	readonly wordLimit: number;
	readonly #vocabulary: Vocabulary;
	readonly #emissionRowCount: number;
	readonly #stretch = new Stretch();

	constructor(vocabulary: Vocabulary) {
		const { emissions } = vocabulary.dictionary.hmm;
		this.#vocabulary = vocabulary;
		this.#emissionRowCount = emissions.length / STATE_COUNT;
		this.wordLimit = vocabulary.wordLimit;
	}

	cut(text: string, mode: CutMode, cuts: Cuts): void {
		const { codes } = this.#vocabulary.dictionary;
		const isSearch = mode === "search";
		let position = 0;
		while (position < text.length) {
			position = this.#stretch.read(text, position, codes);
			if (this.#stretch.length > 0) {
				findLikeliestPath(this.#stretch, this.#vocabulary);
				this.#emitPath(cuts, isSearch);
			}
			if (position < text.length) {
				cuts.push(position, position + 1, NOT_IN_DICTIONARY);
				position++;
			}
		}
	}

	#emitPath(cuts: Cuts, isSearch: boolean): void {
		const stretch = this.#stretch;
		const { ends, numbers, length } = stretch;
		const { firstUserWord } = this.#vocabulary;
		let i = 0;
		while (i < length) {
			let end = ends[i]!;
			// User words of one character are words, not parts of a run.
			if (end - i > stretch.widthAt(i) || numbers[i]! >= firstUserWord) {
				this.#emit(i, end, numbers[i]!, cuts, isSearch);
				i = end;
				continue;
			}
			const from = i;
			do {
				i = end;
				end = i < length ? ends[i]! : 0;
			} while (
				i < length &&
				end - i === stretch.widthAt(i) &&
				numbers[i]! < firstUserWord
			);
			if (i - from === 1) {
				this.#emit(from, i, numbers[from]!, cuts, isSearch);
			} else {
				this.#cutRun(from, i, cuts, isSearch);
			}
		}
	}

	/** A run of single characters: ASCII by rules, all else by the HMM. */
	#cutRun(from: number, to: number, cuts: Cuts, isSearch: boolean): void {
		const { units } = this.#stretch;
		let left = from;
		let right = from;
		while (right < to) {
			if (units[right]! >= 0x80) {
				right++;
				continue;
			}
			if (left < right) {
				this.#cutByHmm(left, right, cuts, isSearch);
			}
			left = right;
			right = endOfAsciiWord(units, left, to);
			this.#emitJoined(left, right, cuts, isSearch);
			left = right;
		}
		if (left < right) {
			this.#cutByHmm(left, right, cuts, isSearch);
		}
	}

	#cutByHmm(from: number, to: number, cuts: Cuts, isSearch: boolean): void {
		const stretch = this.#stretch;
		if (to - from === 1) {
			this.#emit(from, to, stretch.numbers[from]!, cuts, isSearch);
			return;
		}
		const { rows, codes, states } = stretch;
		let count = 0;
		for (let i = from; i < to; count++) {
			const width = stretch.widthAt(i);
			const code = codes[i]!;
			rows[count] = width === 1 && code < this.#emissionRowCount ? code : 0;
			i += width;
		}
		findStates(this.#vocabulary.dictionary.hmm, { rows, states }, 0, count);
		let left = from;
		let right = from;
		for (let k = 0; k < count; k++) {
			right += stretch.widthAt(right);
			if ((states[k]! & 1) === 1) {
				this.#emitJoined(left, right, cuts, isSearch);
				left = right;
			}
		}
	}

	/** A word made of the single characters from `left` to `right`, which the dictionary may hold all the same. */
	#emitJoined(
		left: number,
		right: number,
		cuts: Cuts,
		isSearch: boolean,
	): void {
		const stretch = this.#stretch;
		const number =
			right - left === 1
				? stretch.numbers[left]!
				: this.#vocabulary.find(stretch, left, right);
		this.#emit(left, right, number, cuts, isSearch);
	}

	#emit(
		left: number,
		right: number,
		number: number,
		cuts: Cuts,
		isSearch: boolean,
	): void {
		if (isSearch && right - left > 2) {
			this.#emitInnerWords(left, right, cuts);
		}
		const { offset } = this.#stretch;
		cuts.push(offset + left, offset + right, number);
	}

	/** Words of two characters inside one of three, and of two and three inside a longer one, in cppjieba's order. */
	#emitInnerWords(left: number, right: number, cuts: Cuts): void {
		const stretch = this.#stretch;
		const { offset } = stretch;
		let count = 0;
		for (let i = left; i < right; i += stretch.widthAt(i)) {
			count++;
		}
		for (let size = 2; size <= 3 && size < count; size++) {
			let end = left;
			for (let k = 0; k < size; k++) {
				end += stretch.widthAt(end);
			}
			for (let start = left; ; end += stretch.widthAt(end)) {
				const number = this.#vocabulary.find(stretch, start, end);
				if (number !== NOT_IN_DICTIONARY) {
					cuts.push(offset + start, offset + end, number);
				}
				if (end >= right) {
					break;
				}
				start += stretch.widthAt(start);
			}
		}
	}
}

/** Letters with letters and digits behind them, digits with digits and points, else the one character. */
function endOfAsciiWord(units: Uint16Array, from: number, to: number): number {
	const first = units[from]!;
	let end = from + 1;
	if (isLetter(first)) {
		while (end < to && (isLetter(units[end]!) || isDigit(units[end]!))) {
			end++;
		}
	} else if (isDigit(first)) {
		while (end < to && (isDigit(units[end]!) || units[end] === 0x2e)) {
			end++;
		}
	}
	return end;
}

function isLetter(unit: number): boolean {
	const lower = unit | 0x20;
	return lower >= 0x61 && lower <= 0x7a;
}

function isDigit(unit: number): boolean {
	return unit >= 0x30 && unit <= 0x39;
}
