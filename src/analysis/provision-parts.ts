import { isNumeralUnit } from "./numeral-units.ts";
import { formatNumeral, LONGEST_NUMERAL, numeralBetween } from "./numerals.ts";

/*
 * What provisions and their parts are written with, and the 款, 项 and 目 behind a 条.
 */

/** The 款, 项 and 目 of one 条. */
export interface ProvisionParts {
	/** As statutes write them, each part before those within it: 第二款, 第二款第三项. */
	readonly names: readonly string[];
	/** Behind the last of them. */
	readonly end: number;
}

/** What joins one number to the next. */
export interface Joint {
	readonly isRange: boolean;
	readonly end: number;
}

/** More 条, 款 and 项 in one phrase than this are not read as one. */
export const PARTS_LIMIT = 60;
/** A 条 has no more 款, a 款 no more 项; a range of more stands for its two ends. */
const PART_VALUE_LIMIT = 1000;

const ORDINAL = "第".charCodeAt(0);
const OPEN = "(".charCodeAt(0);
const CLOSE = ")".charCodeAt(0);
const LEVEL_OF: ReadonlyMap<number, number> = new Map(
	["款", "项項", "目"].flatMap((spellings, level) =>
		[...spellings].map((spelling) => [spelling.charCodeAt(0), level] as const),
	),
);
const LEVELS = "款项目";
const JOINERS = "、,和与及或";
const RANGE_SIGNS = "至到-—–~";
const NONE: readonly string[] = [];

/** What joins the number that ends at `at` to another one behind it: 、 和 以及 至 -. */
export function jointAt(folded: string, at: number): Joint | undefined {
	const i = skipBlanks(folded, at);
	if (i >= folded.length) {
		return undefined;
	}
	const sign = folded.charAt(i);
	if (JOINERS.includes(sign)) {
		return { isRange: false, end: i + 1 };
	}
	if (RANGE_SIGNS.includes(sign)) {
		const isDouble = sign === folded.charAt(i + 1);
		return { isRange: true, end: i + (isDouble ? 2 : 1) };
	}
	return sign === "以" && folded.charAt(i + 1) === "及"
		? { isRange: false, end: i + 2 }
		: undefined;
}

/** Whether one number goes on with another at `at`, without the words 以及 and ranges. */
export function isJoiner(folded: string, at: number): boolean {
	return at < folded.length && JOINERS.includes(folded.charAt(at));
}

/** The end of the numeral at `at`; `at` where there is none. */
export function endOfNumeral(folded: string, at: number): number {
	const limit = Math.min(folded.length, at + LONGEST_NUMERAL);
	let end = at;
	while (end < limit && isNumeralUnit(folded.charCodeAt(end))) {
		end++;
	}
	return end;
}

/** Behind the blanks at `at`, of which there are no more than two. */
export function skipBlanks(folded: string, at: number): number {
	let i = at;
	while (i < at + 2 && isBlank(folded.charCodeAt(i))) {
		i++;
	}
	return i;
}

function isBlank(unit: number): boolean {
	return unit === 0x20 || unit === 0x09 || unit === 0xa0 || unit === 0x3000;
}

/** The 款, 项 and 目 that begin at `at`: 第一款第（三）项, 第一、三款, 2款. */
export function readParts(folded: string, at: number): ProvisionParts {
	let parts: Parts | undefined;
	let end = at;
	let i = at;
	for (let part = 0; part < PARTS_LIMIT; part++) {
		i = skipBlanks(folded, i);
		if (folded.charCodeAt(i) === ORDINAL) {
			i++;
		}
		const isOpen = folded.charCodeAt(i) === OPEN;
		const numeralStart = skipBlanks(folded, isOpen ? i + 1 : i);
		const numeralEnd = endOfNumeral(folded, numeralStart);
		if (numeralEnd === numeralStart) {
			break;
		}
		parts ??= new Parts();
		parts.take(numeralBetween(folded, numeralStart, numeralEnd));
		i = skipBlanks(folded, numeralEnd);
		if (isOpen && folded.charCodeAt(i) === CLOSE) {
			i = skipBlanks(folded, i + 1);
		}
		const level = LEVEL_OF.get(folded.charCodeAt(i));
		if (level !== undefined) {
			i++;
			end = i;
			parts.close(level);
		}
		const joint = jointAt(folded, i);
		if (joint !== undefined) {
			i = joint.end;
			parts.isRange = joint.isRange;
		} else if (i !== end) {
			break;
		}
	}
	return { names: end === at || parts === undefined ? NONE : parts.names, end };
}

/** The parts of one 条 as they are read. */
class Parts {
	readonly names: string[] = [];
	/** Whether the next number ends a range. */
	isRange = false;
	/** Numbers that wait for their 款 or 项, below 0 where they end a range. */
	#open: number[] = [];
	/** The number and the level of the part read last. */
	#last = 0;
	#lastLevel = -1;
	/** What stands before the numbers of each level: 第二款 before 第三项. */
	readonly #above: string[] = ["", "", ""];

	take(value: number | undefined): void {
		if (value !== undefined && value > 0 && value < PART_VALUE_LIMIT) {
			this.#open.push(this.isRange ? -value : value);
		}
		this.isRange = false;
	}

	/** The numbers that wait are of that level. */
	close(level: number): void {
		let last = level === this.#lastLevel ? this.#last : 0;
		for (const number of this.#open) {
			const value = Math.abs(number);
			const isRange = number < 0 && last > 0 && value - last <= PARTS_LIMIT;
			for (let between = last + 1; isRange && between < value; between++) {
				this.#add(level, between);
			}
			this.#add(level, value);
			last = value;
		}
		this.#last = last;
		this.#lastLevel = level;
		this.#open = [];
	}

	#add(level: number, value: number): void {
		const name = `${this.#above[level]}第${formatNumeral(value)}${LEVELS[level]}`;
		if (this.names.length < PARTS_LIMIT && !this.names.includes(name)) {
			this.names.push(name);
		}
		this.#above.fill(name, level + 1);
	}
}
