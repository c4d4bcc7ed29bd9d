import { describe, expect, test } from "vitest";
import { charsetNamed, decodeText } from "../../src/corpus/decode-text.ts";
import { SourceProblem } from "../../src/corpus/source-problem.ts";

/** 劳动合同的解除 in GB2312. */
const GB2312 = Buffer.from("C0CDB6AFBACFCDACB5C4BDE2B3FD", "hex");
/** 㐀 of GB18030's four-byte part between 法 and 律. */
const FOUR_BYTES = Buffer.from("B7A88139EE39C2C9B5C4C8CB", "hex");
/** 勞動契約的終止 in Big5. */
const BIG5 = Buffer.from("B3D2B0CAABB4ACF9AABAB2D7A4EE", "hex");
const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();

describe("text is decoded by what it is", () => {
	test.each([
		[
			"UTF-8",
			Buffer.from("劳动合同的解除"),
			undefined,
			"utf-8",
			"劳动合同的解除",
		],
		[
			"UTF-8 with a mark",
			Buffer.from("\uFEFF劳动合同"),
			undefined,
			"utf-8",
			"劳动合同",
		],
		["ASCII", Buffer.from("plain text"), "big5", "utf-8", "plain text"],
		[
			"accented Latin in UTF-8",
			Buffer.from("café à la carte"),
			undefined,
			"utf-8",
			"café à la carte",
		],
		["GB2312", GB2312, undefined, "gb18030", "劳动合同的解除"],
		[
			"GB2312 declared as gb2312",
			GB2312,
			"gb2312",
			"gb18030",
			"劳动合同的解除",
		],
		["GB2312 declared as UTF-8", GB2312, "utf-8", "gb18030", "劳动合同的解除"],
		["GB2312 declared as Big5", GB2312, "big5", "gb18030", "劳动合同的解除"],
		["GB18030 with four bytes", FOUR_BYTES, "gb2312", "gb18030", "法㐀律的人"],
		["Big5", BIG5, undefined, "big5", "勞動契約的終止"],
		["Big5 declared as GBK", BIG5, "gbk", "big5", "勞動契約的終止"],
		[
			"UTF-8 declared as GBK",
			Buffer.from("劳动合同的解除"),
			"gbk",
			"utf-8",
			"劳动合同的解除",
		],
		[
			"UTF-16LE with a mark",
			Buffer.from("\uFEFF劳动合同", "utf16le"),
			undefined,
			"utf-16le",
			"劳动合同",
		],
		[
			"UTF-16BE with a mark",
			utf16be("\uFEFF劳动合同"),
			undefined,
			"utf-16be",
			"劳动合同",
		],
		[
			"UTF-16LE without a mark",
			Buffer.from("劳动合同的解除\n一、2024年\n", "utf16le"),
			undefined,
			"utf-16le",
			"劳动合同的解除\n一、2024年\n",
		],
		[
			"UTF-16BE without a mark",
			utf16be("劳动合同的解除\n一、2024年\n"),
			undefined,
			"utf-16be",
			"劳动合同的解除\n一、2024年\n",
		],
		[
			"ASCII in UTF-16LE without a mark",
			Buffer.from("title\ntext", "utf16le"),
			undefined,
			"utf-16le",
			"title\ntext",
		],
		[
			"NUL in UTF-8",
			Buffer.from("劳动\0合同的解除"),
			undefined,
			"utf-8",
			"劳动\0合同的解除",
		],
	] as const)("%s", (_, bytes, declared, charset, text) => {
		expect(decodeText(bytes, declared)).toEqual({ text, charset });
	});

	test.each([
		[
			"bytes of a picture",
			Buffer.from("89504E470D0A1A0A0000000D49484452000001F4FFD8FFE0", "hex"),
		],
		[
			"UTF-8 that is cut inside a character",
			Buffer.from("劳动合同").subarray(0, 11),
		],
		["Latin-1", Buffer.from("caf\xe9 au lait", "latin1")],
		[
			"byte FF in GBK, which TextDecoder('gbk') would let pass",
			Buffer.concat([GB2312, Buffer.from([0xff, 0x20])]),
		],
	])("%s is rejected, not guessed", (_, bytes) => {
		expect(() => decodeText(bytes)).toThrow(SourceProblem);
		expect(() => decodeText(bytes)).toThrow(/save it as UTF-8/);
	});
});

test("the reason names the first byte that does not fit", () => {
	const bytes = Buffer.concat([
		Buffer.from("劳动"),
		Buffer.from([0xff, 0xff, 0xff]),
	]);
	expect(() => decodeText(bytes)).toThrow(/as utf-8 it breaks at byte 6, FF/);
});

test("names of encodings are known in every spelling", () => {
	for (const name of [
		"gb2312",
		"GBK",
		"x-gbk",
		"GB_2312-80",
		"gb18030",
		"cp936",
	])
		expect(charsetNamed(name)).toBe("gb18030");
	for (const name of ["utf8", "UTF-8"])
		expect(charsetNamed(name)).toBe("utf-8");
	for (const name of ["Big5", "big5-hkscs", "cn-big5"])
		expect(charsetNamed(name)).toBe("big5");
	expect(charsetNamed("latin1")).toBeUndefined();
});
