import type { Analyzer } from "../../src/analysis/analyzer.ts";
import { type Article, completeArticle } from "../../src/article.ts";
import { createCaches, IndexReader } from "../../src/index/index-reader.ts";
import {
	IndexWriter,
	type WriterOptions,
} from "../../src/index/index-writer.ts";
import type { IndexLists } from "../../src/index/lists.ts";
import type { Directory } from "../../src/storage/directory.ts";
import {
	type MemoryDirectory,
	memoryDirectory,
} from "../../src/storage/memory-directory.ts";
import { tinyAnalyzer } from "./tiny-analyzer.ts";

export type TestWriterOptions = Partial<
	Omit<WriterOptions, "loadAnalysis"> & {
		readonly analyzer: Analyzer;
		readonly lists: () => IndexLists;
	}
>;

/** A writer with the tiny analyzer; what is not said is as small as can be. */
export function openTestWriter(
	directory: Directory,
	{
		analyzer = tinyAnalyzer(),
		lists = () => ({}),
		...options
	}: TestWriterOptions = {},
): IndexWriter {
	return new IndexWriter(directory, {
		loadAnalysis: () => ({ analyzer, lists }),
		isRebuild: false,
		memoryLimitBytes: 10_000_000,
		...options,
	});
}

/** Commits the articles as one more generation. */
export function commitArticles(
	directory: Directory,
	articles: Iterable<Article>,
	options: TestWriterOptions = {},
): void {
	const writer = openTestWriter(directory, options);
	try {
		for (const article of articles) {
			writer.put(article);
		}
		writer.commit();
	} finally {
		writer.close();
	}
}

export function indexOf(articles: Iterable<Article>): MemoryDirectory {
	const directory = memoryDirectory();
	commitArticles(directory, articles);
	return directory;
}

export function openTestReader(
	directory: Directory,
	cacheLimitBytes = 1_000_000,
): IndexReader {
	return IndexReader.open(directory, () => createCaches(cacheLimitBytes));
}

/** An article of a title and a body. */
export function article(id: string, title: string, body = ""): Article {
	return completeArticle({ id, title, body });
}

/** Every article that is not deleted, in the order of the ids. */
export function liveArticles(reader: IndexReader): Article[] {
	const found = reader.segments.flatMap((segment) =>
		[...segment.ids.all()]
			.filter(({ doc }) => !segment.isDeleted(doc))
			.map(({ doc }) => segment.article(doc)),
	);
	return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}
