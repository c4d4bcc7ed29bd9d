import type { QueryField, QueryNode } from "./query.ts";

/*
 * What follows from a node's form. These walk down the tree, whose depth the parser bounds.
 */

/** Fields that only choose among articles: what is asked of them is required, and adds nothing to a score. */
const CHOOSING: ReadonlySet<QueryField | undefined> = new Set<
	QueryField | undefined
>(["category", "author", "source"]);

/** Whether a node only chooses among articles: bounds, citations, authors, and alternatives of such. */
export function isFilter(node: QueryNode): boolean {
	switch (node.kind) {
		case "date":
		case "views":
		case "cites":
			return true;
		case "text":
		case "phrase":
		case "prefix":
			return CHOOSING.has(node.field);
		case "any":
			return node.alternatives.every(isFilter);
		case "group":
			return node.clauses.every(({ query }) => isFilter(query));
		case "near":
			return false;
		default:
			return node satisfies never;
	}
}

/** Whether a node stands at places of a text, so that something else can be near it. */
export function hasPlaces(node: QueryNode): boolean {
	switch (node.kind) {
		case "date":
		case "views":
		case "cites":
			return false;
		case "text":
		case "phrase":
		case "prefix":
			return !CHOOSING.has(node.field);
		case "any":
			return node.alternatives.every(hasPlaces);
		case "group":
			return node.clauses.every(
				({ occur, query }) => occur !== "mustNot" && hasPlaces(query),
			);
		case "near":
			return node.operands.every(hasPlaces);
		default:
			return node satisfies never;
	}
}

/** The one field that all of a node is asked of; undefined for all fields, `"several"` where its parts differ. */
export function fieldOf(node: QueryNode): QueryField | "several" | undefined {
	switch (node.kind) {
		case "date":
		case "views":
		case "cites":
			return undefined;
		case "text":
		case "phrase":
		case "prefix":
			return node.field;
		case "any":
			return commonField(node.alternatives);
		case "group":
			return commonField(node.clauses.map(({ query }) => query));
		case "near":
			return commonField(node.operands);
		default:
			return node satisfies never;
	}
}

function commonField(
	nodes: readonly QueryNode[],
): QueryField | "several" | undefined {
	const fields = new Set(nodes.map(fieldOf));
	const [only] = fields;
	return fields.size === 1 ? only : "several";
}
