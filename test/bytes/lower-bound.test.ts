import fc from "fast-check";
import { expect, test } from "vitest";
import { evenBound, lowerBound } from "../../src/bytes/lower-bound.ts";

test("guessing from where values would stand if spread evenly gives what halving gives", () => {
	const gaps = fc.array(
		fc.oneof(
			{ weight: 8, arbitrary: fc.integer({ min: 1, max: 3 }) },
			fc.integer({ min: 1, max: 100_000 }),
		),
		{ minLength: 1, maxLength: 130 },
	);
	fc.assert(
		fc.property(gaps, fc.nat(), fc.nat(), (steps, fromSeed, wantedSeed) => {
			let last = -1;
			const values = Int32Array.from(steps, (step) => {
				last += step;
				return last;
			});
			const from = fromSeed % values.length;
			const wanted = wantedSeed % (last + 1);
			expect(evenBound(values, wanted, from, values.length)).toBe(
				lowerBound(values, wanted, from, values.length),
			);
		}),
		{ numRuns: 5000 },
	);
});
