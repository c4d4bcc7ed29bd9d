import { resolveBrackets } from "./brackets.ts";
import { readTokens } from "./lexer.ts";
import type { Query, QueryNode } from "./query.ts";
import { QueryParser } from "./query-parser.ts";
import {
	MAX_QUERY_LENGTH,
	problemAt,
	type QueryProblem,
} from "./query-problem.ts";

export interface ParsedQuery {
	readonly query: Query;
	readonly problems: readonly QueryProblem[];
}

/** Understands what a person typed, by the grammar of SYNTAX.md; never throws. Takes time in proportion to the text. */
export function parseQuery(typed: string): ParsedQuery {
	const problems: QueryProblem[] = [];
	const text = withinLimit(typed, problems);
	const tokens = resolveBrackets(readTokens(text, problems), problems);
	const query = new QueryParser(text, tokens, problems).parse();
	return { query, problems: problems.sort((a, b) => a.start - b.start) };
}

/** The whole text as plain words, whatever signs it holds (`--literal`). */
export function literalQuery(typed: string): ParsedQuery {
	const problems: QueryProblem[] = [];
	const text = withinLimit(typed, problems);
	const query: QueryNode = { kind: "text", text, start: 0, end: text.length };
	return {
		query: {
			clauses: text.trim() === "" ? [] : [{ occur: "should", query }],
		},
		problems,
	};
}

function withinLimit(typed: string, problems: QueryProblem[]): string {
	if (typed.length <= MAX_QUERY_LENGTH) {
		return typed;
	}
	const range = { start: MAX_QUERY_LENGTH, end: typed.length };
	problems.push(problemAt("too-long", range));
	return typed.slice(0, MAX_QUERY_LENGTH);
}
