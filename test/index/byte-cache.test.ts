import { expect, test } from "vitest";
import { ByteCache } from "../../src/index/byte-cache.ts";

test("a cache lets go first of what was asked for longest ago, and stays within its bytes", () => {
	const cache = new ByteCache<string, number>(10);
	cache.set("a", 1, 4);
	cache.set("b", 2, 4);
	expect(cache.get("a")).toBe(1);
	cache.set("c", 3, 4);
	expect(["a", "b", "c"].map((key) => cache.get(key))).toEqual([
		1,
		undefined,
		3,
	]);
	expect(cache.bytes).toBe(8);
});

test("a value in place of another counts once, and one larger than the cache is not kept", () => {
	const cache = new ByteCache<string, number>(10);
	cache.set("a", 1, 4);
	cache.set("a", 2, 6);
	expect([cache.get("a"), cache.bytes]).toEqual([2, 6]);
	cache.set("a", 3, 11);
	expect([cache.get("a"), cache.bytes]).toEqual([undefined, 0]);
	cache.set("b", 1, 10);
	cache.clear();
	expect([cache.get("b"), cache.bytes]).toEqual([undefined, 0]);
});
