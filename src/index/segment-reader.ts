import {
	LAYERS,
	type Layer,
	TEXT_FIELDS,
	type TextField,
} from "../analysis/fields.ts";
import type { Article, ArticleId } from "../article.ts";
import {
	unpackColumn,
	type VisitRun,
	visitRunsOfFirst,
} from "../bytes/runs.ts";
import type { Directory } from "../storage/directory.ts";
import { type ArticleRow, isSameArticle } from "./article-rows.ts";
import { type ByteCache, lookAt } from "./byte-cache.ts";
import { type CitingDocument, unpackCiting } from "./citing.ts";
import { ColumnsReader, visitNumbers } from "./columns.ts";
import { DenseList, isDense } from "./dense-list.ts";
import { FILE_KINDS, type FileKindName } from "./file-kind.ts";
import { corrupt } from "./frame.ts";
import { type GroupColumns, noGroups, readGroups } from "./groups.ts";
import { IdsReader } from "./ids.ts";
import { KeptLists, type ListCache } from "./kept-lists.ts";
import type { FieldStats, SegmentEntry } from "./manifest.ts";
import type { PageCache } from "./page-cache.ts";
import { PagedFile, readPayload } from "./paged-file.ts";
import { PostingsList } from "./postings.ts";
import { type ListExtent, PostingsBlocks } from "./postings-blocks.ts";
import { NO_PRIOR } from "./priors.ts";
import { readUnits, type SaidUnits } from "./said.ts";
import { SentencesReader } from "./sentences.ts";
import { SignaturesReader } from "./signatures.ts";
import { SortedTableReader } from "./sorted-table.ts";
import { StoredArticlesReader } from "./stored-articles.ts";
import type { TableEntry } from "./table-block.ts";
import { TERM_VALUES } from "./term-values.ts";
import { Tombstones } from "./tombstones.ts";

/** What several segments and files of one engine share, each bounded in bytes. */
export interface Caches {
	readonly pages: PageCache;
	readonly lists: ListCache;
	readonly chunks: ByteCache<string>;
}

/** One immutable part of the index, open for reading. */
export class SegmentReader {
	readonly entry: SegmentEntry;
	readonly tombstones: Tombstones | undefined;
	readonly #directory: Directory;
	readonly #files = new Map<string, PagedFile>();
	readonly #caches: Caches;
	readonly #tables = new Map<string, SortedTableReader>();
	readonly #norms = new Map<string, Uint8Array>();
	readonly #lists: KeptLists<PostingsList | null>;
	readonly #denseLists: KeptLists<DenseList>;
	#articles: StoredArticlesReader | undefined;
	#ids: IdsReader | undefined;
	#priors: Uint8Array | undefined;
	#columns: ColumnsReader | undefined;
	#groups: GroupColumns | undefined;
	#sentences: SentencesReader | undefined;
	#signatures: SignaturesReader | undefined;

	/** @throws SearchError `corrupt`, `too-old`, `too-new`, `no-file` */
	constructor(directory: Directory, entry: SegmentEntry, caches: Caches) {
		this.entry = entry;
		this.#directory = directory;
		this.#caches = caches;
		this.#lists = new KeptLists(caches.lists);
		this.#denseLists = new KeptLists(caches.lists);
		try {
			for (const file of entry.files) {
				this.#files.set(
					fileKey(file.kind, file.field, file.layer),
					new PagedFile(directory, file, FILE_KINDS[file.kind], caches.pages),
				);
			}
			this.tombstones = this.#openTombstones();
		} catch (cause) {
			this.close();
			throw cause;
		}
	}

	get documents(): number {
		return this.entry.documents;
	}

	stats(field: TextField, layer: Layer): FieldStats | undefined {
		return this.entry.fields.find(
			(stats) => stats.field === field && stats.layer === layer,
		);
	}

	isDeleted(doc: number): boolean {
		return this.tombstones?.has(doc) ?? false;
	}

	/** The documents of a term, or undefined where it stands in none. */
	postings(
		field: TextField,
		layer: Layer,
		term: string,
	): PostingsList | undefined {
		const lists = this.#lists.of(field, layer);
		const cached = lookAt(lists.get(term));
		if (cached !== undefined) {
			return cached ?? undefined;
		}
		const list = this.#openList(field, layer, term);
		this.#lists.keep(lists, term, list ?? null);
		return list;
	}

	/** As `postings`, for a list that only single documents are looked up in. */
	lookedUp(
		field: TextField,
		layer: Layer,
		term: string,
	): PostingsList | DenseList | undefined {
		const denseLists = this.#denseLists.of(field, layer);
		const dense = lookAt(denseLists.get(term));
		if (dense !== undefined) {
			return dense;
		}
		const lists = this.#lists.of(field, layer);
		const cached = lookAt(lists.get(term));
		if (cached === null || cached?.isBetterDense() === false) {
			return cached ?? undefined;
		}
		const found = this.terms(field, layer)?.find(term);
		if (found !== undefined && isDense(found.values[0]!, this.documents)) {
			const list = this.#openDense(field, layer, found);
			this.#denseLists.keep(denseLists, term, list);
			return list;
		}
		const list = found && this.listAt(field, layer, found);
		this.#lists.keep(lists, term, list ?? null);
		return list;
	}

	/** The terms of a field and layer, sorted; undefined where the segment has none. */
	terms(field: TextField, layer: Layer): SortedTableReader | undefined {
		const key = fileKey("terms", field, layer);
		const known = this.#tables.get(key);
		if (known !== undefined) {
			return known;
		}
		const file = this.#files.get(key);
		if (file === undefined) {
			return undefined;
		}
		const table = new SortedTableReader(file, TERM_VALUES);
		this.#tables.set(key, table);
		return table;
	}

	/** One length byte a document (norms.ts). */
	norms(field: TextField, layer: Layer): Uint8Array {
		const key = fileKey("norms", field, layer);
		const known = this.#norms.get(key);
		if (known !== undefined) {
			return known;
		}
		const norms = this.#byteColumn(key) ?? new Uint8Array(this.documents);
		this.#norms.set(key, norms);
		return norms;
	}

	/** One byte a document (priors.ts). */
	priors(): Uint8Array {
		this.#priors ??=
			this.#byteColumn("priors") ??
			new Uint8Array(this.documents).fill(NO_PRIOR);
		return this.#priors;
	}

	/** What is known of each document beside its text. */
	columns(): ColumnsReader {
		this.#columns ??= new ColumnsReader(
			this.#files.get("columns")?.all() ?? new Uint8Array(0),
			this.documents,
		);
		return this.#columns;
	}

	/** Calls `visit` with each stretch `[from, to)` of documents of the same day (columns.ts). */
	visitDays(visit: VisitRun): void {
		const file = this.#files.get("columns");
		if (file !== undefined) {
			visitNumbers(file, "day", this.documents, visit);
		}
	}

	/** Calls `visit` with each stretch `[from, to)` of documents of the same law (groups.ts). */
	visitLaws(visit: VisitRun): void {
		const bytes = this.#files.get("groups")?.all();
		if (bytes !== undefined) {
			visitRunsOfFirst(bytes, this.documents, visit);
		}
	}

	/** What stands together, two numbers a document (groups.ts). */
	groups(): GroupColumns {
		if (this.#groups === undefined) {
			const bytes = this.#files.get("groups")?.all();
			this.#groups =
				bytes === undefined
					? noGroups(this.documents)
					: readGroups(bytes, this.documents);
		}
		return this.#groups;
	}

	/** Where sentences begin (sentences.ts); undefined where the segment does not keep that, and its texts must tell. */
	sentences(): SentencesReader | undefined {
		const file = this.#files.get("sentences");
		if (this.#sentences === undefined && file !== undefined) {
			this.#sentences = new SentencesReader(file, this.documents);
		}
		return this.#sentences;
	}

	/** What tells which texts may be nearly the same (signatures.ts); undefined where that is not known. */
	signature(doc: number): Uint8Array | undefined {
		const file = this.#files.get("signatures");
		if (file === undefined) {
			return undefined;
		}
		this.#signatures ??= new SignaturesReader(file, this.documents);
		return this.#signatures.of(doc);
	}

	/** The articles that cite provisions, deleted ones too: for a commit, not for a search. */
	citing(): readonly CitingDocument[] {
		const bytes = this.#files.get("citing")?.all();
		return bytes === undefined ? [] : unpackCiting(bytes);
	}

	/** Of what each document speaks, where this is a segment of what is said. */
	units(): SaidUnits {
		return readUnits(this.#file("units").all(), this.documents);
	}

	/** A byte a document; undefined where the segment has no such file. */
	#byteColumn(key: string): Uint8Array | undefined {
		const bytes = this.#files.get(key)?.all();
		return bytes && unpackColumn(bytes, 0, this.documents, 1);
	}

	article(doc: number): Article {
		return this.#stored.read(doc);
	}

	/** The article of a document as it is stored. */
	storedRow(doc: number): ArticleRow {
		return this.#stored.row(doc);
	}

	/** Whether the document is this very article, in every field, but for the citations where those are found in the text. */
	stores(
		doc: number,
		article: Article,
		options: { readonly ignoresCitations: boolean },
	): boolean {
		return isSameArticle(this.#stored.read(doc), article, options);
	}

	get ids(): IdsReader {
		this.#ids ??= new IdsReader(this.#file("ids"), this.#file("ranks"));
		return this.#ids;
	}

	/** The document of an id, unless it is deleted. */
	docOf(id: ArticleId): number | undefined {
		const doc = this.ids.docOf(id);
		return doc === undefined || this.isDeleted(doc) ? undefined : doc;
	}

	close(): void {
		for (const file of this.#files.values()) {
			file.close();
		}
		this.#files.clear();
	}

	#openList(
		field: TextField,
		layer: Layer,
		term: string,
	): PostingsList | undefined {
		const found = this.terms(field, layer)?.find(term);
		if (found === undefined) {
			return undefined;
		}
		return this.listAt(field, layer, found);
	}

	#openDense(field: TextField, layer: Layer, entry: TableEntry): DenseList {
		const file = this.#file("postings", field, layer);
		const blocks = new PostingsBlocks(file, extentOf(entry), this.documents);
		return new DenseList(blocks, this.documents);
	}

	/** The documents of a term, past the cache. @param entry that of the term in `terms` */
	listAt(field: TextField, layer: Layer, entry: TableEntry): PostingsList {
		return new PostingsList(
			this.#file("postings", field, layer),
			this.#files.get(fileKey("positions", field, layer)),
			this.norms(field, layer),
			extentOf(entry),
		);
	}

	get #stored(): StoredArticlesReader {
		this.#articles ??= new StoredArticlesReader(
			this.#file("articles"),
			this.#caches.chunks,
		);
		return this.#articles;
	}

	#file(kind: FileKindName, field?: TextField, layer?: Layer): PagedFile {
		const file = this.#files.get(fileKey(kind, field, layer));
		if (file === undefined) {
			throw corrupt(
				this.#directory,
				`segment ${this.entry.number}`,
				`expected a file of ${fileKey(kind, field, layer)}, the manifest names none`,
			);
		}
		return file;
	}

	#openTombstones(): Tombstones | undefined {
		const { tombstones, documents } = this.entry;
		if (tombstones === undefined) {
			return undefined;
		}
		return new Tombstones(
			documents,
			readPayload(this.#directory, tombstones, FILE_KINDS.tombstones),
		);
	}
}

function fileKey(kind: FileKindName, field?: TextField, layer?: Layer): string {
	return field === undefined ? kind : `${kind}/${field}/${layer}`;
}

/** Every field and layer, in the order in which they are reported. */
export const FIELD_LAYERS: readonly {
	readonly field: TextField;
	readonly layer: Layer;
}[] = TEXT_FIELDS.flatMap((field) => LAYERS.map((layer) => ({ field, layer })));

function extentOf({ values, starts }: TableEntry): ListExtent {
	const [documents, postingsEnd, positionsEnd] = values;
	const [, postingsStart, positionsStart] = starts;
	return {
		documents: documents!,
		postingsStart: postingsStart!,
		postingsEnd: postingsEnd!,
		positionsStart: positionsStart!,
		positionsEnd: positionsEnd!,
	};
}
