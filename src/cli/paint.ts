import type { MarkedText } from "../engine/answers.ts";
import { NOTHING_BEFORE, place } from "./display-width.ts";
import { printable } from "./printable.ts";

const STYLES = {
	plain: "",
	strong: "\x1b[1m",
	faint: "\x1b[2m",
	mark: "\x1b[1;31m",
} as const;
const RESET = "\x1b[0m";

export type Style = keyof typeof STYLES;

/** A piece of a line in one style; its text is printable. */
export interface Span {
	readonly text: string;
	readonly style: Style;
}

/** Writes spans for a terminal, in colour or without. The only place where escape sequences are made. */
export function paint(spans: readonly Span[], isColored: boolean): string {
	return spans
		.map(({ text, style }) =>
			isColored && style !== "plain" && text !== ""
				? STYLES[style] + text + RESET
				: text,
		)
		.join("");
}

export function span(text: string, style: Style = "plain"): Span {
	return { text: printable(text), style };
}

/** What matched stands out; the rest has the style `base`. */
export function markedSpans(
	{ text, ranges }: MarkedText,
	base: Style = "plain",
): Span[] {
	const spans: Span[] = [];
	let at = 0;
	for (const { start, end } of ranges) {
		spans.push(span(text.slice(at, start), base));
		spans.push(span(text.slice(start, end), "mark"));
		at = end;
	}
	spans.push(span(text.slice(at), base));
	return spans.filter((piece) => piece.text !== "");
}

/** No line starts with these, and none ends with those. */
const NOT_FIRST = new Set("，。！？；：、）】》〉」』”’％…,.!?;:)]}%");
const NOT_LAST = new Set("（【《〈「『“‘([{");

interface Cell {
	readonly character: string;
	readonly width: number;
	readonly style: Style;
	readonly mayBreakBefore: boolean;
}

/** Breaks spans into lines of at most `columns`, as Chinese is set: between any two characters, never before a full stop; inside a Latin word only where it must. */
export function wrap(spans: readonly Span[], columns: number): Span[][] {
	const cells = toCells(spans);
	const lines: Span[][] = [];
	let start = 0;
	while (start < cells.length) {
		const end = endOfLine(cells, start, columns);
		let shown = end;
		while (shown > start && cells[shown - 1]?.character === " ") {
			shown--;
		}
		lines.push(toSpans(cells.slice(start, shown)));
		start = end;
		while (cells[start]?.character === " ") {
			start++;
		}
	}
	return lines;
}

function endOfLine(
	cells: readonly Cell[],
	start: number,
	columns: number,
): number {
	let width = 0;
	let lastBreak = start;
	for (let i = start; i < cells.length; i++) {
		const cell = cells[i] as Cell;
		if (cell.mayBreakBefore && i > start) {
			lastBreak = i;
		}
		width += cell.width;
		if (width > columns && cell.character !== " " && i > start) {
			return lastBreak > start ? lastBreak : i;
		}
	}
	return cells.length;
}

function toCells(spans: readonly Span[]): Cell[] {
	const cells: Cell[] = [];
	let previous = NOTHING_BEFORE;
	let before = "";
	for (const { text, style } of spans) {
		for (const character of text) {
			const placed = place(character, previous);
			const isBorder =
				before === " " || placed.width === 2 || previous.width === 2;
			const mayBreakBefore =
				isBorder &&
				placed.width > 0 &&
				character !== " " &&
				!NOT_FIRST.has(character) &&
				!NOT_LAST.has(before);
			cells.push({ character, width: placed.width, style, mayBreakBefore });
			previous = placed;
			before = character;
		}
	}
	return cells;
}

function toSpans(cells: readonly Cell[]): Span[] {
	const spans: { text: string; style: Style }[] = [];
	for (const { character, style } of cells) {
		const last = spans.at(-1);
		if (last?.style === style) {
			last.text += character;
		} else {
			spans.push({ text: character, style });
		}
	}
	return spans;
}
