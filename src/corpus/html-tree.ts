import { Tokenizer, type TokenizerCallbacks } from "htmlparser2";
import { SourceProblem } from "./source-problem.ts";

/** An element of a page. Text stands among its children as strings, entities resolved, white space as written. */
export interface HtmlElement {
	readonly tag: string;
	/** Only those that say something about text; names in lower case. */
	readonly attributes: ReadonlyMap<string, string>;
	readonly children: (HtmlElement | string)[];
	readonly parent: HtmlElement | undefined;
	/** Its number in document order: a parent comes before its children. */
	readonly index: number;
}

export interface HtmlTree {
	readonly root: HtmlElement;
	/** All elements in document order, the root first. */
	readonly elements: readonly HtmlElement[];
}

export interface TreeLimits {
	readonly maxDepth: number;
	readonly maxMs: number;
	/** A clock in milliseconds; without it there is no time cap. */
	readonly now?: () => number;
}

/** A tree of more than this takes more memory than any page is worth. */
const MAX_ELEMENTS = 1_000_000;
const CLOCK_EVERY = 1024;

const VOID: ReadonlySet<string> = new Set(
	"area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split(
		" ",
	),
);
/** Opening one of these ends an open paragraph. */
const ENDS_PARAGRAPH: ReadonlySet<string> = new Set(
	"address article aside blockquote center details dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre section summary table ul".split(
		" ",
	),
);
/** What opening an element ends, up to the boundary beside it. */
const ENDS: ReadonlyMap<
	string,
	{ readonly ends: readonly string[]; readonly inside: readonly string[] }
> = new Map([
	["li", { ends: ["li"], inside: ["ul", "ol", "menu", "dir"] }],
	["dt", { ends: ["dt", "dd"], inside: ["dl"] }],
	["dd", { ends: ["dt", "dd"], inside: ["dl"] }],
	["td", { ends: ["td", "th"], inside: ["tr", "table"] }],
	["th", { ends: ["td", "th"], inside: ["tr", "table"] }],
	["tr", { ends: ["tr"], inside: ["table"] }],
	["tbody", { ends: ["thead", "tbody", "tfoot"], inside: ["table"] }],
	["thead", { ends: ["thead", "tbody", "tfoot"], inside: ["table"] }],
	["tfoot", { ends: ["thead", "tbody", "tfoot"], inside: ["table"] }],
	["option", { ends: ["option"], inside: ["select"] }],
	["rt", { ends: ["rt", "rp"], inside: ["ruby"] }],
	["rp", { ends: ["rt", "rp"], inside: ["ruby"] }],
	["a", { ends: ["a"], inside: ["td", "th", "table"] }],
	["body", { ends: ["head"], inside: ["html"] }],
]);
/** A stray end tag does not reach beyond the cell or table that it stands in. */
const SCOPES: ReadonlySet<string> = new Set(["table", "td", "th", "caption"]);
const TABLE_PARTS: ReadonlySet<string> = new Set(
	"table thead tbody tfoot tr td th caption".split(" "),
);
/** Old pages open these again and again without ever closing them; a fourth one changes nothing. */
const FORMATTING: ReadonlySet<string> = new Set(
	"b big code em font i s small strike strong tt u".split(" "),
);
const MOST_FORMATTING = 3;

const KEPT_ATTRIBUTES: ReadonlySet<string> = new Set(
	"aria-hidden aria-label class content datetime hidden href http-equiv id itemprop itemscope itemtype name property rel role style title type".split(
		" ",
	),
);

/** Parses a page as browsers roughly do: nothing is an error, but too deep, too large or too slow a page. */
export function parseHtml(text: string, limits: TreeLimits): HtmlTree {
	const builder = new TreeBuilder(text, limits);
	const tokenizer = new Tokenizer(
		{ xmlMode: false, decodeEntities: true },
		builder,
	);
	tokenizer.write(text);
	tokenizer.end();
	return builder;
}

/** Receives the tokenizer's events and keeps the stack of open elements. */
class TreeBuilder implements TokenizerCallbacks, HtmlTree {
	readonly root: HtmlElement;
	readonly elements: HtmlElement[];
	readonly #source: string;
	readonly #limits: TreeLimits;
	readonly #deadline: number;
	readonly #stack: HtmlElement[];
	readonly #openCounts = new Map<string, number>();
	/** Formatting elements that were not opened any more, by tag. */
	readonly #surplus = new Map<string, number>();
	#text = "";
	#tag = "";
	#attributes: Map<string, string> | undefined;
	#attributeName: string | undefined;
	#attributeValue = "";

	constructor(source: string, limits: TreeLimits) {
		this.#source = source;
		this.#limits = limits;
		this.#deadline =
			limits.now === undefined ? Infinity : limits.now() + limits.maxMs;
		this.root = {
			tag: "#root",
			attributes: NO_ATTRIBUTES,
			children: [],
			parent: undefined,
			index: 0,
		};
		this.elements = [this.root];
		this.#stack = [this.root];
	}

	ontext(start: number, end: number): void {
		this.#text += this.#source.slice(start, end);
	}

	ontextentity(codepoint: number): void {
		this.#text += String.fromCodePoint(codepoint);
	}

	onopentagname(start: number, end: number): void {
		this.#tag = this.#source.slice(start, end).toLowerCase();
		this.#attributes = undefined;
	}

	onattribname(start: number, end: number): void {
		const name = this.#source.slice(start, end).toLowerCase();
		this.#attributeName = KEPT_ATTRIBUTES.has(name) ? name : undefined;
		this.#attributeValue = "";
	}

	onattribdata(start: number, end: number): void {
		if (this.#attributeName !== undefined)
			this.#attributeValue += this.#source.slice(start, end);
	}

	onattribentity(codepoint: number): void {
		if (this.#attributeName !== undefined)
			this.#attributeValue += String.fromCodePoint(codepoint);
	}

	onattribend(): void {
		if (this.#attributeName === undefined) return;
		this.#attributes ??= new Map();
		if (!this.#attributes.has(this.#attributeName)) {
			this.#attributes.set(this.#attributeName, this.#attributeValue);
		}
		this.#attributeName = undefined;
	}

	onopentagend(): void {
		this.#open(this.#tag);
	}

	onselfclosingtag(): void {
		// In HTML the slash of <div/> means nothing, but foreign <o:p/> and <path/> do end there.
		const tag = this.#tag;
		this.#open(tag);
		if (tag.includes(":") || tag === "path") this.#close(tag);
	}

	onclosetag(start: number, end: number): void {
		const tag = this.#source.slice(start, end).toLowerCase();
		if (tag === "br") {
			this.#tag = "br";
			this.#attributes = undefined;
			this.#open("br");
			return;
		}
		const surplus = this.#surplus.get(tag) ?? 0;
		if (surplus > 0) this.#surplus.set(tag, surplus - 1);
		else this.#close(tag);
	}

	oncdata(start: number, end: number, endOffset: number): void {
		this.#text += this.#source.slice(start, end - endOffset);
	}

	oncomment(): void {}
	ondeclaration(): void {}
	onprocessinginstruction(): void {}

	onend(): void {
		this.#flushText();
	}

	#flushText(): void {
		if (this.#text === "") return;
		this.#top().children.push(this.#text);
		this.#text = "";
	}

	#top(): HtmlElement {
		return this.#stack.at(-1) ?? this.root;
	}

	#open(tag: string): void {
		this.#flushText();
		if (ENDS_PARAGRAPH.has(tag) && this.#isOpen("p"))
			this.#closeWithin("p", SCOPES);
		const implied = ENDS.get(tag);
		if (implied !== undefined) this.#endImplied(implied);
		if (
			FORMATTING.has(tag) &&
			(this.#openCounts.get(tag) ?? 0) >= MOST_FORMATTING
		) {
			this.#surplus.set(tag, (this.#surplus.get(tag) ?? 0) + 1);
			return;
		}
		const parent = this.#top();
		const index = this.elements.length;
		const attributes = this.#attributes ?? NO_ATTRIBUTES;
		const element: HtmlElement = {
			tag,
			attributes,
			children: [],
			parent,
			index,
		};
		parent.children.push(element);
		this.elements.push(element);
		this.#checkCost();
		if (VOID.has(tag)) return;
		this.#stack.push(element);
		this.#openCounts.set(tag, (this.#openCounts.get(tag) ?? 0) + 1);
	}

	#checkCost(): void {
		const { maxDepth, maxMs, now } = this.#limits;
		if (this.#stack.length > maxDepth) {
			throw new SourceProblem(
				"too-deep",
				`elements are nested deeper than maxDepth = ${maxDepth}; the page is broken or hostile: mend it, or raise that limit`,
			);
		}
		const count = this.elements.length;
		if (count > MAX_ELEMENTS) {
			throw new SourceProblem(
				"too-large",
				`more than ${MAX_ELEMENTS} elements in one page; split it`,
			);
		}
		if (
			count % CLOCK_EVERY === 0 &&
			now !== undefined &&
			now() > this.#deadline
		) {
			throw new SourceProblem(
				"too-slow",
				`not parsed within maxMs = ${maxMs}; split the page, or raise that limit`,
			);
		}
	}

	#endImplied(implied: {
		readonly ends: readonly string[];
		readonly inside: readonly string[];
	}): void {
		if (!implied.ends.some((tag) => this.#isOpen(tag))) return;
		for (let i = this.#stack.length - 1; i > 0; i--) {
			const tag = this.#stack[i]?.tag ?? "";
			if (implied.ends.includes(tag)) {
				this.#popTo(i);
				return;
			}
			if (implied.inside.includes(tag)) return;
		}
	}

	#isOpen(tag: string): boolean {
		return (this.#openCounts.get(tag) ?? 0) > 0;
	}

	#close(tag: string): void {
		this.#flushText();
		if (!this.#isOpen(tag)) return;
		this.#closeWithin(tag, TABLE_PARTS.has(tag) ? NO_SCOPES : SCOPES);
	}

	#closeWithin(tag: string, scopes: ReadonlySet<string>): void {
		for (let i = this.#stack.length - 1; i > 0; i--) {
			const open = this.#stack[i]?.tag ?? "";
			if (open === tag) {
				this.#popTo(i);
				return;
			}
			if (scopes.has(open)) return;
		}
	}

	/** Closes the element at a place of the stack, and all that it contains. */
	#popTo(place: number): void {
		for (const { tag } of this.#stack.splice(place)) {
			this.#openCounts.set(tag, (this.#openCounts.get(tag) ?? 1) - 1);
			if (FORMATTING.has(tag)) this.#surplus.delete(tag);
		}
	}
}

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();
const NO_SCOPES: ReadonlySet<string> = new Set();
