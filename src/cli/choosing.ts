import type { Command } from "commander";
import type { FacetName } from "../engine/answers.ts";
import type { SearchOptions } from "../engine/engine.ts";
import { FACETS } from "../engine/facet-counts.ts";
import { SORT_ORDERS, type SortOrder } from "../engine/sort-order.ts";
import { SearchError } from "../errors.ts";
import { choiceOf, countOption, unguarded } from "./arguments.ts";
import type { Definition } from "./definition.ts";

/** What articles are chosen by. */
export interface FilterFlags {
	readonly category?: readonly string[];
	readonly author?: readonly string[];
	readonly source?: readonly string[];
	readonly law?: readonly string[];
	readonly cites?: readonly string[];
	readonly date?: string;
	readonly views?: string;
}

/** What a search chooses, counts and is sorted by. */
export interface ChoosingFlags extends FilterFlags {
	readonly facets?: readonly FacetName[];
	readonly facetLimit: number;
	readonly sort: SortOrder;
}

const MOST_VALUES = 10_000;

/** Options by which articles are chosen. Those that name something may be given more than once: one of it is enough. */
export function withFilters(
	command: Command,
	{ surroundings }: Definition,
): Command {
	const { options } = surroundings.messages;
	return command
		.option("--category <name>", options.category, listed)
		.option("--author <name>", options.author, listed)
		.option("--source <part>", options.source, listed)
		.option("--law <name>", options.law, listed)
		.option("--cites <law>", options.cites, listed)
		.option("--date <range>", options.date, unguarded)
		.option("--views <range>", options.views, unguarded);
}

/** Options by which articles are chosen, counted and sorted. */
export function withChoosing(
	command: Command,
	definition: Definition,
): Command {
	const { options } = definition.surroundings.messages;
	return withFilters(command, definition)
		.option("--facets <names>", options.facets, facetNames)
		.option(
			"--facet-limit <n>",
			options.facetLimit,
			countOption("--facet-limit", 1, MOST_VALUES),
			10,
		)
		.addOption(
			choiceOf("--sort <order>", options.sort, SORT_ORDERS).default(
				"relevance",
			),
		);
}

function listed(given: string, before: readonly string[] = []): string[] {
	return [...before, unguarded(given)];
}

/** Reads `category,year`. */
function facetNames(given: string): FacetName[] {
	return unguarded(given)
		.split(",")
		.map((name) => {
			const facet = FACETS.find((known) => known === name.trim());
			if (facet === undefined) {
				throw new SearchError(
					"bad-argument",
					`--facets: expected names like category,year of ${FACETS.join(", ")}, found "${name}"`,
				);
			}
			return facet;
		});
}

/** Whether articles are chosen, so that there need not be words to search for. */
export function hasFilters(flags: FilterFlags): boolean {
	return Object.keys(filtersOf(flags)).length > 0;
}

/** The same as options of the engine. */
export function choosingOptions(
	flags: ChoosingFlags,
): Pick<SearchOptions, "filters" | "facets" | "facetLimit" | "sort"> {
	const { facets, facetLimit, sort } = flags;
	return {
		...filterOptions(flags),
		...(facets && { facets, facetLimit }),
		...(sort !== "relevance" && { sort }),
	};
}

/** Filters as options of the engine. */
export function filterOptions(
	flags: FilterFlags,
): Pick<SearchOptions, "filters"> {
	return hasFilters(flags) ? { filters: filtersOf(flags) } : {};
}

function filtersOf({
	category,
	author,
	source,
	law,
	cites,
	date,
	views,
}: FilterFlags): NonNullable<SearchOptions["filters"]> {
	return {
		...(category && { category }),
		...(author && { author }),
		...(source && { source }),
		...(law && { law }),
		...(cites && { cites }),
		...(date !== undefined && { date }),
		...(views !== undefined && { views }),
	};
}
