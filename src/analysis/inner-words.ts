import { IntColumn } from "../bytes/int-column.ts";
import { NOT_IN_DICTIONARY } from "./cuts.ts";
import { Stretch } from "./stretch.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Longer words are not looked into: nobody would look for what is inside. */
const LENGTH_LIMIT = 64;

/** What stands for no inner words. */
const NONE = -1;

/** Words of two characters are not cut: 人民 is no 人 and 民. */
const LONGEST_WHOLE = 2;

/** Columns of one inner word: its start and end from the start of its word, and its number. */
const COLUMNS = 3;

/** Before what they deny: 不动产 is no 动产, 未成年人 no 成年人, 非婚生子女 no 婚生子女. */
const NEGATIONS = "不未非无";

/**
 * The words inside a word: those whose both ends lie on borders of its finest cut, and that are not denied. 劳动合同法 is cut to 劳动|合同|法 at
 * the finest, so 劳动合同 and 合同法 are inside; 人民法院 is 人民|法院, so 民法 is not. What is found out of a word of the vocabulary is kept.
 */
export class InnerWords {
	readonly #vocabulary: Vocabulary;
	/** By the word's number: where its inner words stand in `#found`, plus one; 0 where that is not yet known. */
	readonly #known: Int32Array;
	/** For each word looked into: how many inner words, then their columns. */
	readonly #found = new IntColumn();
	readonly #stretch = new Stretch();

	constructor(vocabulary: Vocabulary) {
		this.#vocabulary = vocabulary;
		this.#known = new Int32Array(vocabulary.wordLimit);
	}

	/**
	 * Looks into the word with that number that stands at `[start, end)`; gives where its inner words begin in `column`. A word in no
	 * dictionary has none: the characters it is made of were no words together.
	 */
	of(text: string, start: number, end: number, number: number): number {
		if (number === NOT_IN_DICTIONARY || end - start > LENGTH_LIMIT) {
			return NONE;
		}
		const known = this.#known[number]!;
		if (known !== 0) {
			return known - 1;
		}
		const at = this.#look(text.slice(start, end));
		this.#known[number] = at + 1;
		return at;
	}

	/** How many inner words begin at a place that `of` gave. */
	count(at: number): number {
		return at === NONE ? 0 : this.#found.at(at);
	}

	start(at: number, i: number): number {
		return this.#found.at(at + 1 + i * COLUMNS);
	}

	end(at: number, i: number): number {
		return this.#found.at(at + 2 + i * COLUMNS);
	}

	number(at: number, i: number): number {
		return this.#found.at(at + 3 + i * COLUMNS);
	}

	#look(word: string): number {
		const stretch = this.#stretch;
		stretch.read(word, 0, this.#vocabulary.dictionary.codes);
		const found = this.#found;
		const at = found.length;
		found.push(0);
		if (stretch.length < word.length) {
			// A user's word may hold a separator, at which no word goes on.
			return at;
		}
		const borders = this.#finestBorders();
		let count = 0;
		for (const [i, start] of borders.entries()) {
			const isDenied = start > 0 && NEGATIONS.includes(word.charAt(start - 1));
			if (isDenied && borders.includes(start - 1)) {
				continue;
			}
			for (const end of borders.slice(i + 1)) {
				const isWhole = end - start === word.length;
				if (isWhole || end - start === stretch.widthAt(start)) {
					continue;
				}
				const number = this.#vocabulary.find(stretch, start, end);
				if (number !== NOT_IN_DICTIONARY) {
					found.push(start);
					found.push(end);
					found.push(number);
					count++;
				}
			}
		}
		found.view()[at] = count;
		return at;
	}

	/** The borders of the word in the stretch when it is cut, and each longer word that it is cut into again. */
	#finestBorders(): number[] {
		const { length } = this.#stretch;
		const borders = new Set([0, length]);
		const pieces: [number, number][] = [[0, length]];
		for (let piece = pieces.pop(); piece !== undefined; piece = pieces.pop()) {
			const [from, to] = piece;
			const ends = this.#likeliestEnds(from, to);
			for (let start = from; start < to; ) {
				const end = ends[start - from]!;
				borders.add(end);
				if (end - start > LONGEST_WHOLE) {
					pieces.push([start, end]);
				}
				start = end;
			}
		}
		return [...borders].sort((a, b) => a - b);
	}

	/** For each place from `from` on, where the word ends that begins there on the likeliest way to `to`, the whole of it left out. */
	#likeliestEnds(from: number, to: number): Int32Array {
		const stretch = this.#stretch;
		const vocabulary = this.#vocabulary;
		const weights = new Float64Array(to - from + 1);
		const ends = new Int32Array(to - from);
		for (let start = to - 1; start >= from; start--) {
			const width = stretch.widthAt(start);
			let best = Number.NEGATIVE_INFINITY;
			for (let end = Math.min(start + width, to); end <= to; end++) {
				const isSingle = end - start === width;
				const number =
					start === from && end === to
						? NOT_IN_DICTIONARY
						: vocabulary.find(stretch, start, end);
				if (number === NOT_IN_DICTIONARY && !isSingle) {
					continue;
				}
				const weight = vocabulary.weightOf(number) + weights[end - from]!;
				if (weight > best) {
					best = weight;
					ends[start - from] = end;
				}
			}
			weights[start - from] = best;
		}
		return ends;
	}
}
