import type { Analyzer, Token } from "../analysis/analyzer.ts";
import { dayOf } from "../analysis/day.ts";
import type { Entity } from "../analysis/entity.ts";
import { TEXT_FIELDS, type TextField } from "../analysis/fields.ts";
import { fold } from "../analysis/fold.ts";
import { TokenColumns } from "../analysis/token-columns.ts";
import { contains, type TextRange } from "../article.ts";
import type { NamedCitation } from "./citation-value.ts";
import { type Filter, plainValue } from "./filter.ts";
import type { Boosts, Plan } from "./plan.ts";
import type {
	CitesQuery,
	DateQuery,
	PhraseQuery,
	PrefixQuery,
	QueryField,
	TextQuery,
	ViewsQuery,
} from "./query.ts";

export type TextLeaf = TextQuery | PhraseQuery | PrefixQuery;

/** Makes plans of texts: words, phrases and beginnings in fields. */
export class LeafPlanner {
	readonly #analyzer: Analyzer;
	readonly #boosts: Boosts;
	readonly #columns = new TokenColumns();

	constructor(analyzer: Analyzer, boosts: Boosts) {
		this.#analyzer = analyzer;
		this.#boosts = boosts;
	}

	words(text: string): Token[] {
		return this.#analyzer.tokens(text, "word", this.#columns);
	}

	/** One plan a field; none where the text has no characters. */
	phrase(text: string, fields: readonly TextField[] = TEXT_FIELDS): Plan[] {
		const terms = this.#analyzer
			.tokens(text, "character", this.#columns)
			.map(({ term }) => term);
		return terms.length === 0
			? []
			: fields.map((field) => ({
					kind: "phrase" as const,
					field,
					terms,
					boost: this.#boosts[field],
				}));
	}

	prefix(text: string, fields: readonly TextField[]): Plan[] {
		return fields.map((field) => ({
			kind: "prefix" as const,
			field,
			prefix: fold(text),
			boost: this.#boosts[field],
		}));
	}

	cites(query: CitesQuery): Plan {
		return citesPlan(query, this.#analyzer);
	}
}

/** Articles that name the law, or that place in it; scores are 0. */
export function citesPlan(
	{ law, number = "", part = "" }: NamedCitation,
	analyzer: Analyzer,
): Plan {
	const name = analyzer.lawNamed(law)?.name ?? law;
	const term = fold(name).replace(/\s+/g, "") + number + part;
	return anyOf(
		(["title", "summary", "body"] as const).map((field) => ({
			kind: "term" as const,
			field,
			layer: "entity" as const,
			term,
			boost: 0,
		})),
	);
}

/** Fields of which a text only chooses. */
const CHOOSING: ReadonlySet<string> = new Set(["category", "author", "source"]);

/** What a text in such a field chooses; undefined where it asks for words. */
export function choiceOf({ kind, field, text }: TextLeaf): Plan | undefined {
	if (!isChoosing(field)) {
		return undefined;
	}
	const match = kind === "prefix" ? "begins" : "is";
	const filter: Filter = { column: field, text: plainValue(text), match };
	return { kind: "filter", filter };
}

function isChoosing(
	field: QueryField | undefined,
): field is "category" | "author" | "source" {
	return field !== undefined && CHOOSING.has(field);
}

export function boundsPlan(
	node: Omit<DateQuery, keyof TextRange> | Omit<ViewsQuery, keyof TextRange>,
): Plan {
	const [from, to] =
		node.kind === "views"
			? [node.from, node.to]
			: [node.from, node.to].map((day) => day && dayOf(day));
	const filter = {
		column: node.kind === "views" ? ("views" as const) : ("day" as const),
		...(typeof from === "number" && { from }),
		...(typeof to === "number" && { to }),
	};
	return { kind: "filter", filter };
}

/** The fields in which a leaf looks for words. */
export function fieldsOf({ field }: TextLeaf): readonly TextField[] {
	return field === "title" || field === "body" ? [field] : TEXT_FIELDS;
}

/** Matches where one of the plans does. */
export function anyOf(should: readonly Plan[]): Plan {
	return { kind: "boolean", should, must: [], mustNot: [] };
}

export function wordPlans(
	tokens: readonly Token[],
	boosts: Boosts,
	fields: readonly TextField[] = TEXT_FIELDS,
): Plan[] {
	return tokens.flatMap(({ term }) =>
		fields.map((field) => ({
			kind: "term" as const,
			field,
			layer: "word" as const,
			term,
			boost: boosts[field],
		})),
	);
}

/** Laws are asked for beside their words; all else in place of them: 一千零七 and 十九条 are no words of 第一千零七十九条. */
export function isAsked({ kind }: Entity): boolean {
	return kind !== "law";
}

/** Whether a token of a part that starts at `offset` of the query lies within an entity that takes its place. */
export function isWithin(
	{ start, end }: Token,
	offset: number,
	entities: readonly Entity[],
): boolean {
	return entities.some(
		(entity) =>
			isAsked(entity) &&
			contains(entity, { start: offset + start, end: offset + end }),
	);
}
