import type { FoundArticle } from "../backend/embedded/embedded-index.ts";
import type { RelevancePlace, SortedPlace } from "./cursor.ts";

/** An article in the order of an answer. */
export interface PlacedArticle extends FoundArticle {
	readonly at: RelevancePlace | SortedPlace;
}

/** Articles of the ranks `[from, to)`, as far as there are so many. */
export type PlacedRanks = (
	from: number,
	to: number,
) => readonly PlacedArticle[];

/** Gives the head of a tier by its ranks: of hundreds, a page wants ten. */
export function placedByRank(
	{
		length,
		articleOf,
	}: { readonly length: number; articleOf(rank: number): FoundArticle },
	tier: number,
): PlacedRanks {
	return (from, to) => {
		const articles: PlacedArticle[] = [];
		for (let rank = from; rank < Math.min(to, length); rank++) {
			const article = articleOf(rank);
			articles.push({
				at: { kind: "head", tier, scale: 1, rank },
				...article,
				score: Math.fround(article.score),
			});
		}
		return articles;
	};
}

/** In the order by words. */
export function byWords(
	articles: readonly FoundArticle[],
	tier: number,
): PlacedArticle[] {
	return articles.map((article) => ({
		at: { kind: "rest", tier, scale: 1, key: article.score },
		...article,
	}));
}

/** With another scale, and so a score below that of others. */
export function scaled(article: PlacedArticle, scale: number): PlacedArticle {
	const { at, score } = article;
	return {
		...article,
		score: Math.fround(score * scale),
		at: at.kind === "sorted" ? at : { ...at, scale: at.scale * scale },
	};
}

/** So much less than the last before it does the first of a lower tier score at most: a difference that 32-bit floats keep. */
const BELOW = 1 - 2 ** -16;

/** What brings scores from `top` on below `last`, where they are not. */
export function scaleBelow(last: number | undefined, top = 0): number {
	const isAbove = last !== undefined && top > 0 && top >= last;
	return isAbove ? (BELOW * last) / top : 1;
}

/** What stands behind others keeps its order, with scores that go on below the last of those. */
export function fallingFrom(
	last: { readonly score: number } | undefined,
	rest: readonly PlacedArticle[],
): PlacedArticle[] {
	const scale = scaleBelow(last?.score, rest[0]?.score);
	return rest.map((article) => scaled(article, scale));
}
