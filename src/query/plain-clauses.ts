import type {
	Clause,
	Occur,
	PhraseQuery,
	Query,
	QueryNode,
	TextQuery,
} from "./query.ts";

export interface PlainClause {
	readonly occur: Occur;
	readonly query: TextQuery | PhraseQuery;
}

/** The words and phrases of a query whose structure an executor does not know: of alternatives and groups each is preferred. */
export function plainClauses({ clauses }: Query): PlainClause[] {
	return clauses.flatMap(({ occur, query }) => plainOf(query, occur));
}

function plainOf(node: QueryNode, occur: Occur): PlainClause[] {
	switch (node.kind) {
		case "text":
		case "phrase":
			return [{ occur, query: node }];
		case "prefix":
			return [{ occur, query: { ...node, kind: "text" } }];
		case "date":
		case "views":
		case "cites":
			return [];
		case "any":
			return node.alternatives.flatMap((part) =>
				plainOf(part, occur === "mustNot" ? "mustNot" : "should"),
			);
		case "group":
			return occur === "mustNot"
				? []
				: node.clauses.flatMap((clause: Clause) =>
						plainOf(clause.query, clause.occur),
					);
		case "near":
			return occur === "mustNot"
				? []
				: node.operands.flatMap((part) => plainOf(part, occur));
		default:
			return node satisfies never;
	}
}
