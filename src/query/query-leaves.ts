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
