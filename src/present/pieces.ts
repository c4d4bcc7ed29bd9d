import { clauseBounds } from "../analysis/sentences.ts";
import type { TextRange } from "../article.ts";
import { mergeRanges } from "./highlight.ts";

/** Where a clause that is too long for a passage is best cut: after one of these. */
const SOFT_ENDS = new Set(" \t　、：:／/·—-");

/**
 * Cuts a body into the pieces that passages are made of, as ascending cut points from 0 to `body.length`.
 * A piece is a clause; clauses that one match runs across stay together, and whatever is longer than
 * `length` is cut into several pieces, inside a match only where that match is too long itself.
 */
export function pieceBounds(
	body: string,
	matches: readonly TextRange[],
	length: number,
): number[] {
	const clauses = clauseBounds(body);
	const blocks = mergeRanges(matches);
	const bounds = [0];
	let start = 0;
	let next = 0;
	let matchEnd = 0;
	for (let i = 1; i < clauses.length; i++) {
		const end = clauses[i] as number;
		let match = matches[next];
		while (match !== undefined && match.start < end) {
			matchEnd = Math.max(matchEnd, match.end);
			match = matches[++next];
		}
		if (matchEnd > end) {
			continue;
		}
		if (end - start > length) {
			cutLong(body, blocks, { start, end, length, bounds });
		}
		bounds.push(end);
		start = end;
	}
	return bounds;
}

interface LongPiece extends TextRange {
	readonly length: number;
	readonly bounds: number[];
}

/** Appends the cut points inside a piece that is longer than a passage; a quarter of a passage each, so that one can be centred. */
function cutLong(
	body: string,
	blocks: readonly TextRange[],
	{ start, end, length, bounds }: LongPiece,
): void {
	const step = Math.max(2, length >> 2);
	let block = firstEndingAfter(blocks, start);
	let at = start;
	while (end - at > step) {
		const limit = at + step;
		let clear = at + (step >> 1);
		let current = blocks[block];
		while (current !== undefined && current.end <= limit) {
			clear = Math.max(clear, current.end);
			current = blocks[++block];
		}
		let cut = limit;
		if (current === undefined || current.start >= limit) {
			cut = softCut(body, clear, limit);
		} else if (current.start > at) {
			cut = current.start;
		} else if (current.end - at <= length) {
			cut = current.end;
		}
		cut = outsidePair(body, cut, at);
		if (cut >= end) {
			return;
		}
		bounds.push(cut);
		at = cut;
	}
}

/** The last good place to cut in `[from, limit]`, or `limit`. */
function softCut(body: string, from: number, limit: number): number {
	for (let cut = limit; cut > from; cut--) {
		if (SOFT_ENDS.has(body.charAt(cut - 1))) {
			return cut;
		}
	}
	return limit;
}

/** Moves a cut out of the middle of a surrogate pair, never back to `from`. */
function outsidePair(body: string, cut: number, from: number): number {
	const isInside =
		(body.charCodeAt(cut - 1) & 0xfc00) === 0xd800 &&
		(body.charCodeAt(cut) & 0xfc00) === 0xdc00;
	if (!isInside) {
		return cut;
	}
	return cut - 1 > from ? cut - 1 : cut + 1;
}

function firstEndingAfter(
	blocks: readonly TextRange[],
	offset: number,
): number {
	let low = 0;
	let high = blocks.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((blocks[middle]?.end ?? 0) <= offset) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}
