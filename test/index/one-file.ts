import type { Article } from "../../src/article.ts";
import { FILE_KINDS, type FileKindName } from "../../src/index/file-kind.ts";
import { FrameWriter } from "../../src/index/frame.ts";
import { PageCache } from "../../src/index/page-cache.ts";
import { PagedFile } from "../../src/index/paged-file.ts";
import {
	ArticleTextsGatherer,
	dictionaryOf,
	packArticles,
	StoredArticlesWriter,
} from "../../src/index/stored-articles.ts";
import { memoryDirectory } from "../../src/storage/memory-directory.ts";

const NUMBER = 7;

/** What `write` wrote into a file of its own, open for reading. */
export function writtenFile(
	kind: FileKindName,
	write: (out: FrameWriter) => void,
): PagedFile {
	const directory = memoryDirectory();
	const out = new FrameWriter(directory.create(kind), FILE_KINDS[kind], NUMBER);
	write(out);
	out.seal();
	return new PagedFile(
		directory,
		{ name: kind, number: NUMBER },
		FILE_KINDS[kind],
		new PageCache(0),
	);
}

/** Writes all of the articles, in batches that end at these numbers of articles. */
export function writeArticles(
	out: FrameWriter,
	articles: readonly Article[],
	batchEnds: readonly number[] = [articles.length],
): void {
	const writer = new StoredArticlesWriter(out);
	const gatherer = new ArticleTextsGatherer();
	let dictionary: Uint8Array | undefined;
	let start = 0;
	for (const end of batchEnds) {
		const batch = articles.slice(start, end);
		start = end;
		for (const article of batch) {
			gatherer.add(article);
		}
		const texts = gatherer.take();
		const isFirst = dictionary === undefined;
		dictionary ??= dictionaryOf(texts);
		writer.append(packArticles(texts, dictionary, isFirst));
	}
	writer.finish();
}
