import { SearchError } from "../errors.ts";
import type { Measures } from "./metrics.ts";
import type { FormerResult } from "./query-result.ts";
import { type PairedTest, randomisationTest } from "./randomisation-test.ts";

export interface Comparison {
	readonly seed: number;
	readonly rounds: number;
	/** The difference is that of now less that of formerly, from -1 to 1. */
	readonly tests: Readonly<Record<keyof Measures, PairedTest>>;
	/** Queries that only one of the two has; they are not compared. */
	readonly onlyNow: number;
	readonly onlyFormerly: number;
}

const ROUNDS = 10_000;

/**
 * Tests each measure over the queries that both evaluations have.
 * @throws SearchError `bad-argument` where they cannot be compared: other cut-offs, another query of the same id, nothing in common
 */
export function compareResults(
	former: readonly FormerResult[],
	now: readonly FormerResult[],
	{ seed, name }: { readonly seed: number; readonly name: string },
): Comparison {
	const formerById = new Map(former.map((result) => [result.id, result]));
	const pairs = now.flatMap((second) => {
		const first = formerById.get(second.id);
		if (first !== undefined) {
			requireAlike(first, second, name);
		}
		return first === undefined ? [] : [{ first, second }];
	});
	if (pairs.length === 0) {
		throw new SearchError(
			"bad-argument",
			`${name}: expected results of the same queries, found none with an id of the judgements`,
		);
	}
	const test = (measure: keyof Measures) =>
		randomisationTest(
			pairs.map(({ first, second }) => ({
				first: first[measure],
				second: second[measure],
			})),
			{ rounds: ROUNDS, seed },
		);
	return {
		seed,
		rounds: ROUNDS,
		tests: {
			ndcg: test("ndcg"),
			rr: test("rr"),
			precision: test("precision"),
			recall: test("recall"),
		},
		onlyNow: now.length - pairs.length,
		onlyFormerly: former.length - pairs.length,
	};
}

function requireAlike(
	first: FormerResult,
	second: FormerResult,
	name: string,
): void {
	const id = JSON.stringify(first.id);
	// Empty where only rankings were measured: then the ids must do.
	const isKnown = first.query !== "" && second.query !== "";
	if (isKnown && first.query !== second.query) {
		throw new SearchError(
			"bad-argument",
			`${name}: ${id}: expected the query ${JSON.stringify(second.query)}, as in the judgements, found ${JSON.stringify(first.query)}; compare results of one set of judgements`,
		);
	}
	if (first.k !== second.k || first.recallK !== second.recallK) {
		throw new SearchError(
			"bad-argument",
			`${name}: ${id}: expected measures at ${second.k} and ${second.recallK}, found them at ${first.k} and ${first.recallK}; give --k ${first.k} --recall-k ${first.recallK}`,
		);
	}
}
