import { setImmediate } from "node:timers/promises";
import type { ArticleId } from "../article.ts";
import type { Engine } from "../engine/engine.ts";
import type { RejectedLine } from "./judgements.ts";
import { parseQueryId, parseQueryRecord } from "./records.ts";

/** A query, an article, and the passage of its body that answers the query. */
export interface AnswerJudgement {
	readonly id: string;
	readonly query: string;
	readonly article: ArticleId;
	readonly answer: string;
}

/** Of one judged answer, whether the passage shown, and the beginning of the body, contain it whole. */
export interface Containment {
	readonly id: string;
	readonly isInSnippet: boolean;
	readonly isInLead: boolean;
}

export interface ContainmentEvaluation {
	readonly results: readonly Containment[];
	/** Articles that the index does not have, or whose body does not hold the answer; they do not count. */
	readonly withoutAnswer: readonly string[];
	/** Answers that are longer than a snippet; they do not count. */
	readonly tooLong: readonly string[];
}

/** Reads JSONL of `{"id", "query", "article", "answer"}`. A line of another form, or whose id comes again, is left out and listed. */
export function parseAnswers(lines: readonly string[]): {
	readonly answers: readonly AnswerJudgement[];
	readonly rejected: readonly RejectedLine[];
} {
	const answers = new Map<string, AnswerJudgement>();
	const rejected: RejectedLine[] = [];
	for (const [i, text] of lines.entries()) {
		if (text.trim() === "") {
			continue;
		}
		const parsed = parseAnswer(text);
		if (typeof parsed === "string") {
			rejected.push({ line: i + 1, reason: parsed });
		} else if (answers.has(parsed.id)) {
			const reason = `expected an id of its own, found ${JSON.stringify(parsed.id)} again`;
			rejected.push({ line: i + 1, reason });
		} else {
			answers.set(parsed.id, parsed);
		}
	}
	return { answers: [...answers.values()], rejected };
}

function parseAnswer(text: string): AnswerJudgement | string {
	const parsed = parseQueryRecord(text);
	if (typeof parsed === "string") {
		return parsed;
	}
	const { id, record } = parsed;
	const article = parseQueryId(record.get("article"));
	const query = record.get("query");
	const answer = record.get("answer");
	const isText = (value: unknown) =>
		typeof value === "string" && value.trim() !== "";
	if (
		typeof article !== "string" ||
		typeof query !== "string" ||
		typeof answer !== "string" ||
		!isText(query) ||
		!isText(answer)
	) {
		return `expected texts as query, article and answer, found ${text.slice(0, 80)}`;
	}
	return { id, query, article, answer: answer.trim() };
}

/** Asks for the best snippet of each judged article; the lead is as many characters from the beginning of its body. */
export async function evaluateSnippets(
	engine: Pick<Engine, "get" | "snippets">,
	answers: readonly AnswerJudgement[],
	length: number,
): Promise<ContainmentEvaluation> {
	const results: Containment[] = [];
	const withoutAnswer: string[] = [];
	const tooLong: string[] = [];
	for (const { id, query, article, answer } of answers) {
		await setImmediate(); // so that Ctrl-C is heard between two queries
		const body = (await engine.get(article))?.body;
		if (body === undefined || !body.includes(answer)) {
			withoutAnswer.push(id);
			continue;
		}
		if (answer.length > length) {
			tooLong.push(id);
			continue;
		}
		const [snippet] = await engine.snippets(article, query, {
			snippets: 1,
			snippetLength: length,
		});
		results.push({
			id,
			isInSnippet: snippet?.text.includes(answer) === true,
			isInLead: body.slice(0, length).includes(answer),
		});
	}
	return { results, withoutAnswer, tooLong };
}
