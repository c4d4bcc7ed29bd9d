import type { Article, ArticleId } from "../article.ts";
import type { Directory } from "../storage/directory.ts";
import { attempted } from "./attempted.ts";
import { ByteCache } from "./byte-cache.ts";
import { FILE_KINDS } from "./file-kind.ts";
import { ID_VALUES } from "./ids.ts";
import type { SegmentEntry } from "./manifest.ts";
import { PageCache } from "./page-cache.ts";
import { PagedFile, readPayload } from "./paged-file.ts";
import { SortedTableReader } from "./sorted-table.ts";
import { StoredArticlesReader } from "./stored-articles.ts";
import { Tombstones } from "./tombstones.ts";

const CHUNK_CACHE_BYTES = 1_000_000;

/**
 * The articles of a damaged segment that can still be read, in their order; those under a page that is damaged are left out.
 * None where it cannot be told which are deleted: a deleted article must not come back.
 */
export function* salvageArticles(
	directory: Directory,
	entry: SegmentEntry,
): Generator<Article> {
	const tombstones = attempted(() => readTombstones(directory, entry));
	const file = attempted(() => openFile(directory, entry, "articles"));
	if (file === undefined) {
		return;
	}
	try {
		const stored = new StoredArticlesReader(
			file,
			new ByteCache(CHUNK_CACHE_BYTES),
		);
		const documents = tombstones === undefined ? 0 : entry.documents;
		for (let doc = 0; doc < documents; doc++) {
			if (tombstones?.has(doc) === false) {
				const article = attempted(() => stored.read(doc));
				if (article !== undefined) {
					yield article;
				}
			}
		}
	} finally {
		file.close();
	}
}

/** The ids of a damaged segment's articles, deleted ones aside where they can be told; as far as they can be read. */
export function* salvageIds(
	directory: Directory,
	entry: SegmentEntry,
): Generator<ArticleId> {
	const tombstones = attempted(() => readTombstones(directory, entry));
	const file = attempted(() => openFile(directory, entry, "ids"));
	if (file === undefined) {
		return;
	}
	try {
		const entries = attempted(() =>
			new SortedTableReader(file, ID_VALUES).entriesFrom(""),
		);
		for (;;) {
			const next = entries && attempted(() => entries.next());
			if (next === undefined || next.done === true) {
				return;
			}
			const { key, values } = next.value;
			if (tombstones?.has(values[0] ?? 0) !== true) {
				yield key;
			}
		}
	} finally {
		file.close();
	}
}

function openFile(
	directory: Directory,
	{ files }: SegmentEntry,
	kind: "articles" | "ids",
): PagedFile | undefined {
	const entry = files.find((file) => file.kind === kind);
	return (
		entry && new PagedFile(directory, entry, FILE_KINDS[kind], new PageCache(0))
	);
}

function readTombstones(
	directory: Directory,
	{ tombstones, documents }: SegmentEntry,
): Tombstones {
	return new Tombstones(
		documents,
		tombstones && readPayload(directory, tombstones, FILE_KINDS.tombstones),
	);
}
