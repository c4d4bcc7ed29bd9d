import type { AddedTerm } from "./added-terms.ts";
import type { Translation } from "./learn-translations.ts";

/** Translations by their plain words. */
export type TranslationTable = ReadonlyMap<string, Translation>;

export interface TranslateOptions {
	/** At most so many terms are added, the best. */
	readonly most: number;
	/** The weight of a term that is certain. */
	readonly strength: number;
}

/** Measured by folds over lay questions: bench/ranking.md. */
export const TRANSLATE_DEFAULTS: TranslateOptions = { most: 24, strength: 1.5 };

/** A word learnt from fewer questions counts in proportion. */
const TRUSTED_QUESTIONS = 6;
/** So much probability makes a term certain. */
const CERTAIN = 0.5;

export function indexTranslations(
	rows: readonly Translation[],
): TranslationTable {
	return new Map(rows.map((row) => [row.plain, row]));
}

/**
 * The terms to ask for beside a query's distinct words:
 *
 *   weight = strength · min(1, 2 · Σ probability · min(1, questions / 6))
 *
 * summed over the words that have the term as a target. Words of the query themselves are not added. Best first, equal ones in
 * the order of code units.
 */
export function translate(
	words: readonly string[],
	table: TranslationTable,
	{ most, strength }: TranslateOptions,
): AddedTerm[] {
	const own = new Set(words);
	const found = new Map<string, { sum: number; for: string[] }>();
	for (const word of own) {
		const row = table.get(word);
		const trust = Math.min(1, (row?.questions ?? 0) / TRUSTED_QUESTIONS);
		for (const { term, probability } of row?.targets ?? []) {
			if (!own.has(term)) {
				const added = found.get(term) ?? { sum: 0, for: [] };
				added.sum += probability * trust;
				added.for.push(word);
				found.set(term, added);
			}
		}
	}
	return [...found]
		.map(([term, { sum, for: plain }]) => ({
			term,
			weight: strength * Math.min(1, sum / CERTAIN),
			for: plain,
		}))
		.sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1))
		.slice(0, most);
}
