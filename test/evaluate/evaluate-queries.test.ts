import { expect, test } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import {
	findMissing,
	meanMeasures,
	measureRankings,
	rankQueries,
} from "../../src/evaluate/evaluate-queries.ts";
import { parseJudgements } from "../../src/evaluate/judgements.ts";

const ARTICLES = ["a", "b", "c", "d"];

/** Finds the articles whose ids stand in the query, in the query's order. */
function engineOf(limits: (number | undefined)[] = []) {
	const engine: Pick<Engine, "searchIds" | "get"> = {
		searchIds: async (text, options) => {
			limits.push(options?.limit);
			const ids = [...text].filter((id) => ARTICLES.includes(id));
			return {
				total: { value: ids.length, exact: true },
				elapsedMs: 0,
				hits: ids.slice(0, options?.limit).map((id) => ({ id, score: 1 })),
			};
		},
		get: async (id) =>
			ARTICLES.includes(id)
				? {
						id,
						title: id,
						body: "",
						source: id,
						category: [],
						headings: [],
						citations: [],
						editorRelated: [],
					}
				: undefined,
	};
	return engine;
}

const judge = (...records: object[]) =>
	parseJudgements(records.map((record) => JSON.stringify(record))).judgements;

test("every query is asked for as many hits as the deepest measure needs", async () => {
	const limits: (number | undefined)[] = [];
	const judgements = judge({ id: "q", query: "dcba", relevant: ["a", "b"] });
	const shallow = { k: 2, recallK: 3 };
	const engine = engineOf(limits);
	const rankings = await rankQueries(
		async ({ query }, limit) => (await engine.searchIds(query, { limit })).hits,
		judgements,
		shallow,
	);
	const results = measureRankings(judgements, rankings, shallow);
	expect(limits).toEqual([3]);
	expect(results).toEqual([
		{
			id: "q",
			query: "dcba",
			...shallow,
			ndcg: 0,
			rr: 0,
			precision: 0,
			recall: 0.5,
			hits: ["d", "c", "b"],
		},
	]);
});

test("queries whose relevant articles the index lacks are named", async () => {
	const missing = await findMissing(
		engineOf(),
		judge(
			{ id: "q1", query: "a", relevant: ["a", "gone"] },
			{ id: "q2", query: "b", relevant: ["gone", "lost"] },
			{ id: "q3", query: "c", relevant: { away: 0, c: 1 } },
			{ id: "q4", query: "none", relevant: ["d"] },
		),
	);
	expect(missing).toEqual({
		unanswerable: ["q2"],
		missingArticles: ["gone", "lost"],
	});
});

test("a query without a ranking counts as 0, and a ranking is looked at as deep as asked", () => {
	const hits = (...ids: string[]) => ids.map((id) => ({ id, score: 1 }));
	const results = measureRankings(
		judge(
			{ id: "q1", query: "?", relevant: ["a", "b"] },
			{ id: "q2", query: "?", relevant: ["a"] },
		),
		new Map([
			["q1", hits("x", "a", "y", "b")],
			["other", hits("a")],
		]),
		{ k: 2, recallK: 3 },
	);
	expect(results.map((result) => result.hits)).toEqual([["x", "a", "y"], []]);
	expect(meanMeasures(results)).toMatchObject({
		rr: 0.25,
		precision: 0.25,
		recall: 0.25,
	});
});
