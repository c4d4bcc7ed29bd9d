import fc from "fast-check";
import { expect, test } from "vitest";
import type { ArticleInput } from "../../src/article.ts";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { Engine } from "../../src/engine/engine.ts";
import type { ScorePart } from "../../src/engine/explanations.ts";
import type { IndexPlace } from "../../src/engine/index-place.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { CANDIDATES, LOOKED_AT } from "../../src/engine/second-look.ts";

const WORDS =
	"劳动合同 解除 工资 加班 赔偿 经济补偿 用人单位 劳动者 民法典第1079条 离婚 财产 夫妻 法院 判决 起诉 证据 三十日 2万元 不得 应当".split(
		" ",
	);
const QUERIES = [
	"工资",
	"劳动合同 解除 赔偿",
	"用人单位不给加班工资劳动者怎么办",
	"炒鱿鱼 赔偿",
	"民法典第1079条 离婚",
	"+离婚 财产 -法院",
	"“用人单位应当” 工资",
	"标题:工资 (夫妻 OR 离婚) 财产",
	"劳动*",
	"动合同",
	"日期:2020..2022 工资",
	"引用:民法典/1079",
	"离婚 同句 财产",
	"工资 NEAR/6 加班 劳动者",
];

const text = (least: number, most: number) =>
	fc
		.array(fc.constantFrom(...WORDS, "，", "。"), {
			minLength: least,
			maxLength: most,
		})
		.map((words) => words.join(""));
const articles = (isLaw: boolean) =>
	fc
		.array(
			fc.record({
				title: text(1, 4),
				body: text(3, 60),
				year: fc.integer({ min: 2018, max: 2024 }),
				path: text(1, 2),
			}),
			{ minLength: 20, maxLength: 60 },
		)
		.map((all) =>
			all.map(
				({ title, body, year, path }, i): ArticleInput => ({
					id: String(i),
					title,
					body,
					publishedAt: `${year}-05-01`,
					...(isLaw && { law: "劳动法", path: [path], level: "法律" }),
				}),
			),
		);

const sum = (parts: readonly ScorePart[]) =>
	parts.reduce((all, { contribution }) => all + contribution, 0);

async function checkAll(engine: Engine): Promise<Set<string>> {
	const ways = new Set<string>();
	for (const query of QUERIES) {
		for (const ranking of ["words", "layers", "model"] as const) {
			const { hits } = await engine.search(query, {
				ranking,
				limit: 100,
				fold: false,
			});
			for (const { rank, score, article } of hits.filter(
				(_, i) => i < 3 || i % 9 === 0,
			)) {
				const why = await engine.explain(query, article.id, { ranking });
				const about = `${query} ${ranking} ${article.id}`;
				expect(`${about} ${why.rank} ${why.score}`).toBe(
					`${about} ${rank} ${score}`,
				);
				const near = 1e-5 * Math.max(1, Math.abs(score));
				expect(Math.abs(sum(why.parts) - score), about).toBeLessThan(near);
				const first = why.parts.find(({ part }) => part === "first-stage");
				if (first?.part === "first-stage") {
					const parts = sum(why.firstStage ?? []);
					expect(Math.abs(parts - first.value), about).toBeLessThan(
						1e-5 * Math.max(1, first.value),
					);
				}
				const all = [...why.parts, ...(why.firstStage ?? [])];
				expect(all.some(({ part }) => part === "said")).toBe(false);
				ways.add(why.by);
				ways.add(why.tier ?? "");
			}
		}
	}
	return ways;
}

test("the parts of every explained score sum to the score that a search reports", async () => {
	const ways = new Set<string>();
	for (const isLaw of [false, true]) {
		await fc.assert(
			fc.asyncProperty(articles(isLaw), fc.boolean(), async (all, isOdd) => {
				const index: IndexPlace = { memory: true };
				await buildIndex({ articles: all, index });
				const engine = await openEngine({
					index,
					bm25: isOdd ? { k1: 0.9, b: 0.4 } : {},
				});
				for (const way of await checkAll(engine)) {
					ways.add(way);
				}
				await engine.close();
			}),
			{ numRuns: 2 },
		);
	}
	for (const way of ["words", "layers", "model", "every-word", "some-words"]) {
		expect(ways).toContain(way);
	}
}, 120_000);

test("so do the parts of articles behind those that are looked at again, and of those with words only inside others", async () => {
	const index: IndexPlace = { memory: true };
	await buildIndex({
		index,
		articles: [
			...Array.from({ length: 640 }, (_, i) => ({
				id: `${i}`,
				title: `第${i}篇`,
				body: `工资${"与证据".repeat(i % 60)}`,
			})),
			{ id: "inside", title: "其他", body: "北京市中级人民法院的判决。" },
		],
	});
	const engine = await openEngine({ index });
	const { hits } = await engine.search("工资", { limit: 640, fold: false });
	for (const rank of [
		1,
		LOOKED_AT,
		LOOKED_AT + 1,
		CANDIDATES,
		CANDIDATES + 1,
		640,
	]) {
		const { article, score } = hits[rank - 1] ?? hits[0]!;
		const why = await engine.explain("工资", article.id);
		expect([why.rank, why.score]).toEqual([rank, score]);
		expect(why.by).toBe(rank > LOOKED_AT ? "behind" : "layers");
		expect(sum(why.parts)).toBeCloseTo(score, 5);
	}
	const inside = await engine.explain("民法", "inside");
	expect(inside).toMatchObject({
		tier: "inside-words",
		rank: 1,
		words: [{ text: "民法", fields: [], inside: ["中级人民法院"] }],
	});
	expect(sum(inside.parts)).toBeCloseTo(inside.score, 5);
	await engine.close();
}, 60_000);
