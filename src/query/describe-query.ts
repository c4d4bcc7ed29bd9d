import type { Clause, Closeness, Query, QueryNode } from "./query.ts";

/**
 * A query as one line, for tables and explanations: +text"工伤" any(phrase"合同解除" title:text"终止"). Equal lines, equal queries
 * but for ranges.
 */
export function describeQuery({ clauses }: Query): string {
	return clauses.map(describeClause).join(" ");
}

function describeClause({ occur, query }: Clause): string {
	const sign = occur === "must" ? "+" : occur === "mustNot" ? "-" : "";
	return sign + describeNode(query);
}

/** The parser bounds the depth. */
function describeNode(node: QueryNode): string {
	switch (node.kind) {
		case "text":
		case "phrase":
		case "prefix": {
			const field = node.field === undefined ? "" : `${node.field}:`;
			return `${field}${node.kind}${JSON.stringify(node.text)}`;
		}
		case "date":
		case "views":
			return `${node.kind}(${node.from ?? ""}..${node.to ?? ""})`;
		case "cites": {
			const place = `${node.number ?? ""}${node.part ?? ""}`;
			return `cites(${node.law}${place === "" ? "" : ` ${place}`})`;
		}
		case "any":
			return `any(${node.alternatives.map(describeNode).join(" ")})`;
		case "group":
			return `group(${node.clauses.map(describeClause).join(" ")})`;
		case "near": {
			const parts = node.operands.map((operand, i) => {
				const link = node.links[i];
				const text = describeNode(operand);
				return link === undefined ? text : `${text} ${describeLink(link)}`;
			});
			return `near(${parts.join(" ")})`;
		}
		default:
			return node satisfies never;
	}
}

/** `~10`, `~sentence` */
export function describeLink(link: Closeness): string {
	return link.unit === "characters" ? `~${link.most}` : `~${link.unit}`;
}
