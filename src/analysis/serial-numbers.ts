import { type EntityReading, isOneOf } from "./entity.ts";
import { isAsciiDigit, isNumeralUnit } from "./numeral-units.ts";
import { numeralBetween } from "./numerals.ts";
import { skipBack } from "./year-bracket.ts";

/** What stands before 号: 149, or 149、150, or 149-1. */
export interface SerialNumbers {
	readonly numbers: readonly number[];
	/** 1 of 149-1号, which is 149号之一. */
	readonly suffix: number;
	/** Where they begin, with their 第. */
	readonly start: number;
}

/** A number has no more digits. */
export const DIGITS_LIMIT = 8;
/** More numbers than this do not stand before one 号. */
export const NUMBERS_LIMIT = 50;
/** 149-20号 is no range of cases. */
const SUFFIX_LIMIT = 20;
/** 第 and what follows it is not longer. */
const ORDINAL_LIMIT = 12;
export const ORDINAL = "第";
export const LIST_SIGNS = "、,和与及至到-—–~";
const RANGE_SIGNS = "至到-—–~";

/** The numbers that end before the 号 at `at`, with 第 before them. */
export function serialNumbersBefore(
	{ folded, floor }: EntityReading,
	at: number,
): SerialNumbers | undefined {
	const numbers: number[] = [];
	let suffix = 0;
	let start = skipBack(folded, at);
	for (let isRange = false; numbers.length < NUMBERS_LIMIT; ) {
		const digitsStart = startOfDigits(folded, start, floor);
		if (digitsStart === start) {
			break;
		}
		const number = Number(folded.slice(digitsStart, start));
		const next = numbers[0];
		if (isRange && next !== undefined && next < number) {
			suffix = next <= SUFFIX_LIMIT ? next : 0;
			numbers.shift();
		} else if (isRange && next !== undefined && next - number < NUMBERS_LIMIT) {
			for (let between = next - 1; between > number; between--) {
				numbers.unshift(between);
			}
		}
		numbers.unshift(number);
		start = digitsStart;
		const before = skipBack(folded, start);
		if (
			!isOneOf(LIST_SIGNS, folded, before - 1) ||
			!isAsciiDigit(folded.charCodeAt(before - 2))
		) {
			break;
		}
		isRange = isOneOf(RANGE_SIGNS, folded, before - 1);
		start = before - 1;
	}
	return numbers.length === 0
		? ordinalBefore(folded, at, floor)
		: { numbers, suffix, start: startOfOrdinal(folded, start, floor) };
}

function startOfDigits(folded: string, end: number, floor: number): number {
	let start = end;
	while (
		start > floor &&
		end - start < DIGITS_LIMIT &&
		isAsciiDigit(folded.charCodeAt(start - 1))
	) {
		start--;
	}
	return start;
}

function startOfOrdinal(folded: string, at: number, floor: number): number {
	const before = skipBack(folded, at);
	return before > floor && folded.charAt(before - 1) === ORDINAL
		? before - 1
		: at;
}

/** 第四十五 in Chinese numerals. */
function ordinalBefore(
	folded: string,
	at: number,
	floor: number,
): SerialNumbers | undefined {
	const end = skipBack(folded, at);
	let start = end - 1;
	while (
		start > end - ORDINAL_LIMIT &&
		isNumeralUnit(folded.charCodeAt(start))
	) {
		start--;
	}
	if (start < floor || folded.charAt(start) !== ORDINAL) {
		return undefined;
	}
	const numeral = start + 1;
	const value = numeralBetween(folded, numeral, end);
	return value === undefined || value === 0
		? undefined
		: { numbers: [value], suffix: 0, start };
}
