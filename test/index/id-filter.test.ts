import { expect, test } from "vitest";
import { IdFilter } from "../../src/index/id-filter.ts";

test("a filter passes every id that it has, and few others", () => {
	const filter = new IdFilter(20_000);
	const ids = Array.from({ length: 20_000 }, (_, i) => `laws/${i}.md#第${i}条`);
	for (const id of ids) {
		filter.add(id);
	}
	expect(ids.every((id) => filter.mayHave(id))).toBe(true);
	const others = Array.from(
		{ length: 20_000 },
		(_, i) => `laws/${i}.md#第${i + 1}条`,
	);
	const passed = others.filter((id) => filter.mayHave(id)).length;
	expect(passed).toBeLessThan(400);
	expect(new IdFilter(0).mayHave("")).toBe(false);
});
