import type { ArticleId } from "../article.ts";
import type { Cutoffs, Measures } from "./metrics.ts";
import { parseLinesById, parseQueryRecord } from "./records.ts";

/** One query's measures, each from 0 to 1, and the hits they were taken of: a line of per-query output. */
export interface QueryResult extends Measures, Cutoffs {
	readonly id: string;
	readonly query: string;
	/** From 1, where the queries were dealt into folds. */
	readonly fold?: number;
	readonly hits: readonly ArticleId[];
}

/** What a comparison needs of a former result. */
export type FormerResult = Omit<QueryResult, "hits" | "fold">;

/**
 * Reads the per-query output of a former evaluation. It is a file that a program wrote, so any line that is not of its form
 * means that it is another file, or damaged.
 * @throws SearchError `bad-argument`
 */
export function parseResults(
	lines: readonly string[],
	name: string,
): FormerResult[] {
	const advice = "; give a file that eval --output wrote";
	return [...parseLinesById(lines, name, parseResult, advice).values()];
}

function parseResult(text: string): FormerResult | string {
	const parsed = parseQueryRecord(text);
	if (typeof parsed === "string") {
		return parsed;
	}
	const { id, record } = parsed;
	const query = record.get("query");
	const [ndcg, rr, precision, recall] = [
		"ndcg",
		"rr",
		"precision",
		"recall",
	].map((field) => numberOf(record.get(field), 1));
	const [k, recallK] = ["k", "recallK"].map((field) =>
		numberOf(record.get(field), Number.MAX_SAFE_INTEGER),
	);
	if (
		typeof query !== "string" ||
		ndcg === undefined ||
		rr === undefined ||
		precision === undefined ||
		recall === undefined ||
		k === undefined ||
		recallK === undefined
	) {
		return `expected a query, ndcg, rr, precision and recall from 0 to 1, k and recallK, found ${text.slice(0, 80)}`;
	}
	return { id, query, ndcg, rr, precision, recall, k, recallK };
}

function numberOf(value: unknown, most: number): number | undefined {
	return typeof value === "number" && value >= 0 && value <= most
		? value
		: undefined;
}
