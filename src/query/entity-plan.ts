import type { Entity, EntityKind } from "../analysis/entities.ts";
import { fold } from "../analysis/fold.ts";
import type { Plan } from "./plan.ts";

/** How much an entity that an article names counts beside its words; measured on lay questions, which name few. */
const BOOSTS: Readonly<Record<EntityKind, number>> = {
	provision: 2,
	law: 0.5,
	"case-number": 2,
	money: 0.3,
	period: 0.3,
	date: 0.3,
};

/** A text field counts so much of that; categories name no entities. */
const FIELDS = { title: 1, summary: 0.5, body: 0.5 } as const;

/**
 * How much the title of a provision that is asked for by law and number counts: more than all words of a long question
 * together, for who names a provision wants that one first.
 */
const PROVISION_BOOST = 20;

/** A query that names more provisions is about none of them in particular. */
const MOST_PROVISIONS = 20;

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
		}
		for (const term of askedTerms(entity)) {
			for (const [field, share] of Object.entries(FIELDS)) {
				should.push({
					kind: "term",
					field: field as keyof typeof FIELDS,
					layer: "entity",
					term,
					boost: BOOSTS[entity.kind] * share,
				});
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

/** The most general term of a provision is its number alone: of no use where the law is known. */
function askedTerms({ kind, terms }: Entity): readonly string[] {
	return kind === "provision" && terms.length > 1 ? terms.slice(1) : terms;
}

/** How titles of the provision may begin: with the law's name in full or without the name of the state, or as the query has it. */
function titlesOf(folded: string, { terms, start }: Entity): string[] {
	const [number, inLaw] = terms;
	if (inLaw !== undefined) {
		return [inLaw, inLaw.replace(STATE, "")].map(fold);
	}
	const name = nameBefore(folded, start);
	return name === "" || number === undefined ? [] : [fold(name + number)];
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
