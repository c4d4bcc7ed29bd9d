import { cutCharacters, SPACE } from "./characters.ts";
import { Cuts, type Segmenter } from "./cuts.ts";
import { type Entities, findEntities, NO_ENTITIES } from "./entities.ts";
import {
	type CutLayer,
	fieldText,
	type Layer,
	type TextField,
	type TextFields,
} from "./fields.ts";
import type { Fingerprint } from "./fingerprint.ts";
import { fold } from "./fold.ts";
import { InnerWords } from "./inner-words.ts";
import type { LawBook } from "./law-book.ts";
import type { Law } from "./law-list.ts";
import { comparedPairs, cutPairs, cutRunPairs } from "./pairs.ts";
import { TokenColumns } from "./token-columns.ts";
import {
	UNIT_IGNORED,
	UNIT_SPACE,
	UNIT_WORD,
	unitClass,
} from "./unit-classes.ts";
import type { Vocabulary, WordList } from "./vocabulary.ts";

/** A term where it stands: a small object for queries and answers; the index uses columns. */
export interface Token {
	readonly term: string;
	readonly start: number;
	readonly end: number;
	readonly position: number;
	/** True for a word inside the longer word of its place. */
	readonly isInner: boolean;
}

/** Turns texts into tokens, in the same way for articles and for queries. Texts are folded first: `fold(text)`. */
export class Analyzer {
	readonly fingerprint: Fingerprint;
	readonly #segmenter: Segmenter;
	readonly #vocabulary: Vocabulary;
	readonly #innerWords: InnerWords;
	readonly #laws: LawBook;
	readonly #cuts = new Cuts();
	readonly #characters = new TokenColumns();
	readonly #columns = new TokenColumns();
	readonly #runs = new TokenColumns();

	constructor(
		segmenter: Segmenter,
		vocabulary: Vocabulary,
		laws: LawBook,
		fingerprint: Fingerprint,
	) {
		this.#segmenter = segmenter;
		this.#vocabulary = vocabulary;
		this.#innerWords = new InnerWords(vocabulary);
		this.#laws = laws;
		this.fingerprint = fingerprint;
	}

	/** Codes of the word layer are below this. */
	get wordLimit(): number {
		return this.#segmenter.wordLimit;
	}

	/** Fills `tokens` with those of one layer of a folded text. */
	analyze(folded: string, layer: CutLayer, tokens: TokenColumns): void {
		switch (layer) {
			case "word":
				this.#words(folded, tokens);
				return;
			case "character":
				cutCharacters(folded, tokens);
				return;
			case "pair":
				this.#pairs(folded, tokens);
				return;
			default: {
				const never: never = layer;
				throw new TypeError(`no layer ${String(never)}`);
			}
		}
	}

	/** The pairs of neighbours of a text whose character layer is in `characters`. */
	pairs(characters: TokenColumns, tokens: TokenColumns): void {
		cutPairs(characters, tokens);
	}

	/** What else the pair layer has: the pairs of runs. */
	runPairs(characters: TokenColumns, tokens: TokenColumns): void {
		cutRunPairs(characters, tokens);
	}

	/** The tokens of one layer as objects, for texts as short as a query or an article. */
	tokens(text: string, layer: CutLayer, columns: TokenColumns): Token[] {
		const folded = fold(text);
		this.analyze(folded, layer, columns);
		const tokens: Token[] = [];
		for (let i = 0; i < columns.count; i++) {
			const start = columns.starts[i]!;
			const end = columns.ends[i]!;
			tokens.push({
				term: this.termOf(folded, layer, start, end),
				start,
				end,
				position: columns.positions[i]!,
				isInner:
					layer === "word" &&
					i + 1 < columns.count &&
					columns.positions[i + 1] === columns.positions[i],
			});
		}
		return tokens;
	}

	/** The list that has a word; undefined for words that were joined by the hidden Markov model, numbers and the like. */
	listOf(word: string): WordList | undefined {
		return this.#vocabulary.listOf(word);
	}

	/**
	 * The legal entities in a field of an article. Levels of a category or path name none.
	 * @param folded the field's text, folded, where the caller has it already
	 */
	articleEntities(
		article: TextFields & { readonly law?: string },
		field: TextField,
		folded?: string,
	): Entities {
		const isText = field !== "category" && field !== "path";
		const text = isText ? fieldText(article, field) : "";
		if (text === "") {
			return NO_ENTITIES;
		}
		const { law, title } = article;
		return findEntities(text, {
			laws: this.#laws.all(),
			folded: folded ?? fold(text),
			ownLaw: law,
			title: field === "title" ? undefined : title,
		});
	}

	/** The laws of the lists. */
	get knownLaws(): readonly Law[] {
		return this.#laws.all().laws;
	}

	/** The law with that full or other name, of the lists. */
	lawNamed(name: string): Law | undefined {
		return this.#laws.all().find(name);
	}

	/** The legal entities in a query. */
	queryEntities(text: string): Entities {
		return findEntities(text, { laws: this.#laws.namesFor(text) });
	}

	/** The terms by which a text is compared with others, in each layer and in their order: punctuation says nothing there. */
	compared(text: string): Readonly<Record<CutLayer, readonly string[]>> {
		const folded = fold(text);
		const words = this.tokens(text, "word", this.#columns);
		const characters = this.tokens(text, "character", this.#columns);
		this.analyze(folded, "character", this.#characters);
		return {
			word: words.map(({ term }) => term),
			character: characters
				.map(({ term }) => term)
				.filter((term) => this.#isWord(term, 0, term.length)),
			pair: comparedPairs(folded, this.#characters),
		};
	}

	/** The term of a token of a cut layer that stands at `[start, end)`: without what is ignored, a run of white space as one space. */
	termOf(folded: string, layer: Layer, start: number, end: number): string {
		const slice = folded.slice(start, end);
		return layer === "word" ? slice : this.#normalised(slice);
	}

	/** Both sorts of pairs, in the order of their places. */
	#pairs(folded: string, tokens: TokenColumns): void {
		const characters = this.#characters;
		const runs = this.#runs;
		cutCharacters(folded, characters);
		cutPairs(characters, this.#columns);
		cutRunPairs(characters, runs);
		tokens.clear();
		const { count, starts, ends, codes } = this.#columns;
		for (let i = 0, run = 0; i < count; i++) {
			tokens.push(starts[i]!, ends[i]!, codes[i]!, i);
			for (; run < runs.count && runs.positions[run] === i; run++) {
				tokens.push(runs.starts[run]!, runs.ends[run]!, runs.codes[run]!, i);
			}
		}
		tokens.places = count;
	}

	#normalised(slice: string): string {
		let term = "";
		for (let i = 0; i < slice.length; i++) {
			const kind = unitClass(slice.charCodeAt(i));
			if (kind === UNIT_SPACE) {
				term += term.endsWith(" ") ? "" : String.fromCharCode(SPACE);
			} else if (kind !== UNIT_IGNORED) {
				term += slice.charAt(i);
			}
		}
		return term;
	}

	/**
	 * jieba's precise cut, and inside a word the words of its finest cut: they come before it and share its place. Punctuation is no word
	 * and takes no place.
	 */
	#words(folded: string, tokens: TokenColumns): void {
		const cuts = this.#cuts;
		const inner = this.#innerWords;
		tokens.clear();
		cuts.clear();
		this.#segmenter.cut(folded, "precise", cuts);
		const { starts, ends, words } = cuts;
		let place = 0;
		for (let i = 0; i < cuts.count; i++) {
			const start = starts[i]!;
			const end = ends[i]!;
			if (!this.#isWord(folded, start, end)) {
				continue;
			}
			const number = words[i]!;
			if (end - start > 2) {
				const at = inner.of(folded, start, end, number);
				const count = inner.count(at);
				for (let k = 0; k < count; k++) {
					tokens.push(
						start + inner.start(at, k),
						start + inner.end(at, k),
						inner.number(at, k),
						place,
					);
				}
			}
			tokens.push(start, end, number, place);
			place++;
		}
		tokens.places = place;
	}

	#isWord(folded: string, start: number, end: number): boolean {
		for (let i = start; i < end; i++) {
			if (unitClass(folded.charCodeAt(i)) === UNIT_WORD) {
				return true;
			}
		}
		return false;
	}
}
