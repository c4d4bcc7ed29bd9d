import type { TextRange } from "../article.ts";
import {
	CHINESE,
	isAsciiDigit,
	isNumeralUnit,
	KIND_MASK,
	NUMERAL_UNITS,
	SCALE,
	VALUE_MASK,
} from "./numeral-units.ts";
import { numeralBetween } from "./numerals.ts";

/** A number where it stands. */
export interface Quantity extends TextRange {
	/** As a decimal without needless zeros: 20000, 0.5. */
	readonly value: string;
}

/** A number is not longer, separators and all. */
export const LENGTH_LIMIT = 40;
/** So many digits are a number, more are a code. */
const DIGITS_LIMIT = 18;
const HUNDRED_MILLION = 100_000_000;
export const HUNDRED_MILLION_POWER = 8;
const TEN_THOUSAND_POWER = 4;

/** One may stand before 万: 2 万元. */
const BLANK = 0x20;
const COMMA = ",".charCodeAt(0);
const FULL_STOP = ".".charCodeAt(0);
const POINT = "点".charCodeAt(0);
const OLD_POINT = "點".charCodeAt(0);
const ZERO = "零〇○";

/** The number that ends at `end` of a folded text and begins at `floor` or behind it. */
export function quantityBefore(
	folded: string,
	end: number,
	floor: number,
): Quantity | undefined {
	let start = end;
	while (start > floor && isPart(folded, start - 1, end)) {
		start--;
		if (end - start > LENGTH_LIMIT) {
			return undefined;
		}
	}
	return start === end ? undefined : quantityBetween(folded, start, end);
}

/** The number that begins at `start`, as far as it goes. */
export function quantityAt(
	folded: string,
	start: number,
): Quantity | undefined {
	const limit = Math.min(folded.length, start + LENGTH_LIMIT);
	let end = start;
	while (end < limit && isPart(folded, end, limit)) {
		end++;
	}
	return end === start ? undefined : quantityBetween(folded, start, end);
}

/** Whether the unit at `at` belongs to a number: a numeral, 亿, or a separator between two of its digits. */
function isPart(folded: string, at: number, end: number): boolean {
	const unit = folded.charCodeAt(at);
	if (isNumeralUnit(unit) || isHundredMillion(unit)) {
		return true;
	}
	if (at + 1 >= end || at === 0) {
		return false;
	}
	const before = folded.charCodeAt(at - 1);
	const behind = folded.charCodeAt(at + 1);
	if (unit === BLANK) {
		return (
			isAsciiDigit(before) && (isScale(behind) || isHundredMillion(behind))
		);
	}
	return unit === COMMA || unit === FULL_STOP
		? isAsciiDigit(before) && isAsciiDigit(behind)
		: (unit === POINT || unit === OLD_POINT) &&
				isChineseDigit(behind) &&
				isNumeralUnit(before) &&
				!isAsciiDigit(before);
}

export function isHundredMillion(unit: number): boolean {
	return unit === 0x4ebf || unit === 0x5104;
}

export function isChineseDigit(unit: number): boolean {
	return (NUMERAL_UNITS[unit] ?? 0) >> 4 === CHINESE >> 4;
}

export function isScale(unit: number): boolean {
	return (NUMERAL_UNITS[unit] ?? 0) >> 4 === SCALE >> 4;
}

function quantityBetween(
	folded: string,
	start: number,
	end: number,
): Quantity | undefined {
	const value = valueBetween(folded, start, end);
	if (value !== undefined) {
		return { value, start, end };
	}
	const written = folded.slice(start, end);
	if (written.includes(" ")) {
		const joined = written.replaceAll(" ", "");
		const joinedValue = valueBetween(joined, 0, joined.length);
		return joinedValue === undefined
			? undefined
			: { value: joinedValue, start, end };
	}
	// 500,2000元 are two numbers; of 500,200元 nobody knows.
	const last = start + written.lastIndexOf(",") + 1;
	if (last <= start || end - last === 3 || folded.charAt(last) === "0") {
		return undefined;
	}
	const lastValue = valueBetween(folded, last, end);
	return lastValue === undefined
		? undefined
		: { value: lastValue, start: last, end };
}

function valueBetween(
	folded: string,
	start: number,
	end: number,
): string | undefined {
	let split = end - 1;
	while (split >= start && !isHundredMillion(folded.charCodeAt(split))) {
		split--;
	}
	if (split < start) {
		return smallValue(folded, start, end);
	}
	const upper = smallValue(folded, start, split);
	if (upper === undefined || split + 1 === end) {
		return upper && shifted(upper, HUNDRED_MILLION_POWER);
	}
	const lower = behindHundredMillion(folded, split + 1, end);
	if (lower === undefined || upper.includes(".")) {
		return undefined;
	}
	const sum = Number(upper) * HUNDRED_MILLION + lower;
	return Number.isSafeInteger(sum) ? String(sum) : undefined;
}

/** 五百万 of 一亿零五百万; 五 of 三亿五 is 五千万. */
function behindHundredMillion(
	folded: string,
	start: number,
	end: number,
): number | undefined {
	let from = start;
	while (from < end && ZERO.includes(folded.charAt(from))) {
		from++;
	}
	const value = Number(smallValue(folded, from, end));
	if (!Number.isInteger(value) || value >= HUNDRED_MILLION) {
		return undefined;
	}
	const isShort = end - start === 1 && isChineseDigit(folded.charCodeAt(start));
	return isShort ? (value * HUNDRED_MILLION) / 10 : value;
}

/** The value of what has no 亿: 20,000.00, 1.5万, 三千五百, 一点五万. */
function smallValue(
	folded: string,
	start: number,
	end: number,
): string | undefined {
	if (start >= end) {
		return undefined;
	}
	if (isAsciiDigit(folded.charCodeAt(start))) {
		const decimal = decimalValue(folded, start, end);
		if (decimal !== undefined) {
			return decimal;
		}
	} else if (hasNeighbours(folded, start, end)) {
		return undefined;
	}
	const value = numeralBetween(folded, start, end);
	return value === undefined ? pointValue(folded, start, end) : String(value);
}

/** ASCII digits with separators, then perhaps 万, 千 or 百万. */
function decimalValue(
	folded: string,
	start: number,
	end: number,
): string | undefined {
	let digitsEnd = start;
	let digits = 0;
	let commaAt = -1;
	let pointAt = -1;
	for (; digitsEnd < end; digitsEnd++) {
		const unit = folded.charCodeAt(digitsEnd);
		if (isAsciiDigit(unit)) {
			digits++;
		} else if (unit === COMMA) {
			// 1,000,000: three digits behind each, up to three before the first.
			const isGrouped =
				pointAt < 0 && (commaAt < 0 ? digits <= 3 : digitsEnd - commaAt === 4);
			if (!isGrouped) {
				return undefined;
			}
			commaAt = digitsEnd;
		} else if (unit === FULL_STOP && pointAt < 0) {
			pointAt = digitsEnd;
		} else {
			break;
		}
	}
	const wholeEnd = pointAt < 0 ? digitsEnd : pointAt;
	if ((commaAt >= 0 && wholeEnd - commaAt !== 4) || digits > DIGITS_LIMIT) {
		return undefined;
	}
	const power = scaleBetween(folded, digitsEnd, end);
	if (power === undefined) {
		return undefined;
	}
	const text = folded.slice(start, digitsEnd);
	return shifted(commaAt < 0 ? text : text.replaceAll(",", ""), power);
}

/** The power of ten of 万, 千, 百万; 0 of nothing. */
function scaleBetween(
	folded: string,
	start: number,
	end: number,
): number | undefined {
	let power = 0;
	for (let i = start; i < end; i++) {
		const unit = NUMERAL_UNITS[folded.charCodeAt(i)] ?? 0;
		const value = unit & VALUE_MASK;
		const fits =
			(unit & KIND_MASK) === SCALE &&
			(power === 0 || (value === TEN_THOUSAND_POWER && i === start + 1));
		if (!fits) {
			return undefined;
		}
		power += value;
	}
	return power;
}

/** 一点五万 */
function pointValue(
	folded: string,
	start: number,
	end: number,
): string | undefined {
	let point = start;
	while (point < end && isNumeralUnit(folded.charCodeAt(point))) {
		point++;
	}
	let digitsEnd = point + 1;
	let digits = "";
	while (digitsEnd < end && isChineseDigit(folded.charCodeAt(digitsEnd))) {
		digits += (NUMERAL_UNITS[folded.charCodeAt(digitsEnd)] ?? 0) & VALUE_MASK;
		digitsEnd++;
	}
	const whole = numeralBetween(folded, start, point);
	const power = scaleBetween(folded, digitsEnd, end);
	return whole === undefined || digits === "" || power === undefined
		? undefined
		: shifted(`${whole}.${digits}`, power);
}

/** Whether two Chinese digits other than 零 stand side by side, as in 三五万: some, and not a number. */
function hasNeighbours(folded: string, start: number, end: number): boolean {
	let last = 0;
	for (let i = start; i < end; i++) {
		const unit = NUMERAL_UNITS[folded.charCodeAt(i)] ?? 0;
		const digit = (unit & KIND_MASK) === CHINESE ? unit & VALUE_MASK : 0;
		if (digit > 0 && last > 0) {
			return true;
		}
		last = digit;
	}
	return false;
}

/** A decimal times a power of ten, without needless zeros. */
export function shifted(decimal: string, power: number): string {
	const point = decimal.indexOf(".");
	const whole = point < 0 ? decimal : decimal.slice(0, point);
	const fraction = point < 0 ? "" : decimal.slice(point + 1);
	const moved = whole + fraction.slice(0, power).padEnd(power, "0");
	const rest = fraction.slice(power).replace(/0+$/, "");
	const head = moved.replace(/^0+(?=.)/, "");
	return rest === "" ? head : `${head}.${rest}`;
}
