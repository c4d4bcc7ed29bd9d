import { eastAsianWidth } from "get-east-asian-width";

/** Rows under a header, as text: the first column to the left, all others to the right. */
export function table(header, rows) {
	const lines = [header, ...rows].map((row) =>
		header.map((_, i) => String(row[i] ?? "")),
	);
	const widths = header.map((_, i) =>
		Math.max(...lines.map((line) => columnsOf(line[i]))),
	);
	return lines
		.map((line) =>
			line
				.map((cell, i) => {
					const space = " ".repeat(widths[i] - columnsOf(cell));
					return i === 0 ? cell + space : space + cell;
				})
				.join("  ")
				.trimEnd(),
		)
		.join("\n");
}

/** Places a text takes on a terminal. */
function columnsOf(text) {
	let columns = 0;
	for (const character of text) {
		columns += eastAsianWidth(character.codePointAt(0));
	}
	return columns;
}

export function ratio(value, base) {
	const times = value / base;
	return `${times.toFixed(times >= 100 ? 0 : times >= 10 ? 1 : 2)}×`;
}

export function megabytes(bytes) {
	return `${(bytes / 1e6).toFixed(1)} MB`;
}

export function seconds(ms) {
	return `${(ms / 1000).toFixed(2)} s`;
}

export function count(number) {
	return number.toLocaleString("en");
}
