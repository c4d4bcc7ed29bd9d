import type { MarkedText } from "../engine/answers.ts";
import type { CommonFlags, Context } from "./context.ts";
import { formatCsv } from "./csv.ts";
import { formatMarkdown } from "./markdown-table.ts";
import { paint, span } from "./paint.ts";
import { jsonLine } from "./printable.ts";
import { formatGrid } from "./table.ts";

/** How results are written: a list or a table for eyes, a plain line each or CSV for programs, Markdown for a page. */
export const FORMATS = ["list", "table", "plain", "md", "csv"] as const;
export type Format = (typeof FORMATS)[number];

/** Flags of the commands whose results have a form. */
export interface FormatFlags extends CommonFlags {
	readonly format?: Format;
	readonly jsonl?: boolean;
}

export interface Column {
	/** For programs: the same in every language. */
	readonly name: string;
	/** For eyes. */
	readonly label: string;
	/** Gives way where the terminal is narrow. */
	readonly isElastic?: true;
	/** Writes its numbers for eyes. */
	readonly format?: (value: number) => string;
}

export type Cell = string | number | MarkedText;

export interface Rows {
	readonly columns: readonly Column[];
	readonly rows: readonly (readonly Cell[])[];
}

/** The form that was asked for; without, `list` on a terminal and `plain` into a pipe. JSON goes before all. */
export function formOf(
	{ json, jsonl, format }: FormatFlags,
	{ terminal }: Context,
): "json" | "jsonl" | Format {
	if (json === true) {
		return "json";
	}
	if (jsonl === true) {
		return "jsonl";
	}
	return format ?? (terminal.isOutTerminal ? "list" : "plain");
}

/** One line of JSON each. */
export function jsonLines(values: readonly unknown[]): string {
	return values.map(jsonLine).join("");
}

/** Writes rows in any form but a list, which every command has of its own. */
export function formatRows(
	{ columns, rows }: Rows,
	format: Exclude<Format, "list">,
	{ terminal, isColored }: Context,
): string {
	switch (format) {
		case "plain":
			return rows.map((row) => `${row.map(plainText).join("\t")}\n`).join("");
		case "csv":
			return formatCsv(
				[columns.map(({ name }) => name), ...rows],
				terminal.isOutFile,
			);
		case "md":
			return formatMarkdown(withoutEmpty({ columns, rows }));
		case "table":
			return formatGrid(columns, rows, {
				width: terminal.isOutTerminal
					? terminal.columns
					: Number.POSITIVE_INFINITY,
				isColored,
			});
		default:
			return format satisfies never;
	}
}

/** Who reads a page need not read columns of nothing. */
function withoutEmpty({ columns, rows }: Rows): Rows {
	const isUsed = columns.map((_, i) =>
		rows.some((row) => plainText(row[i] ?? "") !== ""),
	);
	const used = <T>(row: readonly T[]) => row.filter((_, i) => isUsed[i]);
	return { columns: used(columns), rows: rows.map(used) };
}

function plainText(cell: Cell): string {
	const text = typeof cell === "object" ? cell.text : String(cell);
	return paint([span(text)], false);
}
