import type { TextField } from "../analysis/fields.ts";
import type { IndexReader } from "../index/index-reader.ts";
import type { Plan } from "../query/plan.ts";

/** Words that a prefix stands for, at most. */
export const PREFIX_LIMIT = 64;

/** A prefix with which more words begin than are searched for. */
export interface CutPrefix {
	/** As it is searched for: folded. */
	readonly prefix: string;
	/** Words of the field with most that begin so. */
	readonly words: number;
	/** Those that are searched for: the ones that most articles have. */
	readonly searched: number;
}

/** All words of a field that begin so, those of most articles first. Statistics are those of all segments, and so is the order. */
export function prefixTerms(
	reader: IndexReader,
	field: TextField,
	prefix: string,
): string[] {
	const documents = new Map<string, number>();
	for (const segment of reader.segments) {
		const entries = segment.terms(field, "word")?.entriesFrom(prefix) ?? [];
		for (const { key, values } of entries) {
			if (!key.startsWith(prefix)) {
				break;
			}
			documents.set(key, (documents.get(key) ?? 0) + values[0]!);
		}
	}
	return [...documents.keys()].sort(
		(a, b) => documents.get(b)! - documents.get(a)! || (a < b ? -1 : 1),
	);
}

/** The prefixes of a plan that stand for more words than are searched for. */
export function cutPrefixes(reader: IndexReader, plan: Plan): CutPrefix[] {
	const most = new Map<string, number>();
	for (const { field, prefix } of prefixesIn(plan)) {
		const words = prefixTerms(reader, field, prefix).length;
		most.set(prefix, Math.max(most.get(prefix) ?? 0, words));
	}
	return [...most]
		.filter(([, words]) => words > PREFIX_LIMIT)
		.map(([prefix, words]) => ({ prefix, words, searched: PREFIX_LIMIT }));
}

/** Walks down the tree, whose depth the parser bounds. */
function prefixesIn(plan: Plan): Extract<Plan, { kind: "prefix" }>[] {
	switch (plan.kind) {
		case "prefix":
			return [plan];
		case "near":
			return plan.operands.flatMap(prefixesIn);
		case "boolean":
			return [...plan.should, ...plan.must, ...plan.mustNot].flatMap(
				prefixesIn,
			);
		default:
			return [];
	}
}
