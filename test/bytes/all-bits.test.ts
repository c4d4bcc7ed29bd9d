import { expect, test } from "vitest";
import { allBits, hasBit } from "../../src/bytes/bits.ts";

test.each([0, 1, 31, 32, 33, 64, 100])(
	"of %i numbers each has its bit, and none beyond them",
	(count) => {
		const bits = allBits(count);
		const has = Array.from({ length: bits.length * 32 }, (_, i) =>
			hasBit(bits, i),
		);
		expect(has.filter(Boolean)).toHaveLength(count);
		expect(has.slice(0, count).every(Boolean)).toBe(true);
	},
);
