import { CLOSERS, lawKey, OPENERS, STATE } from "./law-key.ts";
import { parseNumeral } from "./numerals.ts";

/** What a law calls itself, and others call it; longer ones first. Several nouns may mean one sort. */
const KINDS: readonly (readonly [string, string])[] = [
	["司法解释", "解释"],
	["实施条例", "条例"],
	["实施细则", "细则"],
	["实施办法", "办法"],
	["若干规定", "规定"],
	["法典", "法"],
	["法律", "法"],
	["通则", "通则"],
	["条例", "条例"],
	["规定", "规定"],
	["办法", "办法"],
	["解释", "解释"],
	["细则", "细则"],
	["规则", "规则"],
	["决定", "决定"],
	["意见", "意见"],
	["通知", "通知"],
	["批复", "批复"],
	["公约", "公约"],
	["协定", "协定"],
	["纪要", "纪要"],
	["准则", "准则"],
	["规范", "规范"],
	["安排", "安排"],
	["答复", "答复"],
	["规程", "规程"],
	["修正案", "修正案"],
	["议定书", "议定书"],
	["法", "法"],
];

/** 〇: below it stand marks, which a name's key has not. */
const LEAST_CHINESE = "\u3007";
/** What a bare noun may begin with, and marks that its key has not. */
const MAY_BEGIN = `${STATE}${OPENERS}${CLOSERS}${KINDS.map(([word]) => word.charAt(0)).join("")}`;

/** What the end of a name says: …解释（二） is 解释, second of its series. */
export interface NameEnd {
	/** As it stands: 司法解释; empty where the name says no sort. */
	readonly noun: string;
	/** 解释 */
	readonly kind: string;
	/** 0 where there is none. */
	readonly ordinal: number;
}

/** What the end of a name's key says. */
export function endOfKey(key: string): NameEnd {
	const plain = key.replace(/(?:试行|\d{4}年?(?:修正|修订)?)$/, "");
	const { ordinal, start } = ordinalBefore(plain, plain.length);
	const noun = nounBefore(plain, start) ?? "";
	const kind = kindOf(noun);
	return { noun, kind, ordinal };
}

/** The noun that ends at `end`. */
export function nounBefore(text: string, end: number): string | undefined {
	return KINDS.find(([word]) => text.endsWith(word, end))?.[0];
}

/** （二）, (2) or 二 that ends at `end`. */
export function ordinalBefore(
	text: string,
	end: number,
): { ordinal: number; start: number } {
	let start = end;
	const isBracketed = text.charAt(start - 1) === ")";
	if (isBracketed) {
		start--;
	}
	const numeralEnd = start;
	while (
		numeralEnd - start < 2 &&
		/[一二三四五六七八九十\d]/.test(text.charAt(start - 1))
	) {
		start--;
	}
	const ordinal = parseNumeral(text.slice(start, numeralEnd));
	if (
		ordinal === undefined ||
		(isBracketed && text.charAt(start - 1) !== "(")
	) {
		return { ordinal: 0, start: end };
	}
	return { ordinal, start: isBracketed ? start - 1 : start };
}

/** Several nouns may mean one sort: 司法解释 and 解释. */
export function kindOf(noun: string): string {
	return KINDS.find(([word]) => word === noun)?.[1] ?? "";
}

/** Whether a title says only what sort of law it is: 解释, 司法解释（二）. */
export function isBareNoun(title: string): boolean {
	const first = title.charAt(0);
	if (first >= LEAST_CHINESE && !MAY_BEGIN.includes(first)) {
		return false;
	}
	const key = lawKey(title);
	const { noun } = endOfKey(key);
	return noun !== "" && key.lastIndexOf(noun) === 0;
}
