import { expect, test } from "vitest";
import { LENGTH_OF_NORM, normOf } from "../../src/index/norms.ts";

test("lengths are stored as Lucene stores them", () => {
	// By Lucene's SmallFloat.intToByte4 and byte4ToInt.
	const known: readonly [number, number, number][] = [
		[0, 0, 0],
		[1, 1, 1],
		[39, 39, 39],
		[40, 40, 40],
		[41, 40, 40],
		[42, 41, 42],
		[100, 57, 96],
		[1000, 87, 984],
		[100_000, 140, 98_328],
		[2_147_483_647, 255, 2_013_265_944],
	];
	for (const [length, norm, stored] of known) {
		expect([length, normOf(length), LENGTH_OF_NORM[normOf(length)]]).toEqual([
			length,
			norm,
			stored,
		]);
	}
});

test("a norm stands for the shortest of its lengths, and rises with the length", () => {
	let before = -1;
	for (let length = 0; length < 5_000; length++) {
		const norm = normOf(length);
		const shortest = LENGTH_OF_NORM[norm] ?? Number.NaN;
		expect(shortest).toBeLessThanOrEqual(length);
		expect(normOf(shortest)).toBe(norm);
		expect(norm === before || norm === before + 1).toBe(true);
		before = norm;
	}
});
