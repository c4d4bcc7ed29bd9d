import { expect, test } from "vitest";
import { explainBlend } from "../../src/rank/explain-blend.ts";
import { FEATURES, type FeatureColumns } from "../../src/rank/features.ts";

const FIRST = [9, 6, 3];

function columns(word: number[]): FeatureColumns {
	const none = new Float64Array(FIRST.length);
	const empty = Object.fromEntries(FEATURES.map((name) => [name, none]));
	return { ...(empty as FeatureColumns), word: Float64Array.from(word) };
}

const model = { weights: new Map([["word", 2]] as const) };

function explained(word: number[], candidate: number) {
	const { base, features, first } = explainBlend(
		model,
		columns(word),
		FIRST,
		candidate,
	);
	const sum = features.reduce(
		(all, { contribution }) => all + contribution,
		base + first.contribution,
	);
	return { sum, features, first };
}

test("the best candidate scores what the first stage's best did, the worst what its worst did", () => {
	expect(explained([0, 0, 1], 2).sum).toBeCloseTo(9, 10);
	expect(explained([0, 0.2, 1], 0).sum).toBeCloseTo(3, 10);
	const { features, first } = explained([0, 0, 1], 2);
	expect(features).toMatchObject([{ name: "word", value: 1, weight: 2 }]);
	expect(features[0]?.contribution).toBeGreaterThan(0);
	expect(first.contribution).toBeLessThanOrEqual(0);
});

test("where the model sees no difference, all score alike", () => {
	const [sum] = FIRST.map((_, i) => explained([1, 1, 1], i).sum);
	expect(FIRST.map((_, i) => explained([1, 1, 1], i).sum)).toEqual([
		sum,
		sum,
		sum,
	]);
});
