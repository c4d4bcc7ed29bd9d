import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import type { Article } from "../../src/article.ts";
import { crawl } from "../../src/corpus/crawl.ts";
import { readWhole } from "../../src/corpus/read-source.ts";

const CORPUS = fileURLToPath(new URL("../../corpus", import.meta.url));
const GOLDEN = new URL("../golden/", import.meta.url);

/** What the writers of the sample corpus say each article is: a row an article. */
const TABLE = readFileSync(new URL("sample-corpus.tsv", GOLDEN), "utf8")
	.trim()
	.split("\n")
	.map((line) => line.split("\t"));
const [COLUMNS = [], ...ROWS] = TABLE;

const articles = new Map<string, Article>();

beforeAll(async () => {
	const { files, rejections } = await crawl([CORPUS]);
	expect(rejections).toEqual([]);
	for (const file of files) {
		const read = readWhole(file);
		expect(read.rejections).toEqual([]);
		for (const article of read.articles) {
			articles.set(article.source, article);
		}
	}
});

/** An article as its row of the table; citations are found later than reading, and tested with the engine. */
function rowOf(article: Article): Record<string, string> {
	return {
		source: article.source,
		id: article.id,
		title: article.title,
		author: article.author ?? "",
		category: article.category.join(" › "),
		publishedAt: article.publishedAt ?? "",
		views: article.views === undefined ? "" : String(article.views),
		headings: String(article.headings.length),
		related: String(article.editorRelated.length),
		first: inCell([...article.body].slice(0, 16)),
		last: inCell([...article.body].slice(-16)),
	};
}

function inCell(characters: readonly string[]): string {
	return characters.join("").replaceAll("\n", "⏎");
}

describe("the sample corpus", () => {
	it("has the articles of the table and no other", () => {
		expect([...articles.keys()].sort()).toEqual(
			ROWS.map(([source]) => source).sort(),
		);
	});

	it.each(ROWS.map((row) => [row[0] ?? "", row] as const))(
		"%s is read as its row says",
		(source, row) => {
			const article = articles.get(source);
			expect(article).toBeDefined();
			const expected = Object.fromEntries(
				COLUMNS.map((name, i) => [name, row[i] ?? ""]),
			);
			const { citations, ...fields } = expected;
			expect(article && rowOf(article)).toEqual(fields);
		},
	);

	it("has at least 80 articles of 500 to 1,500 characters", () => {
		expect(articles.size).toBeGreaterThanOrEqual(80);
		for (const { source, body } of articles.values()) {
			expect([source, [...body].length >= 500]).toEqual([source, true]);
			expect([source, [...body].length <= 1500]).toEqual([source, true]);
		}
	});
});

describe("a page of a content system", () => {
	const pages = ROWS.map(([source]) => source ?? "").filter((source) =>
		source.startsWith("site/"),
	);
	it.each(pages)(
		"%s gives the text it was written from, nothing lost and nothing of the furniture",
		(source) => {
			const name = source.replace(/^.*\//, "").replace(/\.html?$/, ".txt");
			const written = readFileSync(
				new URL(`corpus-html/${name}`, GOLDEN),
				"utf8",
			);
			expect(articles.get(source)?.body).toBe(written.trimEnd());
		},
	);
});
