import { afterAll, beforeAll, expect, test } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import { findsOf, goldenRows, openSampleCorpus } from "./golden-hits.ts";

let engine: Engine;

beforeAll(async () => {
	engine = await openSampleCorpus();
});

afterAll(() => engine.close());

test.each(goldenRows())(
	"$query finds what the golden table has",
	async ({ query, finds }) => {
		expect(await findsOf(engine, query)).toBe(finds);
	},
);
