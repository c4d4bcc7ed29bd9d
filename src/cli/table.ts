import { displayWidth, padEnd, padStart } from "./display-width.ts";
import { markedSpans, paint, type Span, span, wrap } from "./paint.ts";
import { printable } from "./printable.ts";
import type { Cell, Column } from "./row-formats.ts";

/** Rows as columns aligned in display width, columns of numbers to the right. The first row heads the others. */
export function formatTable(
	rows: readonly (readonly (string | number)[])[],
	format: (count: number) => string = String,
): string {
	const cells = rows.map((row) =>
		row.map((cell) =>
			typeof cell === "number" ? format(cell) : printable(cell),
		),
	);
	const widths: number[] = [];
	for (const row of cells) {
		for (const [column, cell] of row.entries()) {
			widths[column] = Math.max(widths[column] ?? 0, displayWidth(cell));
		}
	}
	const isNumeric = (rows[1] ?? []).map((cell) => typeof cell === "number");
	return cells
		.map((row) => {
			const line = row.map((cell, column) =>
				isNumeric[column] === true
					? padStart(cell, widths[column] ?? 0)
					: padEnd(cell, widths[column] ?? 0),
			);
			return `${line.join("  ").trimEnd()}\n`;
		})
		.join("");
}

const GAP = "  ";
/** An elastic column is never made narrower than this. */
const LEAST_COLUMNS = 8;

/** The same with a heading, with marks, and fitted into a width: elastic columns give way, the widest first. */
export function formatGrid(
	columns: readonly Column[],
	rows: readonly (readonly Cell[])[],
	{ width, isColored }: { readonly width: number; readonly isColored: boolean },
): string {
	const cells: Span[][][] = [
		columns.map(({ label }) => [span(label, "strong")]),
		...rows.map((row) => row.map((cell, i) => spansOf(cell, columns[i]))),
	];
	const widths = columns.map((_, i) =>
		Math.max(...cells.map((row) => widthOf(row[i] ?? []))),
	);
	const gaps = GAP.length * (columns.length - 1);
	shrink(widths, columns, width - gaps - 1);
	return cells
		.map((row, line) => {
			const parts = row.map((spans, i) => {
				const fitted = fit(spans, widths[i] ?? 0);
				const blank = " ".repeat((widths[i] ?? 0) - widthOf(fitted));
				const text = paint(fitted, isColored);
				const isNumber = typeof (rows[line - 1] ?? rows[0])?.[i] === "number";
				return isNumber ? blank + text : text + blank;
			});
			return `${parts.join(GAP).trimEnd()}\n`;
		})
		.join("");
}

function spansOf(cell: Cell, column: Column | undefined): Span[] {
	switch (typeof cell) {
		case "number":
			return [span(column?.format?.(cell) ?? String(cell))];
		case "string":
			return [span(cell)];
		default:
			return markedSpans(cell);
	}
}

/** Takes from the widest elastic columns what is too much. */
function shrink(
	widths: number[],
	columns: readonly Column[],
	room: number,
): void {
	let excess = widths.reduce((sum, width) => sum + width, 0) - room;
	while (excess > 0) {
		let widest = -1;
		for (const [i, width] of widths.entries()) {
			const isWider = widest < 0 || width > (widths[widest] ?? 0);
			if (columns[i]?.isElastic && width > LEAST_COLUMNS && isWider) {
				widest = i;
			}
		}
		if (widest < 0) {
			return;
		}
		widths[widest]!--;
		excess--;
	}
}

function fit(spans: readonly Span[], columns: number): readonly Span[] {
	if (widthOf(spans) <= columns) {
		return spans;
	}
	return [...(wrap(spans, columns - 1)[0] ?? []), span("…", "faint")];
}

function widthOf(spans: readonly Span[]): number {
	return displayWidth(spans.map(({ text }) => text).join(""));
}
