import { expect, test } from "vitest";
import { type Article, completeArticle } from "../../src/article.ts";
import { ByteCache } from "../../src/index/byte-cache.ts";
import { StoredArticlesReader } from "../../src/index/stored-articles.ts";
import { type Random, runSeed, seededRandom } from "../storage/random.ts";
import { writeArticles, writtenFile } from "./one-file.ts";

function readerOf(
	articles: readonly Article[],
	cacheLimitBytes: number,
): StoredArticlesReader {
	const file = writtenFile("articles", (out) => {
		const middle = Math.ceil(articles.length / 3);
		writeArticles(out, articles, [middle, articles.length]);
	});
	return new StoredArticlesReader(file, new ByteCache(cacheLimitBytes));
}

function randomArticle(random: Random, id: string): Article {
	const pieces = [
		"劳动合同",
		"\n",
		"\ud800",
		"\ufeff",
		"𠮷",
		"abc",
		'"\\',
		"\0",
	];
	const text = (longest: number) =>
		Array.from({ length: random.below(longest) }, () =>
			random.pick(pieces),
		).join("");
	return completeArticle({
		id,
		title: text(5),
		body: text(random.pick([10, 1_000, 30_000])),
		...(random.below(2) === 0 && { summary: text(20) }),
		category: random.pick([[], ["", "a"]]),
		...(random.below(3) === 0 && {
			views: random.below(1000),
			headings: [{ start: 0, end: 2, level: 1 }],
			citations: [{ start: 0, end: 2, law: "民法典", number: "第一条" }],
			editorRelated: [{ title: "x" }],
			extra: { nested: [null, true, { deep: -1.5 }] },
		}),
	});
}

test("every article comes back as it was, in any order, with or without a cache", () => {
	const seed = runSeed();
	console.log(`stored articles: FASOU_SEED=${seed}`);
	for (let run = 0; run < 12; run++) {
		const random = seededRandom(seed + run);
		const articles = Array.from(
			{ length: random.pick([1, 2, 60]) },
			(_, number) => randomArticle(random, `${number}`),
		);
		const reader = readerOf(articles, random.pick([0, 40_000, 10_000_000]));
		for (let i = 0; i < 100; i++) {
			const doc = random.below(articles.length);
			expect(reader.read(doc)).toEqual(articles[doc]);
		}
		articles.forEach((article, doc) => {
			expect(reader.read(doc)).toEqual(article);
		});
	}
});

test("a document beyond the last is damage, not an article", () => {
	const reader = readerOf(
		[completeArticle({ id: "a", title: "", body: "" })],
		0,
	);
	expect(() => reader.read(1)).toThrow(/articles/);
});
