import type { Article, EditorRelated, Json } from "../article.ts";
import { bodyOfText, linesOf, trimBlank } from "./body.ts";
import { parseDate } from "./dates.ts";
import { RECORD_FIELDS, type RecordField } from "./read-options.ts";
import { SourceProblem } from "./source-problem.ts";
import { type ArticleText, splitBreadcrumb } from "./text-page.ts";

/** Names that sources give to the fields of an article, beside fasou's own; the first that is there counts. */
const ALIASES: Readonly<Record<RecordField, readonly string[]>> = {
	id: ["_id", "ID", "编号"],
	title: ["标题", "题目", "headline", "name", "Title"],
	body: [
		"content",
		"text",
		"正文",
		"内容",
		"articleBody",
		"fulltext",
		"full_text",
		"Body",
		"Content",
	],
	author: ["作者", "byline", "Author"],
	category: ["栏目", "分类", "categories", "breadcrumb", "channel", "section"],
	publishedAt: [
		"date",
		"发布时间",
		"日期",
		"发布日期",
		"published_at",
		"publishedDate",
		"published",
		"publish_time",
		"publishTime",
		"publish_date",
		"publishDate",
		"pubDate",
		"pub_date",
		"pubTime",
		"datePublished",
		"release_date",
		"time",
	],
	views: [
		"浏览",
		"浏览量",
		"阅读量",
		"viewCount",
		"view_count",
		"pageviews",
		"pv",
		"hits",
		"reads",
	],
	summary: ["摘要", "导语", "简介", "abstract", "description", "excerpt"],
	law: ["法律"],
	path: [],
	level: ["效力级别"],
	url: ["link", "href", "链接", "网址"],
	editorRelated: ["相关文章", "related"],
};

/** What a record of JSON says about an article; its id where it has one of its own. */
export interface RecordArticle extends ArticleText {
	readonly id?: string;
}

export interface RecordOptions {
	readonly map: Readonly<Record<string, string>>;
	readonly maxDepth: number;
}

/** Reads one record. Fields of a wrong type are a `bad-field`; fields nobody knows go to `extra`. */
export function readRecord(
	value: unknown,
	options: RecordOptions,
): RecordArticle {
	if (!isRecord(value)) {
		throw new SourceProblem(
			"bad-field",
			`expected an object with the fields of an article, found ${kindOf(value)}`,
		);
	}
	const record = readFields(value, options);
	if (record.title !== "") return record;
	if (record.body === "") {
		const known = Object.keys(value).slice(0, 12).join(", ");
		throw new SourceProblem(
			"no-text",
			`expected a title or a body, found neither among the fields ${known}; name them with --map body=…,title=…`,
		);
	}
	return { ...record, title: firstSentence(record.body) };
}

/** Reads the fields of an object; without a title or a body these are empty. */
export function readFields(
	record: Readonly<Record<string, unknown>>,
	options: RecordOptions,
): RecordArticle {
	const names = fieldNames(record, options.map);
	const get = (field: RecordField): Field | undefined => {
		const name = names.get(field);
		if (name === undefined) return undefined;
		const value = record[name];
		if (value === undefined || value === null || value === "") return undefined;
		return { name, value };
	};
	const extra = readExtra(record, new Set(names.values()), options.maxDepth);
	const title = readString(get("title"))?.replace(/\s+/g, " ") ?? "";
	const out: Draft = { title, ...readBody(get("body")) };
	set(out, "id", readId(get("id")));
	set(out, "author", readString(get("author")));
	set(out, "category", readStrings(get("category"), splitBreadcrumb));
	const date = readDate(get("publishedAt"));
	if (date?.unread !== undefined) extra.push(date.unread);
	set(out, "publishedAt", date?.publishedAt);
	set(out, "views", readViews(get("views")));
	set(out, "summary", readString(get("summary")));
	set(out, "law", readString(get("law")));
	set(out, "path", readStrings(get("path"), splitBreadcrumb));
	set(out, "level", readString(get("level")));
	set(out, "url", readString(get("url")));
	set(out, "editorRelated", readRelated(get("editorRelated")));
	if (extra.length > 0) out.extra = Object.fromEntries(extra);
	return out;
}

type Draft = { -readonly [K in keyof RecordArticle]: RecordArticle[K] };

/** Writes a field that is there; assigning beats spreading when there are 100,000 records. */
function set<T extends object, K extends keyof T>(
	out: T,
	field: K,
	value: T[K] | undefined,
): void {
	if (value !== undefined) out[field] = value;
}

interface Field {
	readonly name: string;
	readonly value: unknown;
}

/** Which field of the record stands for which of the article: the map first, then fasou's own name, then its aliases. */
function fieldNames(
	record: Readonly<Record<string, unknown>>,
	map: Readonly<Record<string, string>>,
): Map<RecordField, string> {
	const names = new Map<RecordField, string>();
	const taken = new Set<string>();
	const has = (name: string) => Object.hasOwn(record, name) && !taken.has(name);
	const take = (field: RecordField, name: string) => {
		names.set(field, name);
		taken.add(name);
	};
	for (const field of RECORD_FIELDS) {
		const name = Object.hasOwn(map, field) ? map[field] : undefined;
		if (name !== undefined && has(name)) take(field, name);
	}
	for (const field of RECORD_FIELDS) {
		if (!names.has(field) && has(field)) take(field, field);
	}
	for (const field of RECORD_FIELDS) {
		if (names.has(field)) continue;
		const name = ALIASES[field].find(has);
		if (name !== undefined) take(field, name);
	}
	return names;
}

function readExtra(
	record: Readonly<Record<string, unknown>>,
	known: ReadonlySet<string>,
	maxDepth: number,
): [string, Json][] {
	const extra: [string, Json][] = [];
	for (const [name, value] of Object.entries(record)) {
		if (known.has(name)) continue;
		if (depthOf(value) > maxDepth) {
			throw new SourceProblem(
				"too-deep",
				`field ${JSON.stringify(name)} is nested deeper than maxDepth = ${maxDepth}; flatten it, or leave it out`,
			);
		}
		extra.push([name, value as Json]);
	}
	return extra;
}

/** Depth of nested arrays and objects, counted without recursion. */
function depthOf(value: unknown): number {
	let level: unknown[] = [value];
	let depth = 0;
	for (;;) {
		const next: unknown[] = [];
		for (const item of level) {
			if (typeof item !== "object" || item === null) continue;
			for (const inner of Object.values(item)) next.push(inner);
		}
		if (next.length === 0) return depth;
		level = next;
		depth++;
	}
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
	if (value === null) return "null";
	if (Array.isArray(value)) return "an array";
	return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

function badField(field: Field, expected: string): SourceProblem {
	return new SourceProblem(
		"bad-field",
		`field ${JSON.stringify(field.name)}: expected ${expected}, found ${kindOf(field.value)}`,
	);
}

function readString(field: Field | undefined): string | undefined {
	if (field === undefined) return undefined;
	if (typeof field.value !== "string") throw badField(field, "a string");
	const text = wellFormed(trimBlank(field.value));
	return text === "" ? undefined : text;
}

/** Half a surrogate pair cannot be stored as UTF-8. */
function wellFormed(text: string): string {
	if (!/[\uD800-\uDFFF]/.test(text)) return text;
	return text.replace(
		/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g,
		"\uFFFD",
	);
}

function readId(field: Field | undefined): string | undefined {
	if (field === undefined) return undefined;
	const { value } = field;
	if (typeof value === "number" && Number.isSafeInteger(value))
		return String(value);
	if (typeof value !== "string")
		throw badField(field, "a string or a whole number");
	return wellFormed(value);
}

function readStrings(
	field: Field | undefined,
	split: (text: string) => string[],
): string[] | undefined {
	if (field === undefined) return undefined;
	const { value } = field;
	if (typeof value === "string") return split(wellFormed(value));
	if (Array.isArray(value) && value.every((item) => typeof item === "string")) {
		return value
			.map((item) => wellFormed(trimBlank(item)))
			.filter((item) => item !== "");
	}
	throw badField(field, "a string or an array of strings");
}

function readViews(field: Field | undefined): number | undefined {
	if (field === undefined) return undefined;
	const { value } = field;
	const views = typeof value === "string" ? parseCount(value) : value;
	if (typeof views === "number" && Number.isSafeInteger(views) && views >= 0)
		return views;
	throw badField(field, "a whole number of at least 0");
}

/** 1,024 and 2.3万 are numbers of views, too. */
function parseCount(text: string): number | undefined {
	const match =
		/^\s*(\d[\d,]*(?:\.\d+)?)\s*(万)?(?:\+|人|次|人看过|次浏览)?\s*$/.exec(
			text,
		);
	if (match === null) return undefined;
	const number = Number((match[1] ?? "").replaceAll(",", ""));
	return match[2] === undefined ? number : Math.round(number * 10_000);
}

/** A string that is no date (0000-00-00, 2020年) is kept among the unknown fields instead of costing the article. */
function readDate(
	field: Field | undefined,
): { publishedAt?: string; unread?: [string, Json] } | undefined {
	if (field === undefined) return undefined;
	const { name, value } = field;
	if (typeof value !== "string")
		throw badField(field, "a date as a string, such as 2026-03-01 18:01:52");
	const publishedAt = parseDate(value);
	return publishedAt === undefined
		? { unread: [name, value] }
		: { publishedAt };
}

function readBody(
	field: Field | undefined,
): Pick<Article, "body" | "headings"> {
	if (field === undefined) return { body: "", headings: [] };
	const { value } = field;
	if (typeof value === "string") return bodyOfText(wellFormed(value));
	if (Array.isArray(value) && value.every((item) => typeof item === "string")) {
		return bodyOfText(wellFormed(value.join("\n")));
	}
	throw badField(field, "a string or an array of strings");
}

const MAX_DERIVED_TITLE = 60;

/** A title for a record without one: the beginning of its text. */
function firstSentence(body: string): string {
	const line = linesOf(body.slice(0, 1000))[0] ?? "";
	const sentence = /^.*?[。！？!?；]/u.exec(line)?.[0] ?? line;
	return [...sentence].slice(0, MAX_DERIVED_TITLE).join("");
}

function readRelated(field: Field | undefined): EditorRelated[] | undefined {
	if (field === undefined) return undefined;
	const { name, value } = field;
	if (!Array.isArray(value)) throw badField(field, "an array");
	return value.map((item: unknown, index) => {
		if (typeof item === "string") return { title: item };
		if (!isRecord(item)) {
			throw badField({ name: `${name}[${index}]`, value: item }, "an object");
		}
		const get = (key: string): Field | undefined => {
			const found = Object.hasOwn(item, key) ? item[key] : undefined;
			if (found === undefined || found === null) return undefined;
			return { name: `${name}[${index}].${key}`, value: found };
		};
		const entry: { -readonly [K in keyof EditorRelated]: EditorRelated[K] } =
			{};
		set(entry, "title", readString(get("title")));
		set(entry, "teaser", readString(get("teaser") ?? get("summary")));
		const date = readDate(get("publishedAt") ?? get("date"));
		set(entry, "publishedAt", date?.publishedAt);
		set(entry, "views", readViews(get("views")));
		set(entry, "url", readString(get("url")));
		return entry;
	});
}
