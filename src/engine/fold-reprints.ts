import { likeness } from "../analysis/text-signature.ts";
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

/** An article of a page, and the later ones that are prints of the same text. */
export interface Folded {
	readonly first: FoundArticle;
	/** Its place among what was found, from 0. */
	readonly place: number;
	readonly similar: readonly FoundArticle[];
}

/** Hits that stand for themselves, and how many articles they are. */
export function unfolded(
	found: readonly FoundArticle[],
	most: number,
): { readonly hits: readonly Folded[]; readonly count: number } {
	const hits = found
		.slice(0, most)
		.map((first, place) => ({ first, place, similar: [] }));
	return { hits, count: hits.length };
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
	 * Folds what was found into at most `most` hits, in order: each article joins the first one above that it is a print of, a provision one
	 * of the same number that says the same: of a newer edition, or of its law as it stands in another folder. `count` are the articles that went into them; the next page begins behind these.
	 */
	fold(
		articles: readonly FoundArticle[],
		most: number,
	): { readonly hits: readonly Folded[]; readonly count: number } {
		const hits: (Folded & { similar: FoundArticle[] })[] = [];
		for (const [place, article] of articles.entries()) {
			const print = hits.find(
				({ first }) =>
					this.#isSameProvision(first, article) ||
					this.areReprints(first, article),
			);
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

	/** Whether two are one provision: the same number of the same law, and the same letters. */
	#isSameProvision(a: FoundArticle, b: FoundArticle): boolean {
		const law = a.law();
		return (
			law !== 0 &&
			law === b.law() &&
			a.article().title === b.article().title &&
			this.#textOf(a).letters === this.#textOf(b).letters
		);
	}

	#textOf({ place, article }: FoundArticle): ComparedText {
		const known = this.#texts.get(place);
		if (known !== undefined) {
			return known;
		}
		const text = comparedText(article().body);
		this.#texts.set(place, text);
		return text;
	}
}
