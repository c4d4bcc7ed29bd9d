import { expect, test } from "vitest";
import { completeArticle } from "../../src/article.ts";
import {
	evaluateSnippets,
	parseAnswers,
} from "../../src/evaluate/snippet-containment.ts";

const BODY = "开头的话。答案在这里。结尾的话。";

/** Shows of the body what begins with the query. */
const engine = {
	get: async (id: string) =>
		id === "a" ? completeArticle({ id, title: "甲", body: BODY }) : undefined,
	snippets: async (
		_id: string,
		text: string,
		options?: { readonly snippetLength?: number },
	) => {
		const start = BODY.indexOf(text);
		const end = start + (options?.snippetLength ?? 0);
		return start < 0
			? []
			: [{ start, text: BODY.slice(start, end), ranges: [] }];
	},
};

const parse = (...records: object[]) =>
	parseAnswers(records.map((record) => JSON.stringify(record)));
const answer = (id: string, query: string, text: string, article = "a") => ({
	id,
	query,
	article,
	answer: text,
});

test("an answer counts where the passage shown holds it whole, and so for the beginning of the body", async () => {
	const { answers } = parse(
		answer("shown", "答案", "答案在这里。"),
		answer("cut", "在这里", "答案在这里。"),
		answer("lead", "结尾", "开头的话。"),
		answer("nothing", "别的", "在这里"),
		answer("long", "答案", BODY),
		answer("other", "答案", "别处的话"),
		answer("away", "答案", "答案", "b"),
	);
	expect(await evaluateSnippets(engine, answers, 8)).toEqual({
		results: [
			{ id: "shown", isInSnippet: true, isInLead: false },
			{ id: "cut", isInSnippet: false, isInLead: false },
			{ id: "lead", isInSnippet: false, isInLead: true },
			{ id: "nothing", isInSnippet: false, isInLead: false },
		],
		withoutAnswer: ["other", "away"],
		tooLong: ["long"],
	});
});

test("a line that is no judged answer is left out, with the reason", () => {
	const { answers, rejected } = parseAnswers([
		JSON.stringify(answer("1", "甲", " 乙 ")),
		"",
		JSON.stringify(answer("1", "甲", "丙")),
		JSON.stringify(answer("2", " ", "丙")),
		"[]",
	]);
	expect(answers).toEqual([answer("1", "甲", "乙")]);
	expect(rejected.map(({ line }) => line)).toEqual([3, 4, 5]);
	expect(rejected[1]?.reason).toContain("expected texts as query, article");
});
