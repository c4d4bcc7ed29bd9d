import { likeness } from "../analysis/text-signature.ts";
import { UnitClasses } from "../analysis/unit-classes.ts";
import type { ArticleId } from "../article.ts";
import type { FoundArticle } from "../backend/embedded/embedded-index.ts";
import type { Clause } from "../query/query.ts";
import { leavesOf } from "../query/query-leaves.ts";
import {
	type ComparedText,
	comparedText,
	isReprint,
	LEAST_LIKENESS,
} from "../rank/reprints.ts";

/** What a page is made of. */
export interface FoldedPage<Search> {
	/** What the last search returned. */
	readonly search: Search;
	readonly hits: readonly Folded[];
	/** Articles that are in `similar` of these hits. */
	readonly folded: number;
	/** Whether articles follow behind these. */
	readonly hasMore: boolean;
}

/** An article of a page, and the later ones that are prints of the same text. */
export interface Folded {
	readonly first: FoundArticle;
	/** Its place among what was found, from 0. */
	readonly place: number;
	readonly similar: readonly FoundArticle[];
}

/**
 * A page of `limit` hits behind the first `offset` articles, near-identical texts folded into one hit: it searches on while folding leaves
 * the page short and there is more.
 */
export function foldedPage<Search extends { readonly found: FoundArticles }>(
	find: (wanted: number) => Search,
	{ offset, limit, deepest, folds }: Reach,
	isUnfolded: (search: Search) => boolean,
): FoldedPage<Search> {
	if (!folds) {
		const search = find(offset + limit);
		const { articles, hasMore } = search.found;
		return { search, ...unfolded(articles.slice(offset), limit, hasMore) };
	}
	const finder = new ReprintFinder();
	// Some more at once cost less than another search.
	for (let most = limit * 2; ; most *= 2) {
		const wanted = Math.min(offset + most, deepest);
		const search = find(wanted);
		const { articles, isComplete, hasMore } = search.found;
		const found = articles.slice(offset);
		if (isUnfolded(search)) {
			return { search, ...unfolded(found, limit, hasMore) };
		}
		const { hits, count } = finder.fold(found, limit);
		const isAll = articles.length < wanted || wanted === deepest || !isComplete;
		if (hits.length === limit || isAll) {
			const folded = count - hits.length;
			return { search, hits, folded, hasMore: hasMore || count < found.length };
		}
	}
}

/** A page of hits that stand for themselves. */
function unfolded(
	found: readonly FoundArticle[],
	limit: number,
	hasMore: boolean,
): Omit<FoldedPage<unknown>, "search"> {
	return {
		hits: found
			.slice(0, limit)
			.map((first, place) => ({ first, place, similar: [] })),
		folded: 0,
		hasMore: hasMore || found.length > limit,
	};
}

interface FoundArticles {
	readonly articles: readonly FoundArticle[];
	readonly isComplete: boolean;
	readonly hasMore: boolean;
}

interface Reach {
	readonly offset: number;
	readonly limit: number;
	/** No article behind so many is found. */
	readonly deepest: number;
	/** Whether reprints are looked for. */
	readonly folds: boolean;
}

/** The ids of what was folded into a hit; nothing where that is nothing. */
export function similarOf({ similar }: Folded): {
	readonly similar?: readonly ArticleId[];
} {
	return similar.length === 0 ? {} : { similar: similar.map(({ id }) => id()) };
}

/** Who quotes looks for a wording, and wants each place where it stands. */
export function isQuoted(clauses: readonly Clause[]): boolean {
	return leavesOf(clauses).some(({ kind }) => kind === "phrase");
}

/** Compares articles; what was read of one is kept for the next comparison. */
export class ReprintFinder {
	readonly #classes = new UnitClasses();
	readonly #texts = new Map<string, ComparedText>();

	/** Whether one is a print of the other. Only articles with like signatures are read. */
	areReprints(a: FoundArticle, b: FoundArticle): boolean {
		const ofA = a.signature();
		const ofB = ofA && b.signature();
		return (
			ofA !== undefined &&
			ofB !== undefined &&
			likeness(ofA, ofB) >= LEAST_LIKENESS &&
			isReprint(this.#textOf(a), this.#textOf(b))
		);
	}

	/**
	 * Folds what was found into at most `most` hits, in order: each article joins the first one above that it is a print of. `count` are the
	 * articles that went into them; the next page begins behind these.
	 */
	fold(
		articles: readonly FoundArticle[],
		most: number,
	): { readonly hits: readonly Folded[]; readonly count: number } {
		const hits: (Folded & { similar: FoundArticle[] })[] = [];
		for (const [place, article] of articles.entries()) {
			const print = hits.find(({ first }) => this.areReprints(first, article));
			if (print !== undefined) {
				print.similar.push(article);
			} else if (hits.length < most) {
				hits.push({ first: article, place, similar: [] });
			} else {
				return { hits, count: place };
			}
		}
		return { hits, count: articles.length };
	}

	#textOf({ place, article }: FoundArticle): ComparedText {
		const known = this.#texts.get(place);
		if (known !== undefined) {
			return known;
		}
		const text = comparedText(article().body, this.#classes);
		this.#texts.set(place, text);
		return text;
	}
}
