import {
	mkdirSync,
	mkdtempSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { Article } from "../../src/article.ts";
import type { SourceFile } from "../../src/corpus/crawl.ts";
import {
	readWhole,
	type SourceReadOptions,
} from "../../src/corpus/read-source.ts";

/** Runs with a folder of its own, which is gone afterwards. */
export function inFolder<T>(use: (folder: string) => T): T {
	const folder = mkdtempSync(join(tmpdir(), "fasou-corpus-"));
	const clean = () => rmSync(folder, { recursive: true, force: true });
	let result: T;
	try {
		result = use(folder);
	} catch (error) {
		clean();
		throw error;
	}
	if (!(result instanceof Promise)) {
		clean();
		return result;
	}
	return result.finally(clean) as T;
}

export function writeSource(
	folder: string,
	name: string,
	content: string | Uint8Array,
): SourceFile {
	const path = join(folder, name);
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, content);
	return sourceFile(path, name);
}

export function sourceFile(path: string, name = basename(path)): SourceFile {
	const { size: sizeBytes, mtimeMs } = statSync(path);
	return {
		source: name,
		folders: name.split("/").slice(0, -1),
		path,
		sizeBytes,
		mtimeMs,
	};
}

/** Reads content as a file of that name. */
export function readContent(
	name: string,
	content: string | Uint8Array,
	options: SourceReadOptions = {},
) {
	return inFolder((folder) =>
		readWhole(writeSource(folder, name, content), options),
	);
}

/** The one article of a file. */
export function readArticle(
	name: string,
	content: string | Uint8Array,
	options: SourceReadOptions = {},
): Article {
	const { articles, rejections } = readContent(name, content, options);
	const [article] = articles;
	if (article === undefined || articles.length > 1 || rejections.length > 0) {
		throw new Error(
			`expected one article of ${name}, found ${articles.length}; ${JSON.stringify(rejections)}`,
		);
	}
	return article;
}

/** The texts of an article's headings. */
export function headingsOf(
	article: Pick<Article, "body" | "headings">,
): string[] {
	return article.headings.map(({ start, end }) =>
		article.body.slice(start, end),
	);
}
