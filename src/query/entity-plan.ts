import {
	type Entity,
	type EntityKind,
	isBareNumber,
	isWholeProvision,
} from "../analysis/entity.ts";
import type { Plan } from "./plan.ts";

/** The fields that name entities: all but the category. */
const FIELDS = ["title", "summary", "body"] as const;

/**
 * How much an entity counts in each field beside a word of the body: a law stands beside its own words, all else in their place. Who names a 条
 * wants the 条 itself before what cites it.
 */
const BOOSTS: Readonly<
	Record<EntityKind, Record<(typeof FIELDS)[number], number>>
> = {
	provision: { title: 6, summary: 1, body: 2 },
	law: { title: 0.5, summary: 0.25, body: 0.5 },
	"case-number": { title: 2, summary: 1, body: 2 },
	money: { title: 1, summary: 0.5, body: 1 },
	period: { title: 1, summary: 0.5, body: 1 },
	date: { title: 1, summary: 0.5, body: 1 },
};

/**
 * How much the title of a provision that is asked for by law and number counts: more than all words of a long question
 * together, for who names a provision wants that one first.
 */
const PROVISION_BOOST = 20;

/** A query that names more provisions is about none of them in particular. */
export const MOST_PROVISIONS = 20;

const STATE = "中华人民共和国";

/** Of a law whose name no list has, what stands before the 第…条 and may be its name; longer ones are no names. */
const NAME_LIMIT = 60;

/** What a query's entities ask for, and what of them is marked in articles. */
export interface EntityPlan {
	readonly should: readonly Plan[];
	readonly terms: readonly string[];
	/** Texts with which the title of a named provision begins, folded. */
	readonly titles: readonly string[];
}

/** @param folded the query */
export function planEntities(
	folded: string,
	entities: readonly Entity[],
): EntityPlan {
	const should: Plan[] = [];
	const terms = new Set<string>();
	const titles = new Set<string>();
	for (const entity of entities) {
		for (const term of askedTerms(entity)) {
			terms.add(term);
			for (const field of FIELDS) {
				const boost = BOOSTS[entity.kind][field];
				should.push({ kind: "term", field, layer: "entity", term, boost });
			}
		}
	}
	const provisions = entities.filter(({ kind }) => kind === "provision");
	for (const provision of provisions.slice(0, MOST_PROVISIONS)) {
		for (const title of titlesOf(folded, provision)) {
			titles.add(title);
		}
	}
	for (const title of titles) {
		should.push({
			kind: "phrase",
			field: "title",
			terms: [...title],
			// At its start: 保险法第四十六条 is not that of 军人保险法.
			atStart: true,
			boost: PROVISION_BOOST,
		});
	}
	return { should, terms: [...terms], titles: [...titles] };
}

/** A provision that was named by what it is about counts so much, by its own title and where it is cited. */
const NAMED_BOOSTS = { title: 1, body: 0.25 };

/** Provisions that the query has a name of, and what cites them; or, where the field is the title, the provisions alone. */
export function planNamed(
	terms: readonly string[],
	times: ReadonlyMap<string, number>,
	fields: readonly ("title" | "body")[] = ["title", "body"],
): Plan[] {
	return [...new Set(terms)].flatMap((term) =>
		fields.map((field) => ({
			kind: "term" as const,
			field,
			layer: "entity" as const,
			term,
			boost: NAMED_BOOSTS[field] * (times.get(term) ?? 1),
		})),
	);
}

/** The most particular of a date; of a provision all but its number alone, which is of no use where its law is known. */
function askedTerms({ kind, terms }: Entity): readonly string[] {
	if (kind !== "provision") {
		return terms.slice(-1);
	}
	const ofLaw = terms.filter((term) => !isBareNumber(term));
	return ofLaw.length > 0 ? ofLaw : terms;
}

/** How titles of the provision may begin: with the law's name in full or without the name of the state, or as the query has it. */
function titlesOf(folded: string, entity: Entity): string[] {
	const asked = askedTerms(entity).filter((term) => isWholeProvision(term));
	const name = nameBefore(folded, entity.start);
	return asked.flatMap((term) => {
		if (!isBareNumber(term)) {
			return [term, term.replace(STATE, "")];
		}
		return name === "" ? [] : [name + term];
	});
}

/** What stands before `at` without a break. */
function nameBefore(folded: string, at: number): string {
	let start = at;
	while (
		start > 0 &&
		at - start < NAME_LIMIT &&
		!BREAKS.includes(folded.charAt(start - 1))
	) {
		start--;
	}
	const name = folded.slice(start, at);
	return name.endsWith("》") ? name.slice(0, -1) : name;
}

const BREAKS = " \t\n\r,。;:!?《\"'、";
