import { expect, test } from "vitest";
import { foldOf } from "../../src/evaluate/folds.ts";

test("folds are about equal, and every query is in one", () => {
	const sizes = [0, 0, 0, 0, 0];
	for (let i = 0; i < 1000; i++) {
		const fold = foldOf(`stard-q${String(i).padStart(4, "0")}`, 5);
		sizes[fold - 1] = (sizes[fold - 1] ?? 0) + 1;
	}
	expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(1000);
	for (const size of sizes) {
		expect(size).toBeGreaterThan(150);
		expect(size).toBeLessThan(250);
	}
});

test("a query's fold is the same on every machine and in every release", () => {
	expect(["q1", "q2", "问题三", ""].map((id) => foldOf(id, 5))).toEqual([
		3, 1, 5, 4,
	]);
});
