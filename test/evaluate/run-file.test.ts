import fc from "fast-check";
import { expect, test } from "vitest";
import { formatRun, parseRun } from "../../src/evaluate/run-file.ts";

test("a run is ordered by score, and by falling id where scores are equal, whatever its ranks say", () => {
	const run = parseRun(
		[
			"q1 Q0 low 1 0.5 other",
			"q1 Q0 a 2 2.5 other",
			"",
			"q2\tQ0\tx\t1\t-3e-2\tother",
			"q1 Q0 b 3 2.5 other",
		],
		"other.run",
	);
	expect([...run]).toEqual([
		[
			"q1",
			[
				{ id: "b", score: 2.5 },
				{ id: "a", score: 2.5 },
				{ id: "low", score: 0.5 },
			],
		],
		["q2", [{ id: "x", score: -0.03 }]],
	]);
});

test.each([
	["q1 Q0 a 1 0.5", 'line 1: expected "query Q0 article rank score tag"'],
	["q1 Q0 a 1 high tag", "line 1: expected"],
	[
		"q1 Q0 a 1 2 t\nq1 Q0 a 2 1 t",
		'line 2: expected each article once a query, found "a" of "q1"',
	],
])("%j is refused", (text, message) => {
	expect(() => parseRun(text.split("\n"), "x.run")).toThrow(
		`x.run: ${message}`,
	);
});

test("a written run is read back in our order, equal and falling scores alike", () => {
	const score = fc.oneof(
		fc.constantFrom(0, 1, 1e-45, -1, 3.5, 1e30),
		fc.double({ min: -1e6, max: 1e6, noNaN: true }),
	);
	fc.assert(
		fc.property(fc.array(score, { maxLength: 20 }), (scores) => {
			const hits = scores
				.sort((a, b) => b - a)
				.map((value, i) => ({ id: `a${i}`, score: value }));
			const run = formatRun(new Map([["q", hits]]), "t");
			const read = parseRun(run.split("\n"), "t").get("q") ?? [];
			expect(read.map(({ id }) => id)).toEqual(hits.map(({ id }) => id));
		}),
		{ seed: 7 },
	);
});

test("an id that the format cannot say is refused", () => {
	const run = new Map([["q", [{ id: "a b.txt", score: 1 }]]]);
	expect(() => formatRun(run, "t")).toThrow(
		'expected ids without white space, which alone a TREC run can name, found "a b.txt"',
	);
});
