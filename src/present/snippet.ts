import { sentenceBounds } from "../analysis/sentences.ts";
import type { TextRange } from "../article.ts";
import { markedOf } from "./find-matches.ts";
import { type MarkedText, mergeRanges } from "./highlight.ts";
import { pieceBounds } from "./pieces.ts";
import { tellingMatches } from "./telling-matches.ts";

/** A place of the body that matched. A phrase is one match, with a term number of its own. */
export interface Match extends TextRange {
	/** Which term of the query matched: a small number from 0. */
	readonly term: number;
	/** How much the term tells (its idf); above 0. */
	readonly weight: number;
}

/** A passage of the body: `text` is `body.slice(start, start + text.length)`. */
export interface Snippet extends MarkedText {
	readonly start: number;
}

export interface SnippetOptions {
	/** The longest text, in UTF-16 units; at least 2. */
	readonly length: number;
	readonly count: number;
}

/** Weights are counted in these, as integers: sums that grow and shrink must stay exact to be compared. */
const WEIGHT_UNIT = 1 / 1024;
/** A term that an earlier snippet shows counts this much in the next one. */
const SHOWN_SHARE = 1 / 8;
/** What runs weigh, in tenths: a tenth more where they start with a sentence. Measured: bench/ranking.md. */
const TENTHS = 10;
const TENTHS_FROM_SENTENCE = 11;

/**
 * The passages that tell most about the query, best first, none overlapping: runs of clauses whose distinct terms
 * weigh most, those that start with a sentence preferred, filled up to `length`. Without a match: the beginning of the body. Takes time linear in the body.
 * `matches` ascend by start and lie inside `body`.
 */
export function chooseSnippets(
	body: string,
	matches: readonly Match[],
	options: SnippetOptions,
): Snippet[] {
	const length = Math.max(2, options.length);
	const bounds = pieceBounds(body, matches, length);
	const sentences = sentenceBounds(body);
	const pieces: Pieces = {
		bounds,
		length,
		startsSentence: sentenceStarts(sentences, bounds),
		isUsed: new Uint8Array(bounds.length),
	};
	const blocks = mergeRanges(markedOf(matches));
	const telling = tellingMatches(body, sentences, matches);
	const finder = new RunFinder(pieces, telling);
	const snippets: Snippet[] = [];
	while (snippets.length < options.count) {
		const core = telling.length === 0 ? { first: 0, last: 0 } : finder.best();
		if (core === undefined || bounds.length < 2) {
			break;
		}
		const run = fill(pieces, core);
		finder.noteShown(run);
		const snippet = toSnippet(body, blocks, {
			start: bounds[run.first] as number,
			end: bounds[run.last + 1] as number,
		});
		if (snippet.text !== "") {
			snippets.push(snippet);
		}
		if (telling.length === 0) {
			break;
		}
	}
	return snippets;
}

/** Piece i of the body is `[bounds[i], bounds[i + 1])`. */
interface Pieces {
	readonly bounds: readonly number[];
	readonly length: number;
	readonly startsSentence: Uint8Array;
	/** 1 for the pieces that a snippet shows already. */
	readonly isUsed: Uint8Array;
}

/** Pieces `first` to `last`, both included. */
interface Run {
	readonly first: number;
	readonly last: number;
}

/** Finds the run of unused pieces, no longer than a snippet, whose distinct terms weigh most. */
class RunFinder {
	readonly #pieces: Pieces;
	readonly #matches: readonly Match[];
	/** The matches that start in piece i are `[firstMatch[i], firstMatch[i + 1])`. */
	readonly #firstMatch: Int32Array;
	readonly #weights: Float64Array;
	/** How often each term occurs in the window. */
	readonly #counts: Int32Array;
	readonly #isShown: Uint8Array;
	/** Weight of the window's distinct terms, and of their repetitions. */
	#distinct = 0;
	#repeated = 0;

	constructor(pieces: Pieces, matches: readonly Match[]) {
		this.#pieces = pieces;
		this.#matches = matches;
		this.#firstMatch = firstMatches(pieces.bounds, matches);
		const terms = matches.reduce((most, { term }) => Math.max(most, term), 0);
		this.#weights = new Float64Array(terms + 1);
		this.#counts = new Int32Array(terms + 1);
		this.#isShown = new Uint8Array(terms + 1);
		for (const { term, weight } of matches) {
			const units = Math.max(1, Math.round(weight / WEIGHT_UNIT));
			this.#weights[term] = Math.max(this.#weights[term] as number, units);
		}
	}

	best(): Run | undefined {
		const { bounds, length, isUsed, startsSentence } = this.#pieces;
		let best: Run | undefined;
		let bestTenths = 0;
		let bestRepeated = 0;
		let end = 0;
		for (let first = 0; first + 1 < bounds.length; first++) {
			const limit = (bounds[first] as number) + length;
			while (
				end + 1 < bounds.length &&
				isUsed[end] === 0 &&
				(bounds[end + 1] as number) <= limit
			) {
				this.#count(end++, 1);
			}
			if (end === first) {
				end++;
				continue;
			}
			const share = startsSentence[first] === 1 ? TENTHS_FROM_SENTENCE : TENTHS;
			const tenths = this.#distinct * share;
			if (
				tenths > bestTenths ||
				(tenths === bestTenths && this.#repeated > bestRepeated)
			) {
				best = { first, last: end - 1 };
				bestTenths = tenths;
				bestRepeated = this.#repeated;
			}
			this.#count(first, -1);
		}
		return best === undefined ? undefined : this.#withoutIdleStart(best);
	}

	/** Terms that a snippet shows already count less in the next one. */
	noteShown(run: Run): void {
		const end = this.#firstMatch[run.last + 1] as number;
		for (let i = this.#firstMatch[run.first] as number; i < end; i++) {
			const term = this.#matches[i]?.term ?? 0;
			if (this.#isShown[term] === 0) {
				this.#isShown[term] = 1;
				const share = Math.ceil((this.#weights[term] as number) * SHOWN_SHARE);
				this.#weights[term] = share;
			}
		}
	}

	#withoutIdleStart({ first, last }: Run): Run {
		let start = first;
		while (
			start < last &&
			this.#firstMatch[start] === this.#firstMatch[start + 1]
		) {
			start++;
		}
		return { first: start, last };
	}

	/** Counts the matches of one piece into the window, or out of it. */
	#count(piece: number, sign: 1 | -1): void {
		const end = this.#firstMatch[piece + 1] as number;
		for (let i = this.#firstMatch[piece] as number; i < end; i++) {
			const term = this.#matches[i]?.term ?? 0;
			const weight = this.#weights[term] as number;
			const before = this.#counts[term] as number;
			this.#counts[term] = before + sign;
			if (before === (sign === 1 ? 0 : 1)) {
				this.#distinct += sign * weight;
			} else {
				this.#repeated += sign * weight;
			}
		}
	}
}

function firstMatches(
	bounds: readonly number[],
	matches: readonly Match[],
): Int32Array {
	const first = new Int32Array(bounds.length);
	let next = 0;
	for (let piece = 0; piece < bounds.length; piece++) {
		const start = bounds[piece] as number;
		while ((matches[next]?.start ?? start) < start) {
			next++;
		}
		first[piece] = next;
	}
	return first;
}

function sentenceStarts(
	sentences: readonly number[],
	bounds: readonly number[],
): Uint8Array {
	const starts = new Uint8Array(bounds.length);
	let next = 0;
	for (let piece = 0; piece < bounds.length; piece++) {
		const start = bounds[piece] as number;
		while ((sentences[next] ?? start) < start) {
			next++;
		}
		starts[piece] = sentences[next] === start ? 1 : 0;
	}
	return starts;
}

/**
 * Widens a run as far as the length allows, and marks it used: back to where its sentence starts,
 * then on, then back by whole sentences (by clauses only where no sentence start is within reach).
 */
function fill(pieces: Pieces, core: Run): Run {
	const { bounds, length, isUsed, startsSentence } = pieces;
	let { first, last } = core;
	const isFree = (piece: number) =>
		piece >= 0 && piece + 1 < bounds.length && isUsed[piece] === 0;
	const fits = (from: number, to: number) =>
		(bounds[to + 1] as number) - (bounds[from] as number) <= length;
	while (
		startsSentence[first] === 0 &&
		isFree(first - 1) &&
		fits(first - 1, last)
	) {
		first--;
	}
	while (isFree(last + 1) && fits(first, last + 1)) {
		last++;
	}
	let earliest = first;
	while (isFree(earliest - 1) && fits(earliest - 1, last)) {
		earliest--;
		if (startsSentence[earliest] === 1) {
			first = earliest;
		}
	}
	if (startsSentence[first] === 0) {
		first = earliest;
	}
	isUsed.fill(1, first, last + 1);
	return { first, last };
}

/** The range without white space at its ends, and what of the matches lies in it. */
function toSnippet(
	body: string,
	blocks: readonly TextRange[],
	range: TextRange,
): Snippet {
	const passage = body.slice(range.start, range.end);
	const start = range.start + passage.length - passage.trimStart().length;
	const text = passage.trim();
	const end = start + text.length;
	const ranges: TextRange[] = [];
	for (const block of blocks) {
		const from = Math.max(block.start, start);
		const to = Math.min(block.end, end);
		if (from < to) {
			ranges.push({ start: from - start, end: to - start });
		}
	}
	return { text, ranges, start };
}
