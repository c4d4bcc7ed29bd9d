import { formatNumeral, numeralBetween } from "./numerals.ts";
import {
	endOfNumeral,
	isJoiner,
	type Joint,
	jointAt,
	PARTS_LIMIT,
	readParts,
	skipBlanks,
} from "./provision-parts.ts";

/** One 条 where it stands; of a range such as 第十条至第十二条 each 条 stands at the whole of it. */
export interface CitedProvision {
	/** As statutes write it: 第一千零七十九条, 第一百三十三条之一. */
	readonly number: string;
	/** 1079 */
	readonly value: number;
	/** The parts of it that are meant: 第二款, 第二款第三项. */
	readonly parts: readonly string[];
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
/** 第36-1条 is 第三十六条之一. */
const DASHED_SUFFIX_LIMIT = 20;

const ORDINAL = "第";
const ORDINAL_UNIT = 0x7b2c;
const SUFFIX = "之";
const SUFFIX_UNIT = 0x4e4b;
const ARTICLE_UNIT = 0x6761;
const OLD_ARTICLE_UNIT = 0x689d;
const NO_SUFFIX: readonly number[] = [0];
const NO_PARTS: readonly string[] = [];

/**
 * Reads the 条 that begin at `at` of a folded text: 第…条 in any numerals, with 之一, 款, 项 and 目, and the lists and ranges of them:
 * 第十条至第十二条, 第36、38条, 第133条之一. At `at` is 第, or the numeral itself: 1079条.
 */
export function readProvisions(
	folded: string,
	at: number,
): ProvisionPhrase | undefined {
	const step = readStep(folded, at);
	if (step === undefined) {
		return undefined;
	}
	const joint = jointAt(folded, step.end);
	if (joint !== undefined) {
		return readSeveral(folded, step, joint);
	}
	return step.isComplete
		? { provisions: provisionsOf(step, undefined), start: at, end: step.end }
		: undefined;
}

/** Reads on behind the first number of several. */
function readSeveral(
	folded: string,
	first: Step,
	firstJoint: Joint,
): ProvisionPhrase | undefined {
	const provisions: CitedProvision[] = [];
	/** Read, but of no use until 条 follows, as 36 of 第36、38条. */
	let open: CitedProvision[] = [];
	let opensWithLast = false;
	let isRange = false;
	let end = first.at;
	let step: Step | undefined = first;
	let joint: Joint | undefined = firstJoint;
	for (let part = 0; part < PARTS_LIMIT && step !== undefined; part++) {
		let rangeStart: CitedProvision | undefined;
		if (isRange) {
			opensWithLast ||= open.length === 0;
			rangeStart = open.pop() ?? provisions.at(-1);
		}
		open.push(...provisionsOf(step, rangeStart));
		if (step.isComplete) {
			if (opensWithLast) {
				provisions.pop();
			}
			provisions.push(...open);
			open = [];
			opensWithLast = false;
			end = step.end;
		}
		joint = part === 0 ? firstJoint : jointAt(folded, step.end);
		if (joint === undefined) {
			break;
		}
		isRange = joint.isRange;
		step = readStep(folded, joint.end);
	}
	return provisions.length === 0
		? undefined
		: { provisions, start: first.at, end };
}

/** One number of a phrase: 第三十六条第一款, or 36 of 第36、38条. */
interface Step {
	readonly value: number;
	/** The 一 and 二 of 条之一、之二; one 0 where there is none. */
	readonly suffixes: readonly number[];
	/** 第二款 and 第二款第三项 behind 条. */
	readonly parts: readonly string[];
	/** Whether 条 follows the number. */
	readonly isComplete: boolean;
	/** Where it was read from; there may be blanks before `start`. */
	readonly at: number;
	readonly start: number;
	readonly end: number;
}

function readStep(folded: string, at: number): Step | undefined {
	const start = skipBlanks(folded, at);
	const numeralStart =
		folded.charCodeAt(start) === ORDINAL_UNIT
			? skipBlanks(folded, start + 1)
			: start;
	const numeralEnd = endOfNumeral(folded, numeralStart);
	if (numeralEnd === numeralStart) {
		return undefined;
	}
	const next = skipBlanks(folded, numeralEnd);
	const unit = folded.charCodeAt(next);
	const isComplete = unit === ARTICLE_UNIT || unit === OLD_ARTICLE_UNIT;
	const value = numeralBetween(folded, numeralStart, numeralEnd);
	if (value === undefined || value === 0 || value >= VALUE_LIMIT) {
		return undefined;
	}
	if (!isComplete) {
		return {
			value,
			suffixes: NO_SUFFIX,
			parts: NO_PARTS,
			isComplete,
			at,
			start,
			end: numeralEnd,
		};
	}
	const { suffixes, end: suffixesEnd } = readSuffixes(folded, next + 1);
	const { names: parts, end } = readParts(folded, suffixesEnd);
	return { value, suffixes, parts, isComplete, at, start, end };
}

/** 之一 behind 条, also 之一、之二. */
function readSuffixes(
	folded: string,
	at: number,
): { suffixes: readonly number[]; end: number } {
	if (folded.charCodeAt(at) !== SUFFIX_UNIT) {
		return { suffixes: NO_SUFFIX, end: at };
	}
	const suffixes: number[] = [];
	let end = at;
	for (let i = at; suffixes.length < PARTS_LIMIT; ) {
		if (folded.charCodeAt(i) !== SUFFIX_UNIT) {
			break;
		}
		const numeralEnd = endOfNumeral(folded, i + 1);
		const value = numeralBetween(folded, i + 1, numeralEnd);
		if (value === undefined || value === 0 || value >= VALUE_LIMIT) {
			break;
		}
		suffixes.push(value);
		end = numeralEnd;
		i = isJoiner(folded, end) ? end + 1 : end;
	}
	return { suffixes: suffixes.length === 0 ? NO_SUFFIX : suffixes, end };
}

/** The 条 of one number, or of the range from `first` to it. */
function provisionsOf(
	step: Step,
	first: CitedProvision | undefined,
): CitedProvision[] {
	const { value, suffixes, parts, start, end } = step;
	if (first === undefined) {
		return suffixes.map((suffix, i) =>
			provision(value, suffix, {
				// 第一百二十条之一、之二第一款: the last is meant.
				parts: i === suffixes.length - 1 ? parts : NO_PARTS,
				start,
				end,
			}),
		);
	}
	const range = { parts: NO_PARTS, start: first.start, end };
	if (value < first.value && value <= DASHED_SUFFIX_LIMIT) {
		return [provision(first.value, value, { ...range, parts })];
	}
	const provisions = [{ ...first, ...range, parts: first.parts }];
	if (value - first.value < RANGE_LIMIT) {
		for (let between = first.value + 1; between < value; between++) {
			provisions.push(provision(between, 0, range));
		}
	}
	for (const suffix of suffixes) {
		provisions.push(provision(value, suffix, { ...range, parts }));
	}
	return provisions;
}

function provision(
	value: number,
	suffix: number,
	{ parts, start, end }: Pick<CitedProvision, "parts" | "start" | "end">,
): CitedProvision {
	return { number: provisionNumber(value, suffix), value, parts, start, end };
}

/** 第一千零七十九条, and 第一百三十三条之一 with a suffix above 0. */
export function provisionNumber(value: number, suffix = 0): string {
	const tail = suffix === 0 ? "" : SUFFIX + formatNumeral(suffix);
	return `${ORDINAL}${formatNumeral(value)}条${tail}`;
}
