import { expect, test } from "vitest";
import type { ArticleInput } from "../../src/article.ts";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { IndexPlace } from "../../src/engine/index-place.ts";
import { openEngine } from "../../src/engine/open-engine.ts";

test("scores and literal matches are the same whether dense lists are searched or looked up in", async () => {
	const articles = Array.from(
		{ length: 2000 },
		(_, i): ArticleInput => ({
			id: `a${i}`,
			title: `第${i}篇`,
			body: `当事人应当履行${"合同".repeat(1 + (i % 5))}义务。${i % 97 === 0 ? "仲裁" : "诉讼"}`,
		}),
	);
	const index: IndexPlace = { memory: true };
	await buildIndex({ articles, index });
	const engine = await openEngine({ index });
	const ask = () =>
		engine.searchIds("仲裁合同", { ranking: "layers", limit: 20 });
	const { hits } = await ask();
	expect(hits.length).toBeGreaterThan(4);
	for (let again = 0; again < 8; again++) {
		expect((await ask()).hits).toEqual(hits);
		// Reads lists that were looked up in, as whole ones.
		expect((await engine.searchIds('"同合同合同义"')).total.value).toBe(1200);
	}
	await engine.close();
});
