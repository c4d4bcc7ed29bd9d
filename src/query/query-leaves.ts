import { contains, type TextRange } from "../article.ts";
import type { Clause, QueryNode, TextQuery } from "./query.ts";

/*
 * These walk down the tree, whose depth the parser bounds.
 */

/** The texts of which any word may match, whatever else does: those of no field, preferred, and in no group that requires anything. */
export function looseTexts(clauses: readonly Clause[]): TextQuery[] {
	return clauses.flatMap(({ occur, query }) =>
		occur === "should" ? looseOf(query) : [],
	);
}

/** Whether all that is asked for is plain words, in no field in particular. */
export function isAllPlainText(clauses: readonly Clause[]): boolean {
	return clauses.every(
		({ occur, query }) =>
			occur === "should" && query.kind === "text" && query.field === undefined,
	);
}

function looseOf(node: QueryNode): TextQuery[] {
	switch (node.kind) {
		case "text":
			return node.field === undefined ? [node] : [];
		case "any":
			return node.alternatives.flatMap(looseOf);
		case "group":
			return node.clauses.every(({ occur }) => occur === "should")
				? looseTexts(node.clauses)
				: [];
		default:
			return [];
	}
}

/** Tells which ranges of a query are looked for in texts: not operators, names of fields and values of filters. */
export function searchedRanges(
	clauses: readonly Clause[],
): (range: TextRange) => boolean {
	const texts = leavesOf(clauses).filter(isSearched);
	return (range) => texts.some((text) => contains(text, range));
}

function isSearched(leaf: QueryNode): boolean {
	switch (leaf.kind) {
		case "text":
		case "phrase":
		case "prefix":
			return (
				leaf.field === undefined ||
				leaf.field === "title" ||
				leaf.field === "body"
			);
		default:
			return false;
	}
}

/** Everything a list of clauses asks for, in the end. */
export function leavesOf(clauses: readonly Clause[]): QueryNode[] {
	return clauses.flatMap(({ query }) => leavesIn(query));
}

function leavesIn(node: QueryNode): QueryNode[] {
	switch (node.kind) {
		case "any":
			return node.alternatives.flatMap(leavesIn);
		case "group":
			return leavesOf(node.clauses);
		case "near":
			return node.operands.flatMap(leavesIn);
		default:
			return [node];
	}
}
