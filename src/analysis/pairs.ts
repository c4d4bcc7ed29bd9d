import { NOT_IN_DICTIONARY } from "./cuts.ts";
import type { TokenColumns } from "./token-columns.ts";
import { UNIT_WORD, unitClass } from "./unit-classes.ts";

/*
 * The pair layer: each two neighbours of the character layer, at the place of the first. What a text literally contains is found by
 * them, punctuation and spaces included. A run of Latin letters or digits is one more neighbour as a whole (第1079, 1079条): those are
 * for ranking, where 10 and 07 mean nothing, and the index keeps no positions of them.
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

/** Fills `tokens` with the neighbours in a text whose characters are in `characters`: a pair's position is its ordinal. */
export function cutPairs(characters: TokenColumns, tokens: TokenColumns): void {
	const { count, starts, ends, codes } = characters;
	const pairs = Math.max(0, count - 1);
	tokens.clear();
	tokens.reserve(pairs);
	for (let i = 0; i < pairs; i++) {
		tokens.starts[i] = starts[i]!;
		tokens.ends[i] = ends[i + 1]!;
		tokens.codes[i] = pairCode(codes[i]!, codes[i + 1]!);
		tokens.positions[i] = i;
	}
	tokens.count = pairs;
	tokens.places = pairs;
}

/** Fills `tokens` with the runs of letters and digits together with the word character before them and with that behind them. */
export function cutRunPairs(
	characters: TokenColumns,
	tokens: TokenColumns,
): void {
	tokens.clear();
	const { count, starts, ends, codes } = characters;
	const isWord = (i: number) =>
		i >= 0 &&
		i < count &&
		(codes[i]! >= BMP_LIMIT || unitClass(codes[i]!) === UNIT_WORD);
	for (let i = 0; i < count; i++) {
		if (!isOfRun(codes[i]!)) {
			continue;
		}
		const first = i;
		while (i + 1 < count && isOfRun(codes[i + 1]!)) {
			i++;
		}
		if (i === first) {
			continue;
		}
		if (isWord(first - 1)) {
			const before = first - 1;
			tokens.push(starts[before]!, ends[i]!, NOT_IN_DICTIONARY, before);
		}
		if (isWord(i + 1)) {
			tokens.push(starts[first]!, ends[i + 1]!, NOT_IN_DICTIONARY, first);
		}
	}
}

/** Whether a pair is of two characters, so that the index keeps its positions. */
export function hasPositions(pair: string): boolean {
	const [, second, third] = pair;
	return second !== undefined && third === undefined;
}

/**
 * The pairs by which texts are compared, in their order: word characters that are neighbours, a run of letters and digits being one of
 * them. Others of the layer, with punctuation or inside runs, are only for what a text literally contains.
 */
export function comparedPairs(
	folded: string,
	characters: TokenColumns,
): string[] {
	const { count, starts, ends, codes } = characters;
	const pairs: string[] = [];
	let before: string | undefined;
	for (let i = 0; i < count; i++) {
		const code = codes[i]!;
		const first = i;
		while (isOfRun(code) && i + 1 < count && isOfRun(codes[i + 1]!)) {
			i++;
		}
		const isWord = code >= BMP_LIMIT || unitClass(code) === UNIT_WORD;
		if (!isWord) {
			before = undefined;
			continue;
		}
		const text = folded.slice(starts[first], ends[i]);
		if (before !== undefined) {
			pairs.push(before + text);
		}
		before = text;
	}
	return pairs;
}

/** ASCII letters and digits, folded. */
function isOfRun(code: number): boolean {
	return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
}
