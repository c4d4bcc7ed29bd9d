import { bracketAt, isBlank } from "./marks.ts";

/** Input methods type the one for the other, or one twice. */
const CURLY = "”“";
/** Where no partner follows, any double quote closes another. */
const DOUBLE = '"＂“”„‟〝〞〟';
const SINGLE = "'＇‘’";

/** Where a mark may open a quotation. */
type Opening =
	/** Also within a word: 关于“合同解除”的. */
	| "anywhere"
	/** Only where a word may start. */
	| "start"
	/** The same, and only where its end is a word's end too: not in don't. */
	| "strict";

interface Quote {
	readonly opening: Opening;
	readonly partners: string;
	/** What closes it too, where no partner follows. */
	readonly others: string;
}

const QUOTES: ReadonlyMap<string, Quote> = new Map<string, Quote>([
	['"', { opening: "anywhere", partners: '"', others: DOUBLE }],
	["＂", { opening: "anywhere", partners: "＂", others: DOUBLE }],
	["“", { opening: "anywhere", partners: CURLY, others: DOUBLE }],
	["„", { opening: "anywhere", partners: CURLY, others: DOUBLE }],
	["‟", { opening: "anywhere", partners: CURLY, others: DOUBLE }],
	["〝", { opening: "anywhere", partners: "〞〟", others: DOUBLE }],
	["”", { opening: "start", partners: CURLY, others: DOUBLE }],
	["〞", { opening: "start", partners: "〞〟", others: DOUBLE }],
	["〟", { opening: "start", partners: "〞〟", others: DOUBLE }],
	["‘", { opening: "anywhere", partners: "’", others: SINGLE }],
	["'", { opening: "strict", partners: "'", others: SINGLE }],
	["＇", { opening: "strict", partners: "＇", others: SINGLE }],
	["「", { opening: "anywhere", partners: "」", others: "" }],
	["『", { opening: "anywhere", partners: "』", others: "" }],
	["｢", { opening: "anywhere", partners: "｣", others: "" }],
]);

/** Finds quotations in one text. The text is asked about from left to right, which keeps the time in proportion to it. */
export class QuoteFinder {
	readonly #text: string;
	/** Marks of which no more are to come. */
	readonly #exhausted = new Set<string>();
	readonly #unclosed: number[] = [];
	/** Partners that are missing. */
	readonly #reported = new Set<string>();

	constructor(text: string) {
		this.#text = text;
	}

	/** Where quotes stand that open and never close: the first of each sort. */
	get unclosed(): readonly number[] {
		return this.#unclosed;
	}

	/** Where the quotation that opens at `at` closes; -1 where none opens. */
	closeOf(at: number, isStart: boolean): number {
		const quote = QUOTES.get(this.#text.charAt(at));
		if (quote === undefined || (quote.opening !== "anywhere" && !isStart)) {
			return -1;
		}
		const { opening, others, partners } = quote;
		let close = this.#firstOf(partners, at + 1);
		if (close < 0 && others !== "") {
			close = this.#firstOf(others, at + 1);
		}
		if (close >= 0) {
			return opening === "strict" && !this.#isWordEnd(close + 1) ? -1 : close;
		}
		if (opening === "anywhere" && !this.#reported.has(partners)) {
			this.#reported.add(partners);
			this.#unclosed.push(at);
		}
		return -1;
	}

	#firstOf(marks: string, from: number): number {
		if (this.#exhausted.has(marks)) {
			return -1;
		}
		const text = this.#text;
		for (let i = from; i < text.length; i++) {
			if (marks.includes(text.charAt(i))) {
				return i;
			}
		}
		this.#exhausted.add(marks);
		return -1;
	}

	#isWordEnd(at: number): boolean {
		const text = this.#text;
		return (
			at >= text.length ||
			isBlank(text.charCodeAt(at)) ||
			bracketAt(text, at) === "close"
		);
	}
}
