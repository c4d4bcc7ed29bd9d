import type { ArticleId } from "../article.ts";

/**
 * How relevant each judged article is to a query: grade 1 in judgements that only say yes or no, more where they are graded.
 * An article that is not there, or has grade 0, is not relevant.
 */
export type Grades = ReadonlyMap<ArticleId, number>;

/** What a ranking is worth for one query, each from 0 to 1. */
export interface Measures {
	readonly ndcg: number;
	readonly rr: number;
	readonly precision: number;
	readonly recall: number;
}

/** How many of the first hits each measure looks at. */
export interface Cutoffs {
	/** Of nDCG, reciprocal rank and precision. */
	readonly k: number;
	readonly recallK: number;
}

/** Every measure of one ranking, best hit first. `grades` has a relevant article. */
export function measure(
	ranking: readonly ArticleId[],
	grades: Grades,
	{ k, recallK }: Cutoffs,
): Measures {
	return {
		ndcg: ndcg(ranking, grades, k),
		rr: reciprocalRank(ranking, grades, k),
		precision: precision(ranking, grades, k),
		recall: recall(ranking, grades, recallK),
	};
}

/**
 * nDCG@k: the gain of the first k hits over that of the best k there could be, relevant articles that the index lacks included.
 *
 *   DCG@k = Σ gain(i) / log2(i + 1), i = 1 … k
 *
 * The gain is the grade itself, not 2^grade - 1. After Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR
 * techniques", ACM TOIS 20(4), 2002; with the discount log2(rank + 1), which spares no rank but the first, as in
 * trec_eval's ndcg_cut, which it equals.
 */
export function ndcg(
	ranking: readonly ArticleId[],
	grades: Grades,
	k: number,
): number {
	const ideal = [...grades.values()].sort((a, b) => b - a);
	const best = discountedGain(ideal, k);
	requireRelevant(best);
	return discountedGain(gains(ranking, grades), k) / best;
}

/** 1 / rank of the first relevant hit among the first k, 0 where there is none; its mean over queries is MRR@k (Voorhees, TREC-8, 1999). */
export function reciprocalRank(
	ranking: readonly ArticleId[],
	grades: Grades,
	k: number,
): number {
	const first = gains(ranking, grades)
		.slice(0, k)
		.findIndex((gain) => gain > 0);
	return first < 0 ? 0 : 1 / (first + 1);
}

/** The share of k that relevant articles make among the first k hits; a ranking of fewer hits is not spared. */
export function precision(
	ranking: readonly ArticleId[],
	grades: Grades,
	k: number,
): number {
	return relevantAmong(ranking, grades, k) / k;
}

/** The share of the relevant articles that stand among the first k hits. */
export function recall(
	ranking: readonly ArticleId[],
	grades: Grades,
	k: number,
): number {
	const relevant = [...grades.values()].filter((grade) => grade > 0).length;
	requireRelevant(relevant);
	return relevantAmong(ranking, grades, k) / relevant;
}

function relevantAmong(
	ranking: readonly ArticleId[],
	grades: Grades,
	k: number,
): number {
	return gains(ranking, grades)
		.slice(0, k)
		.filter((gain) => gain > 0).length;
}

/** What each hit gains; an article that comes twice gains once. */
function gains(ranking: readonly ArticleId[], grades: Grades): number[] {
	const seen = new Set<ArticleId>();
	return ranking.map((id) => {
		const gain = seen.has(id) ? 0 : (grades.get(id) ?? 0);
		seen.add(id);
		return gain;
	});
}

function discountedGain(gains: readonly number[], k: number): number {
	let sum = 0;
	for (const [i, gain] of gains.slice(0, k).entries()) {
		sum += gain / Math.log2(i + 2);
	}
	return sum;
}

function requireRelevant(relevant: number): void {
	if (!(relevant > 0)) {
		throw new TypeError("a query without a relevant article has no measures");
	}
}
