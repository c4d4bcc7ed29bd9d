import { expect, test } from "vitest";
import type { ArticleInput } from "../../src/article.ts";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { IndexPlace } from "../../src/engine/index-place.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { DenseList } from "../../src/index/dense-list.ts";
import { seededRandom } from "../storage/random.ts";

test("tells of every document how often the term stands in it", () => {
	const random = seededRandom(20_261_127);
	for (let round = 0; round < 200; round++) {
		const documents = 1 + random.below(600);
		const oneOf = 1 + random.below(32);
		const all = Array.from({ length: documents }, () =>
			random.below(oneOf) === 0 ? 1 + random.below(300) : 0,
		);
		const docs = [...all.keys()].filter((doc) => all[doc]! > 0);
		const list = new DenseList(
			Int32Array.from(docs),
			Int32Array.from(docs, (doc) => all[doc]!),
			documents,
		);
		expect(list.documents).toBe(docs.length);
		expect(all.map((_, doc) => list.frequencyIn(doc))).toEqual(all);
	}
});

test("scores and literal matches are the same before lists are kept as dense ones and after", async () => {
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
		// Reads the pairs of the list anew.
		expect((await engine.searchIds('"同合同合同义"')).total.value).toBe(240);
	}
	await engine.close();
});
