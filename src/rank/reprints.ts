import { fold } from "../analysis/fold.ts";
import { parseNumeral } from "../analysis/numerals.ts";
import { lettersOf, shingleHashes } from "../analysis/shingles.ts";
import {
	type Differences,
	differencesOf,
	type Replaced,
} from "./replaced-stretches.ts";

/*
 * Whether two texts are one article printed twice. Those who reprint add a source, a dateline, an editor, an advertisement, or leave something
 * out; those who fill in a form put another name, date or sum in the same place. So what counts beside the share of shingles in common
 * is what stands in one text in place of something else in the other. Measured in bench/reprints.md.
 */

/** Signatures at least so alike are looked at closely. */
export const LEAST_LIKENESS = 0.5;
/** Share of shingles that two prints of one article have in common, at least (Jaccard). */
const LEAST_COMMON = 0.75;
/** An editor changes a word or two. */
const MOST_REPLACED = 2;
/** Letters of a title, a dateline or a note of the editor; who puts more in place of as much has another end to the story. */
const LONGEST_FRAME = 45;
/** Numbers that each of the two has and the other has not, from which on they speak of different cases. */
const OTHER_NUMBERS = 2;
const LONGEST_NAME = 4;

/** The hundred commonest surnames, and those of two characters. */
const SURNAMES =
	/^(?:[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常]|欧阳|上官|司马|诸葛|慕容)/;

/** What stands before the names of those who made the page. */
const CREDIT =
	/记者|通讯员|编辑|责编|作者|审核|校对|监制|来源|供图|供稿|摄影|本报|网讯|日电/;
const CREDIT_LETTERS = 12;

/** A text as it is compared. */
export interface ComparedText {
	readonly letters: string;
	/** Of its shingles, in their order. */
	readonly hashes: Int32Array;
}

export function comparedText(text: string): ComparedText {
	const letters = lettersOf(fold(text));
	return { letters, hashes: shingleHashes(letters) };
}

/** Whether one text is a print of the other. */
export function isReprint(a: ComparedText, b: ComparedText): boolean {
	if (a.letters === b.letters) {
		return a.letters !== "";
	}
	if (commonShare(a.hashes, b.hashes) < LEAST_COMMON) {
		return false;
	}
	const found = differencesOf(a.letters, b.letters, a.hashes, b.hashes);
	if (found === undefined || hasOtherNumbers(a.letters, b.letters)) {
		return false;
	}
	const replaced = found.stretches.filter(
		({ from, to }) => from !== "" && to !== "",
	);
	const inner = replaced.filter(({ isOuter }) => !isOuter);
	return (
		inner.length <= MOST_REPLACED &&
		!inner.some(isOtherNumber) &&
		!isOtherFrame(found) &&
		!replaced.some((one) => isOtherName(one, a.letters, b.letters))
	);
}

/** The share of their distinct shingles that two texts have in common (Jaccard), 0 to 1. */
export function commonShare(a: Int32Array, b: Int32Array): number {
	const ofA = new Set(a);
	const ofB = new Set(b);
	let common = 0;
	for (const hash of ofA) {
		common += ofB.has(hash) ? 1 : 0;
	}
	const all = ofA.size + ofB.size - common;
	return all === 0 ? 0 : common / all;
}

/** A number for a number: a form that is filled in anew. In other spelling it is the same number. */
function isOtherNumber({ from, to }: Replaced): boolean {
	const [a, b] = [parseNumeral(from), parseNumeral(to)];
	return a !== undefined && b !== undefined && a !== b;
}

/** A name for a name, unless it is that of who wrote, edited or published the text. */
function isOtherName(
	{ from, to, at, toAt }: Replaced,
	a: string,
	b: string,
): boolean {
	return (
		isName(from) &&
		isName(to) &&
		!CREDIT.test(a.slice(Math.max(0, at - CREDIT_LETTERS), at)) &&
		!CREDIT.test(b.slice(Math.max(0, toAt - CREDIT_LETTERS), toAt))
	);
}

/** Another beginning or end of some length. */
function isOtherFrame({ head, tail }: Differences): boolean {
	return Math.max(head, tail) > LONGEST_FRAME;
}

function isName(text: string): boolean {
	return text.length <= LONGEST_NAME && SURNAMES.test(text);
}

function hasOtherNumbers(a: string, b: string): boolean {
	const ofA = numbersOf(a);
	const ofB = numbersOf(b);
	return (
		missing(ofA, ofB) >= OTHER_NUMBERS && missing(ofB, ofA) >= OTHER_NUMBERS
	);
}

function numbersOf(text: string): ReadonlySet<string> {
	return new Set(text.match(/\d+/g));
}

function missing(of: ReadonlySet<string>, from: ReadonlySet<string>): number {
	return [...of].filter((number) => !from.has(number)).length;
}
