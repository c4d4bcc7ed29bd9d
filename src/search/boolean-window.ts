import type { Clause } from "./clause.ts";
import { type SegmentSearch, WINDOW } from "./disjunction.ts";
import type { ScoredList } from "./scored-list.ts";

/** What a clause matches in one window: a bit a document, and its score. */
class WindowMatches {
	readonly bits = new Int32Array(WINDOW / 32);
	readonly sums = new Float64Array(WINDOW);
	readonly #offsets = new Int32Array(WINDOW);
	/** Whether anything was written since it was cleared. */
	isUsed = false;
	/** Whether sums were; a filter has none. */
	isScored = false;

	/** What matches, as offsets from the start of the window, ascending. */
	offsets(): Int32Array {
		let count = 0;
		for (let word = 0; word < this.bits.length; word++) {
			let rest = this.bits[word]!;
			while (rest !== 0) {
				this.#offsets[count++] = word * 32 + 31 - Math.clz32(rest & -rest);
				rest &= rest - 1;
			}
		}
		return this.#offsets.subarray(0, count);
	}

	clear(): void {
		if (this.isUsed) {
			this.bits.fill(0);
			this.isUsed = false;
		}
		if (this.isScored) {
			this.sums.fill(0);
			this.isScored = false;
		}
	}
}

/**
 * Finds and counts all documents of a tree of clauses, window by window, without pruning: the exact way, for trees with
 * must and must not, and for exact counts. Returns the number of matches, and whether it was stopped before the end.
 */
export function searchBoolean(
	root: Clause,
	search: SegmentSearch,
): { matches: number; isComplete: boolean } {
	let matches = 0;
	for (let start = 0; start < search.documents; start += WINDOW) {
		if (search.shouldStop()) {
			return { matches, isComplete: false };
		}
		const end = Math.min(start + WINDOW, search.documents);
		const found = evaluator.evaluate(root, start, end);
		matches += offerWindow(found, start, search);
		evaluator.release(found);
	}
	return { matches, isComplete: true };
}

function offerWindow(
	found: WindowMatches,
	start: number,
	search: SegmentSearch,
): number {
	let matches = 0;
	for (let word = 0; word < found.bits.length; word++) {
		let rest = found.bits[word]!;
		while (rest !== 0) {
			const offset = word * 32 + 31 - Math.clz32(rest & -rest);
			rest &= rest - 1;
			const doc = start + offset;
			if (!search.isDeleted(doc)) {
				matches++;
				search.top.offer(search.segment, doc, Math.fround(found.sums[offset]!));
			}
		}
	}
	return matches;
}

/** Evaluates clauses over one window; the arrays are used again and again, in all searches: no search begins while another is made. */
class WindowEvaluator {
	readonly #free: WindowMatches[] = [];

	/** The matches of a clause; hand them back with `release`. */
	evaluate(clause: Clause, start: number, end: number): WindowMatches {
		if (clause.kind === "boolean") {
			return this.#combined(clause, start, end);
		}
		const matches = this.#acquire();
		if (clause.kind === "list") {
			addList(clause.list, start, end, matches);
		} else {
			matches.bits.set(clause.bits.subarray(start / 32, Math.ceil(end / 32)));
			matches.isUsed = true;
		}
		return matches;
	}

	#combined(
		{ should, must, mustNot }: Extract<Clause, { kind: "boolean" }>,
		start: number,
		end: number,
	): WindowMatches {
		const matches =
			must[0] === undefined
				? this.#acquire()
				: this.evaluate(must[0], start, end);
		for (let i = 1; i < must.length && !isEmpty(matches); i++) {
			this.#combine(matches, must[i]!, keepBoth, start, end);
		}
		if (must.length > 0 && isEmpty(matches)) {
			return matches;
		}
		const candidates = must.length > 0 ? matches.offsets() : undefined;
		for (const part of should) {
			if (part.kind !== "list") {
				const how = candidates === undefined ? addEither : addScores;
				this.#combine(matches, part, how, start, end);
			} else if (candidates === undefined) {
				addList(part.list, start, end, matches);
			} else {
				addAt(part.list, start, candidates, matches);
			}
		}
		for (const part of mustNot) {
			this.#combine(matches, part, leaveOut, start, end);
		}
		return matches;
	}

	#combine(
		matches: WindowMatches,
		part: Clause,
		how: (into: WindowMatches, from: WindowMatches) => void,
		start: number,
		end: number,
	): void {
		const found = this.evaluate(part, start, end);
		how(matches, found);
		this.release(found);
	}

	release(matches: WindowMatches): void {
		this.#free.push(matches);
	}

	#acquire(): WindowMatches {
		const matches = this.#free.pop() ?? new WindowMatches();
		matches.clear();
		return matches;
	}
}

const evaluator = new WindowEvaluator();

function isEmpty({ bits, isUsed }: WindowMatches): boolean {
	if (isUsed) {
		for (let word = 0; word < bits.length; word++) {
			if (bits[word] !== 0) {
				return false;
			}
		}
	}
	return true;
}

function addList(
	list: ScoredList | undefined,
	start: number,
	end: number,
	matches: WindowMatches,
): void {
	list?.skipTo(start);
	if (list?.hasNone(end) === false) {
		list.addWindow(start, end, matches.sums, matches.bits);
		matches.isUsed = true;
		matches.isScored = true;
	}
}

/** A threshold that every document reaches. */
const BELOW_ALL = -1;

/** What a list adds to documents that match already: few of its blocks need be decoded where these are few. */
function addAt(
	list: ScoredList | undefined,
	start: number,
	candidates: Int32Array,
	matches: WindowMatches,
): void {
	list?.skipTo(start);
	matches.isScored = true;
	list?.addToCandidates(
		start,
		matches.sums,
		candidates,
		candidates.length,
		0,
		BELOW_ALL,
	);
}

/*
 * How the matches of two clauses become those of one. A sum without its bit is left over from a document that was ruled out, and does not
 * count; so sums need not be taken back.
 */

function addEither(into: WindowMatches, from: WindowMatches): void {
	if (!from.isUsed) {
		return;
	}
	into.isUsed = true;
	into.isScored ||= from.isScored;
	for (let word = 0; word < into.bits.length; word++) {
		const theirs = from.bits[word]!;
		if (theirs !== 0) {
			into.bits[word]! |= theirs;
			addSums(into, from, word, theirs);
		}
	}
}

function keepBoth(into: WindowMatches, from: WindowMatches): void {
	if (!from.isUsed) {
		into.bits.fill(0);
		return;
	}
	into.isScored ||= from.isScored;
	for (let word = 0; word < into.bits.length; word++) {
		const ours = into.bits[word]!;
		if (ours !== 0) {
			const both = ours & from.bits[word]!;
			into.bits[word] = both;
			addSums(into, from, word, both);
		}
	}
}

/** What the second scores, where the first matches. */
function addScores(into: WindowMatches, from: WindowMatches): void {
	if (!from.isScored) {
		return;
	}
	into.isScored = true;
	for (let word = 0; word < into.bits.length; word++) {
		addSums(into, from, word, into.bits[word]! & from.bits[word]!);
	}
}

function leaveOut(into: WindowMatches, from: WindowMatches): void {
	if (from.isUsed) {
		for (let word = 0; word < into.bits.length; word++) {
			into.bits[word]! &= ~from.bits[word]!;
		}
	}
}

/** Adds the sums of the documents that have a bit of `bits`. */
function addSums(
	into: WindowMatches,
	from: WindowMatches,
	word: number,
	bits: number,
): void {
	if (!from.isScored) {
		return;
	}
	for (let rest = bits; rest !== 0; rest &= rest - 1) {
		const offset = word * 32 + 31 - Math.clz32(rest & -rest);
		into.sums[offset]! += from.sums[offset]!;
	}
}
