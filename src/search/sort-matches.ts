import { NO_NUMBER, type NumberColumn } from "../index/columns.ts";
import type { IndexReader } from "../index/index-reader.ts";
import type { MatchSet } from "./match-set.ts";
import { compareIds, rankedId } from "./search-index.ts";
import { type OrderPlace, type RankedDoc, TopK } from "./top-k.ts";

/** An order by a number of each article, its ids among equal ones; those without a number stand last. */
export interface NumberOrder {
	readonly column: NumberColumn;
	readonly isAscending: boolean;
}

/**
 * The first `limit` matches in that order, behind a place in it where there is one. Their scores are keys that fall from the first to the last:
 * the number itself, where the order ascends with the other sign, and for none the lowest there is.
 */
export function sortMatches(
	reader: IndexReader,
	{ docs }: MatchSet,
	{
		order: { column, isAscending },
		limit,
		behind,
	}: {
		readonly order: NumberOrder;
		readonly limit: number;
		readonly behind?: OrderPlace | undefined;
	},
): RankedDoc[] {
	const top = new TopK(limit, {
		compareIds: compareIds(reader),
		idOf: (place) => rankedId(reader, place),
		behind,
	});
	const sign = isAscending ? -1 : 1;
	reader.segments.forEach((segment, i) => {
		const numbers = segment.columns().numbers(column);
		for (const doc of docs[i]!) {
			const number = numbers?.[doc] ?? NO_NUMBER;
			top.offer(i, doc, number === NO_NUMBER ? NO_KEY : number * sign);
		}
	});
	return top.take();
}

/** Below every number with either sign; finite, so that a cursor can hold it. */
const NO_KEY = -(2 ** 32);
