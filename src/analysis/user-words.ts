import { SearchError } from "../errors.ts";
import { linesOf } from "./list-lines.ts";

/** A word that the user adds to the dictionary; the last of equal words counts. */
export interface UserWord {
	readonly word: string;
	/** Times in a corpus of jieba's size (60 million words); without it the word gets the median weight of jieba's words, as in cppjieba. */
	readonly frequency?: number;
	/** Part of speech; kept for those who read the list, of no effect on cutting. */
	readonly tag?: string;
}

/** cppjieba reads frequencies as C's `int`, and matches no longer words. */
const FREQUENCY_LIMIT = 0x7fffffff;
const LENGTH_LIMIT = 512;

/** A line that is a word and nothing else, as most are. */
const BARE_WORD = /^[^\s#，。\p{Surrogate}][^\s，。\p{Surrogate}]{0,63}$/u;

/**
 * Reads a list of words, one a line: `word`, `word frequency`, `word tag` or `word frequency tag`; blank lines and lines that begin with #
 * are skipped. A number behind the word is its frequency, also where no tag follows (cppjieba would take it for a tag there).
 * `name` is what errors call the list.
 */
export function parseUserWords(text: string, name: string): UserWord[] {
	const words: UserWord[] = [];
	for (const { number, text: line } of linesOf(text)) {
		if (BARE_WORD.test(line)) {
			words.push({ word: line });
			continue;
		}
		const columns = line.trim().split(/\s+/);
		if (columns[0] === "" || columns[0]?.startsWith("#")) {
			continue;
		}
		const problem = problemOf(columns);
		if (problem !== undefined) {
			throw new SearchError(
				"bad-list",
				`${name}, line ${number + 1}: expected ${problem}, found ${JSON.stringify(line)}; write "word", "word frequency" or "word frequency tag"`,
			);
		}
		words.push(userWord(columns));
	}
	return words;
}

function userWord([word = "", second, third]: readonly string[]): UserWord {
	if (second === undefined) {
		return { word };
	}
	if (!isNumber(second)) {
		return { word, tag: second };
	}
	const frequency = Number(second);
	return third === undefined
		? { word, frequency }
		: { word, frequency, tag: third };
}

/** What was expected of a line that is not of the form. */
function problemOf(columns: readonly string[]): string | undefined {
	const [word = "", second, third] = columns;
	if (columns.length > 3) {
		return "at most three columns and no space inside a word";
	}
	if (/[，。]/.test(word)) {
		return "a word without ， and 。, at which every text is broken first";
	}
	if (/\p{Surrogate}/u.test(word)) {
		return "whole characters, no half of a surrogate pair";
	}
	if ([...word].length > LENGTH_LIMIT) {
		return `a word of at most ${LENGTH_LIMIT} characters`;
	}
	if (second !== undefined && isNumber(second)) {
		const frequency = Number(second);
		const isFrequency =
			Number.isInteger(frequency) &&
			frequency >= 1 &&
			frequency <= FREQUENCY_LIMIT;
		return isFrequency
			? undefined
			: `a frequency that is a whole number from 1 to ${FREQUENCY_LIMIT}`;
	}
	return third === undefined
		? undefined
		: "a number in the second of three columns";
}

function isNumber(column: string): boolean {
	return /^[-+]?[\d.]/.test(column);
}
