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
import { padded } from "../storage/commit.ts";
import type { Directory } from "../storage/directory.ts";
import { FILE_KINDS, type FileKindName } from "./file-kind.ts";
import { FrameWriter } from "./frame.ts";
import { writeIds } from "./ids.ts";
import type { FieldStats, FileEntry, SegmentEntry } from "./manifest.ts";
import { PostingsWriter } from "./postings.ts";
import { SortedTableWriter } from "./sorted-table.ts";
import { StoredArticlesWriter } from "./stored-articles.ts";
import { TermNumbers } from "./term-numbers.ts";
import { TokenStream } from "./token-stream.ts";

/** Codes of the character layer are code points. */
const CODE_POINTS = 0x11_0000;

/** Columns grow by half: on average they are a quarter larger than what they hold. */
const GROWTH_SLACK = 1.25;

/** What stands beside a term: documents, then the extents of its postings and positions. */
export const TERM_VALUES = ["plain", "extent", "extent"] as const;

interface FieldLayer {
	readonly field: TextField;
	readonly layer: Layer;
	readonly stream: TokenStream;
}

/**
 * Gathers articles and writes them as one segment. Articles are stored as they come; tokens wait in columns until
 * `seal` sorts them by term and encodes each list once.
 */
export class SegmentWriter {
	readonly number: number;
	readonly #directory: Directory;
	readonly #analyzer: Analyzer;
	readonly #files: FileEntry[] = [];
	readonly #articlesFile: FrameWriter;
	readonly #articles: StoredArticlesWriter;
	readonly #ids: ArticleId[] = [];
	readonly #numbers: Record<Layer, TermNumbers>;
	readonly #fieldLayers: readonly FieldLayer[];
	readonly #tokens = new TokenColumns();

	constructor(directory: Directory, analyzer: Analyzer, number: number) {
		this.number = number;
		this.#directory = directory;
		this.#analyzer = analyzer;
		this.#articlesFile = this.#create("articles");
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
		let folded = "";
		let foldedField: TextField | undefined;
		for (const { field, layer, stream } of this.#fieldLayers) {
			if (field !== foldedField) {
				folded = fold(fieldText(article, field));
				foldedField = field;
			}
			if (folded === "") {
				stream.addEmpty();
				continue;
			}
			this.#analyzer.analyze(folded, layer, this.#tokens);
			stream.addDocument(folded, this.#tokens, this.#numbers[layer]);
		}
		return this.#ids.push(article.id) - 1;
	}

	/** Writes and syncs all files. What is deleted already is told by the caller's tombstones, not here. */
	seal(): Omit<SegmentEntry, "deletedDocuments" | "sourceBytes"> {
		this.#articles.finish();
		this.#sealFile("articles", this.#articlesFile);
		const idsFile = this.#create("ids");
		const ranksFile = this.#create("ranks");
		writeIds(this.#ids, idsFile, ranksFile);
		this.#sealFile("ids", idsFile);
		this.#sealFile("ranks", ranksFile);
		const ranks = {
			word: this.#numbers.word.ranks(),
			character: this.#numbers.character.ranks(),
		};
		const fields = this.#fieldLayers
			.filter(({ stream }) => stream.tokens > 0)
			.map((fieldLayer) =>
				this.#writeFieldLayer(fieldLayer, ranks[fieldLayer.layer]),
			);
		return {
			number: this.number,
			documents: this.#ids.length,
			fields,
			files: this.#files,
		};
	}

	/** Lets go of the files without sealing them. */
	abandon(): void {
		this.#articlesFile.abandon();
	}

	#writeFieldLayer(
		{ field, layer, stream }: FieldLayer,
		{ ranks, sorted }: { ranks: Int32Array; sorted: Int32Array },
	): FieldStats {
		const { strings } = this.#numbers[layer];
		const norms = stream.norms();
		const create = (kind: FileKindName) => this.#create(kind, field, layer);
		const termsFile = create("terms");
		const postingsFile = create("postings");
		const positionsFile = create("positions");
		const normsFile = create("norms");
		const table = new SortedTableWriter(termsFile, TERM_VALUES);
		const lists = new PostingsWriter(postingsFile, positionsFile, norms);
		const { docs, positions, ends } = stream.sorted(ranks);
		let from = 0;
		let terms = 0;
		for (let rank = 0; rank < ends.length; rank++) {
			const to = ends[rank]!;
			if (to > from) {
				const documents = lists.write(docs, positions, from, to);
				table.add(strings[sorted[rank]!]!, [
					documents,
					postingsFile.length,
					positionsFile.length,
				]);
				terms++;
			}
			from = to;
		}
		table.finish();
		normsFile.append(norms);
		this.#sealFile("terms", termsFile, field, layer);
		this.#sealFile("postings", postingsFile, field, layer);
		this.#sealFile("positions", positionsFile, field, layer);
		this.#sealFile("norms", normsFile, field, layer);
		return {
			field,
			layer,
			documents: stream.documentsWithTokens,
			tokens: stream.tokens,
			terms,
		};
	}

	#create(kind: FileKindName, field?: TextField, layer?: Layer): FrameWriter {
		const file = this.#directory.create(
			segmentFileName(this.number, kind, field, layer),
		);
		return new FrameWriter(file, FILE_KINDS[kind], this.number);
	}

	#sealFile(
		kind: FileKindName,
		file: FrameWriter,
		field?: TextField,
		layer?: Layer,
	): void {
		this.#files.push({
			kind,
			version: FILE_KINDS[kind].version,
			...(field && { field }),
			...(layer && { layer }),
			name: segmentFileName(this.number, kind, field, layer),
			number: this.number,
			bytes: file.seal(),
		});
	}
}

function segmentFileName(
	number: number,
	kind: FileKindName,
	field?: TextField,
	layer?: Layer,
): string {
	const of = field === undefined ? "" : `.${field}-${layer}`;
	return `segment-${padded(number)}${of}.${kind}`;
}
