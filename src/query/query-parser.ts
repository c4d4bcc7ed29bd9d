import type { TextRange } from "../article.ts";
import { isProvision, readCitations } from "./citation-value.ts";
import { anyOf, ClauseList, type LeafCount, type Sign } from "./clause-list.ts";
import type { FieldName } from "./field-names.ts";
import { readLeaf } from "./leaf.ts";
import type { QueryToken } from "./lexer.ts";
import type { Clause, Query, QueryNode } from "./query.ts";
import { MAX_CLAUSES, problemAt, type QueryProblem } from "./query-problem.ts";
import { isComparison } from "./range-value.ts";

type SignToken = Extract<QueryToken, { kind: "sign" | "operator" }>;
type LeafToken = Extract<QueryToken, { kind: "word" | "phrase" }>;
type FieldToken = Extract<QueryToken, { kind: "field" }>;

/** A token more may make as many clauses: an operator or name before it that turn out to be words. */
const ROOM = 3;

/** A group being read. */
interface Frame {
	readonly list: ClauseList;
	/** What its words are asked of. */
	readonly field: FieldName | undefined;
	/** What stood before it. */
	readonly sign: Sign;
	readonly start: number;
}

/** Reads tokens into a tree; groups wait on a stack of their own, so that no input can exhaust the engine's. */
export class QueryParser {
	readonly #text: string;
	readonly #tokens: readonly QueryToken[];
	readonly #problems: QueryProblem[];
	readonly #outer: Frame[] = [];
	#frame: Frame;
	/** The sign or NOT that waits for what it is for, and the field's name. */
	#sign: SignToken | undefined;
	#field: FieldToken | undefined;
	readonly #count: LeafCount = { leaves: 0 };
	/** How many tokens are to come that each may be a clause. */
	#toCome: number;

	constructor(
		text: string,
		tokens: readonly QueryToken[],
		problems: QueryProblem[],
	) {
		this.#text = text;
		this.#tokens = tokens;
		this.#problems = problems;
		this.#toCome = tokens.filter(mayBeLeaf).length;
		this.#frame = this.#newFrame({
			field: undefined,
			start: 0,
			sign: undefined,
		});
	}

	parse(): Query {
		const tokens = this.#tokens;
		let i = 0;
		for (let token = tokens[i]; token !== undefined; token = tokens[i]) {
			if (mayBeLeaf(token)) {
				if (this.#isFull()) {
					this.#takeRest(token);
					break;
				}
				this.#toCome--;
			}
			i += this.#take(token, tokens[i + 1]);
		}
		this.#endMarks();
		const clauses = this.#frame.list.finish();
		const [first] = clauses;
		if (first !== undefined && isExclusion(clauses)) {
			const start = first.query.start;
			const end = clauses.at(-1)?.query.end ?? start;
			this.#problems.push(problemAt("nothing-wanted", { start, end }));
		}
		return { clauses };
	}

	/** Gives how many tokens were taken. */
	#take(token: QueryToken, next: QueryToken | undefined): number {
		switch (token.kind) {
			case "word":
			case "phrase":
				return this.#readLeaf(token, next);
			case "open":
				this.#open(token);
				break;
			case "close":
				this.#endMarks();
				this.#close(token);
				break;
			case "sign":
				this.#endMarks();
				this.#sign = token;
				break;
			case "field":
				this.#endField();
				this.#field = token;
				break;
			case "operator":
				this.#endMarks();
				if (token.operator.kind === "not") {
					this.#sign = token;
				} else {
					this.#frame.list.operator(token);
				}
				break;
			default:
				token satisfies never;
		}
		return 1;
	}

	/** Whether there may be no room for all that is to come, and only a little is left. */
	#isFull(): boolean {
		const { leaves } = this.#count;
		return leaves >= MAX_CLAUSES - ROOM && leaves + this.#toCome > MAX_CLAUSES;
	}

	/** Takes all that is left as one text, and closes all groups. */
	#takeRest(token: QueryToken): void {
		const start = this.#sign?.start ?? this.#field?.start ?? token.start;
		const end = this.#text.trimEnd().length;
		this.#sign = undefined;
		this.#field = undefined;
		this.#problems.push(problemAt("too-many-clauses", { start, end }));
		const text = this.#text.slice(start, end);
		this.#operand({ kind: "text", text, start, end }, start);
		while (this.#outer.length > 0) {
			this.#close({ end });
		}
	}

	/** Reads a word or phrase, with the next where they are one value; gives how many tokens that takes. */
	#readLeaf(token: LeafToken, next: QueryToken | undefined): number {
		const name = this.#field;
		const field = name?.field ?? this.#frame.field;
		const { kind } = token;
		const inside = token.kind === "phrase" ? token.inside : token;
		const isJoined =
			token.kind === "word" &&
			next?.kind === "word" &&
			this.#isOneValue(field, token, next);
		const range = {
			start: inside.start,
			end: isJoined ? next.end : inside.end,
		};
		const end = isJoined ? next.end : token.end;
		const whole = { start: name?.start ?? token.start, end };
		const node = readLeaf(
			{
				kind,
				text: this.#slice(range),
				range,
				field,
				whole: { text: this.#slice(whole), ...whole },
			},
			this.#problems,
		);
		this.#operand(node, whole.start);
		if (!isJoined) {
			return 1;
		}
		this.#toCome--;
		return 2;
	}

	/** 浏览:> 300 and 引用:民法典 第1079条 have a blank within. */
	#isOneValue(
		field: FieldName | undefined,
		token: LeafToken,
		next: LeafToken,
	): boolean {
		switch (field) {
			case "date":
			case "views":
				return isComparison(this.#slice(token));
			case "cites":
				return (
					isProvision(this.#slice(next)) &&
					readCitations(this.#slice(token))?.[0]?.number === undefined
				);
			default:
				return false;
		}
	}

	#open({ start }: { readonly start: number }): void {
		const field = this.#field?.field ?? this.#frame.field;
		const sign = this.#takeSign();
		this.#outer.push(this.#frame);
		this.#frame = this.#newFrame({
			field,
			sign: sign?.occur,
			start: sign?.start ?? this.#field?.start ?? start,
		});
		this.#field = undefined;
	}

	#close({ end }: { readonly end: number }): void {
		const { list, sign, start } = this.#frame;
		const clauses = list.finish();
		this.#frame = this.#outer.pop() ?? this.#frame;
		const range = { start, end };
		const [first] = clauses;
		if (first === undefined) {
			this.#problems.push(problemAt("empty-group", range));
			return;
		}
		const { list: outer } = this.#frame;
		if (isExclusion(clauses)) {
			// None of these: as much as not any of them.
			const node = anyOf(clauses.map(({ query }) => query));
			outer.operand(node, sign === "mustNot" ? "must" : "mustNot", range);
			return;
		}
		const node: QueryNode =
			clauses.length === 1 ? first.query : { kind: "group", clauses, ...range };
		outer.operand(node, sign, range);
	}

	#operand(node: QueryNode, from: number): void {
		this.#count.leaves += node.kind === "any" ? node.alternatives.length : 1;
		const sign = this.#takeSign();
		const start = sign?.start ?? from;
		this.#field = undefined;
		this.#frame.list.operand(node, sign?.occur, { start, end: node.end });
	}

	#takeSign():
		| { readonly occur: "must" | "mustNot"; readonly start: number }
		| undefined {
		const sign = this.#sign;
		this.#sign = undefined;
		return (
			sign && {
				occur: sign.kind === "sign" ? sign.occur : "mustNot",
				start: sign.start,
			}
		);
	}

	/** Takes a field's name and a NOT that nothing follows as the words they are. */
	#endMarks(): void {
		this.#endField();
		const sign = this.#sign;
		this.#sign = undefined;
		if (sign?.kind === "operator") {
			this.#frame.list.word(sign);
		}
	}

	#endField(): void {
		const name = this.#field;
		if (name === undefined) {
			return;
		}
		const { start, end } = name;
		this.#problems.push(problemAt("stray-field", name));
		this.#operand({ kind: "text", text: this.#slice(name), start, end }, start);
	}

	#newFrame(of: Omit<Frame, "list">): Frame {
		const list = new ClauseList(this.#text, this.#problems, this.#count);
		return { list, ...of };
	}

	#slice({ start, end }: TextRange): string {
		return this.#text.slice(start, end);
	}
}

function mayBeLeaf({ kind }: QueryToken): boolean {
	return (
		kind === "word" ||
		kind === "phrase" ||
		kind === "operator" ||
		kind === "field"
	);
}

/** Whether clauses only take away. */
function isExclusion(clauses: readonly Clause[]): boolean {
	return clauses.every(({ occur }) => occur === "mustNot");
}
