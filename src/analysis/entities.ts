import type { TextRange } from "../article.ts";
import {
	findReferences,
	type ReferenceOptions,
	type References,
} from "./references.ts";
export type EntityKind =
	| "provision"
	| "law"
	| "case-number"
	| "money"
	| "period"
	| "date";
export interface Entity extends TextRange {
	readonly kind: EntityKind;
	readonly terms: readonly string[];
}
export interface FoundEntities {
	readonly entities: readonly Entity[];
	readonly references: References;
}
export function findEntities(
	text: string,
	options: ReferenceOptions,
): FoundEntities {
	const references = findReferences(text, options);
	const entities: Entity[] = references.provisions.map(
		({ law, number, start, end }) => ({
			kind: "provision",
			terms: [number, law + number],
			start,
			end,
		}),
	);
	for (const { law, start, end } of references.laws)
		entities.push({ kind: "law", terms: [law], start, end });
	entities.sort((a, b) => a.start - b.start);
	return { entities, references };
}
