import {
	fieldText,
	LAYERS,
	type Layer,
	TEXT_FIELDS,
	type TextField,
} from "../analysis/fields.ts";
import type { Article, ArticleId, Citation } from "../article.ts";
import { IntColumn } from "../bytes/int-column.ts";
import type { CutBatch } from "./cut-batch.ts";
import type { Cutting } from "./document-kind.ts";
import { DocumentsGatherer } from "./document-kinds.ts";
import { CuttingColumns, FieldTokens } from "./field-tokens.ts";
import { ArticleTextsGatherer } from "./stored-articles.ts";
import { type TermNumbers, termNumbers } from "./term-numbers.ts";

/** UTF-16 units of text from which a batch is handed over: some hundred provisions, and a few megabytes of columns. */
const BATCH_UNITS = 1 << 17;

/** Cuts articles, batch by batch. */
export class BatchCutter {
	readonly #cutter: number;
	readonly #epoch: number;
	readonly #cutting: Cutting;
	readonly #numbers: Readonly<Record<Layer, TermNumbers>>;
	readonly #fields: Readonly<Record<TextField, FieldTokens>>;
	readonly #texts = new ArticleTextsGatherer();
	readonly #documents: DocumentsGatherer;
	readonly #sourceBytes = new IntColumn();
	/** How many terms of each layer the batches before have told. */
	#told: Readonly<Record<Layer, number>> = {
		word: 0,
		character: 0,
		pair: 0,
		entity: 0,
	};
	#ids: ArticleId[] = [];
	#units = 0;

	/**
	 * @param cutter tells its batches from those of others
	 * @param epoch above that of the cutter's former vocabularies
	 */
	constructor(cutting: Cutting, cutter: number, epoch: number) {
		this.#cutting = cutting;
		this.#cutter = cutter;
		this.#epoch = epoch;
		const { analyzer } = cutting;
		this.#numbers = {
			word: termNumbers("word", analyzer),
			character: termNumbers("character", analyzer),
			pair: termNumbers("pair", analyzer),
			entity: termNumbers("entity", analyzer),
		};
		const columns = new CuttingColumns();
		const fieldTokens = (field: TextField) =>
			new FieldTokens(field, analyzer, this.#numbers, columns);
		this.#fields = {
			title: fieldTokens("title"),
			summary: fieldTokens("summary"),
			body: fieldTokens("body"),
			category: fieldTokens("category"),
			path: fieldTokens("path"),
		};
		this.#documents = new DocumentsGatherer(cutting);
	}

	/** Articles since the last batch. */
	get documents(): number {
		return this.#ids.length;
	}

	/** Whether what was gathered is as much as a batch should be. */
	get isFull(): boolean {
		return this.#units >= BATCH_UNITS;
	}

	/** Bytes of memory that the tokens since the last batch take. */
	get memoryBytes(): number {
		return TEXT_FIELDS.reduce(
			(sum, field) => sum + this.#fields[field].waitingBytes,
			0,
		);
	}

	/** Cuts an article, and finds the provisions that it cites, unless it brings those; returns its number in the batch. */
	add(article: Article, findsCitations: boolean): number {
		let citations: readonly Citation[] = article.citations;
		let foldedBody = "";
		let bytes = 0;
		for (const field of TEXT_FIELDS) {
			const tokens = this.#fields[field];
			const text = fieldText(article, field);
			const folded = tokens.foldedOf(text);
			const { analyzer } = this.#cutting;
			const found = analyzer.articleEntities(article, field, folded);
			tokens.add(text, folded, found.entities);
			if (field === "body") {
				foldedBody = folded;
				citations = findsCitations ? found.references.provisions : citations;
			}
			bytes += Buffer.byteLength(text);
			this.#units += text.length;
		}
		const boundsOf = (field: TextField) => this.#fields[field].bounds;
		this.#documents.add(article, { foldedBody, boundsOf });
		this.#sourceBytes.push(bytes);
		this.#texts.add({ ...article, citations });
		return this.#ids.push(article.id) - 1;
	}

	/** The batch of what was added since the last. */
	take(): CutBatch {
		const told = this.#told;
		const strings = (layer: Layer) => this.#numbers[layer].strings;
		const newTerms = (layer: Layer) => strings(layer).slice(told[layer]);
		const batch: CutBatch = {
			ids: this.#ids,
			sourceBytes: this.#sourceBytes.take(),
			texts: this.#texts.take(),
			parts: this.#documents.take(),
			layers: TEXT_FIELDS.flatMap((field) => this.#fields[field].take()),
			vocabulary: {
				cutter: this.#cutter,
				epoch: this.#epoch,
				told,
				newTerms: byLayer(newTerms),
			},
		};
		this.#told = byLayer((layer) => strings(layer).length);
		this.#ids = [];
		this.#units = 0;
		return batch;
	}
}

/** The value of each layer. */
export function byLayer<T>(of: (layer: Layer) => T): Record<Layer, T> {
	const [word, character, pair, entity] = LAYERS.map((layer) => of(layer));
	return {
		word: word!,
		character: character!,
		pair: pair!,
		entity: entity!,
	};
}
