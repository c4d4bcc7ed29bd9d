import { describe, expect, test } from "vitest";
import { describeQuery } from "../../src/query/describe-query.ts";
import { literalQuery, parseQuery } from "../../src/query/parse-query.ts";
import type { Clause } from "../../src/query/query.ts";
import {
	MAX_CLAUSES,
	MAX_DEPTH,
	MAX_QUERY_LENGTH,
} from "../../src/query/query-problem.ts";
import { leavesOf } from "./query-leaves.ts";

function codesOf(typed: string): string[] {
	return parseQuery(typed).problems.map(({ code }) => code);
}

describe("a parsed query", () => {
	test("knows where each of its parts was typed", () => {
		const typed = '+标题:孕检假 -"交通 事故" (离婚 OR 离异) 日期:>= 2024';
		const leaves = parseQuery(typed).query.clauses.flatMap(({ query }) =>
			leavesOf(query),
		);
		expect(leaves.map(({ start, end }) => typed.slice(start, end))).toEqual([
			"孕检假",
			"交通 事故",
			"离婚",
			"离异",
			">= 2024",
		]);
	});

	test("gives groups and what operators join the range of all of it", () => {
		const typed = "x (离婚 财产) y 甲 同句 乙";
		const [, group, , near] = parseQuery(typed).query.clauses;
		const rangeOf = (clause: typeof group) =>
			typed.slice(clause?.query.start, clause?.query.end);
		expect(rangeOf(group)).toBe("(离婚 财产)");
		expect(rangeOf(near)).toBe("甲 同句 乙");
	});

	test("lists its problems by their place", () => {
		const { problems } = parseQuery(
			'() 标题: OR + "" 日期:昨天 OR 甲 OR OR “乙',
		);
		expect(problems.map(({ code }) => code)).toEqual([
			"empty-group",
			"stray-field",
			"empty-quote",
			"bad-date",
			"stray-operator",
			"stray-operator",
			"unclosed-quote",
		]);
		const starts = problems.map(({ start }) => start);
		expect(starts).toEqual(starts.toSorted((a, b) => a - b));
	});
});

describe("the limits of a query", () => {
	test("leave out what is beyond the longest text", () => {
		const typed = "离".repeat(MAX_QUERY_LENGTH + 5);
		const { query, problems } = parseQuery(typed);
		expect(describeQuery(query)).toBe(`text"${"离".repeat(MAX_QUERY_LENGTH)}"`);
		expect(problems).toMatchObject([
			{ code: "too-long", start: MAX_QUERY_LENGTH, end: typed.length },
		]);
	});

	test("join the words beyond the last clause to one text", () => {
		const words = (count: number) =>
			Array.from({ length: count }, (_, i) => `词${i}`).join(" ");
		const most = parseQuery(words(MAX_CLAUSES));
		expect(most.query.clauses).toHaveLength(MAX_CLAUSES);
		expect(most.problems).toEqual([]);
		const typed = `${words(MAX_CLAUSES)} +"甲" (乙 OR 丙) `;
		const { query, problems } = parseQuery(typed);
		expect(query.clauses.length).toBeLessThanOrEqual(MAX_CLAUSES);
		expect(query.clauses.length).toBeGreaterThan(MAX_CLAUSES - 4);
		const [problem] = problems;
		expect(problem?.code).toBe("too-many-clauses");
		expect(query.clauses.at(-1)).toMatchObject({
			occur: "should",
			query: { kind: "text", text: typed.slice(problem?.start).trimEnd() },
		});
		expect(problem?.end).toBe(typed.length - 1);
	});

	test("take no sign or field's name from the words that they join", () => {
		const typed = "-标题:词 ".repeat(MAX_CLAUSES + 9);
		const { query } = parseQuery(typed);
		expect(query.clauses.at(-2)?.occur).toBe("mustNot");
		const last = query.clauses.at(-1);
		expect(last?.occur).toBe("should");
		expect(describeQuery({ clauses: [last as Clause] })).toMatch(
			/^text"-标题:词 -标题:词/,
		);
	});

	test("close the groups that are open where there is no more room", () => {
		const typed = `甲 (乙 OR (${"词 OR ".repeat(MAX_CLAUSES)}丙))`;
		const { query, problems } = parseQuery(typed);
		expect(query.clauses.map(({ query: { kind } }) => kind)).toEqual([
			"text",
			"any",
		]);
		expect(query.clauses.flatMap((c) => leavesOf(c.query)).length).toBeLessThan(
			MAX_CLAUSES,
		);
		expect(problems.map(({ code }) => code)).toEqual(["too-many-clauses"]);
	});

	test("take brackets that are too deep as text", () => {
		const nested = (depth: number) =>
			`${"(".repeat(depth)}离婚 OR 离异${")".repeat(depth)}`;
		expect(codesOf(nested(MAX_DEPTH))).toEqual([]);
		const { query, problems } = parseQuery(nested(MAX_DEPTH + 2));
		expect(describeQuery(query)).toBe('any(text"((离婚" text"离异))")');
		expect(problems).toMatchObject([
			{ code: "too-deep", start: MAX_DEPTH, end: MAX_DEPTH + 12 },
		]);
	});

	test.each([
		["(", 10_000],
		["()", 5_000],
		["(a OR ", 1_600],
		["“", 10_000],
		["‘", 10_000],
		["-", 10_000],
		["标题:", 3_000],
		["NOT ", 2_500],
		["a 同句 ", 2_000],
		["引用:民法典第", 1_400],
		["，来源:", 2_000],
	])("hold for %s, %i times", (part, times) => {
		const { query } = parseQuery(part.repeat(times));
		expect(query.clauses.length).toBeLessThanOrEqual(MAX_CLAUSES);
		expect(describeQuery(query)).not.toContain("undefined");
	});
});

describe("a literal query", () => {
	test("is one plain text, whatever signs it holds", () => {
		const typed = '+标题:"a" (b OR c) -d';
		expect(literalQuery(typed)).toEqual({
			query: {
				clauses: [
					{
						occur: "should",
						query: { kind: "text", text: typed, start: 0, end: typed.length },
					},
				],
			},
			problems: [],
		});
	});

	test("asks for nothing where nothing is typed", () => {
		expect(literalQuery(" \t").query.clauses).toEqual([]);
	});
});
