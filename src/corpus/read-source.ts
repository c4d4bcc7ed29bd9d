import { constants, gunzipSync } from "node:zlib";
import type { Article } from "../article.ts";
import type { Rejection } from "../errors.ts";
import { splitParagraphs } from "./body.ts";
import type { SourceFile } from "./crawl.ts";
import { decodeText } from "./decode-text.ts";
import { readHtml } from "./html.ts";
import { readJsonDocument } from "./json-document.ts";
import { readJsonLines } from "./json-lines.ts";
import { type RecordArticle, readRecord } from "./json-record.ts";
import { type MarkdownPlace, readMarkdown } from "./markdown.ts";
import { splitProvisions } from "./provisions.ts";
import {
	DEFAULT_LIMITS,
	type ReadLimits,
	type ReadOptions,
} from "./read-options.ts";
import { formatOf, type SourceFormat } from "./source-formats.ts";
import { errnoOf, messageOf, SourceProblem } from "./source-problem.ts";
import { type FileState, readChunks, readStableFile } from "./stable-file.ts";
import { lawFacts } from "./statute.ts";
import { type ArticleText, readText } from "./text-page.ts";

export interface SourceReadOptions extends ReadOptions {
	/** A clock in milliseconds for `limits.maxMs`; without it there is no time cap. */
	readonly now?: () => number;
}

/** What reading a source gives, in its order; the last item is its end. */
export type SourceItem =
	| { readonly kind: "article"; readonly article: Article }
	| { readonly kind: "rejection"; readonly rejection: Rejection }
	| { readonly kind: "end"; readonly end: SourceEnd };

/** The state in which a source was read; its hash is empty where it has to be read again next time. */
export interface SourceEnd extends FileState {
	/** The source as a whole gave nothing: what was indexed of it before stays. */
	readonly isRejected: boolean;
}

/**
 * Reads one source file, synchronously: made for a worker thread. Large JSONL streams, with one chunk and one line in
 * memory; everything else is read whole. Nothing is thrown for a bad source: that is a rejection.
 */
export function* readSource(
	file: SourceFile,
	options: SourceReadOptions = {},
): Generator<SourceItem, void> {
	const reading: Reading = {
		file,
		options,
		limits: { ...DEFAULT_LIMITS, ...options.limits },
	};
	let articles = 0;
	let rejections = 0;
	let state: FileState = {
		sizeBytes: file.sizeBytes,
		mtimeMs: file.mtimeMs,
		contentHash: "",
	};
	try {
		const items = readItems(reading);
		for (;;) {
			const next = items.next();
			if (next.done) {
				state = next.value;
				break;
			}
			if (next.value.kind === "article") articles++;
			else rejections++;
			yield next.value;
		}
		if (articles + rejections === 0) throw emptyFile(state);
	} catch (error) {
		yield { kind: "rejection", rejection: rejectionOf(file.source, error) };
		rejections++;
	}
	const isRejected = articles === 0 && rejections > 0;
	const contentHash = isRejected ? "" : state.contentHash;
	yield { kind: "end", end: { ...state, contentHash, isRejected } };
}

/** `readSource`, collected. */
export function readWhole(
	file: SourceFile,
	options: SourceReadOptions = {},
): { articles: Article[]; rejections: Rejection[]; end: SourceEnd } {
	const articles: Article[] = [];
	const rejections: Rejection[] = [];
	for (const item of readSource(file, options)) {
		if (item.kind === "article") articles.push(item.article);
		else if (item.kind === "rejection") rejections.push(item.rejection);
		else return { articles, rejections, end: item.end };
	}
	throw new TypeError("readSource gave no end");
}

interface Reading {
	readonly file: SourceFile;
	readonly options: SourceReadOptions;
	readonly limits: ReadLimits;
}

type Content = Exclude<SourceItem, { readonly kind: "end" }>;

function* readItems(reading: Reading): Generator<Content, FileState> {
	const { file, limits } = reading;
	const format = formatOf(file.source);
	const isPacked = /\.gz$/i.test(file.source);
	if (format === undefined) {
		throw new SourceProblem(
			"unknown-format",
			`no reader for the name ${JSON.stringify(file.source)}`,
		);
	}
	if (format === "jsonl" && !isPacked && file.sizeBytes > STREAM_FROM_BYTES) {
		return yield* streamLines(reading);
	}
	const { bytes, ...state } = readStableFile(file.path, limits.maxBytes);
	if (bytes.length === 0) throw emptyFile(state);
	if (format === "jsonl") {
		const { maxUnpackedBytes } = limits;
		const lines = isPacked ? unpack(bytes, maxUnpackedBytes) : bytes;
		yield* readLines(reading, oneChunk(lines));
	} else if (format === "json") {
		yield* readDocument(reading, decodeText(bytes).text);
	} else {
		const text = readOne(reading, format, bytes);
		for (const article of completed(reading, text, file.source)) {
			yield { kind: "article", article };
		}
	}
	return state;
}

/** Plain JSONL above this is not held in memory as a whole. */
const STREAM_FROM_BYTES = 8 * 2 ** 20;
/** Bytes of it that are in memory at a time, beside one line. */
const CHUNK_BYTES = 2 ** 20;

/** Large JSONL, as far as it went when it was opened. One that changes meanwhile keeps the articles read so far. */
function* streamLines(reading: Reading): Generator<Content, FileState> {
	const { source, path } = reading.file;
	const state = yield* readLines(reading, readChunks(path, CHUNK_BYTES));
	if (state.contentHash === "") {
		const problem = new SourceProblem(
			"changing",
			"changed while it was being read; its articles are as of then: index again when nothing writes to it",
		);
		yield { kind: "rejection", rejection: rejectionOf(source, problem) };
	}
	return state;
}

function* oneChunk(bytes: Buffer): Generator<Buffer, undefined> {
	if (bytes.length > 0) yield bytes;
	return undefined;
}

function* readLines<T>(
	reading: Reading,
	chunks: Generator<Buffer, T>,
): Generator<Content, T> {
	const lines = readJsonLines(chunks, reading.limits);
	let articles = 0;
	let problems = 0;
	for (;;) {
		const next = lines.next();
		if (next.done) return next.value;
		const source = `${reading.file.source}:${next.value.line}`;
		const content: Content =
			next.value.kind === "value"
				? readEntry(reading, source, next.value.value)
				: {
						kind: "rejection",
						rejection: rejectionOf(source, next.value.problem),
					};
		if (content.kind === "article") articles++;
		else problems++;
		yield content;
		if (articles === 0 && problems === MOST_BAD_LINES) {
			throw new SourceProblem(
				"bad-json",
				`none of the first ${MOST_BAD_LINES} lines is an article; the rest was not read: check that it is JSONL`,
			);
		}
	}
}

/** After so many bad lines and not a single good one, a file is something else. */
const MOST_BAD_LINES = 1000;

function* readDocument(reading: Reading, text: string): Generator<Content> {
	for (const { number, value } of readJsonDocument(text)) {
		const { source } = reading.file;
		yield readEntry(
			reading,
			number === undefined ? source : `${source}:${number}`,
			value,
		);
	}
}

function readEntry(reading: Reading, source: string, value: unknown): Content {
	try {
		const record = readRecord(value, recordOptions(reading));
		const [article] = completed({ ...reading, options: {} }, record, source);
		if (article === undefined) throw new TypeError("a record gave no article");
		return { kind: "article", article };
	} catch (error) {
		return { kind: "rejection", rejection: rejectionOf(source, error) };
	}
}

function recordOptions({ options, limits }: Reading) {
	return { map: options.map ?? {}, maxDepth: limits.maxDepth };
}

/** The one article of a file that is not JSON. */
function readOne(
	reading: Reading,
	format: Exclude<SourceFormat, "json" | "jsonl">,
	bytes: Uint8Array,
): RecordArticle {
	const { file, limits, options } = reading;
	const fileName = file.source.slice(file.source.lastIndexOf("/") + 1);
	const place = { folders: file.folders, fileName };
	switch (format) {
		case "text": {
			const article = readText(decodeText(bytes).text);
			if (article.title !== "") return withLawFacts(article, place);
			throw new SourceProblem(
				"no-text",
				"expected text, found nothing but blanks",
			);
		}
		case "markdown":
			return readMarkdown(
				decodeText(bytes).text,
				place,
				recordOptions(reading),
			);
		case "html": {
			const { maxDepth, maxMs } = limits;
			const { now } = options;
			const treeLimits = { maxDepth, maxMs, ...(now !== undefined && { now }) };
			return withLawFacts(readHtml(bytes, treeLimits), place);
		}
		default:
			return format satisfies never;
	}
}

/** A statute need not be Markdown; a page or text that is one is told by its 条. */
function withLawFacts(article: ArticleText, place: MarkdownPlace): ArticleText {
	if (!/^第.{1,9}条/m.test(article.body)) return article;
	const facts = lawFacts(splitParagraphs(article), {
		name: article.title,
		...place,
	});
	return facts.law === undefined ? article : { ...facts, ...article };
}

function completed(
	reading: Reading,
	text: RecordArticle,
	source: string,
): Article[] {
	const article: Article = {
		...text,
		id: text.id ?? source,
		source,
		category: text.category ?? [],
		citations: [],
		editorRelated: text.editorRelated ?? [],
	};
	return reading.options.split === "provisions"
		? splitProvisions(article)
		: [article];
}

function unpack(bytes: Buffer, maxUnpackedBytes: number): Buffer {
	try {
		return gunzipSync(bytes, {
			maxOutputLength: maxUnpackedBytes,
			finishFlush: constants.Z_FINISH,
		});
	} catch (error) {
		if (errnoOf(error) === "ERR_BUFFER_TOO_LARGE") {
			throw new SourceProblem(
				"too-large",
				`unpacks to more than maxUnpackedBytes = ${maxUnpackedBytes}; unpack it (plain .jsonl is read line by line), or raise that limit`,
			);
		}
		throw new SourceProblem(
			"bad-archive",
			`expected gzip, found ${messageOf(error)}; it may be cut off or damaged: fetch it again`,
			{ cause: error },
		);
	}
}

function emptyFile(state: FileState): SourceProblem {
	const what = state.sizeBytes === 0 ? "nothing (0 bytes)" : "no article";
	return new SourceProblem("empty", `expected text, found ${what}`);
}

function rejectionOf(source: string, error: unknown): Rejection {
	if (error instanceof SourceProblem) {
		return { source, code: error.code, reason: error.message };
	}
	if (error instanceof RangeError) {
		const reason = `too much for one file: ${error.message}`;
		return { source, code: "too-large", reason };
	}
	throw error;
}
