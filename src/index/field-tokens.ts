import type { Analyzer } from "../analysis/analyzer.ts";
import type { Entity } from "../analysis/entity.ts";
import type { Layer, TextField } from "../analysis/fields.ts";
import { fold } from "../analysis/fold.ts";
import { NO_BOUNDS, placeBounds } from "../analysis/place-bounds.ts";
import { TokenColumns } from "../analysis/token-columns.ts";
import type { FieldLayer } from "./field-layer-writer.ts";
import { FieldSentences } from "./sentences.ts";
import type { TermNumbers } from "./term-numbers.ts";
import { CountedTokens, FieldLengths, PlacedTokens } from "./token-stream.ts";

/** What cutting one text fills, again and again. */
export class CuttingColumns {
	readonly characters = new TokenColumns();
	readonly tokens = new TokenColumns();
}

/** The tokens of one field in every layer, article by article, until they are written. */
export class FieldTokens {
	readonly #analyzer: Analyzer;
	readonly #numbers: Readonly<Record<Layer, TermNumbers>>;
	readonly #columns: CuttingColumns;
	readonly #words = new CountedTokens();
	readonly #characters = new CountedTokens();
	readonly #pairs = new PlacedTokens();
	/** Pairs that only rank, and need no positions. */
	readonly #runPairs = new CountedTokens();
	readonly #entities = new CountedTokens();
	readonly #lengths: Readonly<Record<Layer, FieldLengths>> = {
		word: new FieldLengths(),
		character: new FieldLengths(),
		pair: new FieldLengths(),
		entity: new FieldLengths(),
	};
	readonly sentences = new FieldSentences();
	/** Of the article added last. */
	#lastText: string | undefined;
	#lastFolded = "";
	readonly layers: readonly FieldLayer[];

	/** @param numbers those of each layer, shared by all fields */
	constructor(
		field: TextField,
		analyzer: Analyzer,
		numbers: Readonly<Record<Layer, TermNumbers>>,
		columns: CuttingColumns,
	) {
		this.#analyzer = analyzer;
		this.#numbers = numbers;
		this.#columns = columns;
		const streams = {
			word: [this.#words],
			character: [this.#characters],
			pair: [this.#pairs, this.#runPairs],
			entity: [this.#entities],
		};
		this.layers = (["word", "character", "pair", "entity"] as const).map(
			(layer) => ({
				field,
				layer,
				lengths: this.#lengths[layer],
				streams: streams[layer],
			}),
		);
	}

	/** A text of the field, folded. */
	foldedOf(text: string): string {
		return text === this.#lastText ? this.#lastFolded : fold(text);
	}

	/** @param folded the text, folded */
	add(text: string, folded: string, entities: readonly Entity[]): void {
		// Provisions of one law share their category: what was cut a moment ago is not cut again.
		if (text !== "" && text === this.#lastText) {
			this.#repeat();
		} else if (text === "") {
			this.#addEmpty();
		} else {
			this.#cut(text, folded);
		}
		this.#lastText = text;
		this.#lastFolded = folded;
		const terms = entities.flatMap((entity) => entity.terms);
		const count = this.#entities.addTerms(terms, this.#numbers.entity);
		this.#lengths.entity.add(entities.length, count);
	}

	#cut(text: string, folded: string): void {
		const analyzer = this.#analyzer;
		const numbers = this.#numbers;
		const lengths = this.#lengths;
		const { characters, tokens } = this.#columns;
		analyzer.analyze(folded, "word", tokens);
		const words = this.#words.addDocument(folded, tokens, numbers.word);
		lengths.word.add(tokens.places, words);
		analyzer.analyze(folded, "character", characters);
		const count = this.#characters.addDocument(
			folded,
			characters,
			numbers.character,
		);
		lengths.character.add(characters.places, count);
		this.sentences.add(placeBounds(text, characters));
		analyzer.pairs(characters, tokens);
		let pairs = this.#pairs.addDocument(folded, tokens, numbers.pair);
		const { places } = tokens;
		analyzer.runPairs(characters, tokens);
		pairs += this.#runPairs.addDocument(folded, tokens, numbers.pair);
		lengths.pair.add(places, pairs);
	}

	#repeat(): void {
		this.#lengths.word.repeat(this.#words.repeatDocument());
		this.#lengths.character.repeat(this.#characters.repeatDocument());
		const pairs =
			this.#pairs.repeatDocument() + this.#runPairs.repeatDocument();
		this.#lengths.pair.repeat(pairs);
		this.sentences.repeat();
	}

	#addEmpty(): void {
		for (const layer of ["word", "character", "pair"] as const) {
			this.#lengths[layer].add(0, 0);
		}
		this.#words.addEmpty();
		this.#characters.addEmpty();
		this.#pairs.addEmpty();
		this.#runPairs.addEmpty();
		this.sentences.add(NO_BOUNDS);
	}
}
