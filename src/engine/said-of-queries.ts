import type {
	DocumentPlace,
	EmbeddedIndex,
} from "../backend/embedded/embedded-index.ts";
import type { Plan } from "../query/plan.ts";
import type { ComparedTexts } from "./compared-texts.ts";
import type { ReadQuery } from "./query-reader.ts";
import type { RankingAssets } from "./ranking-assets.ts";
import { type FoundSaid, findSaid } from "./second-look.ts";

/** So many articles that the log of questions finds are candidates too, and so many that titles of citing articles find. */
const LOGGED = 40;
const ANCHORED = 20;
/** Titles that have less of what the query asks find nothing that counts. */
const LEAST_OF_IDEAL = 0.2;

/** Where others say so much of what the query asks, they say all of it. */
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
		return this.#best(query, { ofLog: 0, ofAnchors: LEAST_OF_IDEAL });
	}

	/** Those of them of whom others say all that the query asks. */
	whole(query: ReadQuery): readonly DocumentPlace[] {
		return this.#best(query, {
			ofLog: WHOLE_OF_IDEAL,
			ofAnchors: WHOLE_OF_IDEAL,
		});
	}

	/** @param least the shares of the ideal that are needed */
	#best(
		query: ReadQuery,
		least: { readonly ofLog: number; readonly ofAnchors: number },
	): readonly DocumentPlace[] {
		const { anchors, log } = this.found(query);
		const bestOf = (found: typeof anchors, count: number, share: number) =>
			found?.field.best(found.scores, count, share) ?? [];
		const keys = new Set([
			...bestOf(log?.articles, LOGGED, least.ofLog),
			...bestOf(anchors, ANCHORED, least.ofAnchors),
		]);
		const places = [...keys].map((key) => this.#index.placeOfKey(key));
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

/** As the places of articles found are written. */
export function placeKey({ segment, doc }: DocumentPlace): string {
	return `${segment}/${doc}`;
}
