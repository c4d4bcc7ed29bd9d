import type { ArticleId } from "../article.ts";
import type { Grades } from "./metrics.ts";
import { parseQueryRecord } from "./records.ts";

/** A query and the articles that answer it, at least one. */
export interface Judgement {
	readonly id: string;
	/** Empty where only rankings made elsewhere are measured. */
	readonly query: string;
	readonly grades: Grades;
}

/** A line that was left out, and why. Lines count from 1. */
export interface RejectedLine {
	readonly line: number;
	/** What was expected and what was found. */
	readonly reason: string;
}

export interface Judgements {
	readonly judgements: readonly Judgement[];
	readonly rejected: readonly RejectedLine[];
}

/**
 * Reads JSONL of `{"id", "query", "relevant"}`, where `relevant` is a list of article ids, or an object from article id to grade.
 * A line that says something else, repeats an id, or names nothing relevant is left out and listed; blank lines are skipped.
 */
export function parseJudgements(lines: readonly string[]): Judgements {
	const judgements: Judgement[] = [];
	const rejected: RejectedLine[] = [];
	const lineOfId = new Map<string, number>();
	for (const [i, text] of lines.entries()) {
		if (text.trim() === "") {
			continue;
		}
		const line = i + 1;
		const parsed = parseJudgement(text);
		if (typeof parsed === "string") {
			rejected.push({ line, reason: parsed });
			continue;
		}
		const former = lineOfId.get(parsed.id);
		if (former !== undefined) {
			const reason = `expected an id of its own, found that of line ${former}: ${JSON.stringify(parsed.id)}`;
			rejected.push({ line, reason });
			continue;
		}
		lineOfId.set(parsed.id, line);
		judgements.push(parsed);
	}
	return { judgements, rejected };
}

/** The judgement, or why there is none. */
function parseJudgement(text: string): Judgement | string {
	const parsed = parseQueryRecord(text);
	if (typeof parsed === "string") {
		return parsed;
	}
	const { id, record } = parsed;
	const query = record.get("query");
	if (typeof query !== "string" || query.trim() === "") {
		return `query: expected words, found ${show(query)}`;
	}
	const grades = parseGrades(record.get("relevant"));
	return typeof grades === "string" ? grades : { id, query, grades };
}

function parseGrades(relevant: unknown): Grades | string {
	const expected =
		'relevant: expected a list of article ids, or an object like {"article id": 2}';
	if (typeof relevant !== "object" || relevant === null) {
		return `${expected}, found ${show(relevant)}`;
	}
	const pairs: readonly (readonly [unknown, unknown])[] = Array.isArray(
		relevant,
	)
		? relevant.map((id: unknown) => [id, 1])
		: Object.entries(relevant);
	const grades = new Map<ArticleId, number>();
	for (const [given, grade] of pairs) {
		const id = Number.isSafeInteger(given) ? String(given) : given;
		if (typeof id !== "string" || id === "") {
			return `${expected}, found the id ${show(given)}`;
		}
		if (typeof grade !== "number" || !Number.isFinite(grade) || grade < 0) {
			return `relevant: expected grades from 0, found ${show(grade)} of ${show(id)}`;
		}
		grades.set(id, grade);
	}
	return [...grades.values()].some((grade) => grade > 0)
		? grades
		: `relevant: expected at least one relevant article, found ${show(relevant)}`;
}

function show(value: unknown): string {
	return (JSON.stringify(value) ?? "nothing").slice(0, 80);
}
