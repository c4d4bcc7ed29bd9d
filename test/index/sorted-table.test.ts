import { describe, expect, test } from "vitest";
import {
	SortedTableReader,
	SortedTableWriter,
} from "../../src/index/sorted-table.ts";
import type { TableEntry } from "../../src/index/table-block.ts";
import { type Random, runSeed, seededRandom } from "../storage/random.ts";
import { writtenFile } from "./one-file.ts";

const KINDS = ["plain", "near", "extent"] as const;

/** The table of a plain Map: each key with a number, and a range as long as another. */
function tableOf(
	rows: ReadonlyMap<string, readonly [number, number]>,
): SortedTableReader {
	const file = writtenFile("terms", (out) => {
		const table = new SortedTableWriter(out, KINDS);
		for (const { key, values } of expectedOf(rows)) {
			table.add(key, values);
		}
		table.finish();
	});
	return new SortedTableReader(file, KINDS);
}

/** What the reader must say, in order. */
function expectedOf(
	rows: ReadonlyMap<string, readonly [number, number]>,
): TableEntry[] {
	let end = 0;
	return [...rows]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, [number, length]]) => {
			const start = end;
			end += length;
			return { key, starts: [0, 0, start], values: [number, number, end] };
		});
}

function randomKey(random: Random): string {
	const units = ["a", "b", "劳", "动", "\ud83d", "\ude00", "\uffff", "\0", "é"];
	// Beginnings and rests of 14 units and fewer have their lengths in half a byte.
	let key = random.pick(["", "", "a".repeat(14), "a".repeat(15)]);
	for (let left = random.below(random.pick([7, 7, 20])); left > 0; left--) {
		key += random.pick(units);
	}
	return key;
}

function randomRows(random: Random): Map<string, [number, number]> {
	const rows = new Map<string, [number, number]>();
	const most = random.pick([0, 1, 15, 16, 17, 600, 4_000]);
	for (let i = 0; i < most; i++) {
		const length = random.pick([0, 1, 200, 70_000]);
		rows.set(randomKey(random), [random.below(1_000_000), length]);
	}
	return rows;
}

describe("a sorted table", () => {
	test("walks over the keys that begin as asked, until told to stop", () => {
		const random = seededRandom(runSeed());
		for (let round = 0; round < 40; round++) {
			const rows = randomRows(random);
			const table = tableOf(rows);
			const prefix = randomKey(random).slice(0, random.below(3));
			const expected = expectedOf(rows)
				.filter(({ key }) => key.startsWith(prefix))
				.map(({ key, values }) => [key, values[0]]);
			const seen: [string, number][] = [];
			table.scan(prefix, (key, value) => {
				seen.push([key, value]);
				return true;
			});
			expect(seen).toEqual(expected);
			let calls = 0;
			table.scan(prefix, () => ++calls < 2);
			expect(calls).toBe(Math.min(2, expected.length));
		}
	});

	test("says the same as a plain Map, whatever the keys", () => {
		const seed = runSeed();
		console.log(`sorted table: FASOU_SEED=${seed}`);
		for (let run = 0; run < 60; run++) {
			const random = seededRandom(seed + run);
			const rows = randomRows(random);
			const table = tableOf(rows);
			const expected = expectedOf(rows);
			expect(table.entries).toBe(rows.size);
			expect([...table.entriesFrom("")]).toEqual(expected);
			for (let i = 0; i < 50; i++) {
				const key = randomKey(random);
				expect(table.find(key)).toEqual(
					expected.find((entry) => entry.key === key),
				);
			}
			for (let i = 0; i < 20 && rows.size > 0; i++) {
				const ordinal = random.below(rows.size);
				const entry = expected[ordinal];
				expect(table.at(ordinal)).toEqual(entry);
				expect(table.find(entry?.key ?? "")).toEqual(entry);
			}
			const from = randomKey(random);
			expect([...table.entriesFrom(from)]).toEqual(
				expected.filter(({ key }) => key >= from),
			);
		}
	});

	test("may be empty", () => {
		const table = tableOf(new Map());
		expect(table.entries).toBe(0);
		expect(table.find("")).toBeUndefined();
		expect(table.find("劳动")).toBeUndefined();
		expect([...table.entriesFrom("")]).toEqual([]);
		expect(() => table.at(0)).toThrow(/the table has 0/);
	});

	test("keeps keys of any length and lone surrogates as they are", () => {
		const long = "x".repeat(300_000);
		const keys = ["", "\ud800", "\ud800\udc00", "\udc00", "\uffff", long];
		const table = tableOf(new Map(keys.map((key, i) => [key, [i, 0]])));
		keys.forEach((key, i) => {
			expect(table.find(key)?.values[0]).toBe(i);
			expect(table.find(key)?.key === key).toBe(true);
		});
		expect([...table.entriesFrom("")]).toHaveLength(keys.length);
	});

	test("keeps numbers that need more than 32 bits", () => {
		const large = 2 ** 46 + 3;
		const file = writtenFile("terms", (out) => {
			const table = new SortedTableWriter(out, KINDS);
			table.add("a", [1, 2 ** 46, 2 ** 40]);
			table.add("b", [large, 2, large]);
			table.finish();
		});
		const table = new SortedTableReader(file, KINDS);
		expect(table.find("b")).toEqual({
			key: "b",
			starts: [0, 0, 2 ** 40],
			values: [large, 2, large],
		});
	});

	test("refuses keys that do not ascend, which would be lost", () => {
		writtenFile("terms", (out) => {
			const table = new SortedTableWriter(out, ["plain"]);
			table.add("b", [1]);
			expect(() => table.add("a", [2])).toThrow(TypeError);
			expect(() => table.add("b", [2])).toThrow(TypeError);
		});
	});
});
