import type { TextRange } from "../article.ts";
import type { Lexicon } from "./lexicon.ts";

/** A word of the typed text, as the analyzer cut it. */
export interface TypedWord extends TextRange {
	/** Whether the dictionary has it, or it was guessed. */
	readonly isKnown: boolean;
}

/** Words are weighed as if there were at least so many articles: in a small corpus most words are rare without being strange. */
const FEWEST_ARTICLES = 1000;
/** In a longer text only what is near unknown words is looked into. */
const LONGEST_SEARCHED = 20;
const DOUBT_REACH = 6;

/** The words that were typed, and what they cost: -ln of about their share among the articles. */
export class TypedWords {
	readonly folded: string;
	readonly #words: readonly TypedWord[];
	readonly #lexicon: Lexicon;
	/** The word at each place of the text, -1 between words. */
	readonly #wordAt: Int32Array;
	readonly #costs: readonly number[];

	constructor(folded: string, words: readonly TypedWord[], lexicon: Lexicon) {
		this.folded = folded;
		this.#words = words;
		this.#lexicon = lexicon;
		this.#wordAt = new Int32Array(folded.length).fill(-1);
		words.forEach(({ start, end }, i) => {
			this.#wordAt.fill(i, start, end);
		});
		this.#costs = words.map(({ start, end, isKnown }) =>
			this.cost(folded.slice(start, end), isKnown),
		);
	}

	/** Stretches of Chinese words with nothing between. */
	runs(): TextRange[] {
		const runs: { start: number; end: number }[] = [];
		for (const { start, end } of this.#words) {
			if (!isChinese(this.folded.charCodeAt(start))) {
				continue;
			}
			const last = runs.at(-1);
			if (last?.end === start) {
				last.end = end;
			} else {
				runs.push({ start, end });
			}
		}
		return runs;
	}

	/** Whether a character is in a word that no article has, or stands alone beside another that stands alone. */
	isUnknown(at: number): boolean {
		const { start, end } = this.#words[this.#wordAt[at]!]!;
		if (end - start > 1) {
			return (this.#documents(start, end) ?? 0) === 0;
		}
		return (
			this.wordEndingAt(start).length === 1 ||
			this.wordStartingAt(end).length === 1
		);
	}

	/** Whether a term from here on may hold what is unknown; in a short text all may. */
	isNearDoubt(start: number): boolean {
		if (this.folded.length <= LONGEST_SEARCHED) {
			return true;
		}
		const end = Math.min(start + DOUBT_REACH, this.folded.length);
		for (let at = start; at < end; at++) {
			if (this.#wordAt[at] === -1) {
				return false;
			}
			if (this.isUnknown(at)) {
				return true;
			}
		}
		return false;
	}

	/** The word right before a place, or nothing. */
	wordEndingAt(place: number): string {
		const word = this.#words[this.#wordAt[place - 1] ?? -1];
		return word === undefined ? "" : this.folded.slice(word.start, word.end);
	}

	/** The word right behind a place, or nothing. */
	wordStartingAt(place: number): string {
		const word = this.#words[this.#wordAt[place] ?? -1];
		return word === undefined ? "" : this.folded.slice(word.start, word.end);
	}

	/** The whole words that a range touches, and what they cost. */
	region(range: TextRange): TextRange & { readonly cost: number } {
		const first = this.#wordAt[range.start]!;
		const last = this.#wordAt[range.end - 1]!;
		let cost = 0;
		for (let i = first; i <= last; i++) {
			cost += this.#costs[i]!;
		}
		return {
			start: this.#words[first]!.start,
			end: this.#words[last]!.end,
			cost,
		};
	}

	/** The cost of a term of which `documents` articles are known, or of a piece of text. */
	cost(term: string, isKnown: boolean): number {
		const documents = this.#lexicon.documentsWith(term) ?? 0;
		if (documents > 0) {
			return this.costOf(documents);
		}
		const never = this.costOf(0);
		return isKnown ? never : never + term.length;
	}

	costOf(documents: number): number {
		const articles = Math.max(FEWEST_ARTICLES, this.#lexicon.articles);
		return Math.log((2 * articles + 1) / (documents + 0.5));
	}

	#documents(start: number, end: number): number | undefined {
		return this.#lexicon.documentsWith(this.folded.slice(start, end));
	}
}

/** Whether a UTF-16 unit is a common Chinese character. */
export function isChinese(unit: number): boolean {
	return unit >= 0x4e00 && unit <= 0x9fff;
}
