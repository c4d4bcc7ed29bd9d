import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonLine, printable } from "../../src/cli/printable.ts";

const DANGEROUS = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;
const hostile = fc.string({
	unit: fc.oneof(
		fc
			.integer({ min: 0, max: 0x10ffff })
			.map((code) =>
				code >= 0xd800 && code < 0xe000 ? "\ud800" : String.fromCodePoint(code),
			),
		fc.constantFrom(
			"\x1b[31m",
			"\u009b2J",
			"\u202e",
			"\u2066",
			"\u200f",
			"\r\n",
			"\0",
			"\x7f",
			"\ufeff",
		),
	),
});

test("control characters become pictures, line ends spaces, directions vanish, emoji stay whole", () => {
	expect(printable("甲\x1b[31m乙\r\n 丙\t丁\u202e戊\u009b\x7f👩‍⚖️")).toBe(
		"甲␛[31m乙 丙 丁戊\ufffd␡👩‍⚖️",
	);
});

test("nothing that a terminal obeys is left of any text", () => {
	fc.assert(
		fc.property(hostile, (text) => {
			expect(printable(text)).not.toMatch(DANGEROUS);
		}),
	);
});

test("any value survives its line of JSON, and nothing in the line is obeyed by a terminal", () => {
	fc.assert(
		fc.property(hostile, (text) => {
			const line = jsonLine({ [text]: text });
			expect(JSON.parse(line)).toEqual({ [text]: text });
			expect(line.slice(0, -1)).not.toMatch(DANGEROUS);
		}),
	);
});
