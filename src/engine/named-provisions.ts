import type { Token } from "../analysis/analyzer.ts";
import { type Entity, wholeProvisions } from "../analysis/entity.ts";
import type {
	NamedProvision,
	ReadExpansion,
} from "../analysis/synonym-book.ts";
import type { TextRange } from "../article.ts";
import { MOST_PROVISIONS } from "../query/entity-plan.ts";
import { tellingWords } from "../query/function-words.ts";

/** A kind of case of which a text tells, with its share. */
export interface ToldExpansion extends ReadExpansion {
	readonly share: number;
}

/** The provisions that a query has names of. */
export interface NamedProvisions {
	/** Of the letters of the query's telling words those that stand in such names; from 0 to 1. */
	readonly share: number;
	/**
	 * By their terms in the layer of entities, how many times as much each counts as in a question: in a long text all words together outweigh
	 * each name.
	 */
	readonly times: ReadonlyMap<string, number>;
}

/** So many letters the telling words of a question have; in a text of twice as many a name counts twice. Measured: bench/ranking.md. */
const LETTERS_OF_QUESTION = 20;
const MOST_TIMES = 8;
/** A kind of case is guessed of words that any case may have; with the length of the text it weighs no more than so often. */
const MOST_TIMES_OF_KIND = 3;

const PROCEDURE_LAW = /^中华人民共和国(?:刑事|民事|行政)诉讼法/;

/**
 * Who tells a case tells what was done in court (刑事拘留, 取得谅解), and asks about the matter: names of provisions on procedure are left out
 * where there are others.
 */
export function withoutProcedure(
	expansions: readonly ReadExpansion[],
): readonly ReadExpansion[] {
	const isOnMatter = ({ term }: NamedProvision) => !PROCEDURE_LAW.test(term);
	const tellsMatter = expansions.some(({ provisions }) =>
		provisions.some(isOnMatter),
	);
	return tellsMatter
		? expansions.map((one) => ({
				...one,
				provisions: one.provisions.filter(isOnMatter),
			}))
		: expansions;
}

/** The provisions that a query has names of, and how much of what it asks for these names are. */
export function namedIn(
	words: readonly Token[],
	{
		expansions,
		told,
		cited,
	}: {
		readonly expansions: readonly ReadExpansion[];
		readonly told: readonly ToldExpansion[];
		/** Terms of the provisions that it cites. */
		readonly cited: readonly string[];
	},
): NamedProvisions {
	const names = expansions.filter(({ provisions }) => provisions.length > 0);
	if (names.length + cited.length === 0) {
		return { share: 0, times: new Map() };
	}
	const places = names.flatMap((name) => name.parts ?? [name]);
	const isNamed = (offset: number) =>
		places.some(({ start, end }) => start <= offset && offset < end);
	// A word may reach beyond a name: 赔偿标准 in 工亡赔偿标准.
	const letters = tellingWords(words).flatMap(offsetsOf);
	const named = letters.filter(isNamed);
	const timesOfLength = (most: number) =>
		Math.min(most, Math.max(1, letters.length / LETTERS_OF_QUESTION));
	const times = new Map(cited.map((term) => [term, timesOfLength(MOST_TIMES)]));
	for (const one of names) {
		const kind = told.find((other) => other === one);
		const ofOne =
			kind === undefined
				? timesOfLength(MOST_TIMES)
				: kind.share * timesOfLength(MOST_TIMES_OF_KIND);
		for (const { term } of one.provisions) {
			times.set(term, Math.max(times.get(term) ?? 0, ofOne));
		}
	}
	return {
		share: named.length / Math.max(1, letters.length),
		times,
	};
}

/** The provisions that a text cites; of more than so many it is about none in particular. */
export function citedIn(entities: readonly Entity[]): string[] {
	const terms = entities.flatMap(({ kind, terms }) =>
		kind === "provision" ? wholeProvisions(terms) : [],
	);
	return terms.length > MOST_PROVISIONS ? [] : [...new Set(terms)];
}

function offsetsOf({ start, end }: TextRange): number[] {
	return Array.from({ length: end - start }, (_, i) => start + i);
}
