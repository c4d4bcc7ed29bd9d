import type { TextRange } from "../article.ts";
import { isNumeralUnit, NUMERAL_UNITS, VALUE_MASK } from "./numeral-units.ts";
import {
	HUNDRED_MILLION_POWER,
	isChineseDigit,
	isHundredMillion,
	isScale,
	LENGTH_LIMIT,
	type Quantity,
	quantityBefore,
} from "./quantity.ts";

/*
 * How numbers are written and what stands around them in a folded text, and what that says of them.
 */

/** Whether the number is written by one Chinese digit alone: 三, which as well begins a word. */
export function isOneDigit(folded: string, { start, end }: TextRange): boolean {
	return end - start === 1 && isChineseDigit(folded.charCodeAt(start));
}

/** The power of ten of the 百, 千, 万 or 亿 that a number ends with, 0 of none: 4 of 三万. */
export function lastScale(folded: string, { end }: TextRange): number {
	const unit = folded.charCodeAt(end - 1);
	if (isHundredMillion(unit)) {
		return HUNDRED_MILLION_POWER;
	}
	const power = isScale(unit) ? (NUMERAL_UNITS[unit] ?? 0) & VALUE_MASK : 0;
	return power === 1 ? 0 : power;
}

const NOT_BEFORE = "第几幾._";
const SOME = "几幾数數好";

/** Whether what stands before a number lets it be an amount: not 第三, 几十, 三分之一, a5. */
export function isFree(folded: string, start: number): boolean {
	let i = start;
	if (folded.charAt(i - 1) === " ") {
		i--;
	}
	if (i === 0) {
		return true;
	}
	const before = folded.charAt(i - 1);
	if (NOT_BEFORE.includes(before) || isLatin(folded.charCodeAt(i - 1))) {
		return false;
	}
	const isScaleFirst = isScale(folded.charCodeAt(start));
	if (isScaleFirst && SOME.includes(before)) {
		return false;
	}
	if (before === "之" && folded.charAt(i - 2) === "分") {
		return false;
	}
	return !isOrdinalList(folded, i);
}

const LIST_SIGNS = "、和与及至到-—–~";

/** Whether a 第 governs the list or range that goes on at `at`: 第一至三年. */
function isOrdinalList(folded: string, at: number): boolean {
	if (!LIST_SIGNS.includes(folded.charAt(at - 1))) {
		return false;
	}
	let i = at - 1;
	const limit = Math.max(0, at - LENGTH_LIMIT);
	while (
		i > limit &&
		(isNumeralUnit(folded.charCodeAt(i - 1)) ||
			LIST_SIGNS.includes(folded.charAt(i - 1)))
	) {
		i--;
	}
	return folded.charAt(i - 1) === "第";
}

/** Whether it is a letter of a folded text. */
export function isLatin(unit: number): boolean {
	return unit >= 0x61 && unit <= 0x7a;
}

const RANGE_SIGNS = "至到-—–~";

/** The first number of a range whose second one begins at `start`: 三 of 三至五年. */
export function rangeStart(
	folded: string,
	start: number,
	floor: number,
): Quantity | undefined {
	let i = start;
	if (folded.charAt(i - 1) === " ") {
		i--;
	}
	if (i === 0 || !RANGE_SIGNS.includes(folded.charAt(i - 1))) {
		return undefined;
	}
	i--;
	if (folded.charAt(i - 1) === folded.charAt(i)) {
		i--;
	}
	if (folded.charAt(i - 1) === " ") {
		i--;
	}
	return quantityBefore(folded, i, floor);
}
