import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseQuery } from "../../src/query/parse-query.ts";
import { type Plan, planQuery } from "../../src/query/plan.ts";
import { analyzerOver } from "../analyzer-over.ts";
import { compiledDictionary } from "../compiled-dictionary.ts";

const BOOSTS = { title: 1, summary: 1, body: 1, category: 1, path: 1 };
const analyzer = analyzerOver(compiledDictionary());

/** Rows of question and the words that stand in articles with every word. */
const ROWS = readFileSync(
	new URL("../golden/telling-words.tsv", import.meta.url),
	"utf8",
)
	.trimEnd()
	.split("\n")
	.slice(1)
	.map((line) => {
		const [question = "", words = ""] = line.split("\t");
		return { question, words };
	});

function planned(text: string) {
	return planQuery(text, parseQuery(text).query, analyzer, {
		boosts: BOOSTS,
		isExact: false,
		entities: [],
		expansions: [],
		meant: [],
		isTold: false,
		namedTimes: new Map(),
		learnt: [],
	});
}

/** The words of each part that must match. */
function mustWords(plan: Plan | undefined): string[] {
	return plan?.kind === "boolean"
		? plan.must.map((part) => [...new Set(termsOf(part))].join("|"))
		: [];
}

function termsOf(plan: Plan): string[] {
	switch (plan.kind) {
		case "term":
			return [plan.term];
		case "boolean":
			return [...plan.should, ...plan.must].flatMap(termsOf);
		default:
			return [];
	}
}

test.each(ROWS)("$question must have: $words", ({ question, words }) => {
	expect(mustWords(planned(question).allWords).join(" ")).toBe(words);
});

test("words that are only asked with are searched for all the same", () => {
	expect(termsOf(planned("公司拖欠工资怎么办").plan)).toContain("怎么办");
});
