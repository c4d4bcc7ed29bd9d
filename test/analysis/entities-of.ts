import { readFileSync } from "node:fs";
import { findEntities } from "../../src/analysis/entities.ts";
import type { Entity } from "../../src/analysis/entity.ts";
import { parseLaws } from "../../src/analysis/law-list.ts";
import { LawNames } from "../../src/analysis/law-names.ts";
import type { ReferenceOptions } from "../../src/analysis/references.ts";

const FILE = new URL("../../src/analysis/lists/laws.txt", import.meta.url);

/** The laws of fasou's list. */
export const laws: LawNames = new LawNames(
	parseLaws(readFileSync(FILE, "utf8"), "laws.txt"),
);

export function entitiesOf(
	text: string,
	place: Omit<ReferenceOptions, "laws"> = {},
): readonly Entity[] {
	return findEntities(text, { laws, ...place }).entities;
}

/** What stands at each entity's range and what it means, laws inside provisions left out: "2万元 = 20000元". */
export function meaningsOf(text: string): string[] {
	const entities = entitiesOf(text);
	return entities
		.filter(
			({ kind, start, end }) =>
				kind !== "law" ||
				!entities.some(
					(other) =>
						other.kind === "provision" &&
						other.start <= start &&
						other.end >= end,
				),
		)
		.map(
			({ start, end, terms }) =>
				`${text.slice(start, end)} = ${terms.join(" ")}`,
		);
}
