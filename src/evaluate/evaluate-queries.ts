import { setImmediate } from "node:timers/promises";
import type { ArticleId } from "../article.ts";
import type { Engine } from "../engine/engine.ts";
import type { Judgement } from "./judgements.ts";
import { type Cutoffs, type Measures, measure } from "./metrics.ts";
import type { QueryResult } from "./query-result.ts";

export interface Evaluation {
	/** In the order of the judgements. */
	readonly results: readonly QueryResult[];
	/** Queries none of whose relevant articles the index has; they count, as 0. */
	readonly unanswerable: readonly string[];
	/** Relevant articles that the index does not have. */
	readonly missingArticles: readonly ArticleId[];
}

/** Asks every query, and measures its first `max(k, recallK)` hits. */
export async function evaluateQueries(
	engine: Pick<Engine, "searchIds" | "get">,
	judgements: readonly Judgement[],
	{ k, recallK }: Cutoffs,
): Promise<Evaluation> {
	const results: QueryResult[] = [];
	const unanswerable: string[] = [];
	const isInIndex = new Map<ArticleId, boolean>();
	for (const { id, query, grades } of judgements) {
		await setImmediate(); // so that Ctrl-C is heard between two queries
		const limit = Math.max(k, recallK);
		const ranked = await engine.searchIds(query, { limit });
		const hits = ranked.hits.map((hit) => hit.id);
		const measures = measure(hits, grades, { k, recallK });
		results.push({ id, query, k, recallK, ...measures, hits });
		let isAnswerable = false;
		for (const [article, grade] of grades) {
			if (grade > 0) {
				const isThere =
					isInIndex.get(article) ?? (await engine.get(article)) !== undefined;
				isInIndex.set(article, isThere);
				isAnswerable ||= isThere;
			}
		}
		if (!isAnswerable) {
			unanswerable.push(id);
		}
	}
	return {
		results,
		unanswerable,
		missingArticles: [...isInIndex]
			.filter(([, isThere]) => !isThere)
			.map(([article]) => article),
	};
}

/** The means over all queries, from 0 to 1; that of `rr` is MRR. */
export function meanMeasures(results: readonly Measures[]): Measures {
	const mean = (field: keyof Measures) =>
		results.reduce((sum, result) => sum + result[field], 0) /
		Math.max(1, results.length);
	return { ndcg: mean("ndcg"), rr: mean("rr"), recall: mean("recall") };
}
