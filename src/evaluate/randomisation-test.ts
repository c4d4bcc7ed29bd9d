import { randomBits } from "./random-bits.ts";

/** Of two systems over the same queries, whether the difference of their means could be chance. */
export interface PairedTest {
	readonly pairs: number;
	/** Mean of the second less mean of the first. */
	readonly difference: number;
	/** Two-sided; never 0. */
	readonly pValue: number;
	/** Queries in which the second is better, worse, and equal. */
	readonly wins: number;
	readonly losses: number;
	readonly ties: number;
}

/** Values nearer than this are equal: measures of one ranking may differ in the last bit. */
const EQUAL_WITHIN = 1e-12;

/**
 * Fisher's paired randomisation test: were both systems alike, each query's difference would as likely have the other sign.
 * Signs are drawn `rounds` times; p is the share of the rounds whose sum is at least as far from 0 as that observed, counting
 * what was observed as one round more (Phipson and Smyth 2010), so that it is never 0. As recommended for retrieval by Smucker,
 * Allan and Carterette, "A comparison of statistical significance tests for information retrieval evaluation", CIKM 2007.
 */
export function randomisationTest(
	pairs: readonly { readonly first: number; readonly second: number }[],
	{ rounds, seed }: { readonly rounds: number; readonly seed: number },
): PairedTest {
	const all = Float64Array.from(pairs, ({ first, second }) => second - first);
	// What is equal adds nothing to a sum, whatever its sign.
	const differences = all.filter((value) => Math.abs(value) > EQUAL_WITHIN);
	const observed = differences.reduce((sum, value) => sum + value, 0);
	const far = Math.abs(observed) - EQUAL_WITHIN * Math.max(1, all.length);
	const drawBits = randomBits(seed);
	let extreme = 0;
	for (let round = 0; round < rounds; round++) {
		if (Math.abs(sumWithRandomSigns(differences, drawBits)) >= far) {
			extreme++;
		}
	}
	const wins = differences.filter((value) => value > 0).length;
	return {
		pairs: all.length,
		difference: all.length === 0 ? 0 : observed / all.length,
		pValue: (extreme + 1) / (rounds + 1),
		wins,
		losses: differences.length - wins,
		ties: all.length - differences.length,
	};
}

function sumWithRandomSigns(
	values: Float64Array,
	drawBits: () => number,
): number {
	let sum = 0;
	let bits = 0;
	for (let i = 0; i < values.length; i++) {
		bits = i % 32 === 0 ? drawBits() : bits >>> 1;
		const value = values[i] ?? 0;
		sum += (bits & 1) === 0 ? value : -value;
	}
	return sum;
}
