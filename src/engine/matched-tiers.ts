import type {
	DocumentPlace,
	EmbeddedIndex,
	Matches,
	NumberOrder,
} from "../backend/embedded/embedded-index.ts";
import { withAll } from "../query/all-words.ts";
import type { PlannedQuery } from "../query/plan.ts";
import { type FoundInTiers, isFewArticles } from "./article-finder.ts";
import type { SortedPlace } from "./cursor.ts";
import type { PlacedArticle } from "./placed-article.ts";
import type { Reach } from "./tier-reader.ts";

/** The articles that the total of an answer counts, all of them. */
export interface MatchedTiers {
	/** Those with every word of a short query; where there are none, or it is not short, those with some of the words. */
	readonly words: Matches;
	/** Those that hold the words only inside other words, where so few have the words that these are looked for. */
	readonly inside?: Matches;
	readonly isOfAllWords: boolean;
	readonly isRelaxed: boolean;
}

/** Those that stand among the articles with every word, or with some, only for what others say of them. */
export interface SaidOnly {
	readonly all: readonly DocumentPlace[];
	readonly some: readonly DocumentPlace[];
}

/** @param readBefore whether pages before this one were of articles with every word; undefined where there are none */
export function matchedTiers(
	index: EmbeddedIndex,
	{ plan, allWords, literal }: PlannedQuery,
	{ wanted, countsAll, shouldStop }: Reach,
	saidOnly: SaidOnly,
	readBefore?: boolean,
): MatchedTiers {
	const all =
		allWords === undefined || readBefore === false
			? undefined
			: index.matches(withAll(plan, allWords), shouldStop, {
					also: saidOnly.all,
				});
	const isRelaxed = allWords !== undefined && all?.count === 0;
	if (all && (all.count > 0 || !all.isComplete || readBefore === true)) {
		return { words: all, isOfAllWords: true, isRelaxed: false };
	}
	const words = index.matches(plan, shouldStop, { also: saidOnly.some });
	const looksInside =
		literal !== undefined &&
		words.isComplete &&
		(countsAll || isFewArticles(words.count, wanted));
	return {
		words,
		...(looksInside && {
			inside: index.matches(literal.plan, shouldStop, {
				without: saidOnly.some,
			}),
		}),
		isOfAllWords: false,
		isRelaxed,
	};
}

/** Each tier's matches, those with the words first. */
export function matchesOf({ words, inside }: MatchedTiers): Matches[] {
	return inside === undefined ? [words] : [words, inside];
}

export function countOf(tiers: MatchedTiers): number {
	return matchesOf(tiers).reduce((sum, { count }) => sum + count, 0);
}

export function areComplete(tiers: MatchedTiers): boolean {
	return matchesOf(tiers).every(({ isComplete }) => isComplete);
}

/** All that the total counts in an order by numbers, tier by tier; behind an article where pages were read before. */
export function sortedPage(
	tiers: MatchedTiers,
	order: NumberOrder,
	{ wanted, shouldStop }: Reach,
	from?: { readonly at: SortedPlace; readonly id: string },
): FoundInTiers {
	const { isOfAllWords, isRelaxed } = tiers;
	const articles: PlacedArticle[] = [];
	for (const [block, matches] of matchesOf(tiers).entries()) {
		const isBegun = from?.at.block === block;
		if (articles.length <= wanted && block >= (from?.at.block ?? 0)) {
			const behind = isBegun ? { score: from.at.key, id: from.id } : undefined;
			// One more, to tell whether more follows.
			const limit = wanted + 1 - articles.length;
			const some = matches.sorted(order, { limit, behind, shouldStop });
			for (const { article, key } of some) {
				const at = { kind: "sorted" as const, block, isOfAllWords, key };
				articles.push({ at, ...article });
			}
		}
	}
	const page = articles.slice(0, wanted);
	return {
		articles: page,
		literal: page.filter(({ at }) => at.kind === "sorted" && at.block > 0)
			.length,
		matches: countOf(tiers),
		isExact: areComplete(tiers),
		isComplete: areComplete(tiers) && !shouldStop(),
		isRelaxed,
		hasMore: articles.length > page.length,
	};
}
