import type { TextRange } from "../article.ts";
import { readDocumentNumber } from "./document-number.ts";
import { type EntityReading, isOneOf } from "./entity.ts";
import { isAsciiDigit } from "./numeral-units.ts";
import { formatNumeral, numeralBetween } from "./numerals.ts";
import { endOfNumeral } from "./provision-parts.ts";
import {
	DIGITS_LIMIT,
	LIST_SIGNS,
	NUMBERS_LIMIT,
	ORDINAL,
	type SerialNumbers,
	serialNumbersBefore,
} from "./serial-numbers.ts";
import {
	bracketedYearBefore,
	isCloser,
	isOpener,
	skipBack,
	type YearMark,
	yearAt,
} from "./year-bracket.ts";

/** The court and the kind of a case, and the year before them: 湘0405刑初. */
interface CaseCode {
	readonly code: string;
	readonly year: YearMark;
}

const CODE_LIMIT = 24;
const CODE_LENGTH_LIMIT = 16;
const FIRST_IDEOGRAPH = 0x4e00;
const LAST_IDEOGRAPH = 0x9fff;

const WORD = "字";
/** Kinds of cases: each code says one of them. */
const CASE_KINDS =
	"民刑行执執赔賠破清认認知国國协協委司惩懲保诉訴督商经經海仲裁劳勞监監申辖轄调調";
/** What a code without 字 ends with. */
const CODE_ENDS =
	"初终終再申监監抗执執赔賠认認破清异異恢保特督催他辖轄撤撒核复復更减減假惩懲请請调調提诉訴外协協请司民刑知行裁审審强強罚罰许許";
/** What stands in no code: 年民政部令第12号, 公告 and the like. */
const NO_CODE = "年月日令部函条款款号號于於的之告发發";
/** What a code without brackets around its year begins with: provinces, the highest court, the army. */
const COURTS =
	"京津沪滬渝冀豫云雲辽遼黑湘皖鲁魯新苏蘇浙赣贛鄂桂甘晋晉蒙陕陝吉闽閩贵貴粤粵青藏川宁寧琼瓊兵军軍最";
/** 149号之一审判决 is no 之一. */
const AFTER_ONE = "审審个個些次";

/** A case, or a document, whose number ends with the 号 at `at`: （2017）湘0405刑初149号, 法释〔2020〕17号. Gives where to go on. */
export function readNumbered(reading: EntityReading, at: number): number {
	const numbers = serialNumbersBefore(reading, at);
	if (numbers === undefined) {
		return at + 1;
	}
	const end = readDocumentNumber(reading, at, numbers);
	if (end !== undefined) {
		return end;
	}
	const found = codeBefore(reading, skipBack(reading.folded, numbers.start));
	return found === undefined ? at + 1 : addCases(reading, at, numbers, found);
}

/** The code that ends at `end`, back to its year. */
function codeBefore(
	{ folded, floor }: EntityReading,
	end: number,
): CaseCode | undefined {
	const limit = Math.max(floor, end - CODE_LIMIT);
	for (let i = end; i > limit; ) {
		const unit = folded.charCodeAt(i - 1);
		if (isCloser(folded, i - 1)) {
			const year = bracketedYearBefore(folded, i, floor);
			if (year !== undefined) {
				const code = codeOf(folded.slice(i, end));
				return code === undefined ? undefined : { code, year };
			}
		} else if (isAsciiDigit(unit)) {
			const found = bareYearBefore(folded, i, end);
			if (found !== undefined) {
				return found.year.start < floor ? undefined : found;
			}
		} else if (
			unit !== 0x20 &&
			!isOpener(folded, i - 1) &&
			(unit < FIRST_IDEOGRAPH || unit > LAST_IDEOGRAPH)
		) {
			return undefined;
		}
		i--;
	}
	return undefined;
}

/** 2017 of 2017湘0405刑初 whose digits end at `at`. */
function bareYearBefore(
	folded: string,
	at: number,
	end: number,
): CaseCode | undefined {
	const start = at - 4;
	const isCourt = isOneOf(COURTS, folded, skipBlank(folded, at));
	const year = isCourt ? yearAt(folded, start) : undefined;
	const code = year === undefined ? undefined : codeOf(folded.slice(at, end));
	return year === undefined || code === undefined
		? undefined
		: { code, year: { year, start } };
}

function skipBlank(folded: string, at: number): number {
	return folded.charCodeAt(at) === 0x20 ? at + 1 : at;
}

/** A code as written today, without blanks and 字; undefined for what is none. */
function codeOf(written: string): string | undefined {
	const code = written
		.replaceAll(" ", "")
		.replace(/[〔【［﹝[]/g, "(")
		.replace(/[〕】］﹞\]]/g, ")");
	const hasWord = code.endsWith(WORD);
	const plain = hasWord ? code.slice(0, -1) : code;
	const last = plain.length - 1;
	const isCode =
		plain.length >= 2 &&
		plain.length <= CODE_LENGTH_LIMIT &&
		plain.charCodeAt(0) >= FIRST_IDEOGRAPH &&
		(hasWord || isOneOf(CODE_ENDS, plain, last)) &&
		!hasOneOf(plain, NO_CODE) &&
		hasOneOf(plain, CASE_KINDS);
	return isCode ? plain : undefined;
}

function hasOneOf(text: string, characters: string): boolean {
	for (let i = 0; i < text.length; i++) {
		if (characters.includes(text.charAt(i))) {
			return true;
		}
	}
	return false;
}

function addCases(
	reading: EntityReading,
	at: number,
	{ numbers, suffix }: SerialNumbers,
	{ code, year: { year, start } }: CaseCode,
): number {
	const { folded } = reading;
	const head = `(${year})${code}`;
	const terms = numbers.map((number) => `${head}${number}号`);
	const tail =
		suffix > 0 ? { value: suffix, end: at + 1 } : oneOf(folded, at + 1);
	if (tail.value > 0) {
		terms.push(`${terms.at(-1)}之${formatNumeral(tail.value)}`);
	}
	reading.add("case-number", { start, end: tail.end }, terms);
	return addMoreCases(reading, head, tail.end);
}

/** 之一 behind 号; 0 where there is none. */
function oneOf(folded: string, at: number): { value: number; end: number } {
	const end = endOfNumeral(folded, at + 1);
	const value =
		folded.charAt(at) === "之" && !isOneOf(AFTER_ONE, folded, end)
			? numeralBetween(folded, at + 1, end)
			: undefined;
	return value === undefined ? { value: 0, end: at } : { value, end };
}

/** 150号 and 151号 of （2017）湘0405刑初149号、150号、151号. */
function addMoreCases(
	reading: EntityReading,
	head: string,
	from: number,
): number {
	const { folded } = reading;
	let end = from;
	for (let count = 0; count < NUMBERS_LIMIT; count++) {
		const range = nextNumber(folded, end);
		if (range === undefined) {
			break;
		}
		const digits = folded
			.slice(range.start, range.end - 1)
			.replace(ORDINAL, "");
		reading.add("case-number", range, [`${head}${Number(digits)}号`]);
		end = range.end;
	}
	return end;
}

/** 150号 or 第150号 behind a 、 at `at`. */
function nextNumber(folded: string, at: number): TextRange | undefined {
	if (!isOneOf(LIST_SIGNS, folded, at)) {
		return undefined;
	}
	const start = at + 1;
	const digitsStart = folded.charAt(start) === ORDINAL ? start + 1 : start;
	let end = digitsStart;
	while (
		end < digitsStart + DIGITS_LIMIT &&
		isAsciiDigit(folded.charCodeAt(end))
	) {
		end++;
	}
	return end > digitsStart && isOneOf("号號", folded, end)
		? { start, end: end + 1 }
		: undefined;
}
