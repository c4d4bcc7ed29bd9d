import type { QueryToken } from "./lexer.ts";
import { MAX_DEPTH, problemAt, type QueryProblem } from "./query-problem.ts";

/**
 * Settles which brackets are groups and gives the tokens with all others as words, joined to the words they touch. A bracket is a
 * group where it has its partner and either stands like a word of its own, blanks around it, or has an operator within:
 * (2017)湘0405刑初149号 and 解释（二） are words, 合同(解除 OR 终止) is not. Within brackets that are text, so are signs and field names.
 */
export function resolveBrackets(
	tokens: readonly QueryToken[],
	problems: QueryProblem[],
): QueryToken[] {
	const partners = partnersOf(tokens);
	const groups = groupsAmong(tokens, partners, problems);
	const resolved: QueryToken[] = [];
	/** Brackets open here that are text and will be closed. */
	let textDepth = 0;
	/** Where a bracket that is text has just opened. */
	let openedAt = -1;
	tokens.forEach((token, i) => {
		if (token.kind === "open" || token.kind === "close") {
			if (groups.has(i)) {
				resolved.push(token);
				return;
			}
			const isPaired = partners.has(i);
			textDepth += !isPaired ? 0 : token.kind === "open" ? 1 : -1;
			openedAt = token.kind === "open" ? token.end : openedAt;
			if (!isPaired && standsAlone(tokens, i)) {
				const isOpen = token.kind === "open";
				problems.push(
					problemAt(isOpen ? "unclosed-bracket" : "unopened-bracket", token),
				);
			}
			pushWord(resolved, token);
			return;
		}
		const isMark = token.kind === "sign" || token.kind === "field";
		if (isMark && (textDepth > 0 || token.start === openedAt)) {
			openedAt = token.end;
			pushWord(resolved, token);
		} else if (token.kind === "word") {
			pushWord(resolved, token);
		} else {
			resolved.push(token);
		}
	});
	return resolved;
}

/** Each bracket's partner, by place among the tokens. */
function partnersOf(tokens: readonly QueryToken[]): Map<number, number> {
	const partners = new Map<number, number>();
	const open: number[] = [];
	tokens.forEach(({ kind }, i) => {
		if (kind === "open") {
			open.push(i);
		} else if (kind === "close") {
			const partner = open.pop();
			if (partner !== undefined) {
				partners.set(partner, i).set(i, partner);
			}
		}
	});
	return partners;
}

/** The brackets, opening and closing, that are groups. */
function groupsAmong(
	tokens: readonly QueryToken[],
	partners: ReadonlyMap<number, number>,
	problems: QueryProblem[],
): Set<number> {
	/** How many operators stand before each token. */
	const operators: number[] = [];
	let count = 0;
	for (const token of tokens) {
		operators.push(count);
		count += isJoining(token) ? 1 : 0;
	}
	const groups = new Set<number>();
	let depth = 0;
	let isTooDeep = false;
	tokens.forEach((token, i) => {
		const partner = partners.get(i);
		if (token.kind === "close") {
			depth -= groups.has(i) ? 1 : 0;
		}
		if (token.kind !== "open" || partner === undefined) {
			return;
		}
		const isWhole = standsAlone(tokens, i) && standsAlone(tokens, partner);
		if (!isWhole && operators[partner] === operators[i]) {
			return;
		}
		if (depth < MAX_DEPTH) {
			depth++;
			groups.add(i).add(partner);
		} else if (!isTooDeep) {
			isTooDeep = true;
			const end = tokens[partner]?.end ?? token.end;
			problems.push(problemAt("too-deep", { start: token.start, end }));
		}
	});
	return groups;
}

function isJoining(token: QueryToken): boolean {
	return token.kind === "operator" && token.operator.kind !== "not";
}

/** Whether an opening bracket begins, or a closing one ends, what stands between blanks. */
function standsAlone(tokens: readonly QueryToken[], i: number): boolean {
	const token = tokens[i];
	const isOpen = token?.kind === "open";
	const neighbour = tokens[isOpen ? i - 1 : i + 1];
	if (token === undefined || neighbour === undefined) {
		return true;
	}
	const isTouched = isOpen
		? neighbour.end === token.start
		: neighbour.start === token.end;
	return !isTouched || isBorder(neighbour, isOpen);
}

/** Whether a bracket may touch the token outside it. */
function isBorder({ kind }: QueryToken, isBefore: boolean): boolean {
	switch (kind) {
		case "operator":
			return true;
		case "open":
		case "sign":
		case "field":
			return isBefore;
		case "close":
			return !isBefore;
		case "word":
		case "phrase":
			return false;
		default:
			return kind satisfies never;
	}
}

/** Adds a word, as the end of one that it touches. */
function pushWord(
	tokens: QueryToken[],
	{ start, end }: { readonly start: number; readonly end: number },
): void {
	const last = tokens.at(-1);
	if (last?.kind === "word" && last.end === start) {
		tokens[tokens.length - 1] = { kind: "word", start: last.start, end };
	} else {
		tokens.push({ kind: "word", start, end });
	}
}
