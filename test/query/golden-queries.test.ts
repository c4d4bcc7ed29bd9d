import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { describeQuery } from "../../src/query/describe-query.ts";
import { parseQuery } from "../../src/query/parse-query.ts";

const TABLE = new URL("../golden/queries.tsv", import.meta.url);

/** Rows of query, tree, problems, and what is found (test/engine/golden-hits.ts); a line that begins with # is a heading. */
const ROWS = readFileSync(TABLE, "utf8")
	.trimEnd()
	.split("\n")
	.slice(1)
	.filter((line) => !line.startsWith("# "))
	.map((line) => {
		const [query = "", tree = "", problems = ""] = line.split("\t");
		return { query, tree, problems };
	});

test("the golden table has no query twice, and at least two hundred", () => {
	expect(new Set(ROWS.map(({ query }) => query)).size).toBe(ROWS.length);
	expect(ROWS.length).toBeGreaterThanOrEqual(200);
});

test.each(ROWS)("$query is read as the golden table has it", (row) => {
	const { query, problems } = parseQuery(row.query);
	expect(describeQuery(query)).toBe(row.tree);
	expect(
		problems
			.map(({ code, start, end }) => `${code}[${start},${end})`)
			.join(" "),
	).toBe(row.problems);
});
