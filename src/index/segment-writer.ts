import type { Analyzer } from "../analysis/analyzer.ts";
import type { Entity } from "../analysis/entity.ts";
import {
	fieldText,
	LAYERS,
	type Layer,
	TEXT_FIELDS,
	type TextField,
} from "../analysis/fields.ts";
import { fold } from "../analysis/fold.ts";
import { TokenColumns } from "../analysis/token-columns.ts";
import type { Article, ArticleId } from "../article.ts";
import type { Directory } from "../storage/directory.ts";
import { type FieldLayer, writeFieldLayer } from "./field-layer-writer.ts";
import type { FrameWriter } from "./frame.ts";
import { writeIds } from "./ids.ts";
import type { SegmentEntry } from "./manifest.ts";
import { SegmentFiles } from "./segment-files.ts";
import { StoredArticlesWriter } from "./stored-articles.ts";
import { rankTerms, type TermNumbers, termNumbers } from "./term-numbers.ts";
import { tokenStream } from "./token-stream.ts";

/** Phrases are found by the places of pairs; nothing asks for those of other layers. */
const LAYER_WITH_POSITIONS: Layer = "pair";

/** Columns grow by half: on average they are a quarter larger than what they hold. */
const GROWTH_SLACK = 1.25;

/**
 * Gathers articles and writes them as one segment. Articles are stored as they come; tokens wait in columns until
 * `seal` sorts them by term and encodes each list once.
 */
export class SegmentWriter {
	readonly number: number;
	readonly #analyzer: Analyzer;
	readonly #files: SegmentFiles;
	readonly #articlesFile: FrameWriter;
	readonly #articles: StoredArticlesWriter;
	readonly #ids: ArticleId[] = [];
	readonly #numbers: Record<Layer, TermNumbers>;
	readonly #fieldLayers: readonly FieldLayer[];
	readonly #layersOf: Record<TextField, readonly FieldLayer[]>;
	/** Of the article added last. */
	readonly #lastTexts = new Map<TextField, string>();
	readonly #tokens = new TokenColumns();
	readonly #characters = new TokenColumns();

	constructor(directory: Directory, analyzer: Analyzer, number: number) {
		this.number = number;
		this.#analyzer = analyzer;
		this.#files = new SegmentFiles(directory, number);
		this.#articlesFile = this.#files.create("articles");
		this.#articles = new StoredArticlesWriter(this.#articlesFile);
		this.#numbers = {
			word: termNumbers("word", analyzer),
			character: termNumbers("character", analyzer),
			pair: termNumbers("pair", analyzer),
			entity: termNumbers("entity", analyzer),
		};
		this.#fieldLayers = TEXT_FIELDS.flatMap((field) =>
			LAYERS.map((layer) => ({
				field,
				layer,
				stream: tokenStream(layer === LAYER_WITH_POSITIONS),
			})),
		);
		const layersOf = (wanted: TextField) =>
			this.#fieldLayers.filter(({ field }) => field === wanted);
		this.#layersOf = {
			title: layersOf("title"),
			summary: layersOf("summary"),
			body: layersOf("body"),
			category: layersOf("category"),
		};
	}

	get documents(): number {
		return this.#ids.length;
	}

	/** Bytes of memory that sealing this segment would take now: all tokens, and the sorting of one field and layer at a time. */
	get memoryBytes(): number {
		let waiting = 0;
		let sorting = 0;
		for (const { stream } of this.#fieldLayers) {
			waiting += stream.waitingBytes;
			sorting = Math.max(sorting, stream.sortingBytes);
		}
		return waiting * GROWTH_SLACK + sorting;
	}

	/** Adds an article with the provisions that it cites, unless it brings those; returns its document number in this segment. */
	add(article: Article, findsCitations: boolean): number {
		const inBody = this.#analyzer.articleEntities(article, "body");
		const { provisions } = inBody.references;
		this.#articles.add(
			findsCitations ? { ...article, citations: provisions } : article,
		);
		for (const field of TEXT_FIELDS) {
			const text = fieldText(article, field);
			// Provisions of one law share their category: what was cut a moment ago is not cut again.
			const isRepeated = text === this.#lastTexts.get(field);
			this.#lastTexts.set(field, text);
			const { entities } =
				field === "body"
					? inBody
					: this.#analyzer.articleEntities(article, field);
			this.#addField(field, isRepeated ? undefined : fold(text), entities);
		}
		return this.#ids.push(article.id) - 1;
	}

	/** `folded` is undefined where the field's text is that of the article before. */
	#addField(
		field: TextField,
		folded: string | undefined,
		entities: readonly Entity[],
	): void {
		for (const { layer, stream } of this.#layersOf[field]) {
			const numbers = this.#numbers[layer];
			if (layer === "entity") {
				const terms = entities.flatMap((entity) => entity.terms);
				stream.addTerms(terms, entities.length, numbers);
			} else if (folded === undefined) {
				stream.repeatDocument();
			} else if (folded === "") {
				stream.addEmpty();
			} else if (layer === "pair") {
				this.#analyzer.pairs(this.#characters, this.#tokens);
				stream.addDocument(folded, this.#tokens, numbers);
			} else {
				const tokens = layer === "character" ? this.#characters : this.#tokens;
				this.#analyzer.analyze(folded, layer, tokens);
				stream.addDocument(folded, tokens, numbers);
			}
		}
	}

	/** Writes and syncs all files. What is deleted already is told by the caller's tombstones, not here. */
	seal(): Omit<SegmentEntry, "deletedDocuments" | "sourceBytes"> {
		this.#articles.finish();
		this.#files.seal("articles", this.#articlesFile);
		const idsFile = this.#files.create("ids");
		const ranksFile = this.#files.create("ranks");
		writeIds(this.#ids, idsFile, ranksFile);
		this.#files.seal("ids", idsFile);
		this.#files.seal("ranks", ranksFile);
		const ranks = {
			word: rankTerms(this.#numbers.word.strings),
			character: rankTerms(this.#numbers.character.strings),
			pair: rankTerms(this.#numbers.pair.strings),
			entity: rankTerms(this.#numbers.entity.strings),
		};
		const fields = this.#fieldLayers
			.filter(({ stream }) => stream.tokens > 0)
			.map((fieldLayer) =>
				writeFieldLayer(
					this.#files,
					fieldLayer,
					this.#numbers[fieldLayer.layer],
					ranks[fieldLayer.layer],
				),
			);
		return {
			number: this.number,
			documents: this.#ids.length,
			fields,
			files: this.#files.entries,
		};
	}

	/** Removes the files: nobody will read them. */
	abandon(): void {
		this.#articlesFile.abandon();
		this.#files.remove();
	}
}
