import { expect, test } from "vitest";
import { compareResults } from "../../src/evaluate/compare-results.ts";
import {
	type FormerResult,
	parseResults,
} from "../../src/evaluate/query-result.ts";

const result = (
	id: string,
	ndcg: number,
	more: Partial<FormerResult> = {},
): FormerResult => ({
	id,
	query: `问题${id}`,
	k: 10,
	recallK: 100,
	ndcg,
	rr: ndcg,
	precision: 0.1,
	recall: 1,
	...more,
});
const OPTIONS = { seed: 1, name: "old.jsonl" };

test("queries are paired by id, whatever their order; the others are counted", () => {
	const comparison = compareResults(
		[result("b", 0.5), result("a", 0), result("old", 1)],
		[result("a", 1), result("new", 1), result("b", 0.25)],
		OPTIONS,
	);
	expect(comparison).toMatchObject({
		seed: 1,
		rounds: 10_000,
		onlyNow: 1,
		onlyFormerly: 1,
		tests: {
			ndcg: { pairs: 2, difference: 0.375, wins: 1, losses: 1, ties: 0 },
			recall: { difference: 0, ties: 2, pValue: 1 },
		},
	});
});

test("measures at other cut-offs, of other queries, or of nothing in common are not compared", () => {
	const compare = (former: FormerResult) => () =>
		compareResults([former], [result("a", 1)], OPTIONS);
	expect(compare(result("a", 1, { k: 5 }))).toThrow(
		'old.jsonl: "a": expected measures at 10 and 100, found them at 5 and 100; give --k 5 --recall-k 100',
	);
	expect(compare(result("a", 1, { query: "别的" }))).toThrow(
		'old.jsonl: "a": expected the query "问题a", as in the judgements, found "别的"',
	);
	expect(compare(result("b", 1))).toThrow("found none with an id of");
});

test("former output is read back as it was written", () => {
	const results = [result("a", 0.63), result("b", 0)];
	const lines = results.map((former) =>
		JSON.stringify({ ...former, hits: [] }),
	);
	expect(parseResults([...lines, ""], "old.jsonl")).toEqual(results);
});

test.each([
	["{", "line 1: expected one JSON object, found: "],
	['{"id":"","ndcg":1}', "line 1: id: expected a text that is not empty"],
	[
		'{"id":"a","relevant":[]}',
		"line 1: expected a query, ndcg, rr, precision and recall",
	],
	[
		JSON.stringify(result("a", 33)),
		"line 1: expected a query, ndcg, rr, precision and recall from 0 to 1",
	],
	[
		`${JSON.stringify(result("a", 1))}\n${JSON.stringify(result("a", 1))}`,
		'line 2: expected each id once, found "a" again',
	],
])("a file that eval did not write is refused: %s", (text, message) => {
	expect(() => parseResults(text.split("\n"), "old.jsonl")).toThrow(
		`old.jsonl: ${message}`,
	);
});
