import { markedSpans, type Span } from "./paint.ts";
import { printable } from "./printable.ts";
import type { Cell, Column, Rows } from "./row-formats.ts";

/** What Markdown may take for its own. */
const SPECIAL = /[\\`*_[\]<>|~&$]/g;

/** Stars beside blanks or punctuation need not make letters bold. */
const STANDS_IN_STARS = /^[\p{L}\p{N}](?:.*[\p{L}\p{N}])?$/u;

/** A table of GitHub's Markdown, numbers to the right; what matched is bold. */
export function formatMarkdown({ columns, rows }: Rows): string {
	const first = rows[0] ?? [];
	const lines = [
		columns.map(({ label }) => escaped(label)),
		columns.map((_, i) => (typeof first[i] === "number" ? "---:" : "---")),
		...rows.map((row) => row.map((cell, i) => markdownOf(cell, columns[i]))),
	];
	return lines.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

function markdownOf(cell: Cell, column: Column | undefined): string {
	if (typeof cell === "number") {
		return column?.format?.(cell) ?? String(cell);
	}
	return typeof cell === "string"
		? escaped(cell)
		: joined(markedSpans(cell)).map(bold).join("");
}

function bold({ text, style }: Span): string {
	return style === "mark" && STANDS_IN_STARS.test(text)
		? `**${escaped(text)}**`
		: escaped(text);
}

/** Marks side by side are one: `**a****b**` would not be bold. */
function joined(spans: readonly Span[]): readonly Span[] {
	const all: { text: string; style: Span["style"] }[] = [];
	for (const { text, style } of spans) {
		const last = all.at(-1);
		if (last?.style === style) {
			last.text += text;
		} else {
			all.push({ text, style });
		}
	}
	return all;
}

function escaped(text: string): string {
	return printable(text).replace(SPECIAL, "\\$&");
}
