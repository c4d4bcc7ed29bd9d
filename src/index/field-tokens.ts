import type { Analyzer } from "../analysis/analyzer.ts";
import type { Entity } from "../analysis/entity.ts";
import {
	CUT_LAYERS,
	LAYERS,
	type Layer,
	type TextField,
} from "../analysis/fields.ts";
import { fold } from "../analysis/fold.ts";
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
	/** Where sentences begin in the field of the article added last. */
	bounds: PlaceBounds = NO_BOUNDS;
	/** Of that article. */
	#lastText: string | undefined;
	#lastFolded = "";

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

	/** Bytes that wait. */
	get waitingBytes(): number {
		let bytes = 0;
		for (const layer of LAYERS) {
			for (const stream of this.#streams[layer]) {
				bytes += stream.waitingBytes;
			}
		}
		return bytes;
	}

	/** What was gathered since the last `take`, by layer. */
	take(): CutFieldLayer[] {
		this.#lastText = undefined;
		return LAYERS.map((layer) => ({
			field: this.#field,
			layer,
			norms: Uint8Array.from(this.#norms[layer].take()),
			streams: this.#streams[layer].map((stream) => stream.take()),
		}));
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
		if (entities.length === 0) {
			this.#entities.addEmpty();
		} else {
			const terms = entities.flatMap((entity) => entity.terms);
			this.#entities.addTerms(terms, this.#numbers.entity);
		}
		this.#norms.entity.push(normOf(entities.length));
	}

	#cut(text: string, folded: string): void {
		const analyzer = this.#analyzer;
		const numbers = this.#numbers;
		const norms = this.#norms;
		const { characters, tokens } = this.#columns;
		analyzer.analyze(folded, "word", tokens);
		this.#words.addDocument(folded, tokens, numbers.word);
		norms.word.push(normOf(tokens.places));
		analyzer.analyze(folded, "character", characters);
		this.#characters.addDocument(folded, characters, numbers.character);
		norms.character.push(normOf(characters.places));
		this.bounds = placeBounds(text, characters);
		analyzer.pairs(characters, tokens);
		this.#pairs.addDocument(folded, tokens, numbers.pair);
		norms.pair.push(normOf(tokens.places));
		analyzer.runPairs(characters, tokens);
		this.#runPairs.addDocument(folded, tokens, numbers.pair);
	}

	#repeat(): void {
		for (const layer of CUT_LAYERS) {
			const norms = this.#norms[layer];
			norms.push(norms.at(norms.length - 1));
			for (const stream of this.#streams[layer]) {
				stream.repeatDocument();
			}
		}
	}

	#addEmpty(): void {
		this.bounds = NO_BOUNDS;
		for (const layer of CUT_LAYERS) {
			this.#norms[layer].push(0);
			for (const stream of this.#streams[layer]) {
				stream.addEmpty();
			}
		}
	}
}
