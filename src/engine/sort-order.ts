import type { NumberOrder } from "../backend/embedded/embedded-index.ts";
import { SearchError } from "../errors.ts";

export const SORT_ORDERS = [
	"relevance",
	"date",
	"date-ascending",
	"views",
	"views-ascending",
] as const;
export type SortOrder = (typeof SORT_ORDERS)[number];

/** Undefined for relevance. @throws SearchError `bad-argument` */
export function numberOrderOf(
	sort: SortOrder = "relevance",
): NumberOrder | undefined {
	switch (sort) {
		case "relevance":
			return undefined;
		case "date":
			return { column: "day", isAscending: false };
		case "date-ascending":
			return { column: "day", isAscending: true };
		case "views":
			return { column: "views", isAscending: false };
		case "views-ascending":
			return { column: "views", isAscending: true };
		default:
			sort satisfies never;
			throw new SearchError(
				"bad-argument",
				`sort: expected ${SORT_ORDERS.join(" or ")}, found ${JSON.stringify(sort)}`,
			);
	}
}
