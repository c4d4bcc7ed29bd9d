import fc from "fast-check";
import { expect, test } from "vitest";
import { displayWidth, padEnd, padStart } from "../../src/cli/display-width.ts";
import { markedSpans, paint, span, wrap } from "../../src/cli/paint.ts";
import { formatTable } from "../../src/cli/table.ts";

test("Chinese characters and emoji are two columns wide, combining marks none", () => {
	expect(displayWidth("劳动ab")).toBe(6);
	expect(displayWidth("𠮷，（")).toBe(6);
	expect(displayWidth("e\u0301")).toBe(1);
	expect(displayWidth("👩‍⚖️")).toBe(2);
	expect(displayWidth("👍🏽")).toBe(2);
	expect(displayWidth("⚖️")).toBe(2);
	expect(padEnd("法", 4)).toBe("法  ");
	expect(padStart("法", 4)).toBe("  法");
});

test("what matched is coloured, and without colour the text stands as it is", () => {
	const spans = markedSpans({
		text: "解除劳动合同",
		ranges: [{ start: 2, end: 6 }],
	});
	expect(paint(spans, true)).toBe("解除\x1b[1;31m劳动合同\x1b[0m");
	expect(paint(spans, false)).toBe("解除劳动合同");
});

test("lines break between Chinese characters, not before a full stop nor inside a Latin word", () => {
	const lines = (text: string, columns: number) =>
		wrap([span(text)], columns).map((line) => paint(line, false));
	expect(lines("劳动合同解除。补偿", 12)).toEqual(["劳动合同解", "除。补偿"]);
	expect(lines("《劳动法》第三条", 10)).toEqual(["《劳动法》", "第三条"]);
	expect(lines("见 Article twelve 之规定", 10)).toEqual([
		"见 Article",
		"twelve 之",
		"规定",
	]);
	expect(lines("abcdefghijklmnop", 10)).toEqual(["abcdefghij", "klmnop"]);
	expect(lines("", 10)).toEqual([]);
});

test("wrapping loses only spaces at line ends, keeps styles, and no line is too wide", () => {
	const text = fc.string({
		unit: fc.constantFrom(..."劳动，。《》 ab1", "𠮷", "😀"),
	});
	const range = fc.integer({ min: 4, max: 30 });
	fc.assert(
		fc.property(text, text, range, (plain, marked, columns) => {
			const spans = [span(plain), span(marked, "mark")];
			const lines = wrap(spans, columns);
			const without = (value: string) => value.replaceAll(" ", "");
			const joined = (style: string) =>
				lines
					.flat()
					.filter((piece) => piece.style === style)
					.map((piece) => piece.text)
					.join("");
			expect(without(joined("plain"))).toBe(without(plain));
			expect(without(joined("mark"))).toBe(without(marked));
			for (const line of lines) {
				const width = displayWidth(paint(line, false).trimEnd());
				expect(width).toBeLessThanOrEqual(columns);
			}
		}),
	);
});

test("tables align in display width, numbers to the right", () => {
	expect(
		formatTable([
			["词项", "n"],
			["劳动", 5],
			["a", 10],
		]),
	).toBe("词项   n\n劳动   5\na     10\n");
});
