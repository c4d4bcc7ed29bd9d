import type { FacetName, SearchPage } from "../engine/answers.ts";
import { FACETS } from "../engine/facet-counts.ts";
import type { Context } from "./context.ts";
import { padStart } from "./display-width.ts";
import { printable } from "./printable.ts";
import { formatCount } from "./quantities.ts";

/** The facets of a page, one after the other: a heading, and below it a line for each value, its count before it. */
export function formatFacets(page: SearchPage, context: Context): string {
	return FACETS.filter((name) => page.facets?.[name] !== undefined)
		.map((name) => formatFacet(name, page, context))
		.join("\n");
}

function formatFacet(
	name: FacetName,
	{ facets, facetValues }: SearchPage,
	{ messages }: Context,
): string {
	const values = facets?.[name] ?? [];
	const all = formatCount(facetValues?.[name] ?? values.length);
	const counts = values.map(({ count }) => formatCount(count));
	const width = Math.max(0, ...counts.map(({ length }) => length));
	const heading = messages.facet(name, formatCount(values.length), all);
	const lines = values.map(
		({ value }, i) =>
			`  ${padStart(counts[i] ?? "", width)}  ${printable(value)}\n`,
	);
	return `${heading}\n${lines.join("")}`;
}
