import { expect, test } from "vitest";
import type { ArticleInput } from "../../src/article.ts";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { SearchOptions } from "../../src/engine/engine.ts";
import type { MemoryIndex } from "../../src/engine/index-place.ts";
import { openEngine } from "../../src/engine/open-engine.ts";

const RULE = { id: "rule", title: "规定", body: "失信被执行人名单的公布。" };
const STORY = { id: "story", title: "故事", body: "老赖的一天。" };
const OTHERS = Array.from({ length: 30 }, (_, i) => ({
	id: `other-${i}`,
	title: "案件",
	body: "案件的处理。",
}));

async function scoreOfRule(
	articles: ArticleInput[],
	options: SearchOptions,
): Promise<number> {
	const index: MemoryIndex = { memory: true };
	await buildIndex({ articles, index });
	const engine = await openEngine({ index });
	const { hits } = await engine.searchIds("老赖", options);
	await engine.close();
	return hits.find(({ id }) => id === "rule")?.score ?? 0;
}

test.each([
	["words", 0.6 / 0.25],
	["layers", 0.7 / 0.3],
] as const)(
	"a listed term counts more where no article has the plain word itself (%s)",
	async (ranking, times) => {
		const replacing = await scoreOfRule([RULE, ...OTHERS], { ranking });
		const beside = await scoreOfRule([RULE, STORY, ...OTHERS], { ranking });
		// One article more changes the statistics a little.
		expect(replacing / beside).toBeGreaterThan(times * 0.9);
		expect(replacing / beside).toBeLessThan(times * 1.1);
	},
);
