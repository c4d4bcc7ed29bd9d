import { ones } from "../bytes/ones.ts";
import type { IndexReader } from "../index/index-reader.ts";
import type { SegmentReader } from "../index/segment-reader.ts";
import type { Plan } from "../query/plan.ts";
import { type Clause, ClauseCompiler, type CompilerOptions } from "./clause.ts";
import { addDocs } from "./document-bits.ts";

/** All that a plan matches, without scores. */
export interface MatchSet {
	/** The documents of each segment, ascending; no deleted ones. */
	readonly docs: readonly Int32Array[];
	readonly count: number;
	/** False where `shouldStop` ended it early: some segments are left out. */
	readonly isComplete: boolean;
}

/** Documents that are found without the plan, or not though it matches them: a bit each, segment by segment. */
export interface MatchChanges {
	readonly also?: readonly Int32Array[] | undefined;
	readonly without?: readonly Int32Array[] | undefined;
}

/** Finds and counts all documents of a plan, by bits and not by scores: a third of the time that scoring them all takes. */
export function matchSet(
	reader: IndexReader,
	plan: Plan,
	options: CompilerOptions,
	{ also, without }: MatchChanges = {},
): MatchSet {
	const { shouldStop } = options;
	const clauses = new ClauseCompiler(reader, options).compile(plan);
	let isComplete = true;
	const docs = reader.segments.map((segment, i) => {
		isComplete &&= !shouldStop();
		if (!isComplete) {
			return new Int32Array(0);
		}
		const bits = bitsOf(clauses[i]!, Math.ceil(segment.documents / 32));
		for (let word = 0; word < bits.length; word++) {
			bits[word]! |= also?.[i]?.[word] ?? 0;
			bits[word]! &= ~(without?.[i]?.[word] ?? 0);
		}
		return liveDocs(bits, segment);
	});
	const count = docs.reduce((sum, { length }) => sum + length, 0);
	return { docs, count, isComplete };
}

/** Walks down the tree, whose depth the parser bounds. */
function bitsOf(clause: Clause, words: number): Int32Array {
	switch (clause.kind) {
		case "list": {
			const bits = new Int32Array(words);
			addDocs(bits, clause.list?.postings);
			return bits;
		}
		case "filter":
			return clause.bits.slice();
		case "boolean":
			return booleanBits(clause, words);
		default:
			return clause satisfies never;
	}
}

function booleanBits(
	{ should, must, mustNot }: Extract<Clause, { kind: "boolean" }>,
	words: number,
): Int32Array {
	const [first, ...others] = must;
	const bits =
		first === undefined ? new Int32Array(words) : bitsOf(first, words);
	for (const part of others) {
		const theirs = bitsOf(part, words);
		for (let word = 0; word < words; word++) {
			bits[word]! &= theirs[word]!;
		}
	}
	for (const part of first === undefined ? should : []) {
		if (part.kind === "list") {
			addDocs(bits, part.list?.postings);
			continue;
		}
		const theirs = bitsOf(part, words);
		for (let word = 0; word < words; word++) {
			bits[word]! |= theirs[word]!;
		}
	}
	for (const part of mustNot) {
		const theirs = bitsOf(part, words);
		for (let word = 0; word < words; word++) {
			bits[word]! &= ~theirs[word]!;
		}
	}
	return bits;
}

/** The documents whose bits are set, ascending, without the deleted ones. */
function liveDocs(bits: Int32Array, segment: SegmentReader): Int32Array {
	const docs = new Int32Array(countBits(bits));
	const hasDeleted = segment.tombstones !== undefined;
	let count = 0;
	for (let word = 0; word < bits.length; word++) {
		let rest = bits[word]!;
		while (rest !== 0) {
			const doc = word * 32 + 31 - Math.clz32(rest & -rest);
			rest &= rest - 1;
			if (!hasDeleted || !segment.isDeleted(doc)) {
				docs[count++] = doc;
			}
		}
	}
	return docs.subarray(0, count);
}

function countBits(bits: Int32Array): number {
	let count = 0;
	for (let word = 0; word < bits.length; word++) {
		count += ones(bits[word]!);
	}
	return count;
}
