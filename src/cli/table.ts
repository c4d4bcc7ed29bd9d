import { displayWidth, padEnd, padStart } from "./display-width.ts";
import { printable } from "./printable.ts";

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

/** The same for other programs: tabs between the cells, no heading. */
export function formatTabs(
	rows: readonly (readonly (string | number)[])[],
): string {
	return rows
		.map((row) => `${row.map((cell) => printable(String(cell))).join("\t")}\n`)
		.join("");
}
