import type { TextRange } from "../article.ts";
import { readCitations } from "./citation-value.ts";
import type { FieldName } from "./field-names.ts";
import { isWordUnit } from "./marks.ts";
import type { QueryField, QueryNode } from "./query.ts";
import {
	problemAt,
	type QueryProblem,
	type QueryProblemCode,
} from "./query-problem.ts";
import { type Bounds, readDateRange, readNumberRange } from "./range-value.ts";

/** A word or quotation with the field it is asked of. */
export interface AskedLeaf {
	readonly kind: "word" | "phrase";
	readonly text: string;
	/** Where `text` stands. */
	readonly range: TextRange;
	readonly field: FieldName | undefined;
	/** What is searched instead where the field cannot read the text: the field's name too, if it stands here. */
	readonly whole: TextRange & { readonly text: string };
}

/** What is longer and ends in * is taken as text. */
const LONGEST_PREFIX = 20;

/** Reads a value as its field understands it. */
export function readLeaf(leaf: AskedLeaf, problems: QueryProblem[]): QueryNode {
	const { field, range, text } = leaf;
	switch (field) {
		case "date": {
			const bounds = boundsOf(readDateRange(text), leaf, problems);
			return bounds === undefined
				? asText(leaf, "bad-date", problems)
				: { kind: "date", ...bounds, ...range };
		}
		case "views": {
			const bounds = boundsOf(readNumberRange(text), leaf, problems);
			return bounds === undefined
				? asText(leaf, "bad-number", problems)
				: { kind: "views", ...bounds, ...range };
		}
		case "cites":
			return readCites(leaf, problems);
		case undefined:
			return readText(leaf, {});
		default:
			return readText(leaf, { field });
	}
}

function boundsOf<T>(
	bounds: Bounds<T> | undefined,
	{ range }: AskedLeaf,
	problems: QueryProblem[],
): Omit<Bounds<T>, "isReversed"> | undefined {
	if (bounds?.isReversed !== true) {
		return bounds;
	}
	problems.push(problemAt("reversed-range", range));
	const { isReversed, ...ends } = bounds;
	return ends;
}

function readCites(leaf: AskedLeaf, problems: QueryProblem[]): QueryNode {
	const { range, text } = leaf;
	const cited = readCitations(text) ?? [];
	const [first, ...others] = cited.map(
		(citation): QueryNode => ({ kind: "cites", ...citation, ...range }),
	);
	if (first === undefined) {
		return asText(leaf, "bad-citation", problems);
	}
	return others.length === 0
		? first
		: { kind: "any", alternatives: [first, ...others], ...range };
}

function readText(
	{ kind, text, range }: AskedLeaf,
	of: { readonly field?: QueryField },
): QueryNode {
	if (kind === "phrase") {
		return { kind, text, ...of, ...range };
	}
	if (!isPrefix(text)) {
		return { kind: "text", text, ...of, ...range };
	}
	const { start, end } = range;
	return {
		kind: "prefix",
		text: text.slice(0, -1),
		...of,
		start,
		end: end - 1,
	};
}

function asText(
	{ whole }: AskedLeaf,
	code: QueryProblemCode,
	problems: QueryProblem[],
): QueryNode {
	problems.push(problemAt(code, whole));
	const { text, start, end } = whole;
	return { kind: "text", text, start, end };
}

/** Letters and digits with one * behind them. */
function isPrefix(word: string): boolean {
	const last = word.length - 1;
	const star = word.charAt(last);
	if ((star !== "*" && star !== "＊") || last < 1 || last > LONGEST_PREFIX) {
		return false;
	}
	for (let i = 0; i < last; i++) {
		if (!isWordUnit(word.charCodeAt(i))) {
			return false;
		}
	}
	return true;
}
