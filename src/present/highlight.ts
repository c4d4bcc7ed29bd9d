import type { TextRange } from "../article.ts";

/** A text and the ranges of it that matched: ascending, not empty, never touching. */
export interface MarkedText {
	readonly text: string;
	readonly ranges: readonly TextRange[];
}

/** Merges overlapping and touching ranges; empty ones are dropped. `ranges` ascend by start. */
export function mergeRanges(ranges: readonly TextRange[]): TextRange[] {
	const merged: TextRange[] = [];
	let start = 0;
	let end = -1;
	for (const range of ranges) {
		if (range.end <= range.start) {
			continue;
		}
		if (range.start <= end) {
			end = Math.max(end, range.end);
			continue;
		}
		if (end >= 0) {
			merged.push({ start, end });
		}
		start = range.start;
		end = range.end;
	}
	if (end >= 0) {
		merged.push({ start, end });
	}
	return merged;
}

/** Marks a text that is shown as a whole, such as a title. `matches` ascend by start and lie inside `text`. */
export function markWhole(
	text: string,
	matches: readonly TextRange[],
): MarkedText {
	return { text, ranges: mergeRanges(matches) };
}
