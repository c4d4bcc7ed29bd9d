import type { Analyzer } from "../analysis/analyzer.ts";
import { TEXT_FIELDS, type TextField } from "../analysis/fields.ts";
import {
	type NearPlaces,
	nearPlaces,
	PlaceReader,
	type PlanLeaf,
} from "../query/near-places.ts";
import type { NearPlan } from "../query/plan.ts";
import { type ReadArticle, TextPlaces } from "../query/text-places.ts";
import type { Match } from "./snippet.ts";

/** Finds what of a query's `near`s takes part in one: what stands elsewhere in the text is no match. */
export class NearMatches {
	readonly #texts: TextPlaces;
	readonly #places = new PlaceReader();
	readonly #nears: ReadonlyMap<TextField, readonly NearPlaces[]>;
	readonly #weigh: (leaf: PlanLeaf) => number;
	readonly #firstTerm: number;
	/** The number of each text, whatever its field. */
	readonly #terms = new Map<string, number>();

	/** @param firstTerm the number of the first term that is told here */
	constructor(
		analyzer: Analyzer,
		nears: readonly NearPlan[],
		weigh: (leaf: PlanLeaf) => number,
		firstTerm: number,
	) {
		this.#texts = new TextPlaces(analyzer);
		this.#weigh = weigh;
		this.#firstTerm = firstTerm;
		this.#nears = new Map(
			TEXT_FIELDS.map((field) => [
				field,
				nears.flatMap((near) => nearPlaces(near, field) ?? []),
			]),
		);
	}

	/** The matches in a field of an article, in no order; some perhaps twice. */
	find(article: ReadArticle, field: TextField): Match[] {
		const matches: Match[] = [];
		for (const near of this.#nears.get(field) ?? []) {
			const bounds = this.#texts.fill(near, article, field);
			this.#places.visit(near, bounds, ({ plan }, start, end) => {
				matches.push({
					term: this.#termOf(plan),
					weight: this.#weigh(plan),
					...this.#texts.rangeOf(start, end),
				});
			});
		}
		return matches;
	}

	#termOf(plan: PlanLeaf): number {
		const key = JSON.stringify({ ...plan, field: "", boost: 0 });
		const known = this.#terms.get(key) ?? this.#firstTerm + this.#terms.size;
		this.#terms.set(key, known);
		return known;
	}
}
