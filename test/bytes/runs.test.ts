import { expect, test } from "vitest";
import {
	packColumn,
	packColumnPair,
	unpackColumn,
	visitRuns,
	visitRunsOfFirst,
} from "../../src/bytes/runs.ts";
import { type Random, seededRandom } from "../storage/random.ts";

/** A column in which stretches of a number are as long as a number is random. */
function randomColumn(random: Random, longest: number): Int32Array {
	const values: number[] = [];
	for (let run = random.below(30); run > 0; run--) {
		const value = random.pick([0, 1, -1, 0x7fff_ffff, -0x8000_0000, 20_000]);
		const length = 1 + random.below(longest);
		values.push(...new Array<number>(length).fill(value));
	}
	return Int32Array.from(values);
}

test("visiting a column gives what unpacking gives, stretch by stretch", () => {
	for (let seed = 1; seed <= 200; seed++) {
		const random = seededRandom(seed);
		// Short stretches are kept as they are, long ones as runs.
		const column = randomColumn(random, random.pick([1, 2, 50]));
		const packed = packColumn(column, 4);
		const visited = new Int32Array(column.length);
		let next = 0;
		const visit = (value: number, from: number, to: number) => {
			expect(from).toBe(next);
			expect(to).toBeGreaterThan(from);
			visited.fill(value, from, to);
			next = to;
		};
		visitRuns(packed, column.length, visit);
		expect([next, [...visited]]).toEqual([column.length, [...column]]);
		expect([...unpackColumn(packed, 0, column.length, 4)]).toEqual([...column]);
		next = 0;
		const pair = packColumnPair(column, randomColumn(random, 5));
		visitRunsOfFirst(pair, column.length, visit);
		expect([next, [...visited]]).toEqual([column.length, [...column]]);
	}
});

test("a column of runs that is cut short is no column", () => {
	const packed = packColumn(new Int32Array(1000).fill(7), 4);
	const cut = packed.subarray(0, packed.length - 1);
	expect(() => unpackColumn(cut, 0, 1000, 4)).toThrow(RangeError);
	expect(() => visitRuns(cut, 1000, () => {})).toThrow(RangeError);
});
