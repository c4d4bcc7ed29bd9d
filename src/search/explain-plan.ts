import type { Layer } from "../analysis/fields.ts";
import { hasBit } from "../bytes/bits.ts";
import { lowerBound } from "../bytes/lower-bound.ts";
import type { IndexReader } from "../index/index-reader.ts";
import { LENGTH_OF_NORM } from "../index/norms.ts";
import { BLOCK_SIZE } from "../index/postings-block.ts";
import type { NearPlan, Plan } from "../query/plan.ts";
import { type Clause, ClauseCompiler, type CompilerOptions } from "./clause.ts";
import type { ScoredList } from "./scored-list.ts";
import { score, termWeight } from "./similarity.ts";

/** What BM25 makes of one term or phrase in one field of a document. */
export interface ListExplanation {
	readonly layer: Layer;
	/** Documents that have it, and documents that have the field. */
	readonly documents: number;
	readonly of: number;
	/** ln(1 + (of - documents + 0.5) / (documents + 0.5)) */
	readonly idf: number;
	readonly frequency: number;
	/** Of the field, as the index keeps it: rounded above 40. */
	readonly length: number;
	readonly averageLength: number;
	/** k1 · (1 - b + b · length / averageLength) */
	readonly lengthFactor: number;
}

/** What a part of a plan is for one document. */
export interface PlanExplanation {
	readonly plan: Plan;
	readonly matches: boolean;
	/** The sum of the scores of what matches, parts that score nothing included; 0 where the part does not match. */
	readonly score: number;
	/** Of a term or phrase that matches. */
	readonly list?: ListExplanation;
	readonly should: readonly PlanExplanation[];
	readonly must: readonly PlanExplanation[];
	readonly mustNot: readonly PlanExplanation[];
}

interface Place {
	readonly segment: number;
	readonly doc: number;
}

/** Explains plans over documents: the scores are those of searching, bit for bit. Walks down the plan, whose depth the parser bounds. */
export class PlanExplainer {
	readonly #reader: IndexReader;
	readonly #compiler: ClauseCompiler;

	constructor(
		reader: IndexReader,
		options: Omit<CompilerOptions, "shouldStop">,
	) {
		this.#reader = reader;
		this.#compiler = new ClauseCompiler(reader, {
			...options,
			shouldStop: () => false,
		});
	}

	explain(plan: Plan, place: Place): PlanExplanation {
		switch (plan.kind) {
			case "boolean":
				return this.#boolean(plan, plan, place);
			case "prefix":
				return this.#boolean(plan, this.#compiler.expanded(plan), place);
			case "near":
				return this.#near(plan, place);
			default:
				return this.#leaf(plan, place);
		}
	}

	/** @param plan what is explained, `parts` what it stands for */
	#boolean(
		plan: Plan,
		parts: Extract<Plan, { kind: "boolean" }>,
		place: Place,
	): PlanExplanation {
		const explained = (all: readonly Plan[]) =>
			all.map((part) => this.explain(part, place));
		const should = explained(parts.should);
		const must = explained(parts.must);
		const mustNot = explained(parts.mustNot);
		const isAsked =
			must.length > 0 ? must.every(hasMatched) : should.some(hasMatched);
		const matches = isAsked && !mustNot.some(hasMatched);
		const sum = [...must, ...should].reduce((all, part) => all + part.score, 0);
		return { plan, matches, score: matches ? sum : 0, should, must, mustNot };
	}

	#near(plan: NearPlan, place: Place): PlanExplanation {
		const all = { must: plan.operands, should: [], mustNot: [] };
		const parts = this.#boolean(plan, { kind: "boolean", ...all }, place);
		const isClose =
			parts.matches &&
			isChosen(this.#compiler.compile(plan)[place.segment]!, place.doc);
		return isClose ? parts : { ...parts, matches: false, score: 0 };
	}

	#leaf(
		plan: Exclude<Plan, { kind: "boolean" | "prefix" | "near" }>,
		{ segment, doc }: Place,
	): PlanExplanation {
		const none = { should: [], must: [], mustNot: [] };
		const clauses = this.#compiler.compile(plan);
		const clause = clauses[segment]!;
		if (clause.kind !== "list" || plan.kind === "filter") {
			return { plan, matches: isChosen(clause, doc), score: 0, ...none };
		}
		const frequency =
			clause.list === undefined ? 0 : frequencyIn(clause.list, doc);
		if (clause.list === undefined || frequency === 0) {
			return { plan, matches: false, score: 0, ...none };
		}
		const layer = layerOf(plan);
		const { weight, factors, norms } = clause.list;
		const stats = this.#reader.stats(plan.field, layer);
		const documents = clauses.reduce((sum, one) => sum + sizeOf(one), 0);
		return {
			plan,
			matches: true,
			score: score(weight, frequency, factors[norms[doc]!]!),
			list: {
				layer,
				documents,
				of: stats.documents,
				idf: termWeight(stats, documents, 1),
				frequency,
				length: LENGTH_OF_NORM[norms[doc]!]!,
				averageLength: stats.tokens / Math.max(1, stats.documents),
				lengthFactor: 1 / factors[norms[doc]!]!,
			},
			...none,
		};
	}
}

function hasMatched({ matches }: PlanExplanation): boolean {
	return matches;
}

function isChosen(clause: Clause, doc: number): boolean {
	switch (clause.kind) {
		case "filter":
			return hasBit(clause.bits, doc);
		case "list":
			return clause.list !== undefined && frequencyIn(clause.list, doc) > 0;
		case "boolean": {
			const { should, must, mustNot } = clause;
			const has = (part: Clause) => isChosen(part, doc);
			const isAsked = must.length > 0 ? must.every(has) : should.some(has);
			return isAsked && !mustNot.some(has);
		}
		default:
			return clause satisfies never;
	}
}

function layerOf(plan: Extract<Plan, { kind: "term" | "phrase" }>): Layer {
	if (plan.kind === "term") {
		return plan.layer;
	}
	return plan.terms.length === 1 ? "character" : "pair";
}

function sizeOf(clause: Clause): number {
	return clause.kind === "list" ? (clause.list?.postings.documents ?? 0) : 0;
}

/** How often the term stands in the document; 0 where it does not. */
function frequencyIn({ postings }: ScoredList, doc: number): number {
	const block = postings.blockOf(doc, 0);
	if (block === postings.blocks) {
		return 0;
	}
	postings.decode(block);
	const from = block * BLOCK_SIZE;
	const to = Math.min(from + BLOCK_SIZE, postings.documents);
	const at = lowerBound(postings.docs, doc, from, to);
	return at < to && postings.docs[at] === doc ? postings.frequencies[at]! : 0;
}
