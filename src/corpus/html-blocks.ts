import { trimBlank } from "./body.ts";
import { type HiddenRules, isHidden } from "./html-hidden.ts";
import type { HtmlElement } from "./html-tree.ts";

/** Elements that begin a line of their own. */
export const BLOCKS: ReadonlySet<string> = new Set(
	"#root address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul".split(
		" ",
	),
);
/** A line of a page as a reader sees it. */
export interface PageLine {
	readonly text: string;
	/** A short line with a blank between its inline elements: pages set author, date and views apart by style only. */
	readonly apart: string;
	/** The block that the line stands in. */
	readonly block: HtmlElement;
	/** Characters of it that are links. */
	readonly linkLength: number;
	/** The texts of its links, where it has several. */
	readonly links?: readonly string[];
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

const MOST_SHORT_NODES = 100;

/** The visible text of a small element; empty for one with many nodes in it, which is no name or date. */
export function shortText(element: HtmlElement, rules: HiddenRules): string {
	let nodes = 0;
	const open = [element];
	for (;;) {
		const next = open.pop();
		if (next === undefined) break;
		nodes += next.children.length;
		if (nodes > MOST_SHORT_NODES) return "";
		for (const child of next.children) {
			if (typeof child !== "string") open.push(child);
		}
	}
	return linesOfElement(element, { rules })
		.map(({ text }) => text)
		.join(" ");
}

interface Visit {
	readonly element: HtmlElement;
	next: number;
}

const BOLD: ReadonlySet<string> = new Set(["b", "strong"]);

const MOST_APART = 200;

class LineCollector {
	readonly #lines: PageLine[] = [];
	readonly #blocks: HtmlElement[];
	/** The cells so far of the row of a table that is open: inside it, blocks do not end its line. */
	#cells: string[] | undefined;
	#text = "";
	#apart = "";
	#linkLength = 0;
	#boldLength = 0;
	#linkText = "";
	#linkTexts: string[] = [];
	#links = 0;
	#bold = 0;
	#heading: number | undefined;
	#pre = 0;

	constructor(start: HtmlElement) {
		this.#blocks = [start];
	}

	enter(element: HtmlElement): void {
		const { tag } = element;
		if (tag === "a") {
			this.#links++;
			this.#linkText = "";
		}
		if (BOLD.has(tag)) this.#bold++;
		if (!BLOCKS.has(tag)) {
			this.#setApart();
			return;
		}
		this.breakLine();
		this.#blocks.push(element);
		if (tag === "pre") this.#pre++;
		if (tag === "tr" && isDataRow(element)) this.#cells = [];
		const level = /^h([1-6])$/.exec(tag)?.[1];
		if (level !== undefined) this.#heading = Number(level);
	}

	leave(element: HtmlElement): void {
		const { tag } = element;
		if (tag === "a") {
			this.#links--;
			const text = collapse(this.#linkText);
			this.#linkText = "";
			if (text !== "") this.#linkTexts.push(text);
		}
		if (BOLD.has(tag)) this.#bold--;
		if (!BLOCKS.has(tag)) {
			this.#setApart();
			return;
		}
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
		if (this.#links > 0) {
			this.#linkLength += length;
			this.#linkText += raw;
		}
		if (this.#bold > 0) this.#boldLength += length;
		this.#text += raw;
		if (this.#apart.length < MOST_APART) this.#apart += raw;
	}

	#setApart(): void {
		if (this.#apart !== "" && this.#apart.length < MOST_APART)
			this.#apart += " ";
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
			apart:
				this.#apart === this.#text || text.length >= MOST_APART
					? text
					: collapse(this.#apart),
			block,
			linkLength: this.#linkLength,
			...(this.#linkTexts.length > 1 && { links: this.#linkTexts }),
			...(headingLevel !== undefined && { headingLevel }),
		});
	}

	#reset(): void {
		this.#text = "";
		this.#apart = "";
		this.#linkLength = 0;
		this.#boldLength = 0;
		this.#linkTexts = [];
		this.#linkText = "";
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
	const trimmed = trimBlank(text);
	if (!/[ \t\r\n\f\u00a0]/.test(trimmed)) return trimmed;
	const joined = /[\r\n]/.test(trimmed)
		? trimmed.replace(BROKEN_LINE, "")
		: trimmed;
	return joined.replace(/[ \t\r\n\f\u00a0]+/g, " ");
}
