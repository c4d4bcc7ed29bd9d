import { bracketAt, isBlank } from "./marks.ts";

/** All double quotes are one family: input methods often type one for the other, or the same one twice. */
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
	readonly closers: string;
}

const QUOTES: ReadonlyMap<string, Quote> = new Map<string, Quote>([
	['"', { opening: "anywhere", closers: DOUBLE }],
	["＂", { opening: "anywhere", closers: DOUBLE }],
	["“", { opening: "anywhere", closers: DOUBLE }],
	["„", { opening: "anywhere", closers: DOUBLE }],
	["‟", { opening: "anywhere", closers: DOUBLE }],
	["〝", { opening: "anywhere", closers: DOUBLE }],
	["”", { opening: "start", closers: DOUBLE }],
	["〞", { opening: "start", closers: DOUBLE }],
	["〟", { opening: "start", closers: DOUBLE }],
	["‘", { opening: "anywhere", closers: "’'＇" }],
	["'", { opening: "strict", closers: SINGLE }],
	["＇", { opening: "strict", closers: SINGLE }],
	["「", { opening: "anywhere", closers: "」" }],
	["『", { opening: "anywhere", closers: "』" }],
	["｢", { opening: "anywhere", closers: "｣" }],
]);

/** Finds quotations in one text. The text is asked about from left to right, which keeps the time in proportion to it. */
export class QuoteFinder {
	readonly #text: string;
	/** Closers of which no more are to come. */
	readonly #exhausted = new Set<string>();
	readonly #unclosed: number[] = [];

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
		const { closers, opening } = quote;
		if (this.#exhausted.has(closers)) {
			return -1;
		}
		const close = this.#firstOf(closers, at + 1);
		if (close >= 0) {
			return opening === "strict" && !this.#isWordEnd(close + 1) ? -1 : close;
		}
		this.#exhausted.add(closers);
		if (opening === "anywhere") {
			this.#unclosed.push(at);
		}
		return -1;
	}

	#firstOf(marks: string, from: number): number {
		const text = this.#text;
		for (let i = from; i < text.length; i++) {
			if (marks.includes(text.charAt(i))) {
				return i;
			}
		}
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
