import type { TextRange } from "../article.ts";

/** What can be wrong with a query's form. Codes are stable; messages are free to improve. */
export type QueryProblemCode =
	| "too-long"
	| "too-many-clauses"
	| "too-deep"
	| "unclosed-quote"
	| "empty-quote"
	| "unclosed-bracket"
	| "unopened-bracket"
	| "empty-group"
	| "double-sign"
	| "stray-operator"
	| "stray-field"
	| "plus-in-or"
	| "not-in-or"
	| "near-operand"
	| "near-fields"
	| "bad-distance"
	| "bad-date"
	| "bad-number"
	| "bad-citation"
	| "reversed-range"
	| "nothing-wanted";

/** What could not be understood in the typed text; that part is searched literally. */
export interface QueryProblem extends TextRange {
	readonly code: QueryProblemCode;
	readonly message: string;
}

/** Longest text of a query; what is beyond is not searched. */
export const MAX_QUERY_LENGTH = 10_000;
/** Most words and phrases that are told apart; the rest is searched as one text. */
export const MAX_CLAUSES = 1_024;
/** Deepest nesting of groups; brackets further in are plain text. */
export const MAX_DEPTH = 20;
/** Most characters between the two sides of NEAR. */
export const MAX_DISTANCE = 1_000;

const MESSAGES: Readonly<Record<QueryProblemCode, string>> = {
	"too-long": `only the first ${MAX_QUERY_LENGTH} characters of a query are searched`,
	"too-many-clauses": `more than ${MAX_CLAUSES} words: from here on all is searched as plain words`,
	"too-deep": `groups are nested more than ${MAX_DEPTH} deep; these brackets are taken as text`,
	"unclosed-quote":
		"the quote is not closed; what follows is taken as plain words",
	"empty-quote": "nothing is quoted",
	"unclosed-bracket": "the bracket is not closed; it is taken as text",
	"unopened-bracket": "no bracket is open here; this one is taken as text",
	"empty-group": "the brackets hold nothing",
	"double-sign": "two signs before one word; they are taken as text",
	"stray-operator":
		"the operator lacks something on one side; it is taken as a word",
	"stray-field": "nothing follows the field's name; it is taken as a word",
	"plus-in-or":
		"alternatives cannot be required one by one; the + is left out (write +(a OR b))",
	"not-in-or":
		"an exclusion cannot be an alternative; it holds for the whole query",
	"near-operand":
		"only words, phrases and alternatives of them can stand near each other; the operator is taken as a word",
	"near-fields":
		"what stands in different fields is never near; the operator is taken as a word",
	"bad-distance": `expected NEAR/0 to NEAR/${MAX_DISTANCE}, NEAR/S or NEAR/P`,
	"bad-date":
		"expected dates like 2024, 2024-03, 2024..2026 or >=2024-03-01; taken as a word",
	"bad-number": "expected numbers like 100..500, >300 or 1万; taken as a word",
	"bad-citation":
		"expected a law or a provision like 民法典/1079 or 民法典第1079条; taken as a word",
	"reversed-range": "the range ends before it begins; its ends are exchanged",
	"nothing-wanted":
		"only exclusions: say what to look for, and these are taken away from it",
};

export function problemAt(
	code: QueryProblemCode,
	{ start, end }: TextRange,
): QueryProblem {
	return { code, start, end, message: MESSAGES[code] };
}
