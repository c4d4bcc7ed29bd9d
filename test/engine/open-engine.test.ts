import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ArticleInput } from "../../src/article.ts";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { Engine } from "../../src/engine/engine.ts";
import type { IndexPlace } from "../../src/engine/index-place.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { openWriter } from "../../src/engine/open-writer.ts";
import { verifyIndex } from "../../src/engine/verify-index.ts";
import type { ErrorCode } from "../../src/errors.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const failsWith = (code: ErrorCode, message = /./) =>
	expect.objectContaining({ code, message: expect.stringMatching(message) });

const ARTICLES: readonly ArticleInput[] = [
	{
		id: "pay",
		title: "加班费怎么算",
		summary: "公司不给加班费怎么办。",
		body: "用人单位安排劳动者加班的，应当支付加班费。\n劳动者可以向劳动监察部门投诉。",
		category: ["劳动", "工资"],
		law: "中华人民共和国劳动法",
		publishedAt: "2024-05-01",
		extra: { editor: "甲" },
	},
	{
		id: "dismiss",
		title: "违法解除劳动合同",
		body: "用人单位违法解除劳动合同的，应当支付赔偿金。加班费另算。",
		category: ["劳动"],
		law: "中华人民共和国劳动法",
	},
	{
		id: "lease",
		title: "租赁合同",
		body: "承租人可以解除合同。",
		category: ["合同"],
	},
];

async function engineOf(
	articles: Iterable<ArticleInput> = ARTICLES,
): Promise<Engine> {
	const index: IndexPlace = { memory: true };
	await buildIndex({ articles, index });
	return openEngine({ index });
}

describe("an engine", () => {
	test("answers with ranked articles, snippets and marks that are what they claim to be", async () => {
		const engine = await engineOf();
		const page = await engine.search("加班费 投诉");
		expect(page).toMatchObject({
			version: 1,
			query: { text: "加班费 投诉", problems: [] },
			total: { value: 1, exact: true },
			generation: 1,
		});
		expect(page.isPartial).toBeUndefined();
		expect(page.hits.map(({ rank, article }) => [rank, article.id])).toEqual([
			[1, "pay"],
			[2, "dismiss"],
		]);
		const [hit] = page.hits;
		expect(hit?.article).toMatchObject({
			id: "pay",
			source: "pay",
			publishedAt: "2024-05-01",
		});
		expect(hit?.article).not.toHaveProperty("body");
		const marked = [hit?.title, hit?.summary, ...(hit?.snippets ?? [])];
		for (const text of marked) {
			const words = text?.ranges.map(({ start, end }) =>
				text.text.slice(start, end),
			);
			expect(words?.length).toBeGreaterThan(0);
			for (const word of words ?? []) {
				expect(["加班费", "投诉", "加班"]).toContain(word);
			}
		}
		const [snippet] = hit?.snippets ?? [];
		const article = await engine.get("pay");
		expect(
			article?.body.slice(
				snippet?.start,
				(snippet?.start ?? 0) + (snippet?.text.length ?? 0),
			),
		).toBe(snippet?.text);
		await engine.close();
	});

	test("pages through the hits without changing their order", async () => {
		const articles = Array.from({ length: 25 }, (_, i) => ({
			id: `a${String(i).padStart(2, "0")}`,
			title: "加班",
			body: "加班".repeat(1 + (i % 3)),
		}));
		const engine = await engineOf(articles);
		const all = await engine.searchIds("加班", { limit: 100 });
		const pages: string[] = [];
		for (let offset = 0; offset < 30; offset += 7) {
			const page = await engine.search("加班", { offset, limit: 7 });
			pages.push(...page.hits.map(({ article }) => article.id));
			page.hits.forEach(({ rank }, i) => {
				expect(rank).toBe(offset + i + 1);
			});
			expect(page.total).toEqual({ value: 25, exact: true });
		}
		expect(pages).toEqual(all.hits.map(({ id }) => id));
		expect((await engine.search("加班", { limit: 0 })).hits).toEqual([]);
		await engine.close();
	});

	test.each([
		{ limit: -1 },
		{ limit: 1.5 },
		{ offset: Number.NaN },
		{ limit: 10, offset: 9_991 },
	])("refuses the page %j", async (options) => {
		const engine = await engineOf();
		await expect(engine.search("加班", options)).rejects.toEqual(
			failsWith("bad-argument", /limit and offset/),
		);
		await engine.close();
	});

	test("understands signs and quotes, tells what it does not understand, and takes all literally where asked to", async () => {
		const engine = await engineOf();
		const ids = async (
			...args: Parameters<Engine["searchIds"]>
		): Promise<string[]> => {
			const { hits } = await engine.searchIds(...args);
			return hits.map(({ id }) => id).sort();
		};
		expect(await ids("合同")).toEqual(["dismiss", "lease"]);
		expect(await ids("合同 -劳动")).toEqual(["lease"]);
		expect(await ids('"解除合同"')).toEqual(["lease"]);
		expect(await ids('+"解除" +加班费')).toEqual(["dismiss"]);
		expect(await ids("-劳动")).toEqual([]);
		expect(await ids("合同 -劳动", { literal: true })).toHaveLength(3);
		const page = await engine.search('合同 "解除');
		expect(page.query.problems).toMatchObject([{ start: 3, end: 6 }]);
		await engine.close();
	});

	test("finds nothing odd for odd words", async () => {
		const engine = await engineOf();
		for (const text of [
			"",
			"   ",
			"constructor",
			"__proto__",
			'""',
			"\0",
			"-",
		]) {
			const page = await engine.search(text);
			expect(page.hits).toEqual([]);
			expect(page.total).toEqual({ value: 0, exact: true });
		}
		expect(await engine.get("constructor")).toBeUndefined();
		await engine.close();
	});

	test("gives whole articles back as they were handed in", async () => {
		const engine = await engineOf();
		const [pay] = ARTICLES;
		expect(await engine.get("pay")).toEqual({
			...pay,
			source: "pay",
			headings: [],
			citations: [],
			editorRelated: [],
		});
		expect(await engine.get("nobody")).toBeUndefined();
		await engine.close();
	});

	test("names related articles, never the article itself, and why", async () => {
		const engine = await engineOf();
		const page = await engine.related("pay");
		expect(page.article.id).toBe("pay");
		expect(page.related.map(({ article }) => article.id)).toEqual([
			"dismiss",
			"lease",
		]);
		expect(page.related[0]?.reasons).toEqual(
			expect.arrayContaining([
				{ kind: "law", value: "中华人民共和国劳动法" },
				{ kind: "category", value: "劳动" },
				{ kind: "term", value: "加班费" },
			]),
		);
		expect((await engine.related("pay", { limit: 0 })).related).toEqual([]);
		await expect(engine.related("nobody")).rejects.toEqual(
			failsWith("unknown-article", /nobody/),
		);
		await engine.close();
	});

	test("ends a search at its deadline or signal, and says so", async () => {
		const index: IndexPlace = { memory: true };
		await buildIndex({ articles: ARTICLES, index });
		let nowMs = 0;
		const engine = await openEngine({ index, now: () => nowMs++ });
		expect(await engine.search("加班", { deadlineMs: 0 })).toMatchObject({
			isPartial: true,
			total: { exact: false },
		});
		expect(
			await engine.search("加班", { signal: AbortSignal.abort() }),
		).toMatchObject({ isPartial: true });
		const whole = await engine.search("加班", { deadlineMs: 1_000 });
		expect(whole.isPartial).toBeUndefined();
		expect(whole.elapsedMs).toBeGreaterThan(0);
		await engine.close();
	});

	test("tells its size, and what of it is deleted but still counts", async () => {
		const index: IndexPlace = { memory: true };
		await buildIndex({ articles: ARTICLES, index });
		const writer = await openWriter({ index });
		await writer.delete("lease");
		await writer.commit();
		await writer.close();
		const engine = await openEngine({ index });
		const stats = await engine.stats();
		expect(stats).toMatchObject({
			generation: 2,
			articles: 2,
			deletedArticles: 1,
			segments: 1,
			sources: 0,
		});
		const fileBytes = stats.files.reduce((sum, { bytes }) => sum + bytes, 0);
		expect(stats.indexBytes).toBe(fileBytes);
		expect(stats.fields).toHaveLength(20);
		expect(JSON.parse(stats.fingerprint)).toMatchObject({ segmenter: "fasou" });
		expect((await engine.searchIds("租赁")).hits).toEqual([]);
		await engine.close();
	});

	test("that is closed refuses everything", async () => {
		const engine = await engineOf();
		await engine.close();
		await engine.close();
		for (const call of [
			() => engine.search("x"),
			() => engine.searchIds("x"),
			() => engine.get("pay"),
			() => engine.related("pay"),
			() => engine.stats(),
			() => engine.verify(),
			() => engine.refresh(),
		]) {
			await expect(call()).rejects.toEqual(failsWith("closed"));
		}
	});
});

describe("an engine over a folder", () => {
	/** Enough articles for lists of several blocks. */
	function* many(count: number, word: string): Generator<ArticleInput> {
		for (let i = 0; i < count; i++) {
			yield {
				id: `${word}${i}`,
				title: word,
				body: `${word}。解除合同第${i}次。`,
			};
		}
	}

	test("answers from its generation until it is refreshed", async () => {
		const index = temporaryFolder();
		await buildIndex({ articles: many(700, "甲"), index });
		const engine = await openEngine({ index });
		const count = async (text: string) =>
			(await engine.searchIds(text, { countAll: true })).total.value;
		// What was read before the refresh is kept in memory, and must not outlive its files.
		expect([await count('"解除合同"'), await count("解除 合同 甲")]).toEqual([
			700, 700,
		]);
		expect(await engine.refresh()).toBe(false);
		const writer = await openWriter({ index });
		await writer.update({ id: "乙", title: "乙", body: "不解除合同。" });
		await writer.delete("甲5");
		await writer.commit();
		expect([engine.generation, await count('"解除合同"')]).toEqual([1, 700]);
		expect(await engine.get("甲5")).toBeDefined();
		expect(await engine.refresh()).toBe(true);
		expect([engine.generation, await count('"解除合同"')]).toEqual([2, 700]);
		expect([await count("乙"), await count("甲")]).toEqual([1, 699]);
		expect(await engine.get("甲5")).toBeUndefined();
		await writer.close();
		await buildIndex({ articles: many(3, "丙"), index });
		expect(await count('"解除合同"')).toBe(700);
		expect(await engine.refresh()).toBe(true);
		expect([await count('"解除合同"'), await count("甲")]).toEqual([3, 0]);
		await engine.close();
	});

	test("refuses to refresh to an index that is cut in another way", async () => {
		const folder = temporaryFolder({ "words.txt": "租赁合同纠纷\n" });
		const index = join(folder, "index");
		await buildIndex({ articles: ARTICLES, index });
		const engine = await openEngine({ index });
		const userWords = join(folder, "words.txt");
		await buildIndex({ articles: ARTICLES, index, userWords });
		await expect(engine.refresh()).rejects.toEqual(failsWith("other-analyzer"));
		expect(
			(await engine.searchIds("租赁", { synonyms: false })).hits,
		).toHaveLength(1);
		await engine.close();
	});

	test("says that there is no index, whether or not there is a folder", async () => {
		const folder = temporaryFolder();
		await expect(openEngine({ index: folder })).rejects.toEqual(
			failsWith("no-index", /fasou index/),
		);
		await expect(openEngine({ index: join(folder, "x") })).rejects.toEqual(
			failsWith("no-index", /no such folder/),
		);
	});

	test("verifies every byte, also of an index that cannot be opened", async () => {
		const index = temporaryFolder();
		await buildIndex({ articles: ARTICLES, index });
		const engine = await openEngine({ index });
		expect(await engine.verify()).toMatchObject({ ok: true, problems: [] });
		await engine.close();
		writeFileSync(join(index, "segment-000099.ids"), "left behind");
		expect(await verifyIndex({ index })).toMatchObject({
			ok: true,
			strays: ["segment-000099.ids"],
		});
		rmSync(join(index, "segment-000001.ranks"));
		expect(await verifyIndex({ index })).toMatchObject({
			ok: false,
			problems: [{ file: "segment-000001.ranks", code: "no-file" }],
		});
		writeFileSync(join(index, "manifest-000001"), "damaged");
		expect(await verifyIndex({ index })).toMatchObject({
			ok: false,
			problems: [{ file: "manifest-000001", code: "corrupt" }],
		});
		await expect(openEngine({ index })).rejects.toEqual(failsWith("corrupt"));
	});
});
