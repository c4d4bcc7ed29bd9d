import { expect, test } from "vitest";
import { ByteCache, lookAt } from "../../src/index/byte-cache.ts";

test("a cache lets go first of what was asked for longest ago, and stays within its bytes", () => {
	const cache = new ByteCache<number>(10);
	const gone: string[] = [];
	const a = cache.keep(1, 4, () => gone.push("a"));
	const b = cache.keep(2, 4, () => gone.push("b"));
	expect(lookAt(a)).toBe(1);
	const c = cache.keep(3, 4, () => gone.push("c"));
	expect([a, b, c].map(lookAt)).toEqual([1, undefined, 3]);
	expect(cache.bytes).toBe(8);
	expect(gone).toEqual(["b"]);
});

test("what is larger than the cache is not kept, and what is cleared is gone", () => {
	const cache = new ByteCache<number>(10);
	expect(lookAt(cache.keep(3, 11))).toBeUndefined();
	expect(cache.bytes).toBe(0);
	const all = cache.keep(1, 10);
	expect(lookAt(all)).toBe(1);
	cache.clear();
	expect([lookAt(all), cache.bytes]).toEqual([undefined, 0]);
	expect(lookAt(undefined)).toBeUndefined();
});

test("what is asked for all the time stays, however much comes and goes", () => {
	const cache = new ByteCache<string>(100);
	const hot = cache.keep("hot", 30);
	for (let i = 0; i < 1000; i++) {
		expect(lookAt(hot)).toBe("hot");
		cache.keep(`${i}`, 1 + (i % 40));
		expect(cache.bytes).toBeLessThanOrEqual(100);
	}
});
