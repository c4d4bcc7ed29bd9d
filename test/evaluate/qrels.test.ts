import { expect, test } from "vitest";
import { parseQrels } from "../../src/evaluate/qrels.ts";

test("qrels are grades by query, and junk counts as not relevant", () => {
	const { judgements, rejected } = parseQrels(
		["q1 0 a 2", "", "q1\t0\tb\t0", "q2 Q0 c 1\r", "q1 0 junk -2"],
		new Map([
			["q1", "工伤"],
			["q2", "加班费"],
		]),
	);
	expect(rejected).toEqual([]);
	expect(judgements).toEqual([
		{
			id: "q1",
			query: "工伤",
			grades: new Map([
				["a", 2],
				["b", 0],
				["junk", 0],
			]),
		},
		{ id: "q2", query: "加班费", grades: new Map([["c", 1]]) },
	]);
});

test("without a file of queries their texts are empty", () => {
	const { judgements } = parseQrels(["q1 0 a 1"], undefined);
	expect(judgements.map(({ query }) => query)).toEqual([""]);
});

test("what is no judgement is left out, with its line and the reason", () => {
	const { judgements, rejected } = parseQrels(
		[
			"q1 0 a 1",
			"q1 0 a 0",
			"q1 0 b",
			"q1 0 b high",
			"q2 0 a 0",
			"q3 0 a 1",
			'{"id":"q4"}',
		],
		new Map([
			["q1", "甲"],
			["q2", "乙"],
		]),
	);
	expect(judgements).toHaveLength(1);
	expect(rejected).toEqual([
		{
			line: 2,
			reason: 'expected each article once a query, found "a" of "q1" again',
		},
		{
			line: 3,
			reason: 'expected "query iteration article grade", found "q1 0 b"',
		},
		{
			line: 4,
			reason: 'expected "query iteration article grade", found "q1 0 b high"',
		},
		{
			line: 5,
			reason: 'expected at least one relevant article, found none of "q2"',
		},
		{
			line: 6,
			reason:
				'expected a query with its text in the file of queries, found none of "q3"',
		},
		{
			line: 7,
			reason:
				'expected "query iteration article grade", found "{\\"id\\":\\"q4\\"}"',
		},
	]);
});
