import {
	afterBlank,
	beforeBlank,
	type EntityReading,
	isOneOf,
} from "./entity.ts";
import {
	ARABIC,
	CHINESE,
	isAsciiDigit,
	isNumeralUnit,
	KIND_MASK,
	NUMERAL_UNITS,
	VALUE_MASK,
} from "./numeral-units.ts";
import { numeralBetween } from "./numerals.ts";
import { isLatin } from "./quantity-place.ts";

/** A day, a month, or a year, as far as the text says it. */
interface CalendarDate {
	readonly year?: number | undefined;
	readonly month?: number | undefined;
	readonly day?: number | undefined;
}

interface DateAt extends CalendarDate {
	readonly end: number;
}

const YEAR_DIGITS = 4;
const FIRST_YEAR = 1000;
const LAST_YEAR = 2999;
const MONTHS = 12;
/** February has 29 where no year is known, and in every year: what a text says is not judged further. */
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** 二十三 */
const LONGEST_DAY = 3;
/** More dates than this do not follow each other by 至 and 、. */
const ROW_LIMIT = 40;

const DAY_SIGNS = "日号號";
const YEAR_JOINERS = "至到-—–~、和与及";
const DAY_JOINERS = "至到-—–~、";
/** 3月5日、3日内: no day of that month. */
const NO_DAY_BEFORE = "内內前后後起以之";
/** The letter that stands for 〇 in old documents. */
const LETTER_O = "o".charCodeAt(0);
/** Between a day and its time. */
const LETTER_T = "t".charCodeAt(0);
const FULL_STOP = ".".charCodeAt(0);
const SLASH = "/".charCodeAt(0);
/** 农历三月五日 is another day. */
const NO_MONTH_BEHIND = "历曆第个個箇";

/** A date whose year ends at the 年 at `at`: 2017年3月5日, 二〇一七年; undefined where no year stands there. */
export function readYearDate(
	reading: EntityReading,
	at: number,
): number | undefined {
	const { folded, floor } = reading;
	const yearEnd = beforeBlank(folded, at);
	const year = yearBefore(folded, yearEnd, floor);
	if (year === undefined) {
		return undefined;
	}
	const start = yearEnd - YEAR_DIGITS;
	addYearsBefore(reading, start);
	const date = monthAt(folded, afterBlank(folded, at + 1), year);
	return addRow(reading, start, date ?? { year, end: at + 1 });
}

/** 2015 and 2016 of 2015、2016、2017年 and 2015-2017年. */
function addYearsBefore(reading: EntityReading, start: number): void {
	const { folded, floor } = reading;
	const starts: number[] = [];
	let from = start;
	while (
		starts.length < ROW_LIMIT &&
		isOneOf(YEAR_JOINERS, folded, from - 1) &&
		yearBefore(folded, from - 1, floor) !== undefined
	) {
		from -= YEAR_DIGITS + 1;
		starts.push(from);
	}
	for (const first of starts.reverse()) {
		const end = first + YEAR_DIGITS;
		const year = yearBefore(folded, end, first);
		reading.add("date", { start: first, end }, termsOf({ year }));
	}
}

/** 3月5日, whose month ends at the 月 at `at`. */
export function readMonthDate(reading: EntityReading, at: number): number {
	const { folded, floor } = reading;
	const monthEnd = beforeBlank(folded, at);
	let start = monthEnd;
	while (
		start > floor &&
		monthEnd - start < LONGEST_DAY &&
		isNumeralUnit(folded.charCodeAt(start - 1))
	) {
		start--;
	}
	const isPart =
		start === monthEnd ||
		isNumeralUnit(folded.charCodeAt(start - 1)) ||
		isOneOf(NO_MONTH_BEHIND, folded, start - 1) ||
		folded.charCodeAt(start - 1) === FULL_STOP;
	const date = isPart ? undefined : monthAt(folded, start, undefined);
	return date?.day === undefined ? at + 1 : addRow(reading, start, date);
}

/** 2017-03-05, 2017/3/5, 2017.3.5; at `at` is the first of the two signs. */
export function readDashedDate(reading: EntityReading, at: number): number {
	const { folded, floor } = reading;
	const start = at - YEAR_DIGITS;
	// Told at once from most of the many signs that stand between digits.
	if (
		start < floor ||
		!isAsciiDigit(folded.charCodeAt(at - 1)) ||
		!isAsciiDigit(folded.charCodeAt(start)) ||
		isCodePart(folded.charCodeAt(start - 1), folded.charCodeAt(at))
	) {
		return at + 1;
	}
	const year = yearBefore(folded, at, start);
	const monthEnd = afterDigits(folded, at + 1);
	const dayEnd = afterDigits(folded, monthEnd + 1);
	const isDate =
		year !== undefined &&
		folded.charCodeAt(monthEnd) === folded.charCodeAt(at) &&
		dayEnd > monthEnd + 1 &&
		!isCodeGoingOn(folded, dayEnd, folded.charCodeAt(at));
	if (!isDate) {
		return at + 1;
	}
	const month = Number(folded.slice(at + 1, monthEnd));
	const day = Number(folded.slice(monthEnd + 1, dayEnd));
	if (!isMonth(month) || !isDay(month, day)) {
		return at + 1;
	}
	reading.add("date", { start, end: dayEnd }, termsOf({ year, month, day }));
	return dayEnd;
}

/** A digit, letter or sign that makes a date with that sign part of a longer code. The - of 2017.3.5-2017.4.1 does not. */
function isCodePart(unit: number, sign: number): boolean {
	return (
		isAsciiDigit(unit) ||
		isLatin(unit) ||
		unit === sign ||
		unit === FULL_STOP ||
		unit === SLASH
	);
}

/** 2017-03-05t12:00 ends behind its day, 2017.3.5.1 is a code. */
function isCodeGoingOn(folded: string, at: number, sign: number): boolean {
	const unit = folded.charCodeAt(at);
	if (!isCodePart(unit, sign)) {
		return false;
	}
	const isNextDigit = isAsciiDigit(folded.charCodeAt(at + 1));
	const isSign = unit === sign || unit === FULL_STOP || unit === SLASH;
	return isSign ? isNextDigit : unit !== LETTER_T || !isNextDigit;
}

function afterDigits(folded: string, at: number): number {
	let end = at;
	while (end < at + 3 && isAsciiDigit(folded.charCodeAt(end))) {
		end++;
	}
	// No month and no day has three digits.
	return end === at + 3 ? at : end;
}

/** Adds a date, and those that go on from it: 3月5日至7日, 2017年3月至5月. */
function addRow(reading: EntityReading, start: number, first: DateAt): number {
	const { folded } = reading;
	let from = start;
	let date: DateAt | undefined = first;
	for (let count = 0; count < ROW_LIMIT && date !== undefined; count++) {
		reading.add("date", { start: from, end: date.end }, termsOf(date));
		const joint = afterBlank(folded, date.end);
		if (!isOneOf(DAY_JOINERS, folded, joint)) {
			break;
		}
		const isDouble = folded.charAt(joint) === folded.charAt(joint + 1);
		from = afterBlank(folded, joint + (isDouble ? 2 : 1));
		date = goingOn(folded, from, date);
	}
	return reading.floor;
}

/** The date at `at` that leaves out what the one before it says. */
function goingOn(
	folded: string,
	at: number,
	{ year, month, day }: CalendarDate,
): DateAt | undefined {
	if (month === undefined) {
		return undefined;
	}
	const next = monthAt(folded, at, year);
	if (next !== undefined) {
		// 3月至5月 without a year are months and no dates.
		return year === undefined && next.day === undefined ? undefined : next;
	}
	return day === undefined ? undefined : dayAt(folded, at, { year, month });
}

/** 3月5日 or 3月 at `at`. */
function monthAt(
	folded: string,
	at: number,
	year: number | undefined,
): DateAt | undefined {
	const numeralEnd = afterNumeral(folded, at);
	const sign = afterBlank(folded, numeralEnd);
	const month =
		folded.charAt(at) === "元" && folded.charAt(at + 1) === "月"
			? 1
			: numeralBetween(folded, at, numeralEnd);
	const signAt = folded.charAt(at) === "元" ? at + 1 : sign;
	if (
		month === undefined ||
		folded.charAt(signAt) !== "月" ||
		!isMonth(month)
	) {
		return undefined;
	}
	const end = signAt + 1;
	const day = dayAt(folded, afterBlank(folded, end), { year, month });
	return day ?? { year, month, end };
}

/** 5日 at `at`, also 5 of 5至7日. */
function dayAt(
	folded: string,
	at: number,
	{ year, month }: { year: number | undefined; month: number },
): DateAt | undefined {
	const numeralEnd = afterNumeral(folded, at);
	const day = numeralBetween(folded, at, numeralEnd);
	if (day === undefined || !isDay(month, day)) {
		return undefined;
	}
	const sign = afterBlank(folded, numeralEnd);
	if (isOneOf(DAY_SIGNS, folded, sign)) {
		return isOneOf(NO_DAY_BEFORE, folded, sign + 1) &&
			isOneOf("、", folded, at - 1)
			? undefined
			: { year, month, day, end: sign + 1 };
	}
	if (!isOneOf(DAY_JOINERS, folded, numeralEnd)) {
		return undefined;
	}
	const nextEnd = afterNumeral(folded, numeralEnd + 1);
	const next = numeralBetween(folded, numeralEnd + 1, nextEnd);
	return next !== undefined &&
		isDay(month, next) &&
		isOneOf(DAY_SIGNS, folded, nextEnd)
		? { year, month, day, end: numeralEnd }
		: undefined;
}

function afterNumeral(folded: string, at: number): number {
	let end = at;
	while (end < at + LONGEST_DAY && isNumeralUnit(folded.charCodeAt(end))) {
		end++;
	}
	return end;
}

function isMonth(month: number): boolean {
	return month >= 1 && month <= MONTHS;
}

function isDay(month: number, day: number): boolean {
	return day >= 1 && day <= (DAYS[month - 1] ?? 0);
}

/** The year whose four digits, of one kind, end at `end`. */
function yearBefore(
	folded: string,
	end: number,
	floor: number,
): number | undefined {
	const start = end - YEAR_DIGITS;
	if (start < floor) {
		return undefined;
	}
	let year = 0;
	let isChinese = false;
	for (let i = start; i < end; i++) {
		const code = folded.charCodeAt(i);
		const unit = NUMERAL_UNITS[code]!;
		const kind = unit & KIND_MASK;
		const isZeroLetter = code === LETTER_O && isChinese;
		if (kind !== ARABIC && kind !== CHINESE && !isZeroLetter) {
			return undefined;
		}
		isChinese ||= kind === CHINESE;
		year = year * 10 + (isZeroLetter ? 0 : unit & VALUE_MASK);
	}
	const before = folded.charCodeAt(start - 1);
	const isLonger =
		isNumeralUnit(before) || isLatin(before) || before === FULL_STOP;
	return isLonger || year < FIRST_YEAR || year > LAST_YEAR ? undefined : year;
}

function termsOf({ year, month, day }: CalendarDate): string[] {
	const terms: string[] = [];
	if (year !== undefined) {
		terms.push(`${year}年`);
	}
	if (month !== undefined) {
		const monthTerm = twoDigits(month);
		const head = year === undefined ? "" : `${year}-`;
		if (year !== undefined) {
			terms.push(head + monthTerm);
		}
		if (day !== undefined) {
			terms.push(`${head}${monthTerm}-${twoDigits(day)}`);
		}
	}
	return terms;
}

function twoDigits(value: number): string {
	return value < 10 ? `0${value}` : String(value);
}
