import type { Analyzer, Token } from "../analysis/analyzer.ts";
import type { Entity } from "../analysis/entity.ts";
import { type Layer, TEXT_FIELDS, type TextField } from "../analysis/fields.ts";
import { fold } from "../analysis/fold.ts";
import type { Expansion } from "../analysis/synonyms.ts";
import { TokenColumns } from "../analysis/token-columns.ts";
import type { TextRange } from "../article.ts";
import { planEntities } from "./entity-plan.ts";
import { type PlainClause, plainClauses } from "./plain-clauses.ts";
import type { Query } from "./query.ts";

/** What a backend executes: weighted terms and phrases over fields that are cut already. */
export type Plan =
	| {
			readonly kind: "term";
			readonly field: TextField;
			readonly layer: Layer;
			readonly term: string;
			readonly boost: number;
	  }
	| {
			/** Consecutive terms of the character layer; one with the statistics of characters, several with those of pairs. */
			readonly kind: "phrase";
			readonly field: TextField;
			readonly terms: readonly string[];
			/** Only where the field begins with it. */
			readonly atStart?: true;
			readonly boost: number;
	  }
	| {
			/** Matches where all of `must`, none of `mustNot`, and, without `must`, one of `should` match; scores of what matches are summed. */
			readonly kind: "boolean";
			readonly should: readonly Plan[];
			readonly must: readonly Plan[];
			readonly mustNot: readonly Plan[];
	  };

export type Boosts = Readonly<Record<TextField, number>>;

/** What of a text is marked: the query's words as the word layer has them, its phrases as folded text, and its entities' terms. */
export interface MatchTerms {
	readonly words: ReadonlySet<string>;
	readonly phrases: readonly string[];
	readonly entities: ReadonlySet<string>;
}

export interface PlannedQuery {
	readonly plan: Plan;
	readonly matchTerms: MatchTerms;
	/** The query where it is nothing but plain words: then the best by words may be looked at again. Else empty. */
	readonly plainText: string;
	/** What to search after `plan`: articles that hold the words only inside other words. Absent where nothing but the plan is asked for. */
	readonly literal?: {
		readonly plan: Plan;
		readonly matchTerms: MatchTerms;
		readonly words: readonly string[];
	};
}

export interface PlanOptions {
	readonly boosts: Boosts;
	/** Words as words only: no words inside longer words of the query, and none inside other words of articles. */
	readonly isExact: boolean;
	/** The legal entities of the query. */
	readonly entities: readonly Entity[];
	/** What to search for beside the query's words. */
	readonly expansions: readonly Expansion[];
	/** Terms that were learnt to go with the words, weighted beside them. */
	readonly learnt: readonly WeightedTerm[];
}

export interface WeightedTerm {
	readonly term: string;
	readonly weight: number;
}

/** A word that was added counts this much of a word that was typed. */
const EXPANSION_BOOST = 0.25;

/** Turns a query into a plan. The order of the clauses is the order in which scores are summed: it depends on the query alone. */
export function planQuery(
	text: string,
	query: Query,
	analyzer: Analyzer,
	options: PlanOptions,
): PlannedQuery {
	// What stands in quotes is literal, and what must or must not stand is asked for as it is.
	const clauses = plainClauses(query);
	const others = [...query.clauses, ...clauses].filter(
		({ occur, query: part }) => occur !== "should" || part.kind === "phrase",
	);
	const isPlain = (range: TextRange) =>
		!others.some(
			({ query: part }) => part.start < range.end && range.start < part.end,
		);
	const planner = new Planner(analyzer, options);
	const entities = options.entities.filter(isPlain);
	for (const clause of clauses) {
		planner.add(clause, entities);
	}
	planner.addEntities(fold(text), entities);
	planner.addExpansions(options.expansions.filter(isPlain));
	const isAllPlain =
		others.length === 0 &&
		query.clauses.every(({ query: part }) => part.kind === "text") &&
		!entities.some(({ kind }) => NAMED_PLACES.has(kind));
	if (isAllPlain) {
		planner.addLearnt(options.learnt);
	}
	return planner.finish(isAllPlain && !options.isExact ? text : "");
}

/** Who names one of these wants it, and what cites it; no second look at the words knows better. */
const NAMED_PLACES: ReadonlySet<Entity["kind"]> = new Set([
	"provision",
	"case-number",
]);

class Planner {
	readonly #analyzer: Analyzer;
	readonly #options: PlanOptions;
	readonly #columns = new TokenColumns();
	readonly #should: Plan[] = [];
	readonly #must: Plan[] = [];
	readonly #mustNot: Plan[] = [];
	readonly #words = new Set<string>();
	readonly #phrases = new Set<string>();
	readonly #entityTerms = new Set<string>();
	/** The words that may stand inside others. */
	readonly #plainWords = new Set<string>();

	constructor(analyzer: Analyzer, options: PlanOptions) {
		this.#analyzer = analyzer;
		this.#options = options;
	}

	/** @param entities those that are asked for in place of the words they are written with */
	add({ occur, query: part }: PlainClause, entities: readonly Entity[]): void {
		const { boosts, isExact } = this.#options;
		const tokens =
			part.kind === "phrase"
				? []
				: this.#analyzer
						.tokens(part.text, "word", this.#columns)
						.filter(
							(token) =>
								!(isExact && token.isInner) &&
								!isWithin(token, part.start, entities),
						);
		const whole = tokens.filter(({ isInner }) => !isInner);
		// One word is asked for as a word; a phrase, or several words that must stand or must not, literally.
		const isLiteral =
			part.kind === "phrase" || (occur !== "should" && whole.length !== 1);
		const asked = isLiteral
			? this.#phrasePlans(part.text)
			: wordPlans(whole, boosts);
		if (part.kind === "text" && occur !== "should") {
			asked.push(...this.#entityPlans(part));
		}
		if (occur === "mustNot") {
			this.#mustNot.push(...asked);
			return;
		}
		if (isLiteral) {
			this.#phrases.add(fold(part.text));
		}
		for (const { term } of tokens) {
			this.#words.add(term);
		}
		if (occur === "must") {
			this.#must.push(anyOf(asked));
			this.#should.push(
				...wordPlans(
					isLiteral ? tokens : tokens.filter(({ isInner }) => isInner),
					boosts,
				),
			);
			return;
		}
		this.#should.push(
			...(isLiteral ? asked : []),
			...wordPlans(tokens, boosts),
		);
		for (const { term } of whole) {
			if (term.length > 1) {
				this.#plainWords.add(term);
			}
		}
	}

	addEntities(folded: string, entities: readonly Entity[]): void {
		const { should, terms, titles } = planEntities(folded, entities);
		this.#should.push(...should);
		for (const { start, end } of entities.filter(isAsked)) {
			this.#plainWords.add(folded.slice(start, end));
		}
		for (const term of terms) {
			this.#entityTerms.add(term);
		}
		for (const title of titles) {
			this.#phrases.add(title);
		}
	}

	/** The words of what is searched beside the query, each once however many plain words ask for it. */
	addExpansions(expansions: readonly Expansion[]): void {
		const { boosts } = this.#options;
		for (const term of new Set(expansions.flatMap(({ to }) => to))) {
			const tokens = this.#analyzer
				.tokens(term, "word", this.#columns)
				.filter((token) => !token.isInner && !this.#words.has(token.term));
			for (const token of tokens) {
				this.#words.add(token.term);
			}
			this.#should.push(...wordPlans(tokens, scaled(boosts, EXPANSION_BOOST)));
		}
	}

	/** Learnt terms are asked of bodies alone, where they were learnt. */
	addLearnt(terms: readonly WeightedTerm[]): void {
		for (const { term, weight } of terms) {
			this.#should.push({
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
		const matchTerms = {
			words: this.#words,
			phrases,
			entities: this.#entityTerms,
		};
		const should = distinct(this.#should);
		const [must, mustNot] = [this.#must, this.#mustNot];
		const plan: Plan = { kind: "boolean", should, must, mustNot };
		const hasLiteral =
			!this.#options.isExact && must.length === 0 && this.#plainWords.size > 0;
		if (!hasLiteral) {
			return { plan, matchTerms, plainText };
		}
		const inside = [...this.#plainWords].flatMap((word) =>
			this.#phrasePlans(word),
		);
		return {
			plan,
			matchTerms,
			plainText,
			literal: {
				words: [...this.#plainWords],
				plan: {
					kind: "boolean",
					should: [],
					must: [anyOf(inside)],
					mustNot: [...mustNot, ...should],
				},
				matchTerms: {
					...matchTerms,
					phrases: [...phrases, ...this.#plainWords],
				},
			},
		};
	}

	/** The entity that the whole of a part is, in every spelling. */
	#entityPlans({ start, end }: TextRange): Plan[] {
		const entities = this.#options.entities.filter(
			(entity) => entity.start === start && entity.end === end,
		);
		const { should, terms } = planEntities("", entities);
		for (const term of terms) {
			this.#entityTerms.add(term);
		}
		return should.filter(({ kind }) => kind === "term");
	}

	#phrasePlans(text: string): Plan[] {
		const terms = this.#analyzer
			.tokens(text, "character", this.#columns)
			.map(({ term }) => term);
		return terms.length === 0
			? []
			: TEXT_FIELDS.map((field) => ({
					kind: "phrase" as const,
					field,
					terms,
					boost: this.#options.boosts[field],
				}));
	}
}

/** Laws are asked for beside their words; all else in place of them: 一千零七 and 十九条 are no words of 第一千零七十九条. */
function isAsked({ kind }: Entity): boolean {
	return kind !== "law";
}

/** Whether a token of a part that starts at `offset` of the query lies within an entity that takes its place. */
function isWithin(
	{ start, end }: TextRange,
	offset: number,
	entities: readonly Entity[],
): boolean {
	return entities.some(
		(entity) =>
			isAsked(entity) &&
			entity.start <= offset + start &&
			offset + end <= entity.end,
	);
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

/** Matches where one of the plans does. */
function anyOf(should: readonly Plan[]): Plan {
	return { kind: "boolean", should, must: [], mustNot: [] };
}

function wordPlans(tokens: readonly Token[], boosts: Boosts): Plan[] {
	return tokens.flatMap(({ term }) =>
		TEXT_FIELDS.map((field) => ({
			kind: "term" as const,
			field,
			layer: "word" as const,
			term,
			boost: boosts[field],
		})),
	);
}

/** No term holds the separator: it is white space. */
function keyOf(plan: Plan): string {
	switch (plan.kind) {
		case "term":
			return `${plan.field}\n${plan.layer}\n${plan.term}`;
		case "phrase":
			return `${plan.field}\n\n${plan.atStart === true ? "^" : ""}${plan.terms.join("")}`;
		case "boolean":
			return JSON.stringify(plan);
		default:
			return plan satisfies never;
	}
}

/** A word that stands twice in a question counts once. */
function distinct(plans: readonly Plan[]): Plan[] {
	const byKey = new Map<string, Plan>();
	for (const plan of plans) {
		const key = keyOf(plan);
		if (!byKey.has(key)) {
			byKey.set(key, plan);
		}
	}
	return [...byKey.values()];
}
