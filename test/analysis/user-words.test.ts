import { describe, expect, test } from "vitest";
import { parseUserWords } from "../../src/analysis/user-words.ts";

describe("a list of user words", () => {
	test("has a word a line with optional frequency and tag, blank lines and comments", () => {
		const text =
			"\uFEFF# 法律词\r\n竞业限制\r\n\r\n  工伤认定 500\n帮信罪 n\n彩礼\t300 n\n#罪\n";
		expect(parseUserWords(text, "words.txt")).toEqual([
			{ word: "竞业限制" },
			{ word: "工伤认定", frequency: 500 },
			{ word: "帮信罪", tag: "n" },
			{ word: "彩礼", frequency: 300, tag: "n" },
		]);
	});

	test("may be empty", () => {
		expect(parseUserWords("", "words.txt")).toEqual([]);
		expect(parseUserWords("\n# nothing\n", "words.txt")).toEqual([]);
	});

	test.each([
		["竞业 限制 n", "a number in the second of three columns"],
		["竞业 1 n x", "at most three columns"],
		["竞业 0", "a frequency that is a whole number from 1"],
		["竞业 -3", "a frequency that is a whole number from 1"],
		["竞业 1.5 n", "a frequency that is a whole number from 1"],
		["竞业 12x", "a frequency that is a whole number from 1"],
		["竞业 99999999999", "a frequency that is a whole number from 1"],
		["竞业，限制", "without ， and 。"],
		["竞\ud800业", "no half of a surrogate pair"],
		["字".repeat(513), "at most 512 characters"],
	])(
		"with the line %j is refused, naming list, line and what was found",
		(line, expected) => {
			const parse = () => parseUserWords(`好\n\n${line}\n`, "words.txt");
			expect(parse).toThrow(
				expect.objectContaining({
					name: "SearchError",
					code: "bad-list",
					message: expect.stringContaining("words.txt, line 3: expected "),
				}),
			);
			expect(parse).toThrow(expected);
			expect(parse).toThrow(JSON.stringify(line).slice(0, 20));
		},
	);
});
