import type { QueryNode } from "../../src/query/query.ts";

export type QueryLeaf = Exclude<
	QueryNode,
	{ kind: "any" } | { kind: "group" } | { kind: "near" }
>;

/** What a node asks for in the end, in the order in which it was typed. */
export function leavesOf(node: QueryNode): QueryLeaf[] {
	switch (node.kind) {
		case "any":
			return node.alternatives.flatMap(leavesOf);
		case "group":
			return node.clauses.flatMap(({ query }) => leavesOf(query));
		case "near":
			return node.operands.flatMap(leavesOf);
		default:
			return [node];
	}
}
