import { isAsciiDigit } from "./numeral-units.ts";

const OPENERS = "([〔【［﹝";
const CLOSERS = ")]〕】］﹞";
const YEAR_DIGITS = 4;
const FIRST_YEAR = 1949;
const LAST_YEAR = 2099;

/** The year of a document's number, and where it begins, with its bracket. */
export interface YearMark {
	readonly year: string;
	readonly start: number;
}

/** （2017）, 〔2017〕 or [ 2017 ] that ends at `end`, in whatever brackets. */
export function bracketedYearBefore(
	folded: string,
	end: number,
	floor: number,
): YearMark | undefined {
	if (end <= floor || !CLOSERS.includes(folded.charAt(end - 1))) {
		return undefined;
	}
	const yearEnd = skipBack(folded, end - 1);
	const year = yearAt(folded, yearEnd - YEAR_DIGITS);
	const open = skipBack(folded, yearEnd - YEAR_DIGITS) - 1;
	return year !== undefined &&
		open >= floor &&
		OPENERS.includes(folded.charAt(open))
		? { year, start: open }
		: undefined;
}

/** The year of documents whose four digits begin at `start`, and no digit before them. */
export function yearAt(folded: string, start: number): string | undefined {
	if (start < 0 || isAsciiDigit(folded.charCodeAt(start - 1))) {
		return undefined;
	}
	const year = folded.slice(start, start + YEAR_DIGITS);
	const value = /^\d{4}$/.test(year) ? Number(year) : 0;
	return value >= FIRST_YEAR && value <= LAST_YEAR ? year : undefined;
}

/** Before the blanks, of which there are no more than two. */
export function skipBack(folded: string, at: number): number {
	let i = at;
	while (i > at - 2 && folded.charCodeAt(i - 1) === 0x20) {
		i--;
	}
	return i;
}

export function isCloser(folded: string, at: number): boolean {
	return at >= 0 && CLOSERS.includes(folded.charAt(at) || " ");
}

export function isOpener(folded: string, at: number): boolean {
	return at >= 0 && OPENERS.includes(folded.charAt(at) || " ");
}
