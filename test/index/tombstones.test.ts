import { expect, test } from "vitest";
import { Tombstones } from "../../src/index/tombstones.ts";

test("tombstones remember which documents are deleted, once each, over writing and reading", () => {
	const tombstones = new Tombstones(19);
	expect([0, 7, 8, 18, 8].map((doc) => tombstones.add(doc))).toEqual([
		true,
		true,
		true,
		true,
		false,
	]);
	const again = new Tombstones(19, tombstones.bytes());
	expect(again.count).toBe(4);
	const deleted = Array.from({ length: 19 }, (_, doc) => doc).filter((doc) =>
		again.has(doc),
	);
	expect(deleted).toEqual([0, 7, 8, 18]);
});

test("what is deleted later does not change the tombstones it was read from", () => {
	const bytes = new Uint8Array(1);
	const tombstones = new Tombstones(8, bytes);
	tombstones.add(3);
	expect(bytes[0]).toBe(0);
});

test("tombstones of another number of documents are refused", () => {
	expect(() => new Tombstones(17, new Uint8Array(2))).toThrow(
		expect.objectContaining({ code: "corrupt" }),
	);
});
