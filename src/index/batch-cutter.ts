import type { Entities } from "../analysis/entities.ts";
import {
	fieldText,
	LAYERS,
	type Layer,
	TEXT_FIELDS,
	type TextField,
} from "../analysis/fields.ts";
import { fold } from "../analysis/fold.ts";
import type { PlaceBounds } from "../analysis/place-bounds.ts";
import type { Article, ArticleId } from "../article.ts";
import { IntColumn } from "../bytes/int-column.ts";
import type { CutBatch } from "./cut-batch.ts";
import type { Cutting } from "./document-kind.ts";
import { DocumentsGatherer } from "./document-kinds.ts";
import { CuttingColumns, FieldTokens } from "./field-tokens.ts";
import { ArticleTextsGatherer } from "./stored-articles.ts";
import { type TermNumbers, termNumbers } from "./term-numbers.ts";

/** UTF-16 units of text from which a batch is handed over: some hundred provisions, and a few megabytes of columns. */
const BATCH_UNITS = 1 << 17;

/** Bytes that tokens of a UTF-16 unit take at most in the columns of all layers, before they are cut. */
const TOKEN_BYTES_PER_UNIT = 16;

/** An article that waits to be cut with others of its batch. */
interface WaitingArticle {
	readonly article: Article;
	readonly findsCitations: boolean;
	/** Asked for when the article is added: where the rule fails, it fails there. */
	readonly prior: number;
}

/** Cuts articles, batch by batch: field by field and layer by layer for all articles at once, so that what a layer looks up stays near the processor. */
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
	#waiting: WaitingArticle[] = [];
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
		return this.#waiting.length;
	}

	/** Whether what was gathered is as much as a batch should be. */
	get isFull(): boolean {
		return this.#units >= BATCH_UNITS;
	}

	/** Bytes of memory that the tokens since the last batch take at most. */
	get memoryBytes(): number {
		return this.#units * TOKEN_BYTES_PER_UNIT;
	}

	/** Adds an article, in which the provisions that it cites are found, unless it brings those; returns its number in the batch. */
	add(article: Article, findsCitations: boolean): number {
		for (const field of TEXT_FIELDS) {
			this.#units += fieldText(article, field).length;
		}
		const prior = this.#cutting.priorOf(article);
		return this.#waiting.push({ article, findsCitations, prior }) - 1;
	}

	/** The batch of what was added since the last. */
	take(): CutBatch {
		const waiting = this.#waiting;
		const title = this.#cutField("title");
		const summary = this.#cutField("summary");
		const body = this.#cutField("body");
		const category = this.#cutField("category");
		const path = this.#cutField("path");
		const fields = { title, summary, body, category, path };
		waiting.forEach(({ article, findsCitations, prior }, i) => {
			const citations = findsCitations
				? body.found[i]!.references.provisions
				: article.citations;
			const citing = { ...article, citations };
			this.#documents.add(citing, {
				prior,
				foldedBody: body.folded[i]!,
				boundsOf: (field) => fields[field].bounds[i]!,
			});
			this.#texts.add(citing);
			let bytes = 0;
			for (const field of TEXT_FIELDS) {
				bytes += Buffer.byteLength(fields[field].texts[i]!);
			}
			this.#sourceBytes.push(bytes);
		});
		this.#waiting = [];
		this.#units = 0;
		return this.#batchOf(waiting.map(({ article }) => article.id));
	}

	/** Cuts one field of all articles that wait. */
	#cutField(field: TextField): {
		readonly texts: readonly string[];
		readonly folded: readonly string[];
		readonly found: readonly Entities[];
		readonly bounds: readonly PlaceBounds[];
	} {
		const { analyzer } = this.#cutting;
		const articles = this.#waiting.map(({ article }) => article);
		const texts = articles.map((article) => fieldText(article, field));
		const folded: string[] = [];
		texts.forEach((text, i) => {
			folded.push(i > 0 && text === texts[i - 1] ? folded[i - 1]! : fold(text));
		});
		const found = articles.map((article, i) =>
			analyzer.articleEntities(article, field, folded[i]!),
		);
		const bounds = this.#fields[field].add({
			texts,
			folded,
			entities: found.map(({ entities }) => entities),
		});
		return { texts, folded, found, bounds };
	}

	#batchOf(ids: readonly ArticleId[]): CutBatch {
		const told = this.#told;
		const strings = (layer: Layer) => this.#numbers[layer].strings;
		const newTerms = (layer: Layer) => strings(layer).slice(told[layer]);
		this.#told = byLayer((layer) => strings(layer).length);
		return {
			ids,
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
