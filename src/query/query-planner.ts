import type { Analyzer } from "../analysis/analyzer.ts";
import type { Entity } from "../analysis/entity.ts";
import type { ReadExpansion } from "../analysis/synonym-book.ts";
import { allOf, unscored } from "./all-words.ts";
import { planNamed } from "./entity-plan.ts";
import { anyOf, boundsPlan, choiceOf, type TextLeaf } from "./leaf-plans.ts";
import type {
	NearPlan,
	Plan,
	PlannedQuery,
	PlanOptions,
	WeightedTerm,
} from "./plan.ts";
import { distinct } from "./plan-key.ts";
import type { Clause, GroupQuery, NearQuery, QueryNode } from "./query.ts";
import { isFilter } from "./query-shape.ts";
import { TextPlanner } from "./text-planner.ts";

/** What a list of clauses asks for. */
interface Parts {
	readonly should: Plan[];
	readonly must: Plan[];
	/** Required, but only choosing among what else is asked for. */
	readonly filters: Plan[];
	readonly mustNot: Plan[];
}

const noParts = (): Parts => ({
	should: [],
	must: [],
	filters: [],
	mustNot: [],
});

/** Plans one query. It walks down the tree, whose depth the parser bounds. */
export class QueryPlanner {
	readonly #options: PlanOptions;
	readonly #texts: TextPlanner;
	readonly #loose: ReadonlySet<QueryNode>;
	readonly #top = noParts();
	/** Those whose matches are marked, as far as planned. */
	readonly #nears: NearPlan[] = [];

	/** @param loose texts of which any word may match, here or elsewhere in the query */
	constructor(
		text: string,
		analyzer: Analyzer,
		options: PlanOptions,
		loose: ReadonlySet<QueryNode>,
		entities: readonly Entity[],
	) {
		this.#options = options;
		this.#texts = new TextPlanner(text, analyzer, options, entities);
		this.#loose = loose;
	}

	addClauses(clauses: readonly Clause[]): void {
		this.#addClauses(clauses, this.#top);
	}

	addEntities(): void {
		this.#top.should.push(...this.#texts.looseEntities());
	}

	addExpansions(expansions: readonly ReadExpansion[]): void {
		this.#top.should.push(...this.#texts.expansions(expansions));
	}

	/** Learnt terms are asked of bodies alone, where they were learnt. */
	addLearnt(terms: readonly WeightedTerm[]): void {
		for (const { term, weight } of terms) {
			this.#top.should.push({
				kind: "term",
				field: "body",
				layer: "word",
				term,
				boost: this.#options.boosts.body * weight,
			});
		}
	}

	/**
	 * What must match where every part of the query does: each word of plain text, each entity in place of the words it is written with,
	 * and each other clause.
	 */
	#parts(clauses: readonly Clause[]): Plan[] {
		return clauses.flatMap(({ occur, query }) => {
			if (occur !== "should") {
				return [];
			}
			if (query.kind === "text" && this.#loose.has(query)) {
				return this.#texts.wordParts(query);
			}
			const isOpen =
				query.kind === "group" &&
				query.clauses.every((clause) => clause.occur === "should");
			if (isOpen) {
				return this.#parts(query.clauses);
			}
			const inside = noParts();
			this.#addPreferred(query, inside);
			return [anyOf(inside.should)];
		});
	}

	finish(plainText: string, clauses: readonly Clause[]): PlannedQuery {
		const matchTerms = {
			nears: distinct(this.#nears),
			...this.#texts.matchTerms(),
		};
		const { plainWords, leaves } = this.#texts;
		const plan = planOf(this.#top);
		const { should, must, filters, mustNot } = this.#top;
		const allWords =
			must.length > 0 ? undefined : allOf(this.#parts(clauses), should);
		// The provision that a concept is named after has it without the word; in a former edition its number may have been another's.
		const named = planNamed(this.#options.meant, new Map(), ["title"]).map(
			(plan): Plan => ({
				kind: "boolean",
				should: [],
				must: [
					unscored(plan),
					{ kind: "filter", filter: { column: "edition" } },
				],
				mustNot: [],
			}),
		);
		const all = allWords && {
			allWords: named.length === 0 ? allWords : anyOf([allWords, ...named]),
		};
		const hasLiteral =
			!this.#options.isExact && must.length === 0 && plainWords.size > 0;
		if (!hasLiteral) {
			return { plan, matchTerms, plainText, ...all };
		}
		const words = [...plainWords];
		const inside = words.flatMap((word) => leaves.phrase(word));
		return {
			plan,
			matchTerms,
			plainText,
			...all,
			literal: {
				words,
				plan: {
					kind: "boolean",
					should: [],
					must: [...filters, anyOf(inside)],
					mustNot: [...mustNot, ...distinct(should)],
				},
				matchTerms: {
					...matchTerms,
					phrases: [...matchTerms.phrases, ...words],
				},
			},
		};
	}

	#addClauses(clauses: readonly Clause[], parts: Parts): void {
		for (const { occur, query } of clauses) {
			if (occur === "mustNot") {
				parts.mustNot.push(this.#strict(query, undefined));
			} else if (occur === "should") {
				this.#addPreferred(query, parts);
			} else if (isFilter(query)) {
				parts.filters.push(this.#strict(query, undefined));
			} else {
				parts.must.push(this.#strict(query, parts.should));
			}
		}
	}

	/** What may match: any word of a text counts, and alternatives are so many preferred things. */
	#addPreferred(node: QueryNode, parts: Parts): void {
		switch (node.kind) {
			case "text":
				parts.should.push(
					...(choices(node) ??
						(this.#loose.has(node)
							? this.#texts.loose(node)
							: this.#texts.bound(node))),
				);
				return;
			case "any":
				for (const alternative of node.alternatives) {
					this.#addPreferred(alternative, parts);
				}
				return;
			case "group":
				if (node.clauses.every(({ occur }) => occur === "should")) {
					this.#addClauses(node.clauses, parts);
				} else {
					const inside = noParts();
					this.#addClauses(node.clauses, inside);
					parts.should.push(planOf(inside));
				}
				return;
			case "phrase":
			case "prefix":
			case "date":
			case "views":
			case "cites":
			case "near":
				parts.should.push(...alternativesOf(this.#strict(node, [])));
				return;
			default:
				node satisfies never;
		}
	}

	/**
	 * What must or must not match: one word as a word, several literally.
	 * @param extras takes what else adds to the score of a match; undefined where matches are excluded or only chosen
	 */
	#strict(node: QueryNode, extras: Plan[] | undefined): Plan {
		switch (node.kind) {
			case "text":
			case "phrase":
			case "prefix":
				return choiceOf(node) ?? this.#texts.strict(node, extras);
			case "date":
			case "views":
				return boundsPlan(node);
			case "cites":
				return this.#texts.leaves.cites(node);
			case "any":
				return anyOf(
					node.alternatives.map((part) => this.#strict(part, extras)),
				);
			case "group":
				return this.#strictGroup(node, extras);
			case "near":
				return this.#near(node, extras !== undefined);
			default:
				return node satisfies never;
		}
	}

	/** Operands add nothing to the score beside themselves: only what is close together counts. */
	#near({ operands, links }: NearQuery, isMarked: boolean): NearPlan {
		const near: NearPlan = {
			kind: "near",
			operands: operands.map((part) => this.#strict(part, undefined)),
			links,
		};
		if (isMarked) {
			this.#nears.push(near);
		}
		return near;
	}

	#strictGroup({ clauses }: GroupQuery, extras: Plan[] | undefined): Plan {
		const parts = noParts();
		for (const { occur, query } of clauses) {
			const isExcluded = occur === "mustNot";
			const plan = this.#strict(query, isExcluded ? undefined : extras);
			const isChoice = occur === "must" && isFilter(query);
			parts[isChoice ? "filters" : occur].push(plan);
		}
		return planOf(parts);
	}
}

/** Where nothing else must match, one of what is preferred must: what only chooses does not make an article worth finding. */
function planOf({ should, must, filters, mustNot }: Parts): Plan {
	const preferred = distinct(should);
	return filters.length > 0 && must.length === 0 && preferred.length > 0
		? {
				kind: "boolean",
				should: [],
				must: [...filters, anyOf(preferred)],
				mustNot,
			}
		: {
				kind: "boolean",
				should: preferred,
				must: [...filters, ...must],
				mustNot,
			};
}

function choices(part: TextLeaf): Plan[] | undefined {
	const choice = choiceOf(part);
	return choice && [choice];
}

/** The alternatives of a plan that is nothing else. */
function alternativesOf(plan: Plan): readonly Plan[] {
	return plan.kind === "boolean" &&
		plan.must.length === 0 &&
		plan.mustNot.length === 0
		? plan.should
		: [plan];
}
