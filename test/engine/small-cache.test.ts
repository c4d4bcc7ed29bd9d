import { expect, test } from "vitest";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { Engine } from "../../src/engine/engine.ts";
import type { MemoryIndex } from "../../src/engine/index-place.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { type Random, runSeed, seededRandom } from "../storage/random.ts";

const WORDS = [
	..."合同解除财产离婚法院工伤认定赔偿公司股东租赁房屋借款利息保证抵押",
];
const ARTICLES = 1000;

function textOf(random: Random, longest: number): string {
	const length = 2 + random.below(longest);
	return Array.from({ length }, () => random.pick(WORDS)).join("");
}

type Ask = (engine: Engine) => Promise<unknown>;

function randomAsk(random: Random): Ask {
	const text = Array.from({ length: 1 + random.below(7) }, () =>
		textOf(random, 3),
	).join(random.pick(["", " "]));
	const id = `a${random.below(ARTICLES)}`;
	const ranking = random.pick(["words", "layers", "model"] as const);
	return random.pick<Ask>([
		(engine) => engine.searchIds(text, { ranking }),
		(engine) => engine.search(text, { limit: 5 }),
		(engine) => engine.search(`"${text.slice(0, 3)}"`),
		(engine) => engine.search(text, { facets: ["law"], countAll: true }),
		(engine) => engine.related(id),
		(engine) => engine.whyNot(text, id),
	]);
}

function said(answer: unknown): string {
	return JSON.stringify(answer).replace(/"elapsedMs":[\d.e-]+/g, "");
}

test("an engine that can keep hardly a list answers as one that keeps all, also where answers come between each other", async () => {
	const random = seededRandom(runSeed());
	const index: MemoryIndex = { memory: true };
	const articles = Array.from({ length: ARTICLES }, (_, i) => ({
		id: `a${i}`,
		title: textOf(random, 6),
		body: textOf(random, 60),
	}));
	await buildIndex({ articles, index });
	const whole = await openEngine({ index });
	// Room for one page, which every read gets anew, and for some of the lists that a query has.
	const small = await openEngine({ index, cacheLimitBytes: 50_000 });
	for (let i = 0; i < 40; i++) {
		const asks = Array.from({ length: 5 }, () => randomAsk(random));
		const expected = await Promise.all(asks.map((ask) => ask(whole)));
		const found = await Promise.all(asks.map((ask) => ask(small)));
		expect(found.map(said)).toEqual(expected.map(said));
	}
	await whole.close();
	await small.close();
});
