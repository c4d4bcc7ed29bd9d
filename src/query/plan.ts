import type { Analyzer } from "../analysis/analyzer.ts";
import type { Entity } from "../analysis/entity.ts";
import type { Layer, TextField } from "../analysis/fields.ts";
import type { ReadExpansion } from "../analysis/synonym-book.ts";
import { overlaps, type TextRange } from "../article.ts";
import type { Filter } from "./filter.ts";
import type { Closeness, Query, QueryNode } from "./query.ts";
import { isAllPlainText, leavesOf, looseTexts } from "./query-leaves.ts";
import { QueryPlanner } from "./query-planner.ts";

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
			/** The most frequent words of the field that begin so, up to a limit, each scored as a term. */
			readonly kind: "prefix";
			readonly field: TextField;
			/** Folded. */
			readonly prefix: string;
			readonly boost: number;
	  }
	| {
			/** Chooses by what is known of an article beside its text; scores 0. */
			readonly kind: "filter";
			readonly filter: Filter;
	  }
	| {
			/**
			 * Matches where each operand stands in some one field, at a place close to one of the next operand, and that to one of the
			 * operand behind it. An operand with several `must` stands where the shortest stretch holds them all.
			 */
			readonly kind: "near";
			readonly operands: readonly Plan[];
			/** One less than operands. */
			readonly links: readonly Closeness[];
	  }
	| {
			/** Matches where all of `must`, none of `mustNot`, and, without `must`, one of `should` match; scores of what matches are summed. */
			readonly kind: "boolean";
			readonly should: readonly Plan[];
			readonly must: readonly Plan[];
			readonly mustNot: readonly Plan[];
	  };

/** What stands close together in one field: the operands that match there in a chain. Scores of the operands are summed. */
export type NearPlan = Extract<Plan, { kind: "near" }>;

export type Boosts = Readonly<Record<TextField, number>>;

/** What of a text is marked: the query's words as the word layer has them, its phrases as folded text, and its entities' terms. */
export interface MatchTerms {
	readonly words: ReadonlySet<string>;
	/** Of the words, those that were not typed: they tell less. */
	readonly addedWords: ReadonlySet<string>;
	readonly phrases: readonly string[];
	/** What words may begin with. */
	readonly prefixes: readonly string[];
	readonly entities: ReadonlySet<string>;
	/** What is marked only where it stands close together. */
	readonly nears: readonly NearPlan[];
}

export interface PlannedQuery {
	readonly plan: Plan;
	readonly matchTerms: MatchTerms;
	/** The query where it is nothing but plain words: then the best by words may be looked at again. Else empty. */
	readonly plainText: string;
	/** What chooses among all that the plan finds, beside what was typed; absent where nothing does. */
	readonly filters?: readonly Plan[];
	/**
	 * What of `plan` comes first: where every telling word of a short query matches; scores 0. Absent where the query is one word, or long, or says
	 * itself what must match.
	 */
	readonly allWords?: Plan;
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
	readonly expansions: readonly ReadExpansion[];
	/** Terms of the provisions that the query is a name of, more or less: they come with what has every word. */
	readonly meant: readonly string[];
	/** How many times as much the provisions that the query has names of count as in a question, by their terms. */
	readonly namedTimes: ReadonlyMap<string, number>;
	/** Whether the query is prose: a place that it names is one thing among others that it tells. */
	readonly isTold: boolean;
	/** Terms that were learnt to go with the words, weighted beside them. */
	readonly learnt: readonly WeightedTerm[];
}

export interface WeightedTerm {
	readonly term: string;
	readonly weight: number;
}

/** Turns a query into a plan. The order of the clauses is the order in which scores are summed: it depends on the query alone. */
export function planQuery(
	text: string,
	query: Query,
	analyzer: Analyzer,
	options: PlanOptions,
): PlannedQuery {
	// What stands in quotes is literal, and what must or must not stand is asked for as it is.
	const { clauses } = query;
	const loose: ReadonlySet<QueryNode> = new Set(looseTexts(clauses));
	const others = leavesOf(clauses).filter((leaf) => !loose.has(leaf));
	const isLoose = (range: TextRange) =>
		!others.some((part) => overlaps(part, range));
	// 标题:刑法 第二百六十四条 names the law in one part and its provision in the next.
	const endsLoose = (entity: TextRange) =>
		[...loose].some(
			({ start, end }) => start < entity.end && entity.end <= end,
		) && others.every((part) => !overlaps(part, entity) || isTitleText(part));
	const entities = options.entities.filter(
		(entity) => isLoose(entity) || endsLoose(entity),
	);
	const planner = new QueryPlanner(text, analyzer, options, loose, entities);
	planner.addClauses(clauses);
	planner.addEntities();
	planner.addExpansions(options.expansions.filter(isLoose));
	const namesPlace =
		!options.isTold && entities.some(({ kind }) => NAMED_PLACES.has(kind));
	const isAllPlain = isAllPlainText(clauses) && !namesPlace;
	if (isAllPlain) {
		planner.addLearnt(options.learnt);
	}
	return planner.finish(
		isAllPlain && !options.isExact ? text : "",
		namesPlace ? [] : clauses,
	);
}

/** Who names one of these wants it, and what cites it; no second look at the words knows better. */
const NAMED_PLACES: ReadonlySet<Entity["kind"]> = new Set([
	"provision",
	"case-number",
]);

function isTitleText(part: QueryNode): boolean {
	return part.kind === "text" && part.field === "title";
}
