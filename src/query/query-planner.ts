import type { Analyzer, Token } from "../analysis/analyzer.ts";
import type { Entity } from "../analysis/entity.ts";
import { fold } from "../analysis/fold.ts";
import type { Expansion } from "../analysis/synonyms.ts";
import { planEntities } from "./entity-plan.ts";
import {
	anyOf,
	boundsPlan,
	choiceOf,
	fieldsOf,
	isAsked,
	isWithin,
	LeafPlanner,
	type TextLeaf,
	wordPlans,
} from "./leaf-plans.ts";
import type {
	Boosts,
	MatchTerms,
	Plan,
	PlannedQuery,
	PlanOptions,
	WeightedTerm,
} from "./plan.ts";
import { distinct } from "./plan-key.ts";
import type { Clause, GroupQuery, QueryNode, TextQuery } from "./query.ts";
import { isFilter } from "./query-shape.ts";

/** A word that was added counts this much of a word that was typed. */
const EXPANSION_BOOST = 0.25;

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
	readonly #leaves: LeafPlanner;
	readonly #folded: string;
	/** Entities that stand in loose text, in place of the words they are written with. */
	readonly #entities: readonly Entity[];
	readonly #loose: ReadonlySet<QueryNode>;
	readonly #top = noParts();
	readonly #words = new Set<string>();
	readonly #phrases = new Set<string>();
	readonly #prefixes = new Set<string>();
	readonly #entityTerms = new Set<string>();
	/** The words that may stand inside others. */
	readonly #plainWords = new Set<string>();

	/** @param loose texts of which any word may match, here or elsewhere in the query */
	constructor(
		text: string,
		analyzer: Analyzer,
		options: PlanOptions,
		loose: ReadonlySet<QueryNode>,
		entities: readonly Entity[],
	) {
		this.#folded = fold(text);
		this.#options = options;
		this.#leaves = new LeafPlanner(analyzer, options.boosts);
		this.#loose = loose;
		this.#entities = entities;
	}

	addClauses(clauses: readonly Clause[]): void {
		this.#addClauses(clauses, this.#top);
	}

	addEntities(): void {
		const { should } = this.#entityPlans(this.#entities);
		this.#top.should.push(...should);
		for (const { start, end } of this.#entities.filter(isAsked)) {
			this.#plainWords.add(this.#folded.slice(start, end));
		}
	}

	/** The words of what is searched beside the query, each once however many plain words ask for it. */
	addExpansions(expansions: readonly Expansion[]): void {
		for (const term of new Set(expansions.flatMap(({ to }) => to))) {
			const tokens = this.#leaves
				.words(term)
				.filter((token) => !token.isInner && !this.#words.has(token.term));
			this.#markWords(tokens);
			this.#top.should.push(
				...wordPlans(tokens, scaled(this.#options.boosts, EXPANSION_BOOST)),
			);
		}
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

	finish(plainText: string): PlannedQuery {
		const phrases = [...this.#phrases];
		const matchTerms: MatchTerms = {
			words: this.#words,
			phrases,
			prefixes: [...this.#prefixes],
			entities: this.#entityTerms,
		};
		const plan = planOf(this.#top);
		const { should, must, filters, mustNot } = this.#top;
		const hasLiteral =
			!this.#options.isExact && must.length === 0 && this.#plainWords.size > 0;
		if (!hasLiteral) {
			return { plan, matchTerms, plainText };
		}
		const words = [...this.#plainWords];
		const inside = words.flatMap((word) => this.#leaves.phrase(word));
		return {
			plan,
			matchTerms,
			plainText,
			literal: {
				words,
				plan: {
					kind: "boolean",
					should: [],
					must: [...filters, anyOf(inside)],
					mustNot: [...mustNot, ...distinct(should)],
				},
				matchTerms: { ...matchTerms, phrases: [...phrases, ...words] },
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
							? this.#looseText(node)
							: this.#boundText(node))),
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
				return choiceOf(node) ?? this.#strictText(node, extras);
			case "date":
			case "views":
				return boundsPlan(node);
			case "cites":
				return this.#leaves.cites(node);
			case "any":
				return anyOf(
					node.alternatives.map((part) => this.#strict(part, extras)),
				);
			case "group":
				return this.#strictGroup(node, extras);
			case "near":
				return {
					kind: "boolean",
					should: [],
					must: node.operands.map((part) => this.#strict(part, extras)),
					mustNot: [],
				};
			default:
				return node satisfies never;
		}
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

	#strictText(part: TextLeaf, extras: Plan[] | undefined): Plan {
		const fields = fieldsOf(part);
		const { boosts } = this.#options;
		if (part.kind === "prefix") {
			if (extras !== undefined) {
				this.#prefixes.add(fold(part.text));
			}
			return anyOf(this.#leaves.prefix(part.text, fields));
		}
		const tokens = part.kind === "phrase" ? [] : this.#tokens(part.text);
		const whole = tokens.filter(({ isInner }) => !isInner);
		const isLiteral = whole.length !== 1;
		const asked = isLiteral
			? this.#leaves.phrase(part.text, fields)
			: wordPlans(whole, boosts, fields);
		if (part.kind === "text") {
			const named = this.#options.entities.filter(
				({ start, end }) => start === part.start && end === part.end,
			);
			const { should } = this.#entityPlans(named, extras !== undefined);
			asked.push(...inFields(should, fields).filter(isTerm));
		}
		if (extras !== undefined) {
			if (isLiteral) {
				this.#phrases.add(fold(part.text));
			}
			this.#markWords(tokens);
			const others = isLiteral
				? tokens
				: tokens.filter(({ isInner }) => isInner);
			extras.push(...wordPlans(others, boosts, fields));
		}
		return anyOf(asked);
	}

	/** Words of plain text; the entities in it are asked for by the query as a whole. */
	#looseText(part: TextQuery): Plan[] {
		const tokens = this.#tokens(part.text).filter(
			(token) => !isWithin(token, part.start, this.#entities),
		);
		this.#markWords(tokens);
		for (const { term, isInner } of tokens) {
			if (!isInner && term.length > 1) {
				this.#plainWords.add(term);
			}
		}
		return wordPlans(tokens, this.#options.boosts);
	}

	/** Text that is asked of one field, or counts only with something else: words, with the entities in it. */
	#boundText(part: TextQuery): Plan[] {
		const fields = fieldsOf(part);
		const inside = this.#options.entities.filter(
			({ start, end }) => part.start <= start && end <= part.end,
		);
		const tokens = this.#tokens(part.text).filter(
			(token) => !isWithin(token, part.start, inside),
		);
		this.#markWords(tokens);
		const { should } = this.#entityPlans(inside);
		return [
			...wordPlans(tokens, this.#options.boosts, fields),
			...inFields(should, fields),
		];
	}

	#entityPlans(
		entities: readonly Entity[],
		isMarked = true,
	): { should: readonly Plan[] } {
		const { should, terms, titles } = planEntities(this.#folded, entities);
		for (const term of isMarked ? terms : []) {
			this.#entityTerms.add(term);
		}
		for (const title of isMarked ? titles : []) {
			this.#phrases.add(title);
		}
		return { should };
	}

	#tokens(text: string): Token[] {
		const tokens = this.#leaves.words(text);
		return this.#options.isExact
			? tokens.filter(({ isInner }) => !isInner)
			: tokens;
	}

	#markWords(tokens: readonly Token[]): void {
		for (const { term } of tokens) {
			this.#words.add(term);
		}
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

function inFields(plans: readonly Plan[], fields: readonly string[]): Plan[] {
	return plans.filter((plan) => "field" in plan && fields.includes(plan.field));
}

function isTerm({ kind }: Plan): boolean {
	return kind === "term";
}

function scaled(boosts: Boosts, share: number): Boosts {
	return {
		title: boosts.title * share,
		summary: boosts.summary * share,
		body: boosts.body * share,
		category: boosts.category * share,
		path: boosts.path * share,
	};
}
