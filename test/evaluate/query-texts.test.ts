import { expect, test } from "vitest";
import { parseQueryTexts } from "../../src/evaluate/query-texts.ts";

test("texts stand in JSONL or behind a tab", () => {
	const texts = parseQueryTexts(
		['{"id": 7, "query": "工伤 认定"}', "", "q2\t离婚 财产\r"],
		"topics",
	);
	expect([...texts]).toEqual([
		["7", "工伤 认定"],
		["q2", "离婚 财产"],
	]);
});

test.each([
	["工伤", 'line 1: expected an id, a tab and the query, or {"id", "query"}'],
	["q1\t ", "line 1: expected an id, a tab and the query"],
	['{"id":""}', "line 1: id: expected a text that is not empty"],
	['{"id":"a"}', "line 1: query: expected words"],
	["q1\t甲\nq1\t乙", 'line 2: expected each id once, found "q1" again'],
])("%j is refused", (text, message) => {
	expect(() => parseQueryTexts(text.split("\n"), "topics")).toThrow(
		`topics: ${message}`,
	);
});
