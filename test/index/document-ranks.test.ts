import { expect, test } from "vitest";
import type { ArticleInput } from "../../src/article.ts";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { IndexPlace } from "../../src/engine/index-place.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { DocumentRanks } from "../../src/index/document-ranks.ts";
import { seededRandom } from "../storage/random.ts";

test("tells of every document how many of the list stand before it, or that it is not in the list", () => {
	const random = seededRandom(20_261_127);
	for (let round = 0; round < 200; round++) {
		const documents = 1 + random.below(300);
		const oneOf = 1 + random.below(32);
		const docs = Array.from({ length: documents }, (_, doc) => doc).filter(
			() => random.below(oneOf) === 0,
		);
		const ranks = new DocumentRanks(Int32Array.from(docs), documents);
		for (let doc = 0; doc < documents; doc++) {
			expect(ranks.rankOf(doc)).toBe(docs.indexOf(doc));
		}
	}
});

test("scores are the same before lists have ranks and after", async () => {
	const articles = Array.from(
		{ length: 400 },
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
	}
	await engine.close();
});
