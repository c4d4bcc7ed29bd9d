import type { Analyzer } from "../analysis/analyzer.ts";
import type { Layer } from "../analysis/fields.ts";
import type { IndexReader } from "../index/index-reader.ts";
import type { SegmentReader } from "../index/segment-reader.ts";
import type { NearPlan, Plan } from "../query/plan.ts";
import { chosenDocuments } from "./choose.ts";
import { NearFinder } from "./near.ts";
import { findPhrase, type PhrasePart } from "./phrase.ts";
import { PREFIX_LIMIT, prefixTerms } from "./prefix-terms.ts";
import { type Postings, ScoredList } from "./scored-list.ts";
import { type LengthFactors, termWeight } from "./similarity.ts";

/** A plan whose terms and phrases have become lists: one tree for each segment, all of one shape. */
export type Clause =
	| {
			readonly kind: "list";
			/** Absent where the segment has no such documents. */
			readonly list: ScoredList | undefined;
	  }
	| {
			/** A bit for each document that is chosen. */
			readonly kind: "filter";
			readonly bits: Int32Array;
	  }
	| {
			readonly kind: "boolean";
			readonly should: readonly Clause[];
			readonly must: readonly Clause[];
			readonly mustNot: readonly Clause[];
	  };

export interface CompilerOptions {
	readonly factors: LengthFactors;
	/** The index's own; only what is to stand close together needs it. */
	readonly analyzer?: Analyzer | undefined;
	readonly shouldStop: () => boolean;
}

/** Turns plans into clauses over each segment of a reader, with weights by the statistics of all segments. */
export class ClauseCompiler {
	readonly #reader: IndexReader;
	readonly #shouldStop: () => boolean;
	readonly #factors: LengthFactors;
	readonly #analyzer: Analyzer | undefined;

	constructor(
		reader: IndexReader,
		{ factors, analyzer, shouldStop }: CompilerOptions,
	) {
		this.#reader = reader;
		this.#analyzer = analyzer;
		this.#factors = factors;
		this.#shouldStop = shouldStop;
	}

	/** The plan's clauses, one for each segment in the reader's order. */
	compile(plan: Plan): Clause[] {
		switch (plan.kind) {
			case "term":
				return this.#lists(plan, plan.layer, (segment) =>
					segment.postings(plan.field, plan.layer, plan.term),
				);
			case "phrase":
				return plan.terms.length === 1
					? this.#lists(plan, "character", (segment) =>
							segment.postings(plan.field, "character", plan.terms[0]!),
						)
					: this.#lists(plan, "pair", (segment) => this.#phrase(segment, plan));
			case "prefix":
				return this.compile(this.expanded(plan));
			case "filter":
				return this.#reader.segments.map((_, segment) => ({
					kind: "filter",
					bits: chosenDocuments(this.#reader, segment, plan.filter),
				}));
			case "near":
				return this.#near(plan);
			case "boolean": {
				const should = plan.should.map((part) => this.compile(part));
				const must = plan.must.map((part) => this.compile(part));
				const mustNot = plan.mustNot.map((part) => this.compile(part));
				return this.#reader.segments.map((_, segment) => ({
					kind: "boolean",
					should: should.map((clauses) => clauses[segment]!),
					must: fewestFirst(must.map((clauses) => clauses[segment]!)),
					mustNot: mustNot.map((clauses) => clauses[segment]!),
				}));
			}
			default: {
				const never: never = plan;
				return never;
			}
		}
	}

	/** What matches where its operands stand close together, with the sum of their scores. */
	#near(plan: NearPlan): Clause[] {
		if (this.#analyzer === undefined) {
			throw new TypeError("what stands close together needs an analyzer");
		}
		const near = { ...plan, operands: this.#withoutPrefixes(plan.operands) };
		const finder = new NearFinder(this.#analyzer, this.#shouldStop);
		const operands = near.operands.map((operand) => this.compile(operand));
		return this.#reader.segments.map((segment, i) => ({
			kind: "boolean",
			should: [],
			must: [
				{ kind: "filter", bits: finder.find(segment, near) },
				...operands.map((clauses) => clauses[i]!),
			],
			mustNot: [],
		}));
	}

	#withoutPrefixes(plans: readonly Plan[]): Plan[] {
		return plans.map((plan) => {
			switch (plan.kind) {
				case "prefix":
					return this.expanded(plan);
				case "near":
					return { ...plan, operands: this.#withoutPrefixes(plan.operands) };
				case "boolean":
					return {
						kind: "boolean",
						should: this.#withoutPrefixes(plan.should),
						must: this.#withoutPrefixes(plan.must),
						mustNot: this.#withoutPrefixes(plan.mustNot),
					};
				default:
					return plan;
			}
		});
	}

	/** The words that a prefix stands for. Statistics are those of all segments, and so is the choice of words. */
	expanded({
		field,
		prefix,
		boost,
	}: Extract<Plan, { kind: "prefix" }>): Extract<Plan, { kind: "boolean" }> {
		return {
			kind: "boolean",
			should: prefixTerms(this.#reader, field, prefix)
				.slice(0, PREFIX_LIMIT)
				.map((term) => ({ kind: "term", field, layer: "word", term, boost })),
			must: [],
			mustNot: [],
		};
	}

	#lists(
		plan: Extract<Plan, { kind: "term" | "phrase" }>,
		layer: Layer,
		find: (segment: SegmentReader) => Postings | undefined,
	): Clause[] {
		const { field, boost } = plan;
		const postings = this.#reader.segments.map(find);
		const documents = postings.reduce(
			(sum, list) => sum + (list?.documents ?? 0),
			0,
		);
		if (documents === 0) {
			return postings.map(() => ({ kind: "list", list: undefined }));
		}
		const stats = this.#reader.stats(field, layer);
		const weight = termWeight(stats, documents, boost);
		const factors = this.#factors.of(field, layer);
		return postings.map((list, segment) => {
			if (list === undefined || list.documents === 0) {
				return { kind: "list", list: undefined };
			}
			const norms = this.#reader.segments[segment]!.norms(field, layer);
			const bounds = this.#factors.bounds.of(list, factors, norms);
			return {
				kind: "list",
				list: new ScoredList(list, weight, factors, norms, bounds),
			};
		});
	}

	/** Pairs that cover the phrase, side by side, the last two overlapping where its length is odd. */
	#phrase(
		segment: SegmentReader,
		{ field, terms, atStart }: Extract<Plan, { kind: "phrase" }>,
	): Postings | undefined {
		const parts: PhrasePart[] = [];
		for (let i = 0; i < terms.length; i += 2) {
			const offset = Math.min(i, terms.length - 2);
			const pair = terms[offset]! + terms[offset + 1]!;
			const list = segment.postings(field, "pair", pair);
			if (list === undefined) {
				return undefined;
			}
			parts.push({ list, offset });
		}
		return parts.length === 1 && atStart !== true
			? parts[0]!.list
			: findPhrase(
					parts,
					segment.norms(field, "pair"),
					atStart === true,
					this.#shouldStop,
				);
	}
}

/** What must match in the order in which it rules most documents out at least cost; the sum of the scores is the same. */
function fewestFirst(must: Clause[]): Clause[] {
	return must.length < 2
		? must
		: must
				.map((clause) => ({ clause, most: mostMatches(clause) }))
				.sort((a, b) => a.most - b.most)
				.map(({ clause }) => clause);
}

/** How many documents a clause may match at most; of a filter, which costs nothing to look at, 0. Walks down the tree, whose depth the parser bounds. */
function mostMatches(clause: Clause): number {
	if (clause.kind === "list") {
		return clause.list?.postings.documents ?? 0;
	}
	if (clause.kind === "filter") {
		return 0;
	}
	const sumOf = (parts: readonly Clause[]) =>
		parts.reduce((sum, part) => sum + mostMatches(part), 0);
	return clause.must.length > 0
		? Math.min(...clause.must.map(mostMatches))
		: sumOf(clause.should);
}
