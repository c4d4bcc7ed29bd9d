import { type Entity, wholeProvisions } from "../analysis/entity.ts";
import type { EmbeddedIndex } from "../backend/embedded/embedded-index.ts";

const FIELDS = ["title", "summary", "body"] as const;

/** The provisions that a query names with their laws and that no article is, or cites; each once, in the order of the query. */
export function absentProvisions(
	entities: readonly Entity[],
	index: EmbeddedIndex,
): string[] {
	const named = entities
		.filter(({ kind }) => kind === "provision")
		.flatMap(({ terms }) => wholeProvisions(terms));
	return [...new Set(named)].filter((term) =>
		FIELDS.every(
			(field) => index.documentsWith(field, term, "entity").documents === 0,
		),
	);
}
