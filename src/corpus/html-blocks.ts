import { trimBlank } from "./body.ts";
import type { HtmlElement, HtmlTree } from "./html-tree.ts";

/** Elements that begin a line of their own. */
export const BLOCKS: ReadonlySet<string> = new Set(
	"#root address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul".split(
		" ",
	),
);
/** Elements whose text no reader sees as text, or that are the controls of a page. */
const SILENT: ReadonlySet<string> = new Set(
	"audio button canvas datalist embed frame frameset head iframe input link map math meta meter noembed noframes noscript object optgroup option param progress rp rt script select source style svg template textarea title track video xml".split(
		" ",
	),
);

/** Whether an element and all that is in it is left out: silent, or hidden by its attributes or the page's own styles. */
export function isHidden(element: HtmlElement, rules: HiddenRules): boolean {
	if (SILENT.has(element.tag)) return true;
	const { attributes } = element;
	if (attributes.size === 0) return false;
	if (attributes.has("hidden")) return true;
	if (attributes.get("aria-hidden") === "true") return true;
	const style = attributes.get("style");
	if (style !== undefined && HIDING.test(style)) return true;
	if (rules.ids.has(attributes.get("id") ?? "")) return true;
	if (rules.classes.size === 0) return false;
	return classesOf(element).some((name) => rules.classes.has(name));
}

const HIDING =
	/(?:^|[;\s{])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)/i;

/** Classes and ids that the page's own style sheets hide. */
export interface HiddenRules {
	readonly classes: ReadonlySet<string>;
	readonly ids: ReadonlySet<string>;
}

const MAX_STYLE_LENGTH = 512 * 1024;

/** Reads the simple rules (`.ad { display: none }`) of the style elements; anything cleverer is left alone. */
export function hiddenRules(tree: HtmlTree): HiddenRules {
	const classes = new Set<string>();
	const ids = new Set<string>();
	for (const element of tree.elements) {
		if (element.tag !== "style") continue;
		const css = ownText(element).slice(0, MAX_STYLE_LENGTH);
		// Rules inside @media hold for some screens only.
		if (css.includes("@media")) continue;
		for (const block of css.split("}")) {
			const open = block.lastIndexOf("{");
			if (open < 0 || !HIDING.test(block.slice(open))) continue;
			for (const selector of block.slice(0, open).split(",")) {
				const match = /^([.#])([\w-]+)$/.exec(selector.trim());
				if (match === null) continue;
				(match[1] === "." ? classes : ids).add(match[2] ?? "");
			}
		}
	}
	return { classes, ids };
}

export function classesOf(element: HtmlElement): string[] {
	const value = element.attributes.get("class");
	return value === undefined ? [] : value.split(/\s+/);
}

/** The text that stands directly in an element. */
export function ownText(element: HtmlElement): string {
	return element.children.filter((child) => typeof child === "string").join("");
}

/** A line of a page as a reader sees it. */
export interface PageLine {
	readonly text: string;
	/** The block that the line stands in. */
	readonly block: HtmlElement;
	/** Characters of it that are links. */
	readonly linkLength: number;
	/** 1 to 6 for h1 to h6; 3 where the whole line is bold. */
	readonly headingLevel?: number;
}

export interface LinesOptions {
	readonly rules: HiddenRules;
	/** Elements to leave out, with all that is in them. */
	readonly without?: ReadonlySet<HtmlElement>;
}

/**
 * The visible lines of an element in document order, without recursion. A line ends with its block or at a `br`;
 * a row of a table is one line, its cells apart by tabs; runs of white space are one blank, and none between two
 * Chinese characters where the source only broke its line.
 */
export function linesOfElement(
	start: HtmlElement,
	options: LinesOptions,
): PageLine[] {
	const collector = new LineCollector(start);
	const stack: Visit[] = [{ element: start, next: 0 }];
	collector.enter(start);
	while (stack.length > 0) {
		const visit = stack.at(-1);
		if (visit === undefined) break;
		const child = visit.element.children[visit.next++];
		if (child === undefined) {
			collector.leave(visit.element);
			stack.pop();
		} else if (typeof child === "string") {
			collector.text(child);
		} else if (child.tag === "br" || child.tag === "hr") {
			collector.breakLine();
		} else if (
			!isHidden(child, options.rules) &&
			options.without?.has(child) !== true
		) {
			collector.enter(child);
			stack.push({ element: child, next: 0 });
		}
	}
	return collector.finish();
}

interface Visit {
	readonly element: HtmlElement;
	next: number;
}

const BOLD: ReadonlySet<string> = new Set(["b", "strong"]);

class LineCollector {
	readonly #lines: PageLine[] = [];
	readonly #blocks: HtmlElement[];
	/** The cells so far of the row of a table that is open: inside it, blocks do not end its line. */
	#cells: string[] | undefined;
	#text = "";
	#linkLength = 0;
	#boldLength = 0;
	#links = 0;
	#bold = 0;
	#heading: number | undefined;
	#pre = 0;

	constructor(start: HtmlElement) {
		this.#blocks = [start];
	}

	enter(element: HtmlElement): void {
		const { tag } = element;
		if (tag === "a") this.#links++;
		if (BOLD.has(tag)) this.#bold++;
		if (!BLOCKS.has(tag)) return;
		this.breakLine();
		this.#blocks.push(element);
		if (tag === "pre") this.#pre++;
		if (tag === "tr" && isDataRow(element)) this.#cells = [];
		const level = /^h([1-6])$/.exec(tag)?.[1];
		if (level !== undefined) this.#heading = Number(level);
	}

	leave(element: HtmlElement): void {
		const { tag } = element;
		if (tag === "a") this.#links--;
		if (BOLD.has(tag)) this.#bold--;
		if (!BLOCKS.has(tag)) return;
		if (this.#cells === undefined) this.breakLine();
		else if (tag === "td" || tag === "th") this.#endCell(this.#cells);
		else if (tag === "tr") this.#endRow(this.#cells, element);
		this.#blocks.pop();
		if (tag === "pre") this.#pre--;
		if (/^h[1-6]$/.test(tag)) this.#heading = undefined;
	}

	text(raw: string): void {
		if (this.#pre > 0) {
			const [first = "", ...rest] = raw.split("\n");
			this.#append(first);
			for (const line of rest) {
				this.breakLine();
				this.#append(line);
			}
		} else {
			this.#append(raw);
		}
	}

	#append(raw: string): void {
		const length = visibleLength(raw);
		if (this.#links > 0) this.#linkLength += length;
		if (this.#bold > 0) this.#boldLength += length;
		this.#text += raw;
	}

	/** Inside a row the parts of a cell are joined by a blank; elsewhere the line is done. */
	breakLine(): void {
		if (this.#cells !== undefined) {
			if (this.#text !== "") this.#text += " ";
			return;
		}
		const text = collapse(this.#text);
		if (text !== "") this.#push(text, this.#blocks.at(-1));
		this.#reset();
	}

	#push(text: string, block: HtmlElement | undefined): void {
		if (block === undefined) return;
		const isBold =
			this.#boldLength > 0 && this.#boldLength >= visibleLength(text);
		const headingLevel = this.#heading ?? (isBold ? 3 : undefined);
		this.#lines.push({
			text,
			block,
			linkLength: this.#linkLength,
			...(headingLevel !== undefined && { headingLevel }),
		});
	}

	#reset(): void {
		this.#text = "";
		this.#linkLength = 0;
		this.#boldLength = 0;
	}

	#endCell(cells: string[]): void {
		cells.push(collapse(this.#text));
		this.#text = "";
	}

	#endRow(cells: string[], row: HtmlElement): void {
		const rest = collapse(this.#text);
		if (rest !== "") cells.push(rest);
		this.#cells = undefined;
		const line = trimBlank(cells.join("\t"));
		if (line !== "") this.#push(line, row);
		this.#reset();
	}

	finish(): PageLine[] {
		this.breakLine();
		return this.#lines;
	}
}

const MOST_ROW_NODES = 600;
const MOST_CELL_BLOCKS = 6;
const MOST_CELL_LENGTH = 600;
const NOT_IN_CELLS: ReadonlySet<string> = new Set(
	"table ul ol h1 h2 h3 h4 h5 h6 form article section nav".split(" "),
);

/** Whether a row holds data: two cells or more with a little text each. Old pages lay out whole articles in tables. */
function isDataRow(row: HtmlElement): boolean {
	const cells = row.children.filter(
		(child) =>
			typeof child !== "string" && (child.tag === "td" || child.tag === "th"),
	);
	if (cells.length < 2) return false;
	let nodes = 0;
	for (const cell of cells) {
		let blocks = 0;
		let length = 0;
		const open: (HtmlElement | string)[] = [cell];
		for (;;) {
			const node = open.pop();
			if (node === undefined) break;
			if (++nodes > MOST_ROW_NODES) return false;
			if (typeof node === "string") {
				length += visibleLength(node);
				if (length > MOST_CELL_LENGTH) return false;
				continue;
			}
			if (NOT_IN_CELLS.has(node.tag)) return false;
			if (BLOCKS.has(node.tag) && ++blocks > MOST_CELL_BLOCKS) return false;
			if (node.children.length > MOST_ROW_NODES) return false;
			open.push(...node.children);
		}
	}
	return true;
}

function visibleLength(text: string): number {
	let length = 0;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (code > 0x20 && code !== 0xa0 && code !== 0x3000) length++;
	}
	return length;
}

const WIDE = "[\\u2014-\\u2026\\u3000-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef]";
const BROKEN_LINE = new RegExp(
	`(?<=${WIDE})[ \\t\\f]*[\\r\\n][ \\t\\f\\r\\n]*(?=${WIDE})`,
	"g",
);

/** White space as a browser shows it. */
function collapse(text: string): string {
	if (text === "") return text;
	const joined = /[\r\n]/.test(text) ? text.replace(BROKEN_LINE, "") : text;
	return trimBlank(joined.replace(/[ \t\r\n\f\u00a0]+/g, " "));
}
