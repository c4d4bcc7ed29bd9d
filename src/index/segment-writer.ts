import type { Analyzer } from "../analysis/analyzer.ts";
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
import { TermNumbers } from "./term-numbers.ts";
import { TokenStream } from "./token-stream.ts";

/** Codes of the character layer are code points. */
const CODE_POINTS = 0x11_0000;

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

	constructor(directory: Directory, analyzer: Analyzer, number: number) {
		this.number = number;
		this.#analyzer = analyzer;
		this.#files = new SegmentFiles(directory, number);
		this.#articlesFile = this.#files.create("articles");
		this.#articles = new StoredArticlesWriter(this.#articlesFile);
		this.#numbers = {
			word: new TermNumbers("word", analyzer.wordLimit),
			character: new TermNumbers("character", CODE_POINTS),
		};
		this.#fieldLayers = TEXT_FIELDS.flatMap((field) =>
			LAYERS.map((layer) => ({
				field,
				layer,
				// Inner words share a place; characters follow each other.
				stream: new TokenStream(layer === "word"),
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

	/** Adds an article; returns its document number in this segment. */
	add(article: Article): number {
		this.#articles.add(article);
		for (const field of TEXT_FIELDS) {
			const text = fieldText(article, field);
			// Provisions of one law share their category: what was cut a moment ago is not cut again.
			const isRepeated = text === this.#lastTexts.get(field);
			this.#lastTexts.set(field, text);
			const folded = isRepeated ? "" : fold(text);
			for (const { layer, stream } of this.#layersOf[field]) {
				if (isRepeated) {
					stream.repeatDocument();
				} else if (folded === "") {
					stream.addEmpty();
				} else {
					this.#analyzer.analyze(folded, layer, this.#tokens);
					stream.addDocument(folded, this.#tokens, this.#numbers[layer]);
				}
			}
		}
		return this.#ids.push(article.id) - 1;
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
			word: this.#numbers.word.ranks(),
			character: this.#numbers.character.ranks(),
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

	/** Lets go of the files without sealing them. */
	abandon(): void {
		this.#articlesFile.abandon();
	}
}
