import type { TextRange } from "../article.ts";
import { type FieldName, fieldAt } from "./field-names.ts";
import {
	bracketAt,
	isBlank,
	isInvisible,
	isSeparator,
	isValueEnd,
	signAt,
} from "./marks.ts";
import { type Operator, readKeyword } from "./operators.ts";
import {
	problemAt,
	type QueryProblem,
	type QueryProblemCode,
} from "./query-problem.ts";
import { QuoteFinder } from "./quotes.ts";

/** A piece of a query's text. Two that touch have no blank between them. */
export type QueryToken =
	| (TextRange & { readonly kind: "word" })
	| (TextRange & {
			readonly kind: "phrase";
			/** The range without quotes. */
			readonly inside: TextRange;
	  })
	| (TextRange & { readonly kind: "open" | "close" })
	| (TextRange & { readonly kind: "sign"; readonly occur: "must" | "mustNot" })
	| (TextRange & { readonly kind: "field"; readonly field: FieldName })
	| (TextRange & { readonly kind: "operator"; readonly operator: Operator });

/**
 * What may begin at a place: `start` anything; `signed` no further sign; `value`, behind a field's colon, neither sign nor field;
 * `inside` only what may stand within a word.
 */
type Place = "start" | "signed" | "value" | "inside";

/** Cuts a query's text into tokens, in one pass. Brackets, signs and fields are what they may be: `resolveBrackets` settles it. */
export function readTokens(
	text: string,
	problems: QueryProblem[],
): QueryToken[] {
	const lexer = new Lexer(text, problems);
	return lexer.read();
}

class Lexer {
	readonly #text: string;
	readonly #problems: QueryProblem[];
	readonly #quotes: QuoteFinder;
	readonly #tokens: QueryToken[] = [];
	#at = 0;
	#place: Place = "start";

	constructor(text: string, problems: QueryProblem[]) {
		this.#text = text;
		this.#problems = problems;
		this.#quotes = new QuoteFinder(text);
	}

	read(): QueryToken[] {
		const text = this.#text;
		while (this.#at < text.length) {
			const unit = text.charCodeAt(this.#at);
			if (isBlank(unit)) {
				this.#at++;
				this.#place = "start";
			} else if (this.#place !== "inside" && isInvisible(unit)) {
				this.#at++;
			} else {
				this.#takeToken();
			}
		}
		for (const start of this.#quotes.unclosed) {
			this.#report("unclosed-quote", { start, end: text.length });
		}
		return this.#tokens;
	}

	#takeToken(): void {
		const isTaken =
			this.#takeSign() ||
			this.#takeField() ||
			this.#takePhrase() ||
			this.#takeBracket();
		if (!isTaken) {
			this.#takeWord();
		}
	}

	/** A sign stands right before what it is for; one by itself, or several, are plain characters. */
	#takeSign(): boolean {
		const start = this.#at;
		const end = start + 1;
		const occur =
			this.#place === "start" ? signAt(this.#text, start) : undefined;
		if (occur === undefined || this.#isEnd(end)) {
			return false;
		}
		if (signAt(this.#text, end) !== undefined) {
			this.#report("double-sign", { start, end: end + 1 });
			return false;
		}
		this.#tokens.push({ kind: "sign", occur, start, end });
		this.#at = end;
		this.#place = "signed";
		return true;
	}

	#takeField(): boolean {
		const start = this.#at;
		const isAllowed = this.#place === "start" || this.#place === "signed";
		const name = isAllowed ? fieldAt(this.#text, start) : undefined;
		if (name === undefined) {
			return false;
		}
		this.#tokens.push({ kind: "field", start, ...name });
		this.#at = name.end;
		this.#place = "value";
		return true;
	}

	#takePhrase(): boolean {
		const start = this.#at;
		const to = this.#quotes.closeOf(start, this.#place !== "inside");
		if (to < 0) {
			return false;
		}
		const inside = { start: start + 1, end: to };
		const end = to + 1;
		this.#at = end;
		if (this.#text.slice(inside.start, to).trim() === "") {
			this.#report("empty-quote", { start, end });
			this.#dropMarks(start);
		} else {
			this.#tokens.push({ kind: "phrase", start, end, inside });
		}
		this.#place = "inside";
		return true;
	}

	/** Drops the sign and the field's name that touch a place where nothing stands. */
	#dropMarks(at: number): void {
		let end = at;
		for (
			let last = this.#tokens.at(-1);
			(last?.kind === "sign" || last?.kind === "field") && last.end === end;
			last = this.#tokens.at(-1)
		) {
			end = last.start;
			this.#tokens.pop();
		}
	}

	#takeBracket(): boolean {
		const start = this.#at;
		const kind = bracketAt(this.#text, start);
		if (kind === undefined) {
			return false;
		}
		this.#tokens.push({ kind, start, end: start + 1 });
		this.#at = start + 1;
		this.#place = kind === "open" ? "start" : "inside";
		return true;
	}

	#takeWord(): void {
		const start = this.#at;
		const isShort = this.#isShortValue();
		let end = start;
		while (!this.#isBorder(end, isShort)) {
			end++;
			if (this.#isWordEnd(end)) {
				break;
			}
		}
		const isAtBorder = !this.#isWordEnd(end);
		this.#at = isAtBorder ? end + 1 : end;
		this.#place = isAtBorder ? "start" : "inside";
		if (end === start) {
			return;
		}
		const operator = this.#operatorOf({ start, end });
		if (operator !== undefined) {
			this.#tokens.push({ kind: "operator", operator, start, end });
			this.#place = "start";
			return;
		}
		this.#tokens.push({ kind: "word", start, end });
	}

	/** Whether a mark at `at` divides words as a blank does: before a field's name, and behind a short value. */
	#isBorder(at: number, isShort: boolean): boolean {
		const unit = this.#text.charCodeAt(at);
		return (
			(isShort && isValueEnd(unit)) ||
			(isSeparator(unit) && fieldAt(this.#text, at + 1) !== undefined)
		);
	}

	/** Whether what comes is the value of a field that holds names, dates or numbers. */
	#isShortValue(): boolean {
		const last = this.#tokens.at(-1);
		return (
			last?.kind === "field" && last.field !== "title" && last.field !== "body"
		);
	}

	/** An operator stands between blanks; most may also touch a bracket or quote. */
	#operatorOf({ start, end }: TextRange): Operator | undefined {
		const last = this.#tokens.at(-1);
		const touchesBefore = last !== undefined && last.end === start;
		if (touchesBefore && (last.kind === "sign" || last.kind === "field")) {
			return undefined;
		}
		const keyword = readKeyword(this.#text.slice(start, end));
		if (keyword === undefined) {
			return undefined;
		}
		if (keyword === "bad") {
			this.#report("bad-distance", { start, end });
			return undefined;
		}
		const isBlankAfter =
			end === this.#text.length || isBlank(this.#text.charCodeAt(end));
		if (!keyword.mayTouch && (touchesBefore || !isBlankAfter)) {
			return undefined;
		}
		const { operator } = keyword;
		if (operator.kind === "near" && operator.isClamped === true) {
			this.#report("bad-distance", { start, end });
		}
		return operator;
	}

	#isWordEnd(at: number): boolean {
		return (
			at >= this.#text.length ||
			isBlank(this.#text.charCodeAt(at)) ||
			bracketAt(this.#text, at) !== undefined ||
			this.#quotes.closeOf(at, false) >= 0
		);
	}

	/** Whether nothing stands at `at` that a sign could be for. */
	#isEnd(at: number): boolean {
		return (
			at >= this.#text.length ||
			isBlank(this.#text.charCodeAt(at)) ||
			bracketAt(this.#text, at) === "close"
		);
	}

	#report(code: QueryProblemCode, range: TextRange): void {
		this.#problems.push(problemAt(code, range));
	}
}
