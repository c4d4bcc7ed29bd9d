import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { Engine, SearchOptions } from "../../src/engine/engine.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { tokenize } from "../../src/engine/tokenize.ts";

interface Trap {
	readonly word: string;
	/** A text in which the characters of the word meet, but not as that word. */
	readonly inside: string;
	/** A text that has the word. */
	readonly real: string;
}

const TRAPS: Trap[] = readFileSync(
	new URL("../golden/word-traps.tsv", import.meta.url),
	"utf8",
)
	.trimEnd()
	.split("\n")
	.slice(1)
	.map((row) => {
		const [word = "", inside = "", real = ""] = row.split("\t");
		return { word, inside, real };
	});

let engine: Engine;

beforeAll(async () => {
	const index = { memory: true } as const;
	const articles = TRAPS.flatMap(({ inside, real }, i) => [
		{ id: `inside ${i}`, title: `甲${i}`, body: inside },
		// Long, so that nothing but the rule puts it before the short one.
		{
			id: `real ${i}`,
			title: `乙${i}`,
			body: `${real}。${"其他。".repeat(80)}`,
		},
	]);
	await buildIndex({ index, articles });
	engine = await openEngine({ index });
});

afterAll(() => engine.close());

async function idsOf(text: string, options: SearchOptions = {}) {
	const { hits } = await engine.searchIds(text, { ...options, limit: 500 });
	return hits.map(({ id }) => id);
}

describe("a word whose characters meet inside other words", () => {
	test("is tried in at least 60 ways", () => {
		expect(TRAPS.length).toBeGreaterThanOrEqual(60);
	});

	test.each(TRAPS)(
		"$word is no word of $inside",
		async ({ word, inside, real }) => {
			const wordsOf = async (text: string) =>
				(await tokenize(text)).tokens
					.filter(({ layer }) => layer === "word")
					.map(({ term }) => term);
			expect(inside).toContain(word);
			expect(await wordsOf(inside)).not.toContain(word);
			expect(await wordsOf(real)).toContain(word);
		},
	);

	test.each(TRAPS.map((trap, i) => ({ ...trap, i })))(
		"$word ranks every article that has it above $inside; --exact leaves that out, quotes find it",
		async ({ word, i }) => {
			const synonyms = { synonyms: false };
			const plain = await idsOf(word, synonyms);
			const exact = await idsOf(word, { exact: true });
			expect(exact).toContain(`real ${i}`);
			expect(exact).not.toContain(`inside ${i}`);
			expect(plain.slice(0, exact.length).sort()).toEqual([...exact].sort());
			expect(plain).toContain(`inside ${i}`);
			expect(await idsOf(`"${word}"`)).toContain(`inside ${i}`);
		},
	);
});
