import { expect, test } from "vitest";
import { NO_BOUNDS } from "../../src/analysis/place-bounds.ts";
import { Spans } from "../../src/query/spans.ts";
import { standsSurely } from "../../src/query/sure-pairs.ts";

function counted(starts: readonly number[], real: number) {
	const spans = new Spans();
	for (const start of starts) {
		spans.push(start, start + 2);
	}
	return { spans, real };
}

test("two stand close for sure where no choice of their places keeps all apart", () => {
	const sentences = Int32Array.of(10);
	const bounds = { sentences, paragraphs: new Int32Array(0) };
	const inSentence = (
		a: ReturnType<typeof counted>,
		b: ReturnType<typeof counted>,
	) => standsSurely(a, b, { unit: "sentence" }, bounds);
	expect(inSentence(counted([0, 2], 1), counted([4, 6], 1))).toBe(true);
	expect(inSentence(counted([0, 12], 1), counted([4, 6], 1))).toBe(false);
	expect(inSentence(counted([0, 12], 2), counted([4, 6], 1))).toBe(true);
	expect(inSentence(counted([0, 9], 1), counted([4], 1))).toBe(false);
	expect(inSentence(counted([0], 0), counted([4], 1))).toBe(false);
	const near = { unit: "characters", most: 3 } as const;
	const a = counted([0], 1);
	expect(standsSurely(a, counted([5, 6], 1), near, NO_BOUNDS)).toBe(false);
	expect(standsSurely(a, counted([5, 6], 2), near, NO_BOUNDS)).toBe(true);
	expect(standsSurely(a, counted([1], 1), near, NO_BOUNDS)).toBe(false);
});
