import { NOT_IN_DICTIONARY } from "./cuts.ts";
import type { TokenColumns } from "./token-columns.ts";
import { UNIT_WORD, type UnitClasses } from "./unit-classes.ts";

/*
 * The pair layer: each two neighbours of the character layer, at the place of the first. What a text literally contains is found by
 * them, punctuation and spaces included. A run of Latin letters or of digits is one more neighbour as a whole (第1079, 1079条), at the
 * place of the pair's first character: those are for ranking, where 10 and 07 mean nothing.
 */

const BMP_LIMIT = 0x10000;
const SHIFT = 16;

/** The code of a pair of characters of one unit each; of all else `NOT_IN_DICTIONARY`. */
function pairCode(first: number, second: number): number {
	return first < BMP_LIMIT && second < BMP_LIMIT
		? (first << SHIFT) | second
		: NOT_IN_DICTIONARY;
}

/** The pair that has that code. */
export function pairOfCode(code: number): string {
	return String.fromCharCode(code >>> SHIFT, code & 0xffff);
}

/** Fills `tokens` with the pairs of a text whose characters are in `characters`. */
export function cutPairs(
	characters: TokenColumns,
	classes: UnitClasses,
	tokens: TokenColumns,
): void {
	tokens.clear();
	const { count: length, starts, ends, codes } = characters;
	const push = (first: number, last: number, code: number, place: number) =>
		tokens.push(starts[first]!, ends[last]!, code, place);
	const isWord = (i: number) =>
		i >= 0 &&
		i < length &&
		(codes[i]! >= BMP_LIMIT || classes.of(codes[i]!) === UNIT_WORD);
	let runEnd = 0;
	for (let i = 0; i < length; i++) {
		const code = codes[i]!;
		if (i >= runEnd && isOfRun(code)) {
			runEnd = i + 1;
			while (runEnd < length && isOfRun(codes[runEnd]!)) {
				runEnd++;
			}
			if (runEnd - i > 1) {
				if (isWord(i - 1)) {
					push(i - 1, runEnd - 1, NOT_IN_DICTIONARY, i - 1);
				}
				if (isWord(runEnd)) {
					push(i, runEnd, NOT_IN_DICTIONARY, i);
				}
			}
		}
		if (i + 1 < length) {
			push(i, i + 1, pairCode(code, codes[i + 1]!), i);
		}
	}
	tokens.places = Math.max(0, length - 1);
}

/** ASCII letters and digits, folded. */
function isOfRun(code: number): boolean {
	return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
}
