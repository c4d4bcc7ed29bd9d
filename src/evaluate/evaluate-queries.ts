import { setImmediate } from "node:timers/promises";
import type { ArticleId } from "../article.ts";
import type { Engine } from "../engine/engine.ts";
import type { Judgement } from "./judgements.ts";
import { type Cutoffs, type Measures, measure } from "./metrics.ts";
import type { QueryResult } from "./query-result.ts";

export interface RankedHit {
	readonly id: ArticleId;
	readonly score: number;
}

/** The hits of each query, by its id, best first. */
export type Rankings = ReadonlyMap<string, readonly RankedHit[]>;

/** Gives the best `limit` hits of a judgement's query. */
export type Ask = (
	judgement: Judgement,
	limit: number,
) => Promise<readonly RankedHit[]>;

/** What of the judgements an index cannot give. */
export interface Missing {
	/** Queries none of whose relevant articles the index has; they count, as 0. */
	readonly unanswerable: readonly string[];
	/** Relevant articles that the index does not have. */
	readonly missingArticles: readonly ArticleId[];
}

/** Asks every query for as many hits as the deepest measure looks at. */
export async function rankQueries(
	ask: Ask,
	judgements: readonly Judgement[],
	{ k, recallK }: Cutoffs,
): Promise<Rankings> {
	const rankings = new Map<string, readonly RankedHit[]>();
	for (const judgement of judgements) {
		await setImmediate(); // so that Ctrl-C is heard between two queries
		rankings.set(judgement.id, await ask(judgement, Math.max(k, recallK)));
	}
	return rankings;
}

/** Measures each judged query, in the order of the judgements; one that has no ranking counts as 0. */
export function measureRankings(
	judgements: readonly Judgement[],
	rankings: Rankings,
	{ k, recallK }: Cutoffs,
): QueryResult[] {
	return judgements.map(({ id, query, grades }) => {
		const hits = (rankings.get(id) ?? [])
			.slice(0, Math.max(k, recallK))
			.map((hit) => hit.id);
		const measures = measure(hits, grades, { k, recallK });
		return { id, query, k, recallK, ...measures, hits };
	});
}

/** Looks for every relevant article in the index. */
export async function findMissing(
	engine: Pick<Engine, "get">,
	judgements: readonly Judgement[],
): Promise<Missing> {
	const unanswerable: string[] = [];
	const isInIndex = new Map<ArticleId, boolean>();
	for (const { id, grades } of judgements) {
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
	return {
		ndcg: mean("ndcg"),
		rr: mean("rr"),
		precision: mean("precision"),
		recall: mean("recall"),
	};
}
