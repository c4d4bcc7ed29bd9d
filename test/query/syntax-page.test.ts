import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { describeQuery } from "../../src/query/describe-query.ts";
import { parseQuery } from "../../src/query/parse-query.ts";

const PAGE = readFileSync(
	new URL("../../src/query/SYNTAX.md", import.meta.url),
	"utf8",
);

/** The rows of the table under a heading, as cells; `\|` is a bar within one. */
function rowsUnder(heading: string): string[][] {
	const section = PAGE.split(`## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
	return section
		.split("\n")
		.filter((line) => line.startsWith("|"))
		.slice(2)
		.map((line) =>
			line
				.split(/(?<!\\)\|/)
				.slice(1, -1)
				.map((cell) => cell.trim().replaceAll("\\|", "|")),
		);
}

/** What stands in `…`. */
function codeIn(cell: string | undefined): string[] {
	return [...(cell ?? "").matchAll(/`([^`]+)`/g)].map(
		(found) => found[1] ?? "",
	);
}

describe("the page of the query language", () => {
	const examples = rowsUnder("Examples").map(([, written, tree]) => ({
		written: codeIn(written)[0] ?? "",
		tree: codeIn(tree)[0] ?? "",
	}));

	test("has examples of every kind of node", () => {
		const trees = examples.map(({ tree }) => tree).join(" ");
		for (const kind of [
			'text"',
			'phrase"',
			'prefix"',
			"date(",
			"views(",
			"cites(",
			"any(",
			"near(",
		]) {
			expect(trees).toContain(kind);
		}
	});

	test.each(examples)("is right about $written", ({ written, tree }) => {
		const { query, problems } = parseQuery(written);
		expect(describeQuery(query)).toBe(tree);
		expect(problems).toEqual([]);
	});

	const problems = rowsUnder("Problems").map(([code, typed]) => ({
		code: codeIn(code)[0] ?? "",
		typed: codeIn(typed)[0],
	}));

	test.each(problems.filter(({ typed }) => typed !== undefined))(
		"is right that $typed is reported as $code",
		({ code, typed = "" }) => {
			expect(
				parseQuery(typed).problems.map((problem) => problem.code),
			).toContain(code);
		},
	);

	test("names every problem there is", () => {
		const source = readFileSync(
			new URL("../../src/query/query-problem.ts", import.meta.url),
			"utf8",
		);
		const codes = [...source.matchAll(/^\t\| "([a-z-]+)"/gm)].map(
			(found) => found[1],
		);
		expect(codes.length).toBeGreaterThan(10);
		expect(problems.map(({ code }) => code)).toEqual(codes);
	});
});
