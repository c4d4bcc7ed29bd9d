import {
	FACETS,
	type FacetName,
	Matches,
} from "../backend/embedded/embedded-index.ts";
import { SearchError } from "../errors.ts";
import type { SearchPage } from "./answers.ts";
import type { SearchOptions } from "./engine.ts";

export { FACETS };

const DEFAULT_VALUES = 10;
const MOST_VALUES = 10_000;

/** What is counted by, and how many values of it are shown. */
export interface FacetRequest {
	readonly names: readonly FacetName[];
	readonly limit: number;
}

/** Undefined where nothing is counted by. @throws SearchError `bad-argument` */
export function facetRequest({
	facets,
	facetLimit = DEFAULT_VALUES,
}: SearchOptions): FacetRequest | undefined {
	const isLimit = Number.isInteger(facetLimit) && facetLimit >= 1;
	if (!isLimit || facetLimit > MOST_VALUES) {
		throw new SearchError(
			"bad-argument",
			`facetLimit: expected a whole number from 1 to ${MOST_VALUES}, found ${JSON.stringify(facetLimit)}`,
		);
	}
	const isFacet = (name: unknown) => FACETS.some((known) => known === name);
	if (
		facets !== undefined &&
		!(Array.isArray(facets) && facets.every(isFacet))
	) {
		throw new SearchError(
			"bad-argument",
			`facets: expected a list of ${FACETS.join(", ")}, found ${JSON.stringify(facets)}`,
		);
	}
	return facets === undefined || facets.length === 0
		? undefined
		: { names: facets, limit: facetLimit };
}

/** Counts what was found by each facet; asks `shouldStop` before each, and leaves out those that were not counted. */
export function facetCounts(
	matches: readonly Matches[],
	{ names, limit }: FacetRequest,
	shouldStop: () => boolean,
): Pick<SearchPage, "facets" | "facetValues"> & { isComplete: boolean } {
	const counted = names
		.filter(() => !shouldStop())
		.map((name) => ({ name, ...Matches.countBy(name, matches, limit) }));
	return {
		facets: Object.fromEntries(
			counted.map(({ name, values }) => [name, values]),
		),
		facetValues: Object.fromEntries(
			counted.map(({ name, distinct }) => [name, distinct]),
		),
		isComplete: counted.length === names.length,
	};
}
