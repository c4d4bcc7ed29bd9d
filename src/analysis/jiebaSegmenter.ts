import type { CutMode, Cuts, Segmenter } from "./cuts.ts";
import { NOT_IN_DICTIONARY } from "./cuts.ts";
import {
	BASE_SHIFT,
	type Dictionary,
	LABEL_HIGH_SHIFT,
	LABEL_LOW_MASK,
	SEPARATOR,
	WEIGHT_MASK,
} from "./dictionary.ts";
import { findStates, STATE_COUNT } from "./hmm.ts";
import { overlayUserWords, pairHash, type UserOverlay } from "./userOverlay.ts";
import type { UserWord } from "./userWords.ts";

/**
 * jieba in plain TypeScript: word for word what nodejieba's `cut(text, true)` and `cutForSearch(text, true)` give with the same
 * dictionary and user words. A dictionary word's number is its trie cell; user words are numbered behind the last cell.
 */
export function jiebaSegmenter(
	dictionary: Dictionary,
	userWords: readonly UserWord[] = [],
): Segmenter {
	return new JiebaSegmenter(
		dictionary,
		userWords.length > 0 ? overlayUserWords(dictionary, userWords) : undefined,
	);
}

/**
 * cppjieba's steps: break the text at separators; find the likeliest path through the words of each stretch (from its end to its
 * beginning); give runs of single characters to the HMM, which joins some. The columns below belong to the stretch at hand, one entry a
 * UTF-16 unit; a surrogate pair has its entry at the first.
 */
class JiebaSegmenter implements Segmenter {
	readonly wordLimit: number;
	readonly #dictionary: Dictionary;
	readonly #overlay: UserOverlay | undefined;
	readonly #values: Uint16Array;
	/** User words have numbers from here. */
	readonly #cellCount: number;
	readonly #emissionRowCount: number;

	#units = new Uint16Array(256);
	#codes = new Uint16Array(256);
	/** Weight of the best path from here to the end. */
	#pathWeights = new Float64Array(256);
	/** End and number of the word that begins here on the best path. */
	#ends = new Int32Array(256);
	#numbers = new Int32Array(256);
	/** For the HMM: emission row and state of each character. */
	#rows = new Uint16Array(256);
	#states = new Uint8Array(256);
	#length = 0;
	#hasSurrogates = false;
	/** Where the stretch begins in the text. */
	#offset = 0;

	constructor(dictionary: Dictionary, overlay: UserOverlay | undefined) {
		this.#dictionary = dictionary;
		this.#overlay = overlay;
		this.#values = overlay?.values ?? dictionary.values;
		this.#cellCount = dictionary.links.length;
		this.#emissionRowCount = dictionary.hmm.emissions.length / STATE_COUNT;
		this.wordLimit = this.#cellCount + (overlay?.trie.nodeCount ?? 0);
	}

	cut(text: string, mode: CutMode, cuts: Cuts): void {
		const isSearch = mode === "search";
		let position = 0;
		while (position < text.length) {
			position = this.#readStretch(text, position);
			if (this.#length > 0) {
				this.#findPath();
				this.#emitPath(cuts, isSearch);
			}
			if (position < text.length) {
				cuts.push(position, position + 1, NOT_IN_DICTIONARY);
				position++;
			}
		}
	}

	/** Takes in the text from `from` to the next separator, and returns where that is. */
	#readStretch(text: string, from: number): number {
		const table = this.#dictionary.codes;
		let units = this.#units;
		let codes = this.#codes;
		let length = 0;
		let surrogates = 0;
		let position = from;
		for (; position < text.length; position++) {
			const unit = text.charCodeAt(position);
			const code = table[unit]!;
			if (code === SEPARATOR) {
				break;
			}
			// One entry stays free for the end mark.
			if (length + 1 === units.length) {
				this.#grow();
				units = this.#units;
				codes = this.#codes;
			}
			units[length] = unit;
			codes[length] = code;
			length++;
			if ((unit & 0xf800) === 0xd800) {
				surrogates++;
			}
		}
		// No label has code 0, so a walk through the trie ends here without asking for the length.
		units[length] = 0;
		codes[length] = 0;
		this.#offset = from;
		this.#length = length;
		this.#hasSurrogates = surrogates > 1;
		return position;
	}

	#grow(): void {
		const capacity = this.#units.length * 2;
		const units = new Uint16Array(capacity);
		units.set(this.#units);
		this.#units = units;
		const codes = new Uint16Array(capacity);
		codes.set(this.#codes);
		this.#codes = codes;
		this.#pathWeights = new Float64Array(capacity);
		this.#ends = new Int32Array(capacity);
		this.#numbers = new Int32Array(capacity);
		this.#rows = new Uint16Array(capacity);
		this.#states = new Uint8Array(capacity);
	}

	/** Units of the character at `i` (a surrogate that stands alone is a character). */
	#width(i: number): number {
		const units = this.#units;
		return this.#hasSurrogates &&
			(units[i]! & 0xfc00) === 0xd800 &&
			(units[i + 1]! & 0xfc00) === 0xdc00
			? 2
			: 1;
	}

	/**
	 * The likeliest path, from the last character to the first; of equal ones that with the shorter first word. The sums are made in
	 * cppjieba's order. A character in no word counts as the rarest word.
	 */
	#findPath(): void {
		const { links, weights } = this.#dictionary;
		const values = this.#values;
		const units = this.#units;
		const codes = this.#codes;
		const pathWeights = this.#pathWeights;
		const ends = this.#ends;
		const numbers = this.#numbers;
		const hasSurrogates = this.#hasSurrogates;
		const overlay = this.#overlay;
		const isBeginning = overlay?.isBeginning;
		const hasSingles = overlay?.hasSingles === true;
		pathWeights[this.#length] = 0;
		for (let i = this.#length - 1; i >= 0; i--) {
			if (hasSurrogates && i > 0 && this.#width(i - 1) === 2) {
				continue;
			}
			let cell = codes[i]!;
			let end = i + 1;
			let link = links[cell]!;
			if (hasSurrogates && this.#width(i) === 2) {
				cell = this.#step(cell, codes[end]!);
				link = links[cell]!;
				end++;
			}
			let value = values[cell]! & WEIGHT_MASK;
			let best = pathWeights[end]! + weights[value]!;
			let bestEnd = end;
			let bestNumber = value === 0 ? NOT_IN_DICTIONARY : cell;
			if (overlay !== undefined && (hasSingles || end - i === 2)) {
				// A character's own weight takes the place of the rarest word's, be it more or less.
				const number = this.#findUserWord(i, end);
				if (number !== NOT_IN_DICTIONARY) {
					best = pathWeights[end]! + overlay.weights[number - this.#cellCount]!;
					bestNumber = number;
				}
			}
			while (link >>> BASE_SHIFT !== 0) {
				const code = codes[end]!;
				cell = (link >>> BASE_SHIFT) + code;
				link = links[cell]!;
				if (((link ^ code) & LABEL_LOW_MASK) !== 0) {
					break;
				}
				value = values[cell]!;
				if (value >>> LABEL_HIGH_SHIFT !== code >>> BASE_SHIFT) {
					break;
				}
				end++;
				value &= WEIGHT_MASK;
				if (value !== 0) {
					const weight = pathWeights[end]! + weights[value]!;
					if (weight > best) {
						best = weight;
						bestEnd = end;
						bestNumber = cell;
					}
				}
			}
			pathWeights[i] = best;
			ends[i] = bestEnd;
			numbers[i] = bestNumber;
			if (
				isBeginning !== undefined &&
				isBeginning[pairHash(units[i]!, units[i + 1]!)] === 1
			) {
				this.#improveByUserWords(i);
			}
		}
	}

	/** The cell below `cell` by `code`, or 0, which has neither word nor children. */
	#step(cell: number, code: number): number {
		const { links, values } = this.#dictionary;
		const base = links[cell]! >>> BASE_SHIFT;
		const next = base + code;
		return base !== 0 &&
			((links[next]! ^ code) & LABEL_LOW_MASK) === 0 &&
			values[next]! >>> LABEL_HIGH_SHIFT === code >>> BASE_SHIFT
			? next
			: 0;
	}

	/** Looks whether a user's word of several characters that begins at `i` makes a better path. */
	#improveByUserWords(i: number): void {
		const { trie, isWord, weights } = this.#overlay!;
		const units = this.#units;
		const single = i + this.#width(i);
		let best = this.#pathWeights[i]!;
		let bestEnd = this.#ends[i]!;
		let node = 0;
		for (let end = i + 1; end <= this.#length; end++) {
			node = trie.child(node, units[end - 1]!);
			if (node === 0) {
				break;
			}
			if (isWord[node] !== 1 || end === single) {
				continue;
			}
			const weight = this.#pathWeights[end]! + weights[node]!;
			if (weight > best || (weight === best && end < bestEnd)) {
				best = weight;
				bestEnd = end;
				this.#pathWeights[i] = weight;
				this.#ends[i] = end;
				this.#numbers[i] = this.#cellCount + node;
			}
		}
	}

	#emitPath(cuts: Cuts, isSearch: boolean): void {
		const ends = this.#ends;
		const numbers = this.#numbers;
		const length = this.#length;
		const cellCount = this.#cellCount;
		let i = 0;
		while (i < length) {
			let end = ends[i]!;
			// User words of one character are words, not parts of a run.
			if (end - i > this.#width(i) || numbers[i]! >= cellCount) {
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
				end - i === this.#width(i) &&
				numbers[i]! < cellCount
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
		const units = this.#units;
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
		if (to - from === 1) {
			this.#emit(from, to, this.#numbers[from]!, cuts, isSearch);
			return;
		}
		const rows = this.#rows;
		const codes = this.#codes;
		let count = 0;
		for (let i = from; i < to; count++) {
			const width = this.#width(i);
			const code = codes[i]!;
			rows[count] = width === 1 && code < this.#emissionRowCount ? code : 0;
			i += width;
		}
		const states = this.#states;
		findStates(this.#dictionary.hmm, { rows, states }, 0, count);
		let left = from;
		let right = from;
		for (let k = 0; k < count; k++) {
			right += this.#width(right);
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
		const number =
			right - left === 1 ? this.#numbers[left]! : this.#find(left, right);
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
		cuts.push(this.#offset + left, this.#offset + right, number);
	}

	/** Words of two characters inside one of three, and of two and three inside a longer one, in cppjieba's order. */
	#emitInnerWords(left: number, right: number, cuts: Cuts): void {
		let count = 0;
		for (let i = left; i < right; i += this.#width(i)) {
			count++;
		}
		for (let size = 2; size <= 3 && size < count; size++) {
			let end = left;
			for (let k = 0; k < size; k++) {
				end += this.#width(end);
			}
			for (let start = left; ; end += this.#width(end)) {
				const number = this.#find(start, end);
				if (number !== NOT_IN_DICTIONARY) {
					cuts.push(this.#offset + start, this.#offset + end, number);
				}
				if (end >= right) {
					break;
				}
				start += this.#width(start);
			}
		}
	}

	/** Number of the user's word from `left` to `right`. */
	#findUserWord(left: number, right: number): number {
		const overlay = this.#overlay;
		const units = this.#units;
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
			? this.#cellCount + node
			: NOT_IN_DICTIONARY;
	}

	/** Number of the word from `left` to `right`. */
	#find(left: number, right: number): number {
		const number = this.#findUserWord(left, right);
		if (number !== NOT_IN_DICTIONARY) {
			return number;
		}
		let cell = this.#codes[left]!;
		for (let i = left + 1; i < right && cell !== 0; i++) {
			cell = this.#step(cell, this.#codes[i]!);
		}
		return (this.#values[cell]! & WEIGHT_MASK) === 0 ? NOT_IN_DICTIONARY : cell;
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
