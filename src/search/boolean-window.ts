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
			this.sums.fill(0);
			this.isUsed = false;
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
		const matches = this.#acquire();
		if (clause.kind === "list") {
			addList(clause.list, start, end, matches);
			return matches;
		}
		if (clause.kind === "filter") {
			matches.bits.set(clause.bits.subarray(start / 32, Math.ceil(end / 32)));
			matches.isUsed = true;
			return matches;
		}
		const { should, must, mustNot } = clause;
		for (const [i, part] of must.entries()) {
			if (i > 0 && isEmpty(matches)) {
				return matches;
			}
			const found = this.evaluate(part, start, end);
			combine(matches, found, i === 0 ? "first" : "and");
			this.release(found);
		}
		if (must.length > 0 && isEmpty(matches)) {
			return matches;
		}
		const candidates = must.length > 0 ? matches.offsets() : undefined;
		for (const part of should) {
			if (part.kind === "list") {
				if (candidates === undefined) {
					addList(part.list, start, end, matches);
				} else {
					addAt(part.list, start, candidates, matches);
				}
				continue;
			}
			const found = this.evaluate(part, start, end);
			combine(matches, found, must.length > 0 ? "add" : "or");
			this.release(found);
		}
		for (const part of mustNot) {
			const found = this.evaluate(part, start, end);
			combine(matches, found, "not");
			this.release(found);
		}
		return matches;
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
	}
}

/** A threshold that every document reaches. */
const BELOW_ALL = -1;

/** What a list adds to documents that match already: few of its blocks need be decoded where these are few. */
function addAt(
	list: ScoredList | undefined,
	start: number,
	candidates: Int32Array,
	{ sums }: WindowMatches,
): void {
	list?.skipTo(start);
	const { length } = candidates;
	list?.addToCandidates(start, sums, candidates, length, 0, BELOW_ALL);
}

/** `first`/`or`: either; `and`: both; `add`: the scores count where the first matches; `not`: where the second does not. */
function combine(
	into: WindowMatches,
	from: WindowMatches,
	how: "first" | "or" | "and" | "add" | "not",
): void {
	if (!from.isUsed && how !== "and") {
		return;
	}
	into.isUsed = true;
	for (let word = 0; word < into.bits.length; word++) {
		const theirs = from.bits[word]!;
		const ours = into.bits[word]!;
		if (how === "first" || how === "or") {
			into.bits[word] = ours | theirs;
		} else if (how === "and") {
			into.bits[word] = ours & theirs;
		} else if (how === "not") {
			into.bits[word] = ours & ~theirs;
			continue;
		}
		// A sum without its bit is left over from a document that was ruled out: it does not count.
		let rest = theirs;
		while (rest !== 0) {
			const offset = word * 32 + 31 - Math.clz32(rest & -rest);
			rest &= rest - 1;
			into.sums[offset]! += from.sums[offset]!;
		}
	}
}
