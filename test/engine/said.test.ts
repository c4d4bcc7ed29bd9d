import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ArticleInput } from "../../src/article.ts";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { SearchOptions } from "../../src/engine/engine.ts";
import type { IndexPlace } from "../../src/engine/index-place.ts";
import { learn } from "../../src/engine/learn.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { openWriter } from "../../src/engine/open-writer.ts";
import { repairIndex } from "../../src/engine/repair-index.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const provision = (number: string, body: string): ArticleInput => ({
	id: `law#${number}`,
	title: `中华人民共和国民法典${number}`,
	law: "中华人民共和国民法典",
	level: "法律",
	body,
});

const BETROTHAL = "law#第一千零四十二条";
const PROVISIONS = [
	provision(
		"第一千零四十二条",
		"禁止包办、买卖婚姻和其他干涉婚姻自由的行为。禁止借婚姻索取财物。",
	),
	provision("第一千零四十三条", "家庭应当树立优良家风，弘扬家庭美德。"),
	provision("第五百八十七条", "债务人履行债务的，定金应当抵作价款。"),
];
/** It cites what answers it, in words that the provision has not. */
const CONSULTATION: ArticleInput = {
	id: "consultation",
	title: "悔婚以后彩礼退不退",
	body: "依照《民法典》第一千零四十二条，男方可以请求返还。",
};

async function ids(
	index: IndexPlace,
	text: string,
	options: SearchOptions & { log?: false } = {},
) {
	const { log, ...asked } = options;
	const engine = await openEngine({ index, ...(log === false && { log }) });
	const { hits, total } = await engine.searchIds(text, asked);
	await engine.close();
	expect(total.value).toBe(hits.length);
	return hits.map(({ id }) => id);
}

test("a provision is found by the title of an article that cites it, as long as that is there", async () => {
	const index: IndexPlace = { memory: true };
	await buildIndex({ articles: [...PROVISIONS, CONSULTATION], index });
	expect((await ids(index, "彩礼怎么退")).sort()).toEqual([
		"consultation",
		BETROTHAL,
	]);
	const engine = await openEngine({ index });
	const { parts } = await engine.explain("彩礼怎么退", BETROTHAL);
	expect(parts.map(({ part }) => part)).toContain("said");
	const writer = await openWriter({ index });
	await writer.delete("consultation");
	await writer.commit();
	expect(await engine.refresh()).toBe(true);
	expect((await engine.searchIds("彩礼怎么退")).hits).toEqual([]);
	await writer.add({ ...CONSULTATION, id: "again" });
	await writer.commit();
	await writer.close();
	await engine.refresh();
	const { hits } = await engine.searchIds("彩礼怎么退");
	expect(hits.map(({ id }) => id).sort()).toEqual(["again", BETROTHAL]);
	await engine.close();
});

test("of a provision's many citing articles those that cite least else are heard", async () => {
	const index: IndexPlace = { memory: true };
	const cites = "《民法典》第一千零四十二条";
	const broad = Array.from({ length: 30 }, (_, i) => ({
		id: `broad-${i}`,
		title: `综述第${i}期`,
		body: `${cites}、第一千零四十三条和第五百八十七条。`,
	}));
	await buildIndex({
		articles: [...PROVISIONS, ...broad, CONSULTATION],
		index,
	});
	expect(await ids(index, "彩礼怎么退")).toContain(BETROTHAL);
});

test("what an index learnt ranks, stays through a rebuild, and is left out where that is asked for", async () => {
	const index = join(temporaryFolder(), "index");
	await buildIndex({ articles: PROVISIONS, index });
	const question = { query: "彩礼能不能要回来", article: BETROTHAL };
	const report = await learn({
		index,
		questions: [question, { query: "彩礼", article: "gone" }],
	});
	expect(report).toMatchObject({ questions: 2, unknown: ["gone"] });
	expect(report).toMatchObject({ generation: 2, articles: 3 });
	expect(await ids(index, "彩礼怎么要")).toEqual([BETROTHAL]);
	expect(await ids(index, "彩礼怎么要", { log: false })).toEqual([]);
	expect(await ids(index, "彩礼怎么要", { ranking: "words" })).toEqual([]);
	await buildIndex({
		articles: [...PROVISIONS, { ...CONSULTATION, id: "gone", body: "无" }],
		index,
	});
	expect((await ids(index, "彩礼")).sort()).toEqual(["gone", BETROTHAL]);
	await learn({ index, questions: [question], adds: true });
	expect((await learn({ index, questions: [], adds: true })).questions).toBe(2);
	expect((await learn({ index, questions: [] })).questions).toBe(0);
	expect(await ids(index, "要不要")).toEqual([]);
});

test("an article that others say all of is among those with every word", async () => {
	const index: IndexPlace = { memory: true };
	const others = ["老板不肯给钱", "老板给员工的钱", "不给钱的老板"].map(
		(title, i) => ({ id: `${i}`, title, body: "老板不给钱。" }),
	);
	await buildIndex({ articles: [...PROVISIONS, ...others], index });
	const text = "老板不给钱";
	const before = await ids(index, text);
	expect(before).not.toContain(BETROTHAL);
	await learn({
		index,
		questions: [{ query: `${text}怎么办`, article: BETROTHAL, times: 9 }],
	});
	expect((await ids(index, text))[0]).toBe(BETROTHAL);
	const engine = await openEngine({ index });
	const sorted = await engine.searchIds(text, { sort: "date" });
	expect(sorted.total).toEqual({ value: before.length + 1, exact: true });
	const first = await engine.search(text, { limit: 1 });
	const { cursor = "" } = first;
	const second = await engine.searchIds(text, { cursor, limit: 10 });
	const read = [...first.hits.map(({ article }) => article), ...second.hits];
	expect(read.map(({ id }) => id)).toEqual(await ids(index, text));
	await engine.close();
});

test("filters choose among what was learnt, and facets count it as the total does", async () => {
	const index: IndexPlace = { memory: true };
	await buildIndex({ articles: [...PROVISIONS, CONSULTATION], index });
	await learn({
		index,
		questions: PROVISIONS.map(({ id }) => ({ query: "彩礼", article: id })),
	});
	const law = "中华人民共和国民法典";
	expect(await ids(index, "彩礼", { filters: { law } })).toHaveLength(3);
	expect(await ids(index, "彩礼", { filters: { law: "刑法" } })).toEqual([]);
	const engine = await openEngine({ index });
	const page = await engine.search("彩礼", { facets: ["law"], limit: 1 });
	expect(page.total).toEqual({ value: 4, exact: true });
	expect(page.facets?.law).toEqual([{ value: law, count: 3 }]);
	const byDate = await engine.searchIds("彩礼", { sort: "date" });
	expect(byDate.hits).toHaveLength(4);
	await engine.close();
});

test("repair leaves a damaged log behind, and mends what is said of articles", async () => {
	const folder = temporaryFolder();
	const corpus = join(folder, "a.md");
	writeFileSync(corpus, "# 定金\n\n定金应当抵作价款。\n");
	const index = join(folder, "index");
	await buildIndex({ corpus, index });
	const questions = [{ query: "押金怎么退", article: "a.md" }];
	await learn({ index, questions });
	turnBit(index, /\.units$/);
	await expect(openEngine({ index })).resolves.toBeDefined();
	expect((await repairIndex({ index })).problems).toHaveLength(1);
	expect(await ids(index, "押金")).toEqual(["a.md"]);
	turnBit(index, /^log-/);
	expect((await repairIndex({ index })).problems).toHaveLength(1);
	expect(await ids(index, "押金")).toEqual([]);
	expect((await repairIndex({ index })).problems).toEqual([]);
});

test("what is no question is an error that says what was expected", async () => {
	const index: IndexPlace = { memory: true };
	await expect(learn({ index, questions: [] })).rejects.toMatchObject({
		code: "no-index",
	});
	const questions = [{ query: "押金" }] as never;
	await expect(learn({ index, questions })).rejects.toMatchObject({
		code: "bad-argument",
		message: expect.stringContaining('found {"query":"押金"}'),
	});
	const several = [{ query: "押金", relevant: ["a"] }] as never;
	await expect(learn({ index, questions: several })).rejects.toMatchObject({
		code: "bad-argument",
	});
});

function turnBit(folder: string, file: RegExp): void {
	const name = readdirSync(folder).find((one) => file.test(one));
	const path = join(folder, name ?? "none");
	const bytes = readFileSync(path);
	bytes.writeUInt8(bytes.readUInt8(30) ^ 1, 30);
	writeFileSync(path, bytes);
}
