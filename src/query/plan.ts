import type { Analyzer, Token } from "../analysis/analyzer.ts";
import { type Layer, TEXT_FIELDS, type TextField } from "../analysis/fields.ts";
import { fold } from "../analysis/fold.ts";
import { TokenColumns } from "../analysis/token-columns.ts";
import { plainClauses } from "./plain-clauses.ts";
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
			/** Consecutive terms of the character layer. */
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

/** What of a text is marked: the query's words as the word layer has them, and its phrases as folded text. */
export interface MatchTerms {
	readonly words: ReadonlySet<string>;
	readonly phrases: readonly string[];
}

export interface PlannedQuery {
	readonly plan: Plan;
	readonly matchTerms: MatchTerms;
}

export interface PlanOptions {
	readonly boosts: Boosts;
	/** Leave out words inside longer words of the query. */
	readonly isExact: boolean;
	/** The provisions that the query names, however it writes them. */
	readonly provisions: readonly NamedProvision[];
}

export interface NamedProvision {
	/** Full official name. */
	readonly law: string;
	/** 第一千零七十九条 */
	readonly number: string;
}

/**
 * How much the title of a provision that is asked for by law and number counts: more than all words of a long question
 * together, for who names a provision wants that one first.
 */
const PROVISION_BOOST = 20;
const STATE = "中华人民共和国";

/** Turns a query into a plan. The order of the clauses is the order in which scores are summed: it depends on the query alone. */
export function planQuery(
	query: Query,
	analyzer: Analyzer,
	{ boosts, isExact, provisions }: PlanOptions,
): PlannedQuery {
	const columns = new TokenColumns();
	const should: Plan[] = [];
	const must: Plan[] = [];
	const mustNot: Plan[] = [];
	const words = new Set<string>();
	const phrases = new Set<string>();
	for (const { occur, query: part } of plainClauses(query)) {
		const tokens =
			part.kind === "phrase"
				? []
				: analyzer
						.tokens(part.text, "word", columns)
						.filter(({ isInner }) => !(isExact && isInner));
		const whole = tokens.filter(({ isInner }) => !isInner);
		// One word is asked for as a word; a phrase, or several words that must stand or must not, literally.
		const isLiteral =
			part.kind === "phrase" || (occur !== "should" && whole.length !== 1);
		const asked = isLiteral
			? phrasePlans(part.text, analyzer, columns, boosts)
			: wordPlans(whole, boosts);
		if (occur === "mustNot") {
			mustNot.push(...asked);
			continue;
		}
		if (isLiteral) {
			phrases.add(fold(part.text));
		}
		for (const { term } of tokens) {
			words.add(term);
		}
		if (occur === "must") {
			must.push(anyOf(asked));
			should.push(
				...wordPlans(
					isLiteral ? tokens : tokens.filter(({ isInner }) => isInner),
					boosts,
				),
			);
		} else {
			should.push(...(isLiteral ? asked : []), ...wordPlans(tokens, boosts));
		}
	}
	for (const { law, number } of provisions) {
		// Titles give a law's name in full or without the name of the state.
		for (const name of new Set([law, law.replace(STATE, "")])) {
			const terms = characterTerms(name + number, analyzer, columns);
			const boost = PROVISION_BOOST;
			// At its start: 保险法第四十六条 is not that of 军人保险法.
			should.push({
				kind: "phrase",
				field: "title",
				terms,
				atStart: true,
				boost,
			});
			phrases.add(fold(name + number));
		}
	}
	return {
		plan: { kind: "boolean", should: distinct(should), must, mustNot },
		matchTerms: { words, phrases: [...phrases] },
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

function phrasePlans(
	text: string,
	analyzer: Analyzer,
	columns: TokenColumns,
	boosts: Boosts,
): Plan[] {
	const terms = characterTerms(text, analyzer, columns);
	return terms.length === 0
		? []
		: TEXT_FIELDS.map((field) => ({
				kind: "phrase" as const,
				field,
				terms,
				boost: boosts[field],
			}));
}

/** No term holds the separator: it is white space. */
function keyOf(plan: Plan): string {
	switch (plan.kind) {
		case "term":
			return `${plan.field}\n${plan.term}`;
		case "phrase":
			return `${plan.field}\n\n${plan.atStart === true ? "^" : ""}${plan.terms.join("")}`;
		case "boolean":
			return JSON.stringify(plan);
		default:
			return plan satisfies never;
	}
}

function characterTerms(
	text: string,
	analyzer: Analyzer,
	columns: TokenColumns,
): string[] {
	return analyzer.tokens(text, "character", columns).map(({ term }) => term);
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
