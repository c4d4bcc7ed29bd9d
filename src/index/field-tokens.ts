import type { Analyzer } from "../analysis/analyzer.ts";
import type { Entity } from "../analysis/entity.ts";
import {
	type CutLayer,
	LAYERS,
	type Layer,
	type TextField,
} from "../analysis/fields.ts";
import {
	NO_BOUNDS,
	type PlaceBounds,
	placeBounds,
} from "../analysis/place-bounds.ts";
import { TokenColumns } from "../analysis/token-columns.ts";
import { IntColumn } from "../bytes/int-column.ts";
import type { CutFieldLayer } from "./cut-batch.ts";
import { normOf } from "./norms.ts";
import type { TermNumbers } from "./term-numbers.ts";
import {
	CountedTokens,
	PlacedTokens,
	type TokenStream,
} from "./token-stream.ts";

/** What cutting one text fills, again and again. */
export class CuttingColumns {
	readonly characters = new TokenColumns();
	readonly tokens = new TokenColumns();
}

/** One field of some articles, an entry each. */
export interface FieldTexts {
	readonly texts: readonly string[];
	/** The texts, folded. */
	readonly folded: readonly string[];
	/** What each text names. */
	readonly entities: readonly (readonly Entity[])[];
}

/** The tokens of one field in every layer, article by article. */
export class FieldTokens {
	readonly #field: TextField;
	readonly #analyzer: Analyzer;
	readonly #numbers: Readonly<Record<Layer, TermNumbers>>;
	readonly #columns: CuttingColumns;
	readonly #words = new CountedTokens();
	readonly #characters = new CountedTokens();
	readonly #pairs = new PlacedTokens();
	/** Pairs that only rank, and need no positions. */
	readonly #runPairs = new CountedTokens();
	readonly #entities = new CountedTokens();
	/** In the order of `HAS_POSITIONS`. */
	readonly #streams: Readonly<Record<Layer, readonly TokenStream[]>> = {
		word: [this.#words],
		character: [this.#characters],
		pair: [this.#pairs, this.#runPairs],
		entity: [this.#entities],
	};
	/** Lengths as their bytes. */
	readonly #norms: Readonly<Record<Layer, IntColumn>> = {
		word: new IntColumn(),
		character: new IntColumn(),
		pair: new IntColumn(),
		entity: new IntColumn(),
	};
	/** @param numbers those of each layer, shared by all fields */
	constructor(
		field: TextField,
		analyzer: Analyzer,
		numbers: Readonly<Record<Layer, TermNumbers>>,
		columns: CuttingColumns,
	) {
		this.#field = field;
		this.#analyzer = analyzer;
		this.#numbers = numbers;
		this.#columns = columns;
	}

	/** What was gathered since the last `take`, by layer. */
	take(): CutFieldLayer[] {
		return LAYERS.map((layer) => ({
			field: this.#field,
			layer,
			norms: Uint8Array.from(this.#norms[layer].take()),
			streams: this.#streams[layer].map((stream) => stream.take()),
		}));
	}

	/** Appends texts of the field, layer by layer; returns where sentences begin in each. Only once between two `take`s. */
	add({ texts, folded, entities }: FieldTexts): PlaceBounds[] {
		// Provisions of one law share their category: what was cut a moment ago is not cut again.
		const isRepeated = texts.map((text, i) => i > 0 && text === texts[i - 1]);
		texts.forEach((text, i) => {
			if (text === "") {
				this.#addEmpty("word");
			} else if (isRepeated[i] === true) {
				this.#repeat("word");
			} else {
				this.#cutWords(folded[i]!);
			}
		});
		const bounds: PlaceBounds[] = [];
		texts.forEach((text, i) => {
			if (text === "") {
				this.#addEmpty("character");
				this.#addEmpty("pair");
				bounds.push(NO_BOUNDS);
			} else if (isRepeated[i] === true) {
				this.#repeat("character");
				this.#repeat("pair");
				bounds.push(bounds[i - 1]!);
			} else {
				bounds.push(this.#cutCharacters(text, folded[i]!));
			}
		});
		for (const named of entities) {
			this.#addEntities(named);
		}
		return bounds;
	}

	#cutWords(folded: string): void {
		const { tokens } = this.#columns;
		this.#analyzer.analyze(folded, "word", tokens);
		this.#words.addDocument(folded, tokens, this.#numbers.word);
		this.#norms.word.push(normOf(tokens.places));
	}

	/** Characters and their pairs; returns where sentences begin. */
	#cutCharacters(text: string, folded: string): PlaceBounds {
		const analyzer = this.#analyzer;
		const numbers = this.#numbers;
		const norms = this.#norms;
		const { characters, tokens } = this.#columns;
		analyzer.analyze(folded, "character", characters);
		this.#characters.addDocument(folded, characters, numbers.character);
		norms.character.push(normOf(characters.places));
		analyzer.pairs(characters, tokens);
		this.#pairs.addDocument(folded, tokens, numbers.pair);
		norms.pair.push(normOf(tokens.places));
		analyzer.runPairs(characters, tokens);
		this.#runPairs.addDocument(folded, tokens, numbers.pair);
		return placeBounds(text, characters);
	}

	#addEntities(entities: readonly Entity[]): void {
		if (entities.length === 0) {
			this.#entities.addEmpty();
		} else {
			const terms = entities.flatMap((entity) => entity.terms);
			this.#entities.addTerms(terms, this.#numbers.entity);
		}
		this.#norms.entity.push(normOf(entities.length));
	}

	#repeat(layer: CutLayer): void {
		const norms = this.#norms[layer];
		norms.push(norms.at(norms.length - 1));
		for (const stream of this.#streams[layer]) {
			stream.repeatDocument();
		}
	}

	#addEmpty(layer: CutLayer): void {
		this.#norms[layer].push(0);
		for (const stream of this.#streams[layer]) {
			stream.addEmpty();
		}
	}
}
