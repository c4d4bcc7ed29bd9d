import { fold } from "../analysis/fold.ts";
import { parseNumeral } from "../analysis/numerals.ts";

/** The lowest and the highest value that are within; undefined where there is no bound. */
export interface Bounds<T> {
	readonly from?: T;
	readonly to?: T;
	/** The ends were typed the other way round. */
	readonly isReversed?: true;
}

/** What one typed value covers, a year from its first day to its last, and its neighbours. */
interface Span<T> {
	readonly first: T;
	readonly last: T;
	readonly before: T;
	readonly after: T;
}

const LONGEST_RANGE = 40;
const COMPARISON = /^(?:>=|=>|<=|=<|[<>=≥≤])/;
const BETWEEN = /\.{2,}|…+|[至到~]+/;
/** What a dash joins, and folding makes one of every dash: 2024-2026, 2024-03—2024-05. */
const DATES = /^(\d{4}\S{0,7}?)-+(\d{4}\S{0,7})$/;
const NUMBERS = /^([^-]+)-+([^-]+)$/;
/** What a sentence leaves behind a value. */
const TRAILING = /[,;、。]+$/;

/** Whether a word is no more than the beginning of a range, as in 浏览: > 300. */
export function isComparison(word: string): boolean {
	const folded = fold(word.slice(0, 3));
	return word.length <= 2 && COMPARISON.exec(folded)?.[0] === folded;
}

/** 2024, 2024-03-01, 2024年3月, 2023..2025, ..2025, >=2024-03: the days they cover, as `YYYY-MM-DD`. */
export function readDateRange(value: string): Bounds<string> | undefined {
	return readRange(value, DATES, readDate);
}

/** 300, 100..500, 100-500, >300, 1,000, 1万 */
export function readNumberRange(value: string): Bounds<number> | undefined {
	return readRange(value, NUMBERS, readNumber);
}

function readRange<T extends string | number>(
	value: string,
	dashed: RegExp,
	read: (part: string) => Span<T> | undefined,
): Bounds<T> | undefined {
	if (value.length > LONGEST_RANGE) {
		return undefined;
	}
	const folded = fold(value).replace(TRAILING, "").replaceAll(" ", "");
	const sign = COMPARISON.exec(folded)?.[0];
	if (sign !== undefined) {
		const span = read(folded.slice(sign.length));
		return span === undefined ? undefined : compared(sign, span);
	}
	const dash = dashed.exec(folded);
	if (dash !== null) {
		return between(read(dash[1] ?? ""), read(dash[2] ?? ""));
	}
	const joint = BETWEEN.exec(folded);
	if (joint === null) {
		const span = read(folded);
		return span === undefined ? undefined : { from: span.first, to: span.last };
	}
	const low = folded.slice(0, joint.index);
	const high = folded.slice(joint.index + joint[0].length);
	if (low === "" || high === "") {
		const span = read(low + high);
		return span === undefined
			? undefined
			: compared(low === "" ? "<=" : ">=", span);
	}
	return between(read(low), read(high));
}

function between<T extends string | number>(
	low: Span<T> | undefined,
	high: Span<T> | undefined,
): Bounds<T> | undefined {
	if (low === undefined || high === undefined) {
		return undefined;
	}
	return low.first <= high.last
		? { from: low.first, to: high.last }
		: { from: high.first, to: low.last, isReversed: true };
}

function compared<T>(sign: string, span: Span<T>): Bounds<T> {
	switch (sign) {
		case ">":
			return { from: span.after };
		case "<":
			return { to: span.before };
		case "=":
			return { from: span.first, to: span.last };
		case "≥":
		case ">=":
		case "=>":
			return { from: span.first };
		default:
			return { to: span.last };
	}
}

const DATE =
	/^(\d{4})(?:年|(?:[-/.年](\d{1,2})(?:月|[-/.月](\d{1,2})日?)?)?|(\d{2})(\d{2}))$/;
const MONTHS = 12;
/** Four digits that make less are no year. */
const FIRST_YEAR = 1000;
/** The day after it still has a year of four digits. */
const LAST_YEAR = 9998;

function readDate(part: string): Span<string> | undefined {
	const found = DATE.exec(part);
	const year = Number(found?.[1] ?? 0);
	if (found === null || year < FIRST_YEAR || year > LAST_YEAR) {
		return undefined;
	}
	const month = numberIn(found[2] ?? found[4]);
	const day = numberIn(found[3] ?? found[5]);
	const lastDay = daysIn(year, month ?? MONTHS);
	if (
		(month !== undefined && (month < 1 || month > MONTHS)) ||
		(day !== undefined && (day < 1 || day > lastDay))
	) {
		return undefined;
	}
	const first = { year, month: month ?? 1, day: day ?? 1 };
	const last = { year, month: month ?? MONTHS, day: day ?? lastDay };
	return {
		first: dayText(first),
		last: dayText(last),
		before: dayText({ ...first, day: first.day - 1 }),
		after: dayText({ ...last, day: last.day + 1 }),
	};
}

function numberIn(digits: string | undefined): number | undefined {
	return digits === undefined ? undefined : Number(digits);
}

function daysIn(year: number, month: number): number {
	return utcDate({ year, month: month + 1, day: 0 }).getUTCDate();
}

interface Day {
	readonly year: number;
	readonly month: number;
	/** One below or above those of the month is the last of the month before, the first of the next. */
	readonly day: number;
}

function utcDate({ year, month, day }: Day): Date {
	return new Date(Date.UTC(year, month - 1, day));
}

function dayText(day: Day): string {
	return utcDate(day).toISOString().slice(0, "YYYY-MM-DD".length);
}

function readNumber(part: string): Span<number> | undefined {
	const digits = /^\d{1,3}(?:,\d{3})+$/.test(part)
		? part.replaceAll(",", "")
		: part;
	const number = /^\d{1,15}$/.test(digits)
		? Number(digits)
		: parseNumeral(digits);
	return number === undefined
		? undefined
		: { first: number, last: number, before: number - 1, after: number + 1 };
}
