import fc from "fast-check";
import { expect, test } from "vitest";
import { describeQuery } from "../../src/query/describe-query.ts";
import { parseQuery } from "../../src/query/parse-query.ts";
import { writtenQueries } from "../query/written-query.ts";
import { runSeed } from "../storage/random.ts";

const RUNS = Number(process.env.FASOU_QUERY_RUNS ?? 6_000);

test(`every query that the grammar has is read as it is meant, however it is spelt, in ${RUNS} queries`, () => {
	const seed = runSeed();
	console.log(`query grammar: FASOU_SEED=${seed}`);
	fc.assert(
		fc.property(writtenQueries, ({ text, tree }) => {
			const { query, problems } = parseQuery(text);
			const unexpected = problems.filter(
				({ code }) => code !== "nothing-wanted",
			);
			expect(unexpected).toEqual([]);
			expect(describeQuery(query)).toBe(tree);
		}),
		{ seed, numRuns: RUNS },
	);
});
