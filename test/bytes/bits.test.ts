import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BitWriter } from "../../src/bytes/bit-writer.ts";
import { ByteReader } from "../../src/bytes/byte-reader.ts";
import { ByteWriter } from "../../src/bytes/byte-writer.ts";
import {
	paddedCopy,
	readBits,
	SizeCounts,
	unpackExpGolomb,
} from "../../src/bytes/exp-golomb.ts";

const values = fc.oneof(
	fc.integer({ min: 0, max: 3 }),
	fc.integer({ min: 0, max: 300 }),
	fc.integer({ min: 0, max: 0x7fff_ffff }),
);
const HIGHEST_ORDER = 24;

/** The bits that each value takes in that order. */
function bitsOf(numbers: readonly number[], order: number): number {
	return numbers.reduce((sum, number) => {
		const width = (number + 2 ** order).toString(2).length;
		return sum + width * 2 - 1 - order;
	}, 0);
}

describe("numbers of any width", () => {
	it("come back from wherever they stand", () => {
		const widths = fc.integer({ min: 0, max: 31 });
		const entries = fc.array(
			fc.tuple(fc.integer({ min: 0, max: 0x7fff_ffff }), widths),
		);
		fc.assert(
			fc.property(entries, (numbers) => {
				const writer = new BitWriter();
				for (const [number, width] of numbers) {
					writer.bits(number % 2 ** width, width);
				}
				writer.align();
				const bits = numbers.reduce((sum, [, width]) => sum + width, 0);
				expect(writer.length).toBe(Math.ceil(bits / 8));
				const bytes = paddedCopy(writer.view());
				let bit = 0;
				for (const [number, width] of numbers) {
					expect(readBits(bytes, bit, width)).toBe(number % 2 ** width);
					bit += width;
				}
			}),
		);
	});
});

describe("many numbers at once", () => {
	const first = fc.integer({ min: 0, max: 31 });
	const numbersOf = fc.array(
		fc.tuple(values, fc.integer({ min: 0, max: 31 })),
		{ maxLength: 600 },
	);

	it("are written as one by one", () => {
		const order = fc.integer({ min: 0, max: HIGHEST_ORDER });
		fc.assert(
			fc.property(numbersOf, first, order, (numbers, start, order) => {
				const values = Int32Array.from(numbers, ([value]) => value);
				const widths = Uint8Array.from(numbers, ([, width]) => width);
				const narrow = values.map((value, i) => value % 2 ** widths[i]!);
				const one = new BitWriter();
				const all = new BitWriter();
				one.bits(0, start);
				all.bits(0, start);
				narrow.forEach((value, i) => {
					one.bits(value, widths[i]!);
				});
				all.allBits(narrow, widths, narrow.length);
				for (const value of values) {
					one.expGolomb(value, order);
				}
				all.expGolombs(values, values.length, order);
				one.align();
				all.align();
				expect(all.view()).toEqual(one.view());
			}),
		);
	});
});

describe("exp-Golomb codes", () => {
	it("give back the numbers they were made from, in any order and from any bit on", () => {
		fc.assert(
			fc.property(
				fc.array(values),
				fc.integer({ min: 0, max: HIGHEST_ORDER }),
				fc.integer({ min: 0, max: 31 }),
				(numbers, order, before) => {
					const writer = new BitWriter();
					writer.bits(0, before);
					writer.expGolombs(Int32Array.from(numbers), numbers.length, order);
					writer.align();
					const back = new Int32Array(numbers.length + 1);
					const bytes = paddedCopy(writer.view());
					const to = numbers.length + 1;
					const end = unpackExpGolomb(bytes, before, order, back, 1, to);
					expect([...back.subarray(1)]).toEqual(numbers);
					expect(end).toBe(before + bitsOf(numbers, order));
				},
			),
			{ numRuns: 500 },
		);
	});

	it("are in an order that costs hardly more than the best", () => {
		fc.assert(
			fc.property(fc.array(values, { minLength: 1 }), (numbers) => {
				const counts = new SizeCounts();
				for (const number of numbers) {
					counts.add(number);
				}
				const orders = Array.from({ length: HIGHEST_ORDER + 1 }, (_, i) => i);
				const best = Math.min(...orders.map((order) => bitsOf(numbers, order)));
				const found = counts.bestOrder(HIGHEST_ORDER);
				expect(bitsOf(numbers, found)).toBeLessThanOrEqual(
					best + numbers.length,
				);
				expect(counts.bitsIn(found)).toBeLessThanOrEqual(
					bitsOf(numbers, found),
				);
			}),
		);
	});

	it("are an error where there is no end of zeros", () => {
		expect(() =>
			unpackExpGolomb(new Uint8Array(100), 0, 0, new Int32Array(1), 0, 1),
		).toThrow(RangeError);
	});
});

describe("a byte writer", () => {
	it("writes numbers that a byte reader reads back", () => {
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })),
				(numbers) => {
					const writer = new ByteWriter(1);
					for (const number of numbers) {
						writer.varint(number);
						writer.u48(number % 2 ** 48);
						writer.u16(number % 2 ** 16);
					}
					const reader = new ByteReader(writer.view());
					for (const number of numbers) {
						expect(reader.varint()).toBe(number);
						expect(reader.u48()).toBe(number % 2 ** 48);
						expect(reader.u16()).toBe(number % 2 ** 16);
					}
					expect(reader.remaining).toBe(0);
				},
			),
		);
	});
	it("is read past its end only with an error", () => {
		expect(() => new ByteReader(new Uint8Array([0x80])).varint()).toThrow(
			RangeError,
		);
	});
});
