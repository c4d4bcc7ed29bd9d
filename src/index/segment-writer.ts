import type { Analyzer } from "../analysis/analyzer.ts";
import {
	fieldText,
	type Layer,
	TEXT_FIELDS,
	type TextField,
} from "../analysis/fields.ts";
import { lettersOf } from "../analysis/shingles.ts";
import { signatureOf } from "../analysis/text-signature.ts";
import { UnitClasses } from "../analysis/unit-classes.ts";
import type { Article, ArticleId, Citation } from "../article.ts";
import { IntColumn } from "../bytes/int-column.ts";
import { packColumn } from "../bytes/runs.ts";
import type { Directory } from "../storage/directory.ts";
import { ColumnsWriter } from "./columns.ts";
import { tokensOf, writeFieldLayer } from "./field-layer-writer.ts";
import { CuttingColumns, FieldTokens } from "./field-tokens.ts";
import type { FrameWriter } from "./frame.ts";
import { groupBytes, groupsOf } from "./groups.ts";
import { writeIds } from "./ids.ts";
import type { SegmentEntry } from "./manifest.ts";
import { priorByte } from "./priors.ts";
import { SegmentFiles } from "./segment-files.ts";
import { sentenceBytes } from "./sentences.ts";
import { SignaturesWriter } from "./signatures.ts";
import { StoredArticlesWriter } from "./stored-articles.ts";
import { rankTerms, type TermNumbers, termNumbers } from "./term-numbers.ts";
import { STREAM_DOCUMENTS_LIMIT } from "./token-stream.ts";

/** How much an article counts before anything is asked; 0 is neutral. */
export type ArticlePrior = (article: Article) => number;

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
	readonly #priors = new IntColumn();
	readonly #columns = new ColumnsWriter();
	readonly #laws = new IntColumn();
	readonly #chapters = new IntColumn();
	readonly #signatures = new SignaturesWriter();
	readonly #unitClasses = new UnitClasses();
	readonly #priorOf: ArticlePrior;
	readonly #numbers: Record<Layer, TermNumbers>;
	readonly #fields: Readonly<Record<TextField, FieldTokens>>;

	constructor(
		directory: Directory,
		analyzer: Analyzer,
		number: number,
		priorOf: ArticlePrior,
	) {
		this.number = number;
		this.#analyzer = analyzer;
		this.#priorOf = priorOf;
		this.#files = new SegmentFiles(directory, number);
		this.#articlesFile = this.#files.create("articles");
		this.#articles = new StoredArticlesWriter(this.#articlesFile);
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
	}

	get documents(): number {
		return this.#ids.length;
	}

	/** Whether the segment can take no more. */
	get isFull(): boolean {
		return this.documents === STREAM_DOCUMENTS_LIMIT;
	}

	/** Bytes of memory that sealing this segment would take now: all tokens, and the sorting of one field and layer at a time. */
	get memoryBytes(): number {
		let waiting = 0;
		let sorting = 0;
		for (const field of TEXT_FIELDS) {
			for (const { streams } of this.#fields[field].layers) {
				let ofLayer = 0;
				for (const stream of streams) {
					waiting += stream.waitingBytes;
					ofLayer += stream.sortingBytes;
				}
				sorting = Math.max(sorting, ofLayer);
			}
		}
		return waiting + sorting;
	}

	/** Adds an article with the provisions that it cites, unless it brings those; returns its document number in this segment. */
	add(article: Article, findsCitations: boolean): number {
		let citations: readonly Citation[] = article.citations;
		for (const field of TEXT_FIELDS) {
			const tokens = this.#fields[field];
			const text = fieldText(article, field);
			const folded = tokens.foldedOf(text);
			const found = this.#analyzer.articleEntities(article, field, folded);
			tokens.add(text, folded, found.entities);
			if (field === "body" && findsCitations) {
				citations = found.references.provisions;
			}
		}
		this.#articles.add({ ...article, citations });
		const isProvision = article.law !== undefined;
		this.#priors.push(priorByte(this.#priorOf(article), isProvision));
		this.#columns.add(article);
		const { law, chapter } = groupsOf(article);
		this.#laws.push(law);
		this.#chapters.push(chapter);
		// Provisions are told apart by their law and number, whatever they say.
		this.#signatures.add(
			isProvision
				? undefined
				: signatureOf(
						lettersOf(
							this.#fields.body.foldedOf(article.body),
							this.#unitClasses,
						),
					),
		);
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
		const priorsFile = this.#files.create("priors");
		priorsFile.append(packColumn(this.#priors.view(), 1));
		this.#files.seal("priors", priorsFile);
		const columnsFile = this.#files.create("columns");
		columnsFile.append(this.#columns.bytes());
		this.#files.seal("columns", columnsFile);
		this.#sealGroups();
		this.#sealSentences();
		this.#sealSignatures();
		const ranks = {
			word: rankTerms(this.#numbers.word.strings),
			character: rankTerms(this.#numbers.character.strings),
			pair: rankTerms(this.#numbers.pair.strings),
			entity: rankTerms(this.#numbers.entity.strings),
		};
		const fields = TEXT_FIELDS.flatMap((field) => this.#fields[field].layers)
			.filter((fieldLayer) => tokensOf(fieldLayer) > 0)
			.map((fieldLayer) =>
				writeFieldLayer(this.#files, fieldLayer, ranks[fieldLayer.layer]),
			);
		return {
			number: this.number,
			documents: this.#ids.length,
			fields,
			files: this.#files.entries,
		};
	}

	#sealGroups(): void {
		const laws = this.#laws.view();
		if (laws.some((law) => law !== 0)) {
			const file = this.#files.create("groups");
			file.append(groupBytes({ laws, chapters: this.#chapters.view() }));
			this.#files.seal("groups", file);
		}
	}

	#sealSentences(): void {
		const { title, summary, body, category, path } = this.#fields;
		const file = this.#files.create("sentences");
		file.append(
			sentenceBytes({
				title: title.sentences,
				summary: summary.sentences,
				body: body.sentences,
				category: category.sentences,
				path: path.sentences,
			}),
		);
		this.#files.seal("sentences", file);
	}

	#sealSignatures(): void {
		const bytes = this.#signatures.bytes();
		if (bytes !== undefined) {
			const file = this.#files.create("signatures");
			file.append(bytes);
			this.#files.seal("signatures", file);
		}
	}

	/** Removes the files: nobody will read them. */
	abandon(): void {
		this.#articlesFile.abandon();
		this.#files.remove();
	}
}
