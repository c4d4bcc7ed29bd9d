import { TEXT_FIELDS } from "../analysis/fields.ts";
import { anyOf } from "./leaf-plans.ts";
import type { Plan } from "./plan.ts";
import { distinct } from "./plan-key.ts";

/** Of a query of so many telling words, articles that have them all come first. */
const MOST_WORDS = 6;

/**
 * What matches where all parts of a query do, scoring nothing; undefined where the query is more than a few parts, or one that is all it
 * asks for: of one word, what is inside it and what was added come after the word itself.
 */
export function allOf(
	parts: readonly Plan[],
	asked: readonly Plan[],
): Plan | undefined {
	const must = distinct(parts.map(unscored));
	const isAll = must.length === 1 && asked.length <= TEXT_FIELDS.length;
	return must.length === 0 || must.length > MOST_WORDS || isAll
		? undefined
		: { kind: "boolean", should: [], must, mustNot: [] };
}

/** The same matches, each with the score 0. Walks down the tree, whose depth the parser bounds. */
export function unscored(plan: Plan): Plan {
	switch (plan.kind) {
		case "term":
		case "phrase":
		case "prefix":
			return { ...plan, boost: 0 };
		case "filter":
			return plan;
		case "near":
			return { ...plan, operands: plan.operands.map(unscored) };
		case "boolean":
			return plan.must.length + plan.mustNot.length === 0
				? anyOf(plan.should.map(unscored))
				: {
						kind: "boolean",
						should: plan.should.map(unscored),
						must: plan.must.map(unscored),
						mustNot: plan.mustNot,
					};
		default:
			return plan satisfies never;
	}
}

/** What of a plan matches where all its parts do; scores are the plan's. */
export function withAll(plan: Plan, allWords: Plan): Plan {
	return plan.kind === "boolean"
		? { ...plan, must: [allWords, ...plan.must] }
		: { kind: "boolean", should: [plan], must: [allWords], mustNot: [] };
}
