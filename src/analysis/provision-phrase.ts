import {
	formatNumeral,
	isNumeralUnit,
	LONGEST_NUMERAL,
	parseNumeral,
} from "./numerals.ts";

/** One 条 where it stands; of a range such as 第十条至第十二条 each 条 stands at the whole of it. */
export interface CitedProvision {
	/** As statutes write it: 第一千零七十九条, 第一百三十三条之一. */
	readonly number: string;
	/** 1079 */
	readonly value: number;
	readonly start: number;
	readonly end: number;
}

/** What was read at one place: 第三十六条第一款、第三十八条. */
export interface ProvisionPhrase {
	readonly provisions: readonly CitedProvision[];
	readonly start: number;
	readonly end: number;
}

/** No law has so many 条. */
const VALUE_LIMIT = 10_000;
/** A range with more 条 than this stands for its two ends only. */
const RANGE_LIMIT = 100;
/** More 条, 款 and 项 in one phrase than this are not read as one. */
const PARTS_LIMIT = 60;
/** 第36-1条 is 第三十六条之一. */
const DASHED_SUFFIX_LIMIT = 20;

const ORDINAL = "第";
const ARTICLE = "条";
const PARTS = "款项目";
const SUFFIX = "之";
const JOINERS = "、,和与及或";
const RANGE_SIGNS = "至到-~";
const BLANKS = " \t";

/**
 * Reads the 条 that begin at `at` of a folded text: 第…条 in any numerals, with 之一, 款, 项 and 目, and the lists and ranges of them:
 * 第十条至第十二条, 第36、38条, 第133条之一. At `at` is 第, or the numeral itself: 1079条.
 */
export function readProvisions(
	folded: string,
	at: number,
): ProvisionPhrase | undefined {
	const provisions: CitedProvision[] = [];
	/** Read, but of no use until 条 follows, as 36 of 第36、38条. */
	let open: CitedProvision[] = [];
	let opensWithLast = false;
	let isRange = false;
	let end = at;
	let next = at;
	for (let part = 0; part < PARTS_LIMIT; part++) {
		const step = readStep(folded, next);
		if (step === undefined) {
			break;
		}
		let first: CitedProvision | undefined;
		if (isRange) {
			opensWithLast ||= open.length === 0;
			first = open.pop() ?? provisions.at(-1);
		}
		open.push(...provisionsOf(step, first));
		if (step.isComplete) {
			if (opensWithLast) {
				provisions.pop();
			}
			provisions.push(...open);
			open = [];
			opensWithLast = false;
			end = step.end;
		}
		const joint = jointAt(folded, step.end);
		if (joint === undefined) {
			break;
		}
		isRange = joint.isRange;
		next = joint.end;
	}
	return provisions.length === 0 ? undefined : { provisions, start: at, end };
}

/** One number of a phrase: 第三十六条第一款, or 36 of 第36、38条. */
interface Step {
	readonly value: number;
	/** The 一 and 二 of 条之一、之二; one 0 where there is none. */
	readonly suffixes: readonly number[];
	/** Whether 条 follows the number. */
	readonly isComplete: boolean;
	readonly start: number;
	readonly end: number;
}

function readStep(folded: string, at: number): Step | undefined {
	let i = skipBlanks(folded, at);
	if (folded.startsWith(ORDINAL, i)) {
		i = skipBlanks(folded, i + 1);
	}
	const numeralEnd = endOfNumeral(folded, i);
	const value = parseNumeral(folded.slice(i, numeralEnd));
	if (value === undefined || value === 0 || value >= VALUE_LIMIT) {
		return undefined;
	}
	const next = skipBlanks(folded, numeralEnd);
	const start = skipBlanks(folded, at);
	if (!isOneOf(ARTICLE, folded, next)) {
		return { value, suffixes: [0], isComplete: false, start, end: numeralEnd };
	}
	const { suffixes, end } = readSuffixes(folded, next + 1);
	return {
		value,
		suffixes,
		isComplete: true,
		start,
		end: endOfParts(folded, end),
	};
}

/** 之一 behind 条, also 之一、之二. */
function readSuffixes(
	folded: string,
	at: number,
): { suffixes: readonly number[]; end: number } {
	const suffixes: number[] = [];
	let end = at;
	for (let i = at; suffixes.length < PARTS_LIMIT; ) {
		if (!folded.startsWith(SUFFIX, i)) {
			break;
		}
		const numeralEnd = endOfNumeral(folded, i + 1);
		const value = parseNumeral(folded.slice(i + 1, numeralEnd));
		if (value === undefined || value === 0 || value >= VALUE_LIMIT) {
			break;
		}
		suffixes.push(value);
		end = numeralEnd;
		i = isOneOf(JOINERS, folded, end) ? end + 1 : end;
	}
	return { suffixes: suffixes.length === 0 ? [0] : suffixes, end };
}

/** The 条 of one number, or of the range from `first` to it. */
function provisionsOf(
	step: Step,
	first: CitedProvision | undefined,
): CitedProvision[] {
	const { value, suffixes, end } = step;
	if (first === undefined) {
		return suffixes.map((suffix) => provision(value, suffix, step));
	}
	const range = { start: first.start, end };
	if (value < first.value && value <= DASHED_SUFFIX_LIMIT) {
		return [provision(first.value, value, range)];
	}
	const provisions = [{ ...first, ...range }];
	if (value - first.value < RANGE_LIMIT) {
		for (let between = first.value + 1; between < value; between++) {
			provisions.push(provision(between, 0, range));
		}
	}
	for (const suffix of suffixes) {
		provisions.push(provision(value, suffix, range));
	}
	return provisions;
}

function provision(
	value: number,
	suffix: number,
	{ start, end }: { start: number; end: number },
): CitedProvision {
	return { number: provisionNumber(value, suffix), value, start, end };
}

/** 第一千零七十九条, and 第一百三十三条之一 with a suffix above 0. */
export function provisionNumber(value: number, suffix = 0): string {
	const tail = suffix === 0 ? "" : SUFFIX + formatNumeral(suffix);
	return `${ORDINAL}${formatNumeral(value)}条${tail}`;
}

/** What joins one number to the next. */
function jointAt(
	folded: string,
	at: number,
): { isRange: boolean; end: number } | undefined {
	const i = skipBlanks(folded, at);
	if (isOneOf(RANGE_SIGNS, folded, i)) {
		const isDouble = folded.charAt(i) === folded.charAt(i + 1);
		return { isRange: true, end: i + (isDouble ? 2 : 1) };
	}
	if (folded.startsWith("以及", i)) {
		return { isRange: false, end: i + 2 };
	}
	return isOneOf(JOINERS, folded, i)
		? { isRange: false, end: i + 1 }
		: undefined;
}

/** The end of the 款, 项 and 目 that begin at `at`: 第一款第（三）项, 第一、三款, 2款; `at` where there are none. */
function endOfParts(folded: string, at: number): number {
	let end = at;
	let i = at;
	for (let part = 0; part < PARTS_LIMIT; part++) {
		i = skipBlanks(folded, i);
		if (folded.startsWith(ORDINAL, i)) {
			i++;
		}
		const isOpen = folded.startsWith("(", i);
		const numeralStart = skipBlanks(folded, isOpen ? i + 1 : i);
		const numeralEnd = endOfNumeral(folded, numeralStart);
		if (numeralEnd === numeralStart) {
			break;
		}
		i = skipBlanks(folded, numeralEnd);
		if (isOpen && folded.startsWith(")", i)) {
			i = skipBlanks(folded, i + 1);
		}
		if (isOneOf(PARTS, folded, i)) {
			i++;
			end = i;
		}
		const joint = jointAt(folded, i);
		if (joint !== undefined) {
			i = joint.end;
		} else if (i !== end) {
			break;
		}
	}
	return end;
}

function endOfNumeral(folded: string, at: number): number {
	const limit = Math.min(folded.length, at + LONGEST_NUMERAL);
	let end = at;
	while (end < limit && isNumeralUnit(folded.charCodeAt(end))) {
		end++;
	}
	return end;
}

function skipBlanks(folded: string, at: number): number {
	let i = at;
	while (i < at + 2 && isOneOf(BLANKS, folded, i)) {
		i++;
	}
	return i;
}

function isOneOf(characters: string, folded: string, at: number): boolean {
	return at < folded.length && characters.includes(folded.charAt(at));
}
