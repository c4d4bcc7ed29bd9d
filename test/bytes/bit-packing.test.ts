import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	BLOCK_SIZE,
	BlockPacker,
	unpackBlock,
} from "../../src/bytes/bit-packing.ts";
import { ByteReader } from "../../src/bytes/byte-reader.ts";
import { ByteWriter } from "../../src/bytes/byte-writer.ts";

describe("a packed block", () => {
	const values = fc.oneof(
		fc.integer({ min: 0, max: 3 }),
		fc.integer({ min: 0, max: 300 }),
		fc.integer({ min: 0, max: 0x7fff_ffff }),
	);
	it("gives back the 128 values it was made from, whatever their size", () => {
		fc.assert(
			fc.property(
				fc.array(values, { minLength: BLOCK_SIZE, maxLength: BLOCK_SIZE }),
				(numbers) => {
					const writer = new ByteWriter();
					new BlockPacker().pack(writer, Int32Array.from(numbers), 0);
					const back = new Int32Array(BLOCK_SIZE + 1);
					const end = unpackBlock(writer.view(), 0, back, 1);
					expect([...back.subarray(1)]).toEqual(numbers);
					expect(end).toBe(writer.length);
				},
			),
			{ numRuns: 500 },
		);
	});
	it("takes no more than two bytes where all values are zero", () => {
		const writer = new ByteWriter();
		new BlockPacker().pack(writer, new Int32Array(BLOCK_SIZE), 0);
		expect(writer.length).toBe(2);
	});
	it("stores one large value among small ones as an exception", () => {
		const numbers = new Int32Array(BLOCK_SIZE).fill(1);
		numbers[77] = 1_000_000;
		const writer = new ByteWriter();
		new BlockPacker().pack(writer, numbers, 0);
		expect(writer.length).toBeLessThan(2 + 16 + 6);
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
