import fc from "fast-check";
import { expect, test } from "vitest";
import { clauseBounds, sentenceBounds } from "../../src/analysis/sentences.ts";

function parts(text: string, bounds: readonly number[]): string[] {
	return bounds.slice(1).map((end, i) => text.slice(bounds[i], end));
}

test("clauses end at 。！？；， and at line ends, and keep their punctuation", () => {
	const text = "一、概述\n公司拖欠工资，怎么办？先协商；不成再仲裁！\r\n完。";
	expect(parts(text, clauseBounds(text))).toEqual([
		"一、概述\n",
		"公司拖欠工资，",
		"怎么办？",
		"先协商；",
		"不成再仲裁！\r\n",
		"完。",
	]);
});

test("sentences run over commas", () => {
	const text = "甲，乙。丙，丁";
	expect(parts(text, sentenceBounds(text))).toEqual(["甲，乙。", "丙，丁"]);
});

test("closing quotes and repeated marks stay with their sentence", () => {
	const text = "他说：“不行！！”（见附件。）第二句……完";
	expect(parts(text, sentenceBounds(text))).toEqual([
		"他说：“不行！！”",
		"（见附件。）",
		"第二句……",
		"完",
	]);
});

test("narrow punctuation inside numbers and web addresses ends nothing", () => {
	const text = "赔偿20,000元或3.5万元,见http://a.cn/b?c=d. 完";
	expect(parts(text, clauseBounds(text))).toEqual([
		"赔偿20,000元或3.5万元,",
		"见http://a.cn/b?c=d.",
		" 完",
	]);
});

test("ten million full stops in a row are no trouble", () => {
	const text = "。".repeat(10_000_000);
	expect(clauseBounds(text).at(-1)).toBe(text.length);
});

test("an empty text has the one cut point 0", () => {
	expect(Array.from(clauseBounds(""))).toEqual([0]);
});

test("the parts of any text joined give it back, none is empty, and no surrogate pair is cut", () => {
	const unit = fc.constantFrom(..."劳动，。！?;.,\r\n”）a1 ", "𠮷", "😀");
	fc.assert(
		fc.property(fc.string({ unit, maxLength: 300 }), (text) => {
			for (const bounds of [clauseBounds(text), sentenceBounds(text)]) {
				const cut = parts(text, bounds);
				expect(cut.join("")).toBe(text);
				expect(
					cut.every((part) => part !== "" && !/\p{Surrogate}/u.test(part)),
				).toBe(true);
				expect(bounds[0]).toBe(0);
			}
		}),
	);
});
