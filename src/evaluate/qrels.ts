import type { ArticleId } from "../article.ts";
import type { Judgement, Judgements, RejectedLine } from "./judgements.ts";

/**
 * Reads TREC qrels: `query iteration article grade` a line, parted by white space. The queries' texts come from `queryTexts`;
 * without them every text is empty, which is enough to measure a run file. Grades below 0 (junk, in TREC's way of writing) count as 0.
 * A line of another form, a pair judged twice and a query without its text are left out and listed; so are, under the line of
 * their first judgement, queries that have no relevant article, which trec_eval leaves out as well.
 */
export function parseQrels(
	lines: readonly string[],
	queryTexts: ReadonlyMap<string, string> | undefined,
): Judgements {
	const queries = new Map<
		string,
		{ line: number; grades: Map<ArticleId, number> }
	>();
	const rejected: RejectedLine[] = [];
	for (const [i, text] of lines.entries()) {
		const fields = text.trim().split(/\s+/);
		const [id, , article, digits] = fields;
		if (id === undefined || id === "") {
			continue;
		}
		const line = i + 1;
		const grade = Number(digits);
		if (
			article === undefined ||
			fields.length !== 4 ||
			!Number.isFinite(grade)
		) {
			const reason = `expected "query iteration article grade", found ${JSON.stringify(text.slice(0, 80))}`;
			rejected.push({ line, reason });
			continue;
		}
		const query = queries.get(id) ?? { line, grades: new Map() };
		queries.set(id, query);
		if (query.grades.has(article)) {
			const reason = `expected each article once a query, found ${JSON.stringify(article)} of ${JSON.stringify(id)} again`;
			rejected.push({ line, reason });
			continue;
		}
		query.grades.set(article, Math.max(0, grade));
	}
	const judgements: Judgement[] = [];
	for (const [id, { line, grades }] of queries) {
		const query = queryTexts === undefined ? "" : queryTexts.get(id);
		const isRelevant = [...grades.values()].some((grade) => grade > 0);
		if (query !== undefined && isRelevant) {
			judgements.push({ id, query, grades });
			continue;
		}
		const expected =
			query === undefined
				? "a query with its text in the file of queries"
				: "at least one relevant article";
		rejected.push({
			line,
			reason: `expected ${expected}, found none of ${JSON.stringify(id)}`,
		});
	}
	rejected.sort((a, b) => a.line - b.line);
	return { judgements, rejected };
}
