import type { ComparedTexts } from "../analysis/compared-texts.ts";
import {
	type DocumentPlace,
	type EmbeddedIndex,
	placeKey,
} from "../backend/embedded/embedded-index.ts";
import type { Plan } from "../query/plan.ts";
import type { ReadQuery } from "./query-reader.ts";
import type { RankingAssets } from "./ranking-assets.ts";
import { type FoundSaid, findSaid } from "./second-look.ts";

/** So many articles that the log of questions finds are candidates too, and so many that titles of citing articles find. */
const LOGGED = 40;
const ANCHORED = 20;
/** Titles that have less of what the query asks find nothing that counts. */
const LEAST_OF_IDEAL = 0.2;

/** A question that has so much of what the query asks asks all of it. */
const WHOLE_OF_IDEAL = 0.9;

/** What plain queries find in what others say of articles. */
export class SaidOfQueries {
	readonly #index: EmbeddedIndex;
	readonly #texts: ComparedTexts;
	readonly #assets: RankingAssets;
	/** Of the last query, whose tiers ask one after the other. */
	#last: { readonly query: ReadQuery; readonly found: FoundSaid } | undefined;

	constructor(
		index: EmbeddedIndex,
		texts: ComparedTexts,
		assets: RankingAssets,
	) {
		this.#index = index;
		this.#texts = texts;
		this.#assets = assets;
	}

	found(query: ReadQuery): FoundSaid {
		if (this.#last?.query === query) {
			return this.#last.found;
		}
		const compared = this.#texts.compared(query.planned.plainText);
		const found = findSaid(this.#assets.said, compared);
		this.#last = { query, found };
		return found;
	}

	/** The articles of whom others say what is most like the query, as far as the query's filters leave them. */
	places(query: ReadQuery): readonly DocumentPlace[] {
		const { anchors } = this.found(query);
		const cited = bestOf(anchors, ANCHORED, LEAST_OF_IDEAL);
		return this.#chosen(query, [...this.#logged(query, 0), ...cited]);
	}

	/** Those that answered a question which asked all that the query asks. A title over a citation is not asked for: it may have other citations in mind. */
	answers(query: ReadQuery): readonly DocumentPlace[] {
		return this.#chosen(query, this.#logged(query, WHOLE_OF_IDEAL));
	}

	#logged(query: ReadQuery, share: number): readonly number[] {
		return bestOf(this.found(query).log?.articles, LOGGED, share);
	}

	#chosen(query: ReadQuery, keys: readonly number[]): readonly DocumentPlace[] {
		const places = [...new Set(keys)].map((key) => this.#index.placeOfKey(key));
		const { filters } = query.planned;
		if (filters === undefined) {
			return places;
		}
		const chosen = this.matching(
			{ kind: "boolean", should: [], must: filters, mustNot: [] },
			places,
		);
		return places.filter((place) => chosen.has(placeKey(place)));
	}

	/** Which of these a plan matches, as the places of articles found are written. */
	matching(plan: Plan, among: readonly DocumentPlace[]): ReadonlySet<string> {
		if (among.length === 0) {
			return new Set();
		}
		const { articles } = this.#index.search(plan, {
			limit: among.length,
			countsAll: false,
			shouldStop: () => false,
			among,
		});
		return new Set(articles.map(({ place }) => place));
	}
}

/** @param share of the ideal that they need at least */
function bestOf(
	found: FoundSaid["anchors"],
	count: number,
	share: number,
): readonly number[] {
	return found?.field.best(found.scores, count, share) ?? [];
}
