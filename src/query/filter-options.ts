import type { Analyzer } from "../analysis/analyzer.ts";
import { SearchError } from "../errors.ts";
import { readCitations } from "./citation-value.ts";
import { type Filter, plainValue, type TextColumn } from "./filter.ts";
import { anyOf, boundsPlan, citesPlan } from "./leaf-plans.ts";
import type { Plan, PlannedQuery } from "./plan.ts";
import { type Bounds, readDateRange, readNumberRange } from "./range-value.ts";

/** One value, or several of which one is enough. */
export type OneOf = string | readonly string[];

/**
 * What articles are chosen by, beside what is typed: all of it must hold. It neither adds to scores nor changes how the words are read.
 * A text is meant as the query language means it, whatever its width and case.
 */
export interface Filters {
	/** 栏目: a level of the category, or levels that follow each other (`婚姻家庭/离婚`), from the outermost on where a / stands first. */
	readonly category?: OneOf;
	/** 作者: the whole author, or one of several names. */
	readonly author?: OneOf;
	/** 来源: any part of the path of the source. */
	readonly source?: OneOf;
	/** The full name of the law that a provision belongs to. */
	readonly law?: OneOf;
	/** 日期: `2024`, `2024..2026-03`, `>=2024-03-01`; or a year, month or day from which and to which. */
	readonly date?: string | { readonly from?: string; readonly to?: string };
	/** 浏览: `>300`, `100..500`; or the least and the most. */
	readonly views?: string | { readonly from?: number; readonly to?: number };
	/** 引用: `民法典`, `民法典/1079`, `《民法典》第一千零七十九条`. */
	readonly cites?: OneOf;
}

const NAMES: readonly (keyof Filters)[] = [
	"category",
	"author",
	"source",
	"law",
	"date",
	"views",
	"cites",
];

const DATES = "a range of days like 2024, 2024-03..2026, >=2024-03-01";
const DAY = "a year, month or day like 2024, 2024-03, 2024-03-01";
const VIEWS = "a range of numbers like >300, 100..500";
const NUMBER = "a whole number from 0";
const CITATION = "a law or a place in it, like 民法典, 民法典/1079";

/** @throws SearchError `bad-argument` */
export function filterPlans(filters: Filters, analyzer: Analyzer): Plan[] {
	for (const name of Object.keys(filters)) {
		if (!NAMES.some((known) => known === name)) {
			throw badFilter("filters", `one of ${NAMES.join(", ")}`, name);
		}
	}
	return NAMES.flatMap((name) => filterPlan(name, filters, analyzer) ?? []);
}

function filterPlan(
	name: keyof Filters,
	filters: Filters,
	analyzer: Analyzer,
): Plan | undefined {
	switch (name) {
		case "category":
		case "author":
		case "source":
			return oneOf(name, filters[name], (text) => textPlan(name, text));
		case "law":
			return oneOf(name, filters.law, (text) =>
				textPlan("law", analyzer.lawNamed(text)?.name ?? text),
			);
		case "cites":
			return oneOf(name, filters.cites, (text) => {
				const cited = readCitations(text);
				if (cited === undefined) {
					throw badFilter("filters.cites", CITATION, text);
				}
				return anyOf(cited.map((place) => citesPlan(place, analyzer)));
			});
		case "date":
			return datePlan(filters.date);
		case "views":
			return viewsPlan(filters.views);
		default:
			return name satisfies never;
	}
}

function oneOf(
	name: keyof Filters,
	given: OneOf | undefined,
	planOf: (text: string) => Plan,
): Plan | undefined {
	if (given === undefined) {
		return undefined;
	}
	const texts: unknown = typeof given === "string" ? [given] : given;
	const isText = (text: unknown) =>
		typeof text === "string" && plainValue(text) !== "";
	if (!Array.isArray(texts) || texts.length === 0 || !texts.every(isText)) {
		throw badFilter(`filters.${name}`, "a text, or a list of texts", given);
	}
	const plans = texts.map(planOf);
	const [first] = plans;
	return plans.length === 1 ? first : anyOf(plans);
}

function textPlan(column: TextColumn, text: string): Plan {
	const filter: Filter = { column, text: plainValue(text), match: "is" };
	return { kind: "filter", filter };
}

function datePlan(given: Filters["date"]): Plan | undefined {
	if (given === undefined) {
		return undefined;
	}
	if (typeof given === "string") {
		const range = readRange("filters.date", DATES, readDateRange(given), given);
		return boundsPlan({ kind: "date", ...range });
	}
	const days = endsOf("filters.date", DATES, given, (end, written) => {
		const span = typeof written === "string" ? readDateRange(written) : {};
		if (span?.from === undefined || span.to === undefined) {
			throw badFilter(`filters.date.${end}`, DAY, written);
		}
		return span[end] ?? "";
	});
	return boundsPlan({ kind: "date", ...days });
}

function viewsPlan(given: Filters["views"]): Plan | undefined {
	if (given === undefined) {
		return undefined;
	}
	if (typeof given === "string") {
		const range = readRange(
			"filters.views",
			VIEWS,
			readNumberRange(given),
			given,
		);
		return boundsPlan({ kind: "views", ...range });
	}
	const numbers = endsOf("filters.views", VIEWS, given, (end, number) => {
		if (!Number.isSafeInteger(number) || Number(number) < 0) {
			throw badFilter(`filters.views.${end}`, NUMBER, number);
		}
		return Number(number);
	});
	return boundsPlan({ kind: "views", ...numbers });
}

function readRange<T>(
	name: string,
	expected: string,
	range: Bounds<T> | undefined,
	given: string,
): { readonly from?: T; readonly to?: T } {
	if (range === undefined || range.isReversed) {
		throw badFilter(name, expected, given);
	}
	return range;
}

/** The ends of a range that is given as two values. */
function endsOf<T extends string | number>(
	name: string,
	expected: string,
	given: unknown,
	read: (end: "from" | "to", value: unknown) => T,
): { readonly from?: T; readonly to?: T } {
	const { from, to } = Object(given) as Record<string, unknown>;
	const ends = {
		...(from !== undefined && { from: read("from", from) }),
		...(to !== undefined && { to: read("to", to) }),
	};
	const { from: low, to: high } = ends;
	const isReversed = low !== undefined && high !== undefined && low > high;
	if (isReversed || (low === undefined && high === undefined)) {
		throw badFilter(name, expected, given);
	}
	return ends;
}

function badFilter(name: string, expected: string, found: unknown) {
	return new SearchError(
		"bad-argument",
		`${name}: expected ${expected}; found ${JSON.stringify(found)}`,
	);
}

/** What a planned query finds among the articles that filters choose; where it asks for nothing, all of those. */
export function filtered(
	planned: PlannedQuery,
	filters: readonly Plan[],
): PlannedQuery {
	if (filters.length === 0) {
		return planned;
	}
	const { plan, literal } = planned;
	return {
		...planned,
		filters,
		plan: chosen(plan, filters),
		...(literal && {
			literal: { ...literal, plan: chosen(literal.plan, filters) },
		}),
	};
}

function chosen(plan: Plan, filters: readonly Plan[]): Plan {
	const isOpen =
		plan.kind === "boolean" && plan.must.length + plan.should.length === 0;
	return {
		kind: "boolean",
		should: [],
		must: isOpen ? filters : [...filters, plan],
		mustNot: isOpen ? plan.mustNot : [],
	};
}
