import { expect, test } from "vitest";
import type { Article } from "../../src/article.ts";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { Engine, SearchOptions } from "../../src/engine/engine.ts";
import type { IndexPlace } from "../../src/engine/index-place.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { type Random, runSeed, seededRandom } from "../storage/random.ts";
import { LAWS, randomCorpus } from "./random-corpus.ts";

const FACETS = ["category", "author", "year", "law", "cites"] as const;
type Facet = (typeof FACETS)[number];
const ALL = 10_000;
const IDS = 120;

const QUERIES = [
	"劳动合同",
	"法院",
	"民法",
	"离婚 财产",
	"解除 劳动合同 补偿",
	"工伤 离婚 财产 解除 法院 补偿 认定 合同",
	'"劳动合同，" -离婚',
	"引用:民法典",
	"日期:2023.. 合同",
	"栏目:民事/劳动 财产",
	"标题:离*",
	"没有的词",
	"",
];

const FILTERS: readonly NonNullable<SearchOptions["filters"]>[] = [
	{},
	{ category: "劳动" },
	{ category: ["/劳动", "民事/婚姻/离婚"], date: { to: "2023" } },
	{ author: "张三", views: { from: 1 } },
	{ cites: ["民法典", "劳动合同法/39"] },
	{ law: "刑法", date: "2019.." },
];

/** The values of an article, by its own fields. */
function valuesOf(article: Article, facet: Facet): string[] {
	const { category, author, publishedAt, law, title, summary, body } = article;
	switch (facet) {
		case "category":
			return category.map((_, i) =>
				category
					.slice(0, i + 1)
					.map((level) => level.replace("/", "\\/"))
					.join("/"),
			);
		case "author":
			return author === "John Smith"
				? [author]
				: (author ?? "").split(/[、 ]/).filter((name) => name !== "");
		case "year":
			return publishedAt === undefined ? [] : [publishedAt.slice(0, 4)];
		case "law":
			return law === undefined ? [] : [law];
		case "cites": {
			const text = [title, summary, body].join("\n");
			return [...LAWS].flatMap(([name, full]) =>
				text.includes(name) ? [full] : [],
			);
		}
		default:
			return facet satisfies never;
	}
}

function countNaively(articles: readonly Article[], facet: Facet) {
	const counts = new Map<string, number>();
	for (const article of articles) {
		for (const value of valuesOf(article, facet)) {
			counts.set(value, (counts.get(value) ?? 0) + 1);
		}
	}
	const values = [...counts].map(([value, count]) => ({ value, count }));
	return values.sort((a, b) =>
		facet === "year"
			? Number(b.value) - Number(a.value)
			: b.count - a.count || (a.value < b.value ? -1 : 1),
	);
}

async function articlesOf(engine: Engine, ids: readonly { id: string }[]) {
	const articles = await Promise.all(ids.map(({ id }) => engine.get(id)));
	return articles.filter((article) => article !== undefined);
}

function randomQuestion(random: Random): [string, SearchOptions] {
	return [
		random.pick(QUERIES),
		{
			filters: random.pick(FILTERS),
			ranking: random.pick(["words", "model"]),
			sort: random.pick(["relevance", "date", "views-ascending"]),
			countAll: random.below(2) === 0,
			synonyms: false,
		},
	];
}

test("facets count what the total counts, exactly, as a naive count of those articles does", async () => {
	const seed = runSeed();
	console.log(`facets: FASOU_SEED=${seed}`);
	const random = seededRandom(seed);
	let counted = 0;
	for (let corpus = 0; corpus < 3; corpus++) {
		const engine = await openEngine({ index: await randomCorpus(random, IDS) });
		for (let run = 0; run < 60; run++) {
			const [text, options] = randomQuestion(random);
			const where = `FASOU_SEED=${seed}: ${text} ${JSON.stringify(options)}`;
			const all = await engine.searchIds(text, { ...options, limit: ALL });
			const limit = random.below(12);
			const page = await engine.searchIds(text, {
				...options,
				limit,
				facets: FACETS,
				facetLimit: 3,
			});
			expect(page.total, where).toEqual({
				value: all.total.value,
				exact: true,
			});
			expect(page.hits, where).toEqual(all.hits.slice(0, limit));
			const matched = await articlesOf(
				engine,
				all.hits.slice(0, all.total.value),
			);
			counted += matched.length;
			for (const facet of FACETS) {
				const expected = countNaively(matched, facet);
				expect(page.facets?.[facet], `${where} ${facet}`).toEqual(
					expected.slice(0, 3),
				);
				expect(page.facetValues?.[facet], where).toBe(expected.length);
			}
		}
		await engine.close();
	}
	expect(counted).toBeGreaterThan(1000);
}, 240_000);

test("a value of a facet, asked for as a filter, finds so many", async () => {
	const random = seededRandom(7);
	const engine = await openEngine({ index: await randomCorpus(random, IDS) });
	for (const text of ["劳动合同", "离婚 财产", ""]) {
		const filters = { source: "a" };
		const page = await engine.search(text, {
			filters,
			facets: FACETS,
			facetLimit: 100,
			limit: 0,
		});
		for (const facet of FACETS) {
			for (const { value, count } of page.facets?.[facet] ?? []) {
				const filter =
					facet === "year"
						? { date: value }
						: { [facet]: facet === "category" ? `/${value}` : value };
				const found = await engine.searchIds(text, {
					filters: { ...filters, ...filter },
					countAll: true,
				});
				// What stands in no article together is looked for one by one, and so are fewer words than all.
				if (found.total.value !== count) {
					expect(text, `${facet}: ${value}`).toBe("离婚 财产");
				}
			}
		}
	}
	await engine.close();
});

test("values that differ in width or traditional characters alone are one, and an author named twice is counted once", async () => {
	const index: IndexPlace = { memory: true };
	const by = (id: string, author: string) => ({
		id,
		title: "离婚",
		body: "离婚",
		author,
	});
	const articles = [
		by("a", "張三、张三"),
		by("b", "张三"),
		by("c", "ＡＢ;张三"),
	];
	await buildIndex({ articles, index });
	const engine = await openEngine({ index });
	const { facets } = await engine.search("离婚", { facets: ["author"] });
	expect(facets?.author).toEqual([
		{ value: "张三", count: 3 },
		{ value: "ＡＢ", count: 1 },
	]);
	await engine.close();
});

test("facets are counted though nothing is shown, and none where none are asked for", async () => {
	const index: IndexPlace = { memory: true };
	const articles = [
		{ id: "a", title: "离婚", body: "离婚", category: ["婚姻"] },
		{ id: "b", title: "财产", body: "财产", author: "张三" },
	];
	await buildIndex({ articles, index });
	const engine = await openEngine({ index });
	const page = await engine.search("离婚", { limit: 0, facets: ["category"] });
	expect(page).toMatchObject({
		total: { value: 1, exact: true },
		facets: { category: [{ value: "婚姻", count: 1 }] },
		facetValues: { category: 1 },
		hits: [],
	});
	const authors = await engine.search("离婚", { facets: ["author"] });
	expect(authors.facets).toEqual({ author: [] });
	expect(await engine.search("离婚", { facets: [] })).not.toHaveProperty(
		"facets",
	);
	await engine.close();
});

test("a deadline or a signal ends facets and sorting too, and the page says so", async () => {
	const index: IndexPlace = { memory: true };
	const articles = [
		{ id: "a", title: "离婚", body: "离婚", category: ["婚姻"] },
	];
	await buildIndex({ articles, index });
	let now = 0;
	const engine = await openEngine({ index, now: () => now++ });
	for (const options of [
		{ facets: ["category"] },
		{ sort: "date" },
	] satisfies SearchOptions[]) {
		const late = await engine.search("离婚", { ...options, deadlineMs: 0 });
		expect(late).toMatchObject({ isPartial: true, total: { exact: false } });
		expect(late.cursor).toBeUndefined();
		const signal = AbortSignal.abort();
		const ended = await engine.searchIds("离婚", { ...options, signal });
		expect(ended).toMatchObject({ isPartial: true, total: { exact: false } });
		const inTime = await engine.search("离婚", { ...options, deadlineMs: 999 });
		expect(inTime.isPartial).toBeUndefined();
	}
	await engine.close();
});

test.each([
	[{ facets: ["colour"] }, /facets: expected a list of category.*colour/],
	[{ facets: "category" }, /facets: expected a list/],
	[{ facetLimit: 0 }, /facetLimit: expected a whole number from 1/],
	[{ sort: "size" }, /sort: expected relevance or date/],
	[{ filters: { colour: "red" } }, /filters: expected one of category.*colour/],
	[{ filters: { category: [] } }, /filters.category: expected a text/],
	[{ filters: { author: " " } }, /filters.author: expected a text/],
	[{ filters: { source: 3 } }, /filters.source: .*found 3/],
	[{ filters: { date: "昨天" } }, /filters.date: .*found "昨天"/],
	[{ filters: { date: "2026..2024" } }, /filters.date: expected a range/],
	[{ filters: { date: {} } }, /filters.date: expected a range/],
	[{ filters: { date: { from: "2024-13" } } }, /filters.date.from: .*2024-13/],
	[{ filters: { date: { to: ">2024" } } }, /filters.date.to: expected a year/],
	[
		{ filters: { date: { from: "2025", to: "2024" } } },
		/filters.date: expected a range/,
	],
	[
		{ filters: { views: { from: -1 } } },
		/filters.views.from: expected a whole/,
	],
	[{ filters: { views: "很多" } }, /filters.views: expected a range/],
	[{ filters: { cites: "民法典/abc" } }, /filters.cites: expected a law/],
	[{ cursor: "abc" }, /cursor: expected that of the page before/],
	[{ cursor: "abc", offset: 3 }, /cursor: expected no offset/],
])("refuses %j", async (options, message) => {
	const index: IndexPlace = { memory: true };
	await buildIndex({ articles: [], index });
	const engine = await openEngine({ index });
	const given = options as SearchOptions;
	await expect(engine.search("离婚", given)).rejects.toEqual(
		expect.objectContaining({
			code: "bad-argument",
			message: expect.stringMatching(message),
		}),
	);
	await engine.close();
});
