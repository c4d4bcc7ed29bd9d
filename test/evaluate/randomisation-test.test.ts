import { describe, expect, test } from "vitest";
import { randomisationTest } from "../../src/evaluate/randomisation-test.ts";

const pairsOf = (differences: readonly number[]) =>
	differences.map((difference) => ({ first: 0.5, second: 0.5 + difference }));
const run = (differences: readonly number[], seed = 1, rounds = 10_000) =>
	randomisationTest(pairsOf(differences), { rounds, seed });

/** p over all sign patterns, counted one by one. */
function exactP(differences: readonly number[]): number {
	const observed = Math.abs(differences.reduce((sum, d) => sum + d, 0));
	const patterns = 2 ** differences.length;
	let extreme = 0;
	for (let pattern = 0; pattern < patterns; pattern++) {
		const sum = differences.reduce(
			(total, d, i) => total + ((pattern >> i) & 1 ? d : -d),
			0,
		);
		extreme += Math.abs(sum) >= observed - 1e-9 ? 1 : 0;
	}
	return extreme / patterns;
}

describe("the paired randomisation test", () => {
	test("counts wins, losses and ties, and gives second less first", () => {
		const result = run([0.25, -0.125, 0, 0.125, 1e-17]);
		expect(result).toMatchObject({ pairs: 5, wins: 2, losses: 1, ties: 2 });
		expect(result.difference).toBeCloseTo(0.05, 12);
	});

	test("comes near the p that all sign patterns give", () => {
		for (const differences of [
			[0.1, 0.2, 0.05, -0.1, 0.3, 0.15, 0.02, -0.03],
			[0.1, -0.1, 0.2, -0.2, 0.3, -0.25],
			[0.25, 0.25, 0.25, 0.25, 0.25, 0.25, -0.25, -0.25, 0.25, 0.25],
		]) {
			const seeds = [1, 2, 3];
			for (const seed of seeds) {
				const { pValue } = run(differences, seed);
				// Four standard errors of 10,000 draws are at most 0.02.
				expect(Math.abs(pValue - exactP(differences))).toBeLessThan(0.02);
			}
		}
	});

	test("signs stay fair beyond the 32 bits of one draw", () => {
		// 100 wins and 100 losses of the same size: no difference at all, so every round is as extreme.
		const even = Array.from({ length: 200 }, (_, i) => (i % 2 ? 0.1 : -0.1));
		expect(run(even).pValue).toBe(1);
		// 60 to 40: the binomial test gives 0.0569.
		const tilted = Array.from({ length: 100 }, (_, i) => (i < 60 ? 0.1 : -0.1));
		expect(Math.abs(run(tilted).pValue - 0.0569)).toBeLessThan(0.01);
	});

	test("gives the same for the same seed, and does not depend on which comes first", () => {
		const differences = [0.3, -0.1, 0.2, 0.07, -0.25, 0.4, 0.01];
		expect(run(differences, 42)).toEqual(run(differences, 42));
		// As a second program, written apart from this one, gives it for mulberry32 with seed 42; over all patterns p = 0.328.
		expect(run(differences, 42).pValue).toBe(0.3261673832616738);
		const turned = run(
			differences.map((difference) => -difference),
			42,
		);
		expect(turned.pValue).toBe(run(differences, 42).pValue);
	});

	test("says p = 1 of equal systems, and never 0", () => {
		expect(run([0, 0, 0])).toMatchObject({ pValue: 1, difference: 0, ties: 3 });
		expect(run([])).toMatchObject({ pairs: 0, pValue: 1, difference: 0 });
		const sure = Array.from({ length: 500 }, () => 0.5);
		expect(run(sure, 1, 999).pValue).toBe(0.001);
	});
});
