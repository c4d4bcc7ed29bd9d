import type { DocumentPlace, IndexReader } from "../../index/index-reader.ts";
import { type CandidateSlots, Evidence } from "../../search/evidence.ts";
import type { LengthFactors } from "../../search/similarity.ts";
import type { RankedDoc } from "../../search/top-k.ts";
import { type FoundArticle, foundArticle } from "./found-article.ts";
import { placeKey } from "./matches.ts";

/** How many a search found, and whether it went to the end. */
export interface FoundCounts {
	readonly matches: number;
	readonly isExact: boolean;
	readonly isComplete: boolean;
}

/** What it takes to look at found articles again. */
export interface FoundIn {
	readonly reader: IndexReader;
	readonly factors: LengthFactors;
	readonly slots: CandidateSlots;
	/** Places of articles that are left out. */
	readonly except: ReadonlySet<string>;
}

/**
 * The best that a search found. A class, for an object literal with a getter makes V8 keep everything it reaches until the next full collection.
 */
export class Found implements FoundCounts {
	readonly matches: number;
	readonly isExact: boolean;
	readonly isComplete: boolean;
	readonly #in: FoundIn;
	readonly #ranked: readonly RankedDoc[];
	#articles: readonly FoundArticle[] | undefined;

	/** @param ranked best first */
	constructor(
		foundIn: FoundIn,
		ranked: readonly RankedDoc[],
		{ matches, isExact, isComplete }: FoundCounts,
	) {
		this.matches = matches;
		this.isExact = isExact;
		this.isComplete = isComplete;
		this.#in = foundIn;
		this.#ranked = ranked;
	}

	/** How many there are here: not more than were wanted. */
	get length(): number {
		return this.#ranked.length;
	}

	/** Best first. */
	get articles(): readonly FoundArticle[] {
		this.#articles ??= this.#ranked.map((place) =>
			foundArticle(this.#in.reader, place),
		);
		return this.#articles;
	}

	/** One of them; where few of many are shown, the others need not be made. */
	article(rank: number): FoundArticle {
		return foundArticle(this.#in.reader, this.#ranked[rank]!);
	}

	/** The places of those from a rank on. */
	placesFrom(rank: number): ReadonlySet<string> {
		return new Set(this.#ranked.slice(rank).map(placeKey));
	}

	/** What the index knows of the articles, in their order. */
	evidence(): Evidence {
		const { reader, factors, slots } = this.#in;
		return new Evidence(reader, factors, slots, this.#ranked);
	}

	/** The first so many, their scores times what their priors make of them (a factor for each prior byte), best first. */
	weighed(priorFactors: ArrayLike<number>, most: number): Found {
		const { reader } = this.#in;
		const first = this.#ranked.slice(0, most).map((place) => {
			const byte = reader.priors(place.segment)[place.doc]!;
			const score = Math.fround(place.score * priorFactors[byte]!);
			return { ...place, score };
		});
		first.sort((a, b) => b.score - a.score);
		return this.#with(first);
	}

	/** The first so many, and behind them, with a score of 0, the articles of these places that are not among them. */
	joined(others: readonly DocumentPlace[], most: number): Found {
		const first = this.#ranked.slice(0, most);
		if (others.length === 0) {
			return this.#with(first);
		}
		const { reader, except } = this.#in;
		const known = new Set(first.map((place) => reader.keyOf(place)));
		const added = others
			.filter(
				(place) =>
					!known.has(reader.keyOf(place)) && !except.has(placeKey(place)),
			)
			.map(({ segment, doc }) => ({ segment, doc, score: 0 }));
		return this.#with([...first, ...added]);
	}

	#with(ranked: readonly RankedDoc[]): Found {
		return new Found(this.#in, ranked, this);
	}
}
