import { expect, test } from "vitest";
import { naturalLog } from "../../src/analysis/natural-log.ts";

test("the natural logarithm is correctly rounded where Math.log may be a unit off", () => {
	// Shares of jieba's total, their logarithms computed with 70 decimal digits and rounded once.
	const KNOWN: readonly (readonly [number, number])[] = [
		[131, -13.03635607076828],
		[147, -12.921120807190695],
		[172, -12.76405891715598],
		[280, -12.276763790800183],
		[296, -12.221193939645373],
		[301, -12.204443129220556],
	];
	for (const [frequency, logarithm] of KNOWN) {
		expect(naturalLog(frequency / 60101983)).toBe(logarithm);
	}
});

test("the natural logarithm of powers of two is exact", () => {
	expect(naturalLog(1)).toBe(0);
	expect(naturalLog(2)).toBe(Math.LN2);
	expect(naturalLog(0.5)).toBe(-Math.LN2);
});

test("the natural logarithm is within a unit in the last place of Math.log", () => {
	for (
		let frequency = 1;
		frequency < 1e9;
		frequency = Math.ceil(frequency * 1.07)
	) {
		const share = frequency / 60101983;
		const expected = Math.log(share);
		expect(Math.abs(naturalLog(share) - expected)).toBeLessThanOrEqual(
			Math.abs(expected) * 2 ** -52,
		);
	}
});
