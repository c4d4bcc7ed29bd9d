import { fold } from "../analysis/fold.ts";
import { authorNames } from "./author-names.ts";
import { readCategoryPath } from "./category-path.ts";

/** A choice among articles by what the index keeps of each beside its text; an article without the value is never chosen. */
export type Filter =
	| {
			/** Days since 1970-01-01, or how often an article was read; both bounds within. */
			readonly column: "day" | "views";
			readonly from?: number;
			readonly to?: number;
	  }
	| {
			/** All but provisions of former editions of their law. */
			readonly column: "edition";
	  }
	| {
			readonly column: TextColumn;
			/** As `plainValue` has it. */
			readonly text: string;
			readonly match: Match;
	  };

/** `begins`: the value begins with the text. */
type Match = "is" | "begins";

export type TextColumn = "category" | "author" | "source" | "law";

/** A value as it is compared: folded, white space at its ends left out and runs of it one space. */
export function plainValue(text: string): string {
	return fold(text).trim().replace(/\s+/g, " ");
}

/** What stands between names, and between the parts of one: the whole of 作者:Smith is meant by John Smith, too. */
const BREAK = /[,、;/|&]|\s+/;

/**
 * Whether a value of the index is meant: of a category one of its levels, or several that follow each other in it (they stand on lines of
 * their own), of an author the whole, a name or a part of one, of a source any part of its path, of a law the whole.
 */
export function isChosen(
	{ column, text, match }: Extract<Filter, { readonly text: string }>,
	value: string,
): boolean {
	switch (column) {
		case "category":
			return isInCategory(value.split("\n").map(plainValue), text, match);
		case "author": {
			const whole = plainValue(value);
			const names = [whole, ...authorNames(whole), ...whole.split(BREAK)];
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

/** Of a path the levels stand one after the other, where it begins with / from the outermost on; the last may be no more than begun. */
function isInCategory(
	levels: readonly string[],
	text: string,
	match: Match,
): boolean {
	if (levels.some((level) => agrees(level, text, match))) {
		return true;
	}
	const asked = readCategoryPath(text);
	const last = asked.levels.length - 1;
	const starts = asked.isRooted ? [0] : [...levels.keys()];
	return starts.some((start) =>
		asked.levels.every((wanted, i) => {
			const level = levels[start + i];
			const how = i === last ? match : "is";
			return level !== undefined && agrees(level, wanted, how);
		}),
	);
}

function agrees(value: string, text: string, match: Match): boolean {
	return match === "is" ? value === text : value.startsWith(text);
}
