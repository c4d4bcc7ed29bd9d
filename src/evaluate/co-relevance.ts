import type { ArticleId } from "../article.ts";
import type { Judgement } from "./judgements.ts";

/**
 * Judgements of related articles, made from those of queries: articles that answer the same query are related to each other.
 * Each article that has another one beside it becomes a query by its id; the grade of another is 1, however many queries both answer.
 * In the order in which the judgements name the articles.
 */
export function coRelevant(judgements: readonly Judgement[]): Judgement[] {
	const beside = new Map<ArticleId, Map<ArticleId, number>>();
	for (const { grades } of judgements) {
		const relevant = [...grades].flatMap(([id, grade]) =>
			grade > 0 ? [id] : [],
		);
		for (const id of relevant) {
			const others = beside.get(id) ?? new Map<ArticleId, number>();
			beside.set(id, others);
			for (const other of relevant) {
				if (other !== id) {
					others.set(other, 1);
				}
			}
		}
	}
	return [...beside].flatMap(([id, grades]) =>
		grades.size === 0 ? [] : [{ id, query: id, grades }],
	);
}
