import { fold } from "../analysis/fold.ts";

/** A choice among articles by what the index keeps of each beside its text; an article without the value is never chosen. */
export type Filter =
	| {
			/** Days since 1970-01-01, or how often an article was read; both bounds within. */
			readonly column: "day" | "views";
			readonly from?: number;
			readonly to?: number;
	  }
	| {
			readonly column: TextColumn;
			/** As `plainValue` has it. */
			readonly text: string;
			readonly match: "is" | "begins";
	  };

export type TextColumn = "category" | "author" | "source" | "law";

/** A value as it is compared: folded, white space at its ends left out and runs of it one space. */
export function plainValue(text: string): string {
	return fold(text).trim().replace(/\s+/g, " ");
}

/** What stands between the names of several authors. */
const AUTHOR_BREAK = /[,、;/|&]|\s+/;

/**
 * Whether a value of the index is meant: of a category one of its levels (they stand on lines of their own), of an author the whole or
 * one of several names, of a source any part of its path, of a law the whole.
 */
export function isChosen(
	{ column, text, match }: Extract<Filter, { readonly text: string }>,
	value: string,
): boolean {
	switch (column) {
		case "category":
			return value
				.split("\n")
				.some((level) => agrees(plainValue(level), text, match));
		case "author": {
			const whole = plainValue(value);
			const names = [whole, ...whole.split(AUTHOR_BREAK)];
			return names.some((name) => agrees(name, text, match));
		}
		case "source":
			return plainValue(value).includes(text);
		case "law":
			return agrees(plainValue(value), text, match);
		default:
			return column satisfies never;
	}
}

function agrees(value: string, text: string, match: "is" | "begins"): boolean {
	return match === "is" ? value === text : value.startsWith(text);
}
