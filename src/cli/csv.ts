import { printable } from "./printable.ts";
import type { Cell } from "./row-formats.ts";

/** Excel takes a file of UTF-8 for one only where it begins so; other programs would find it in the first name. */
const BYTE_ORDER_MARK = "\ufeff";

/** A spreadsheet takes a text that begins so, full-width too, for a formula; and it may come from any page of the web. */
const FORMULA_START = /^[=+\-@＝＋－＠]/;

/**
 * Comma-separated values by RFC 4180: a heading, CRLF behind each row, quotes where a value needs them. Text that a spreadsheet would
 * take for a formula gets an apostrophe in front; who wants texts untouched takes JSONL.
 * @param isFile whether it goes into a file of its own, which a spreadsheet may open
 */
export function formatCsv(
	rows: readonly (readonly Cell[])[],
	isFile: boolean,
): string {
	const lines = rows.map((row) => `${row.map(csvValue).join(",")}\r\n`);
	return `${isFile ? BYTE_ORDER_MARK : ""}${lines.join("")}`;
}

function csvValue(cell: Cell): string {
	if (typeof cell === "number") {
		return String(cell);
	}
	const text = printable(typeof cell === "string" ? cell : cell.text);
	const guarded = FORMULA_START.test(text) ? `'${text}` : text;
	return /[",]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
