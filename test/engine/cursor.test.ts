import { expect, test } from "vitest";
import type { Article } from "../../src/article.ts";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { Engine, SearchOptions } from "../../src/engine/engine.ts";
import type { MemoryIndex } from "../../src/engine/index-place.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { runSeed, seededRandom } from "../storage/random.ts";
import { changeCorpus, randomCorpus } from "./random-corpus.ts";

const ALL = 10_000;
const IDS = 120;
const SORTS = [
	"relevance",
	"date",
	"date-ascending",
	"views",
	"views-ascending",
] as const;
const QUERIES = [
	"劳动合同",
	"法院",
	"离婚 财产",
	"解除 劳动合同 补偿 认定",
	"工伤 离婚 财产 解除 法院 补偿 认定 合同",
	"离婚 -财产",
	"民法",
];

interface Pages {
	readonly ids: string[];
	readonly scores: number[];
}

async function readPages(
	engine: Engine,
	text: string,
	options: SearchOptions,
	limitOf: () => number,
): Promise<Pages> {
	const ids: string[] = [];
	const scores: number[] = [];
	let cursor: string | undefined;
	do {
		const page = await engine.searchIds(text, {
			...options,
			limit: limitOf(),
			...(cursor !== undefined && { cursor }),
		});
		ids.push(...page.hits.map(({ id }) => id));
		scores.push(...page.hits.map(({ score }) => score));
		cursor = page.cursor;
	} while (cursor !== undefined);
	return { ids, scores };
}

test("pages read by their cursors are one big page, in every order", async () => {
	const seed = runSeed();
	console.log(`cursors: FASOU_SEED=${seed}`);
	const random = seededRandom(seed);
	// Of the largest, not all articles of a query are looked at again.
	for (const ids of [900, IDS, IDS]) {
		const engine = await openEngine({ index: await randomCorpus(random, ids) });
		for (let run = 0; run < 25; run++) {
			const text = random.pick(QUERIES);
			const options: SearchOptions = {
				sort: random.pick(SORTS),
				ranking: random.pick(["words", "layers", "model"]),
				filters: random.pick([{}, { category: "劳动" }]),
			};
			const where = `FASOU_SEED=${seed}: ${text} ${JSON.stringify(options)}`;
			const all = await engine.searchIds(text, { ...options, limit: ALL });
			const { ids, scores } = await readPages(
				engine,
				text,
				options,
				() => 1 + random.below(random.pick([5, 40])),
			);
			expect(ids, where).toEqual(all.hits.map(({ id }) => id));
			expect(new Set(ids).size, where).toBe(ids.length);
			all.hits.forEach(({ score }, i) => {
				expect(scores[i], where).toBeCloseTo(score, 4);
			});
		}
		await engine.close();
	}
}, 240_000);

test("a sort by date or views puts what has no value last, and equal ones in the order of their ids", async () => {
	const random = seededRandom(runSeed());
	const engine = await openEngine({ index: await randomCorpus(random, IDS) });
	for (const sort of SORTS.slice(1)) {
		const { hits } = await engine.search(
			"劳动合同 离婚 财产 解除 法院 补偿 认定",
			{
				sort,
				limit: 1000,
			},
		);
		expect(hits.length).toBeGreaterThan(30);
		const valueOf = ({
			publishedAt,
			views,
		}: Pick<Article, "publishedAt" | "views">) =>
			sort.startsWith("date")
				? publishedAt === undefined
					? undefined
					: Date.parse(publishedAt)
				: views === undefined
					? undefined
					: Math.min(views, 2 ** 31 - 1);
		const sign = sort.endsWith("ascending") ? 1 : -1;
		const rows = hits.map(({ article }) => ({
			id: article.id,
			key: valueOf(article),
		}));
		const sorted = rows.toSorted(
			(a, b) =>
				Number(a.key === undefined) - Number(b.key === undefined) ||
				sign * ((a.key ?? 0) - (b.key ?? 0)) ||
				(a.id < b.id ? -1 : 1),
		);
		expect(rows).toEqual(sorted);
		expect(hits.every(({ score }) => score > 0)).toBe(true);
	}
	await engine.close();
});

test("a cursor of a sort by date goes on in a changed index: what did not change comes once", async () => {
	const seed = runSeed();
	console.log(`cursors and changes: FASOU_SEED=${seed}`);
	const random = seededRandom(seed);
	for (let run = 0; run < 6; run++) {
		const index = await randomCorpus(random, IDS);
		const engine = await openEngine({ index });
		const text = random.pick(QUERIES);
		const options: SearchOptions = {
			sort: random.pick(SORTS.slice(1)),
			limit: 7,
		};
		const before = await engine.searchIds(text, { ...options, limit: ALL });
		const read: string[] = [];
		const changed = new Set<string>();
		let cursor: string | undefined;
		do {
			const page = await engine.searchIds(text, {
				...options,
				...(cursor !== undefined && { cursor }),
			});
			read.push(...page.hits.map(({ id }) => id));
			cursor = page.cursor;
			if (random.below(3) === 0) {
				for (const id of await changeCorpus(index, random, IDS / 3)) {
					changed.add(id);
				}
				await engine.refresh();
			}
		} while (cursor !== undefined);
		const isSame = (id: string) => !changed.has(id);
		expect(
			read.filter(isSame),
			`FASOU_SEED=${seed}: ${text} ${options.sort}`,
		).toEqual(before.hits.map(({ id }) => id).filter(isSame));
		await engine.close();
	}
}, 240_000);

test("a cursor by relevance says that it has expired where the index has changed, and how to go on", async () => {
	const index: MemoryIndex = { memory: true };
	const articles = Array.from({ length: 9 }, (_, i) => ({
		id: `a${i}`,
		title: "离婚",
		body: "离婚",
	}));
	await buildIndex({ articles, index });
	const engine = await openEngine({ index });
	const { cursor = "", total } = await engine.search("离婚", { limit: 4 });
	const next = await engine.search("离婚", { limit: 4, cursor });
	expect(next.hits.map(({ rank, article }) => [rank, article.id])).toEqual([
		[5, "a4"],
		[6, "a5"],
		[7, "a6"],
		[8, "a7"],
	]);
	expect(next.total).toEqual(total);
	const others: SearchOptions[] = [
		{ exact: true },
		{ sort: "date" },
		{ filters: { author: "张三" } },
	];
	for (const other of others) {
		await expect(
			engine.search("离婚", { ...other, cursor }),
		).rejects.toMatchObject({ code: "bad-argument" });
	}
	await expect(engine.search("离异", { cursor })).rejects.toMatchObject({
		code: "bad-argument",
	});
	const damaged = cursor.slice(0, -4);
	await expect(
		engine.search("离婚", { cursor: damaged }),
	).rejects.toMatchObject({ code: "bad-argument" });
	await buildIndex({ articles: articles.slice(1), index });
	expect(await engine.refresh()).toBe(true);
	await expect(engine.search("离婚", { cursor })).rejects.toMatchObject({
		code: "expired-cursor",
		message: expect.stringMatching(/begin again with the first page/),
	});
	await engine.close();
});
