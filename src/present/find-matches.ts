import type { Analyzer } from "../analysis/analyzer.ts";
import { fieldText, type TextField } from "../analysis/fields.ts";
import { fold } from "../analysis/fold.ts";
import { TokenColumns } from "../analysis/token-columns.ts";
import { WORD_STRETCH } from "../analysis/word-stretches.ts";
import { isFunctionWord } from "../query/function-words.ts";
import type { PlanLeaf } from "../query/near-places.ts";
import type { MatchTerms } from "../query/plan.ts";
import type { ReadArticle } from "../query/text-places.ts";
import { NearMatches } from "./near-matches.ts";
import type { Match } from "./snippet.ts";

/** An entity tells more than any of its words. */
const ENTITY_WEIGHT = 12;
/** A word that was added counts this much of a word that was typed. */
const ADDED_SHARE = 0.3;
/** What a question is asked with tells next to nothing. */
const FUNCTION_WORD_WEIGHT = 1 / 1024;

/** Finds where a query's words and phrases stand in texts, as the index has them. Made once for a query. */
export class MatchFinder {
	readonly #analyzer: Analyzer;
	readonly #words: ReadonlyMap<string, { term: number; weight: number }>;
	readonly #phrases: readonly {
		readonly codes: Int32Array;
		readonly term: number;
		readonly weight: number;
	}[];
	readonly #entities: ReadonlyMap<string, { term: number; weight: number }>;
	readonly #prefixes: readonly { prefix: string; term: number }[];
	readonly #weigh: (word: string) => number;
	readonly #nears: NearMatches;
	readonly #columns = new TokenColumns();

	/** @param weigh how much a word tells: its idf */
	constructor(
		analyzer: Analyzer,
		{ words, addedWords, phrases, prefixes, entities, nears }: MatchTerms,
		weigh: (word: string) => number,
	) {
		this.#analyzer = analyzer;
		const wordWeight = (word: string) =>
			isFunctionWord(word, "")
				? FUNCTION_WORD_WEIGHT
				: weigh(word) * (addedWords.has(word) ? ADDED_SHARE : 1);
		this.#words = new Map(
			[...words].map((word, term) => [
				word,
				{ term, weight: wordWeight(word) },
			]),
		);
		this.#entities = new Map(
			[...entities].map((term, index) => [
				term,
				{ term: words.size + phrases.length + index, weight: ENTITY_WEIGHT },
			]),
		);
		this.#prefixes = prefixes.map((prefix, index) => ({
			prefix,
			term: words.size + phrases.length + entities.size + index,
		}));
		this.#weigh = weigh;
		this.#nears = new NearMatches(
			analyzer,
			nears,
			(leaf) => this.#leafWeight(leaf),
			words.size + phrases.length + entities.size + prefixes.length,
		);
		this.#phrases = phrases.map((phrase, index) => {
			const weight = this.#weightOf(phrase);
			analyzer.analyze(fold(phrase), "character", this.#columns);
			return {
				codes: this.#columns.codes.slice(0, this.#columns.count),
				term: words.size + index,
				weight,
			};
		});
	}

	/** The matches in a field of an article, ascending by start. A phrase is one match, and so is an entity, however it is written. */
	find(article: ReadArticle, field: TextField): Match[] {
		const text = fieldText(article, field);
		const folded = fold(text);
		const matches: Match[] = [];
		const columns = this.#columns;
		for (const { 0: stretch, index: from } of folded.matchAll(WORD_STRETCH)) {
			if (!this.#mayMatch(stretch)) {
				continue;
			}
			this.#analyzer.analyze(stretch, "word", columns);
			for (let i = 0; i < columns.count; i++) {
				const start = columns.starts[i]!;
				const end = columns.ends[i]!;
				const word = this.#wordMatch(stretch.slice(start, end));
				if (word !== undefined) {
					matches.push({ start: from + start, end: from + end, ...word });
				}
			}
		}
		if (this.#phrases.length > 0) {
			this.#analyzer.analyze(folded, "character", columns);
			for (const { codes, term, weight } of this.#phrases) {
				findCodes(columns, codes, (start, end) =>
					matches.push({ start, end, term, weight }),
				);
			}
		}
		if (this.#entities.size > 0) {
			const { entities } = this.#analyzer.articleEntities(article, field);
			for (const { terms, start, end } of entities) {
				const known = terms.findLast((term) => this.#entities.has(term));
				const match = this.#entities.get(known ?? "");
				if (match !== undefined) {
					matches.push({ start, end, ...match });
				}
			}
		}
		matches.push(...this.#nears.find(article, field));
		return matches.sort((a, b) => a.start - b.start || b.end - a.end);
	}

	/** Of a text that counts as a whole: its words, and one for standing together. */
	#weightOf(text: string): number {
		return this.#analyzer
			.tokens(text, "word", this.#columns)
			.reduce((sum, { term }) => sum + this.#weigh(term), 1);
	}

	#leafWeight(leaf: PlanLeaf): number {
		switch (leaf.kind) {
			case "phrase":
				return this.#weightOf(leaf.terms.join(""));
			case "prefix":
				return this.#weigh(leaf.prefix);
			case "term":
				return leaf.layer === "entity" ? ENTITY_WEIGHT : this.#weigh(leaf.term);
			default:
				return leaf satisfies never;
		}
	}

	#wordMatch(word: string): { term: number; weight: number } | undefined {
		const known = this.#words.get(word);
		if (known !== undefined || this.#prefixes.length === 0) {
			return known;
		}
		const begun = this.#prefixes.find(({ prefix }) => word.startsWith(prefix));
		return begun && { term: begun.term, weight: this.#weigh(word) };
	}

	/** Whether a stretch literally contains a word: most do not, and need not be cut. */
	#mayMatch(stretch: string): boolean {
		for (const word of this.#words.keys()) {
			if (stretch.includes(word)) {
				return true;
			}
		}
		return this.#prefixes.some(({ prefix }) => stretch.includes(prefix));
	}
}

/** Calls `found` for every place where the codes stand one after the other; places do not overlap. */
function findCodes(
	columns: TokenColumns,
	codes: Int32Array,
	found: (start: number, end: number) => void,
): void {
	const last = columns.count - codes.length;
	let i = 0;
	while (i <= last) {
		let same = 0;
		while (same < codes.length && columns.codes[i + same] === codes[same]) {
			same++;
		}
		if (same === codes.length && same > 0) {
			found(columns.starts[i]!, columns.ends[i + same - 1]!);
			i += same;
		} else {
			i++;
		}
	}
}

/** What of the matches is marked: 在, 了 and what else one asks with only where there is nothing else. */
export function markedOf(matches: readonly Match[]): readonly Match[] {
	const telling = matches.filter(({ weight }) => weight > FUNCTION_WORD_WEIGHT);
	return telling.length === 0 ? matches : telling;
}
