/** A term that a query does not have but is asked for too, weighted beside 1 for its own words. */
export interface AddedTerm {
	readonly term: string;
	readonly weight: number;
	/** The words of the query that it stands for. */
	readonly for: readonly string[];
}

/** Joins lists of added terms: the larger weight of a term counts, and all words that it stands for are kept. In the order of first mention. */
export function mergeAdded(
	...lists: readonly (readonly AddedTerm[])[]
): AddedTerm[] {
	const merged = new Map<string, AddedTerm>();
	for (const added of lists.flat()) {
		const known = merged.get(added.term);
		merged.set(
			added.term,
			known === undefined
				? added
				: {
						term: added.term,
						weight: Math.max(known.weight, added.weight),
						for: [...new Set([...known.for, ...added.for])],
					},
		);
	}
	return [...merged.values()];
}

/**
 * The added terms as one layer has them: each cut by the layer (a word of several words into these), without what the query has
 * itself; a piece of several added terms takes the largest weight.
 */
export function addedInLayer(
	added: readonly AddedTerm[],
	{
		cut,
		own,
	}: {
		/** The terms of a text in the layer. */
		readonly cut: (text: string) => readonly string[];
		/** The query's own terms of the layer. */
		readonly own: ReadonlySet<string>;
	},
): ReadonlyMap<string, number> {
	const weights = new Map<string, number>();
	for (const { term, weight } of added) {
		for (const piece of cut(term)) {
			if (!own.has(piece)) {
				weights.set(piece, Math.max(weights.get(piece) ?? 0, weight));
			}
		}
	}
	return weights;
}
