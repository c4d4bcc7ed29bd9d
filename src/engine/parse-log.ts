import type { LoggedQuestion } from "../backend/embedded/embedded-index.ts";
import { SearchError } from "../errors.ts";

/**
 * A log of questions and the articles that answered them, a line of JSON each: {"query", "article"} or {"query", "relevant": [ids]}, and
 * how often in "times".
 * @param path for messages
 * @throws SearchError `bad-list`
 */
export function parseLog(
	lines: readonly string[],
	path: string,
): LoggedQuestion[] {
	return lines.flatMap((line, i) => {
		if (line.trim() === "") {
			return [];
		}
		const questions = questionsOf(line);
		if (questions === undefined) {
			throw new SearchError(
				"bad-list",
				`${path}, line ${i + 1}: expected {"query","article"} or {"query","relevant":[ids]}, found ${JSON.stringify(line.slice(0, 80))}; write one object a line`,
			);
		}
		return questions;
	});
}

function questionsOf(line: string): LoggedQuestion[] | undefined {
	let value: unknown;
	try {
		value = JSON.parse(line);
	} catch {
		return undefined;
	}
	return questionsIn(value);
}

/** @throws SearchError `bad-argument` where something else is among them */
export function checkQuestions(questions: readonly LoggedQuestion[]): void {
	for (const [i, question] of questions.entries()) {
		if ("relevant" in question || questionsIn(question) === undefined) {
			throw new SearchError(
				"bad-argument",
				`questions[${i}]: expected { query, article, times? } with texts and a number above 0, found ${JSON.stringify(question)?.slice(0, 80)}`,
			);
		}
	}
}

function questionsIn(value: unknown): LoggedQuestion[] | undefined {
	if (typeof value !== "object" || value === null || !("query" in value)) {
		return undefined;
	}
	const { query } = value;
	const article = "article" in value ? value.article : undefined;
	const relevant = "relevant" in value ? value.relevant : [article];
	const times = "times" in value ? value.times : 1;
	const isWhole =
		typeof query === "string" &&
		Array.isArray(relevant) &&
		relevant.every((id) => typeof id === "string") &&
		typeof times === "number" &&
		times > 0;
	return isWhole
		? relevant.map((id: string) => ({ query, article: id, times }))
		: undefined;
}
