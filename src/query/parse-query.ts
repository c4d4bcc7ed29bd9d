import type { Clause, Occur, Query, QueryProblem } from "./query.ts";

export interface ParsedQuery {
	readonly query: Query;
	readonly problems: readonly QueryProblem[];
}

/** Each opening quote with the one that closes it. */
const QUOTES = new Map([
	['"', '"'],
	["“", "”"],
	["＂", "＂"],
	["「", "」"],
]);
const MUST = new Set(["+", "＋"]);
const MUST_NOT = new Set(["-", "－"]);
const SPACE = /\s/u;

/** Longest text of a query; what is beyond is not searched, and a problem says so. */
export const MAX_QUERY_LENGTH = 10_000;

/**
 * Understands what a person typed; never throws. Words, "quoted phrases", +must and -must not, separated by white space.
 * A sign counts only at the start of a word, so that 2017-03 and C++ stay what they are.
 */
export function parseQuery(typed: string): ParsedQuery {
	const problems: QueryProblem[] = [];
	const text = withinLimit(typed, problems);
	const clauses: Clause[] = [];
	let at = 0;
	while (at < text.length) {
		if (SPACE.test(text.charAt(at))) {
			at++;
			continue;
		}
		const start = at;
		const occur = occurOf(text.charAt(at));
		at += occur === "should" ? 0 : 1;
		const close = QUOTES.get(text.charAt(at));
		if (close !== undefined) {
			at = parsePhrase(text, { start, at, close, occur }, clauses, problems);
		} else {
			at = parseWord(text, { start, at, occur }, clauses, problems);
		}
	}
	return { query: { clauses }, problems };
}

/** The whole text as plain words, whatever signs it holds (`--literal`). */
export function literalQuery(typed: string): ParsedQuery {
	const problems: QueryProblem[] = [];
	const text = withinLimit(typed, problems);
	const isBlank = text.trim() === "";
	return {
		query: {
			clauses: isBlank
				? []
				: [
						{
							occur: "should",
							query: { kind: "text", text, start: 0, end: text.length },
						},
					],
		},
		problems,
	};
}

function withinLimit(typed: string, problems: QueryProblem[]): string {
	if (typed.length <= MAX_QUERY_LENGTH) {
		return typed;
	}
	problems.push({
		start: MAX_QUERY_LENGTH,
		end: typed.length,
		message: `only the first ${MAX_QUERY_LENGTH} characters of a query are searched`,
	});
	return typed.slice(0, MAX_QUERY_LENGTH);
}

function occurOf(sign: string): Occur {
	return MUST.has(sign) ? "must" : MUST_NOT.has(sign) ? "mustNot" : "should";
}

function parsePhrase(
	text: string,
	place: { start: number; at: number; close: string; occur: Occur },
	clauses: Clause[],
	problems: QueryProblem[],
): number {
	const from = place.at + 1;
	const closing = text.indexOf(place.close, from);
	const to = closing < 0 ? text.length : closing;
	const end = closing < 0 ? text.length : closing + 1;
	if (closing < 0) {
		problems.push({
			start: place.at,
			end: text.length,
			message: `the quote has no closing ${place.close}; the rest is taken as quoted`,
		});
	}
	const phrase = text.slice(from, to);
	if (phrase.trim() === "") {
		problems.push({ start: place.start, end, message: "nothing is quoted" });
	} else {
		clauses.push({
			occur: place.occur,
			query: { kind: "phrase", text: phrase, start: from, end: to },
		});
	}
	return end;
}

function parseWord(
	text: string,
	place: { start: number; at: number; occur: Occur },
	clauses: Clause[],
	problems: QueryProblem[],
): number {
	let end = place.at;
	while (
		end < text.length &&
		!SPACE.test(text.charAt(end)) &&
		!QUOTES.has(text.charAt(end))
	) {
		end++;
	}
	if (end === place.at) {
		problems.push({
			start: place.start,
			end,
			message: `${text.slice(place.start, end)} stands before nothing`,
		});
		return end;
	}
	clauses.push({
		occur: place.occur,
		query: {
			kind: "text",
			text: text.slice(place.at, end),
			start: place.at,
			end,
		},
	});
	return end;
}
