import { expect, test } from "vitest";
import { coRelevant } from "../../src/evaluate/co-relevance.ts";
import { parseJudgements } from "../../src/evaluate/judgements.ts";

test("articles that answer one query are related to each other; one that stands alone is not asked for", () => {
	const { judgements } = parseJudgements(
		[
			{ id: "1", query: "甲", relevant: ["a", "b"] },
			{ id: "2", query: "乙", relevant: { b: 2, c: 1, junk: 0 } },
			{ id: "3", query: "丙", relevant: ["alone"] },
			{ id: "4", query: "丁", relevant: ["b", "a"] },
		].map((record) => JSON.stringify(record)),
	);
	expect(coRelevant(judgements)).toEqual([
		{ id: "a", query: "a", grades: new Map([["b", 1]]) },
		{
			id: "b",
			query: "b",
			grades: new Map([
				["a", 1],
				["c", 1],
			]),
		},
		{ id: "c", query: "c", grades: new Map([["b", 1]]) },
	]);
});
