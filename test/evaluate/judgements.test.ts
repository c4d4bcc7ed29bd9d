import { expect, test } from "vitest";
import { parseJudgements } from "../../src/evaluate/judgements.ts";

const line = (record: object) => JSON.stringify(record);
const parse = (...records: (object | string)[]) =>
	parseJudgements(
		records.map((record) =>
			typeof record === "string" ? record : line(record),
		),
	);

test("relevant articles are a list, or an object of grades", () => {
	const { judgements, rejected } = parse(
		{ id: "q1", query: "工伤", relevant: ["a", "b"], names: ["…"] },
		"",
		{ id: "q2", query: "加班费", relevant: { a: 2, b: 0, __proto__x: 1 } },
	);
	expect(rejected).toEqual([]);
	expect(judgements).toEqual([
		{
			id: "q1",
			query: "工伤",
			grades: new Map([
				["a", 1],
				["b", 1],
			]),
		},
		{
			id: "q2",
			query: "加班费",
			grades: new Map([
				["a", 2],
				["b", 0],
				["__proto__x", 1],
			]),
		},
	]);
});

test("a number is an id by its digits, and 0 is one", () => {
	const query = "工伤";
	const { judgements } = parse(
		{ id: 0, query, relevant: [7] },
		{ id: 12, query, relevant: ["a"] },
	);
	expect(judgements.map(({ id }) => id)).toEqual(["0", "12"]);
	expect([...(judgements[0]?.grades.keys() ?? [])]).toEqual(["7"]);
});

test.each([
	["", '""'],
	[" ", '" "'],
	[null, "null"],
	[undefined, "nothing"],
	[1.5, "1.5"],
	[2 ** 60, "1152921504606847000"],
	[["q1"], '["q1"]'],
])("%j is no id, and never becomes 0", (id, found) => {
	const { judgements, rejected } = parse({
		id,
		query: "工伤",
		relevant: ["a"],
	});
	expect(judgements).toEqual([]);
	expect(rejected[0]?.line).toBe(1);
	expect(rejected[0]?.reason).toMatch(/^id: expected /);
	expect(rejected[0]?.reason.endsWith(`found ${found}`)).toBe(true);
});

test("an id that comes again is left out, also where one is a number and the other a text", () => {
	const { judgements, rejected } = parse(
		{ id: "7", query: "工伤", relevant: ["a"] },
		"",
		{ id: 7, query: "加班费", relevant: ["b"] },
	);
	expect(judgements.map(({ query }) => query)).toEqual(["工伤"]);
	expect(rejected).toEqual([
		{ line: 3, reason: 'expected an id of its own, found that of line 1: "7"' },
	]);
});

test("an article named twice is one relevant article", () => {
	const { judgements } = parse({ id: "q", query: "甲", relevant: ["a", "a"] });
	expect(judgements[0]?.grades).toEqual(new Map([["a", 1]]));
});

test.each([
	["nothing relevant", [], "at least one relevant article, found []"],
	[
		"grades of 0 only",
		{ a: 0 },
		'at least one relevant article, found {"a":0}',
	],
	[
		"one id outside a list",
		"a",
		'expected a list of article ids, or an object like {"article id": 2}, found "a"',
	],
	["an empty article id", ["a", ""], 'found the id ""'],
	["a negative grade", { a: -1 }, 'expected grades from 0, found -1 of "a"'],
	["a grade in words", { a: "high" }, 'found "high" of "a"'],
	["no field", undefined, "found nothing"],
])(
	"a line with %s is left out, and the reason says so",
	(_, relevant, reason) => {
		const { judgements, rejected } = parse(
			{ id: "q1", query: "甲", relevant },
			{ id: "q2", query: "乙", relevant: ["a"] },
		);
		expect(judgements.map(({ id }) => id)).toEqual(["q2"]);
		expect(rejected).toHaveLength(1);
		expect(rejected[0]?.reason).toContain(reason);
	},
);

test("lines that are no object with a query are left out, each with its number", () => {
	const { judgements, rejected } = parse(
		"{broken",
		"[1]",
		"null",
		{ id: "q1", query: " ", relevant: ["a"] },
		{ id: "q2", query: "乙", relevant: ["a"] },
	);
	expect(judgements).toHaveLength(1);
	expect(rejected.map((rejection) => rejection.line)).toEqual([1, 2, 3, 4]);
	expect(rejected[1]?.reason).toBe("expected one JSON object, found [1]");
	expect(rejected[3]?.reason).toBe('query: expected words, found " "');
});
