import type { TextRange } from "../article.ts";
import type { QueryToken } from "./lexer.ts";
import type { Clause, Closeness, QueryField, QueryNode } from "./query.ts";
import {
	problemAt,
	type QueryProblem,
	type QueryProblemCode,
} from "./query-problem.ts";
import { fieldOf, hasPlaces, isFilter } from "./query-shape.ts";

type OperatorToken = Extract<QueryToken, { kind: "operator" }>;
export type Sign = "must" | "mustNot" | undefined;

/** How many words, phrases and values a query asks for, all of it counted together. */
export interface LeafCount {
	leaves: number;
}

/** Something with the sign before it. */
interface Signed {
	readonly sign: Sign;
	readonly node: QueryNode;
	/** From the sign on. */
	readonly range: TextRange;
}

/** Operands that NEAR joins, as far as they are read. */
interface Chain {
	readonly sign: Sign;
	readonly range: TextRange;
	readonly operands: QueryNode[];
	readonly links: Closeness[];
	field: QueryField | undefined;
}

/**
 * The clauses of a query or group, as they are read from left to right. NEAR binds closest, then signs, AND, and OR; what
 * stands side by side is a clause each. An operator that lacks a side is a word.
 */
export class ClauseList {
	readonly #text: string;
	readonly #problems: QueryProblem[];
	readonly #count: LeafCount;
	readonly #clauses: Clause[] = [];
	/** Alternatives that are read to their end, each of one or more conjuncts. */
	#alternatives: Signed[][] = [];
	/** Conjuncts of the alternative being read. */
	#conjuncts: Signed[] = [];
	#chain: Chain | undefined;
	/** The operator that waits for its right side. */
	#waiting: OperatorToken | undefined;

	constructor(text: string, problems: QueryProblem[], count: LeafCount) {
		this.#text = text;
		this.#problems = problems;
		this.#count = count;
	}

	/** Adds something that can be asked for. */
	operand(node: QueryNode, sign: Sign, range: TextRange): void {
		const waiting = this.#waiting;
		this.#waiting = undefined;
		switch (waiting?.operator.kind) {
			case "near":
				if (this.#joins(node, sign)) {
					this.#chain?.links.push(waiting.operator.closeness);
					this.#chain?.operands.push(node);
					return;
				}
				this.#takeAsWord(waiting, this.#whyApart(node));
				break;
			case "and":
				this.#endChain();
				break;
			case "or":
				this.#endAlternative();
				break;
			default:
				this.#endClause();
		}
		this.#chain = {
			sign,
			range: { start: range.start, end: node.end },
			operands: [node],
			links: [],
			field: plainField(node),
		};
	}

	operator(token: OperatorToken): void {
		if (this.#waiting !== undefined || this.#chain === undefined) {
			this.word(token);
			return;
		}
		// Those behind the first were asked when they joined the chain.
		const [first] = this.#chain.operands;
		const isNear = token.operator.kind === "near";
		if (isNear && first !== undefined && !hasPlaces(first)) {
			this.#takeAsWord(token, "near-operand");
		} else {
			this.#waiting = token;
		}
	}

	/** Takes an operator for the word that it is also written as. */
	word(token: OperatorToken): void {
		this.#endWaiting();
		this.#takeAsWord(token, "stray-operator");
	}

	/** The clauses; nothing may be added after. */
	finish(): readonly Clause[] {
		this.#endWaiting();
		this.#endClause();
		return this.#clauses;
	}

	/** Whether the chain and a node can be near each other. */
	#joins(node: QueryNode, sign: Sign): boolean {
		if (sign !== undefined || !hasPlaces(node)) {
			return false;
		}
		const chain = this.#chain;
		const field = plainField(node);
		if (chain === undefined) {
			return false;
		}
		const isSame =
			chain.field === undefined || field === undefined || chain.field === field;
		chain.field ??= field;
		return isSame;
	}

	#whyApart(node: QueryNode): QueryProblemCode {
		const field = plainField(node);
		const isOther = field !== undefined && field !== this.#chain?.field;
		return isOther && hasPlaces(node) ? "near-fields" : "near-operand";
	}

	#takeAsWord({ start, end }: TextRange, code: QueryProblemCode): void {
		this.#report(code, { start, end });
		this.#endClause();
		const text = this.#text.slice(start, end);
		const query: QueryNode = { kind: "text", text, start, end };
		this.#clauses.push({ occur: "should", query });
		this.#count.leaves++;
	}

	#endWaiting(): void {
		const waiting = this.#waiting;
		this.#waiting = undefined;
		if (waiting !== undefined) {
			this.#takeAsWord(waiting, "stray-operator");
		}
	}

	#endChain(): void {
		const chain = this.#chain;
		this.#chain = undefined;
		if (chain !== undefined) {
			const { sign, range } = chain;
			this.#conjuncts.push({ sign, range, node: nodeOfChain(chain) });
		}
	}

	#endAlternative(): void {
		this.#endChain();
		if (this.#conjuncts.length > 0) {
			this.#alternatives.push(this.#conjuncts);
			this.#conjuncts = [];
		}
	}

	#endClause(): void {
		this.#endAlternative();
		const alternatives = this.#alternatives;
		this.#alternatives = [];
		const [first = []] = alternatives;
		if (alternatives.length > 1) {
			this.#endAlternatives(alternatives);
		} else if (first.length > 1) {
			this.#clauses.push(...first.map(conjunctClause));
		} else {
			this.#clauses.push(
				...first.map(({ sign, node }) => ({
					occur: sign ?? usualOccur(node),
					query: node,
				})),
			);
		}
	}

	#endAlternatives(alternatives: readonly Signed[][]): void {
		const wanted: QueryNode[] = [];
		const excluded: Clause[] = [];
		for (const conjuncts of alternatives) {
			const [first] = conjuncts;
			if (first === undefined || conjuncts.length > 1) {
				wanted.push(groupOf(conjuncts.map(conjunctClause)));
				continue;
			}
			const { sign, node, range } = first;
			if (sign === "mustNot") {
				this.#report("not-in-or", range);
				excluded.push({ occur: sign, query: node });
				continue;
			}
			if (sign === "must") {
				this.#report("plus-in-or", range);
			}
			wanted.push(node);
		}
		if (wanted.length > 0) {
			const query = anyOf(wanted);
			this.#clauses.push({ occur: usualOccur(query), query });
		}
		this.#clauses.push(...excluded);
	}

	#report(code: QueryProblemCode, range: TextRange): void {
		this.#problems.push(problemAt(code, range));
	}
}

/** What is only chosen by is required, all else preferred. */
function usualOccur(node: QueryNode): "should" | "must" {
	return isFilter(node) ? "must" : "should";
}

function conjunctClause({ sign, node }: Signed): Clause {
	return { occur: sign === "mustNot" ? "mustNot" : "must", query: node };
}

/** The field that a node names by itself. */
function plainField(node: QueryNode): QueryField | undefined {
	const field = fieldOf(node);
	return field === "several" ? undefined : field;
}

function nodeOfChain({ operands, links }: Chain): QueryNode {
	const [first] = operands;
	return first !== undefined && links.length === 0
		? first
		: { kind: "near", operands, links, ...rangeOf(operands) };
}

export function anyOf(alternatives: readonly QueryNode[]): QueryNode {
	const [first] = alternatives;
	return first !== undefined && alternatives.length === 1
		? first
		: { kind: "any", alternatives, ...rangeOf(alternatives) };
}

function groupOf(clauses: readonly Clause[]): QueryNode {
	return {
		kind: "group",
		clauses,
		...rangeOf(clauses.map(({ query }) => query)),
	};
}

/** From the beginning of the first to the end of the last. */
function rangeOf(nodes: readonly QueryNode[]): TextRange {
	return { start: nodes[0]?.start ?? 0, end: nodes.at(-1)?.end ?? 0 };
}
