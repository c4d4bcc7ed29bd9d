import { expect, test } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import {
	evaluateQueries,
	meanMeasures,
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
	const { results } = await evaluateQueries(
		engineOf(limits),
		judgements,
		shallow,
	);
	expect(limits).toEqual([3]);
	expect(results).toEqual([
		{
			id: "q",
			query: "dcba",
			...shallow,
			ndcg: 0,
			rr: 0,
			recall: 0.5,
			hits: ["d", "c", "b"],
		},
	]);
});

test("queries whose relevant articles the index lacks are named, and count as 0", async () => {
	const evaluation = await evaluateQueries(
		engineOf(),
		judge(
			{ id: "q1", query: "a", relevant: ["a", "gone"] },
			{ id: "q2", query: "b", relevant: ["gone", "lost"] },
			{ id: "q3", query: "c", relevant: { away: 0, c: 1 } },
			{ id: "q4", query: "none", relevant: ["d"] },
		),
		{ k: 10, recallK: 100 },
	);
	expect(evaluation.unanswerable).toEqual(["q2"]);
	expect(evaluation.missingArticles).toEqual(["gone", "lost"]);
	expect(evaluation.results.map(({ recall }) => recall)).toEqual([
		0.5, 0, 1, 0,
	]);
	expect(meanMeasures(evaluation.results)).toMatchObject({
		rr: 0.5,
		recall: 0.375,
	});
});
