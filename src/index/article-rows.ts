import { type Article, completeArticle } from "../article.ts";

/*
 * Articles one after the other as UTF-16 units, each told by its differences to the one before: provisions of one law share nearly
 * everything but their text (FORMAT.md, "Stored articles").
 */

/** The properties that have a bit of their own, in the order in which they are told; all others are one JSON object. */
const PROPERTIES = [
	"id",
	"title",
	"author",
	"category",
	"publishedAt",
	"views",
	"summary",
	"law",
	"path",
	"level",
	"source",
	"url",
	"headings",
	"citations",
	"editorRelated",
] as const satisfies readonly (keyof Article)[];
const HAVE_THEIR_PLACE: ReadonlySet<string> = new Set([...PROPERTIES, "body"]);
const OTHERS = PROPERTIES.length;
const VALUES = PROPERTIES.length + 1;
const HIGHEST_UNIT = 0xffff;

/** The properties of an article but its body, each as JSON; an empty text where it has none, or an empty list. */
type RowValues = readonly string[];

/** An article as rows tell it. */
export interface ArticleRow {
	readonly values: RowValues;
	readonly body: string;
}

/** Texts of a row: its values and its body. */
export const TEXTS_OF_ROW = VALUES + 1;

const NO_VALUES: RowValues = Array.from({ length: VALUES }, () => "");

/** Nothing for an empty list: an article without it has one all the same. */
function jsonOf(value: unknown): string {
	const isNothing =
		value === undefined || (Array.isArray(value) && value.length === 0);
	return isNothing ? "" : JSON.stringify(value);
}

/** Whether both are written as the same JSON, as far as that is seen at once. */
function isSameValue(a: unknown, b: unknown): boolean {
	if (a === b) {
		return true;
	}
	if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) {
		return false;
	}
	for (let i = 0; i < a.length; i++) {
		if (typeof a[i] !== "string" || a[i] !== b[i]) {
			return false;
		}
	}
	return true;
}

/** @param before one whose row is known: what is the same there is not written as JSON again */
export function rowOf(
	article: Article,
	before?: { readonly article: Article; readonly row: ArticleRow },
): ArticleRow {
	const values: string[] = [];
	for (let i = 0; i < PROPERTIES.length; i++) {
		const name = PROPERTIES[i]!;
		const value = article[name];
		values.push(
			before !== undefined && isSameValue(value, before.article[name])
				? before.row.values[i]!
				: jsonOf(value),
		);
	}
	values.push(othersOf(article));
	return { values, body: article.body };
}

function othersOf(article: Article): string {
	const others: [string, unknown][] = [];
	for (const name in article) {
		if (!HAVE_THEIR_PLACE.has(name) && Object.hasOwn(article, name)) {
			others.push([name, article[name as keyof Article]]);
		}
	}
	if (others.length === 0) {
		return "";
	}
	// What is undefined is no part of the JSON.
	const json = JSON.stringify(Object.fromEntries(others));
	return json === "{}" ? "" : json;
}

/** Whether both are the same article, in every property, but for the citations where those are told to be ignored. */
export function isSameArticle(
	a: Article,
	b: Article,
	{ ignoresCitations }: { readonly ignoresCitations: boolean },
): boolean {
	const [rowOfA, rowOfB] = [a, b].map((article) =>
		rowOf(ignoresCitations ? { ...article, citations: [] } : article),
	);
	return (
		a.body === b.body &&
		rowOfA!.values.every((value, i) => value === rowOfB!.values[i])
	);
}

/** Gathers the articles of one chunk. */
export class ArticleRowsWriter {
	#parts: string[] = [];
	#before: RowValues = NO_VALUES;
	/** UTF-16 units so far. */
	units = 0;
	articles = 0;

	add({ values, body }: ArticleRow): void {
		let changed = 0;
		let text = "";
		for (let i = 0; i < VALUES; i++) {
			const value = values[i]!;
			const before = this.#before[i]!;
			if (value !== before) {
				changed |= 1 << i;
				const shared = sharedUnits(before, value);
				text += `${String.fromCharCode(shared)}${value.slice(shared)}\n`;
			}
		}
		const { length } = body;
		const head = String.fromCharCode(changed);
		const ends = String.fromCharCode(length & 0xffff, length >>> 16);
		this.#parts.push(head, text, ends, body);
		this.units += 3 + text.length + length;
		this.articles++;
		this.#before = values;
	}

	/** All of them; the next chunk starts. */
	take(): string {
		const text = this.#parts.join("");
		this.#parts = [];
		this.#before = NO_VALUES;
		this.units = 0;
		this.articles = 0;
		return text;
	}
}

/** The article of that number, from 0 on. @throws RangeError or SyntaxError where there is none, or the text tells none */
export function articleOfRows(rows: string, number: number): Article {
	return articleOf(rowAt(rows, number));
}

/** The row of that number, from 0 on. @throws RangeError where there is none */
export function rowAt(rows: string, number: number): ArticleRow {
	const values: string[] = [...NO_VALUES];
	let at = 0;
	for (let row = 0; ; row++) {
		if (at >= rows.length) {
			throw new RangeError(`article ${number} of ${row} is asked for`);
		}
		const changed = rows.charCodeAt(at++);
		for (let i = 0; i < VALUES; i++) {
			if (((changed >>> i) & 1) === 1) {
				const shared = rows.charCodeAt(at);
				// JSON has no line feed; the number before it may be one.
				const end = rows.indexOf("\n", at + 1);
				values[i] = values[i]!.slice(0, shared) + rows.slice(at + 1, end);
				at = end + 1;
			}
		}
		const length = rows.charCodeAt(at) + rows.charCodeAt(at + 1) * 0x1_0000;
		at += 2;
		if (row === number) {
			return { values, body: rows.slice(at, at + length) };
		}
		at += length;
	}
}

function articleOf({ values, body }: ArticleRow): Article {
	const article: Record<string, unknown> = {};
	PROPERTIES.forEach((name, i) => {
		if (values[i] !== "") {
			article[name] = JSON.parse(values[i]!);
		}
	});
	const others = values[OTHERS]! === "" ? {} : JSON.parse(values[OTHERS]!);
	// What is checked by its checksum and was written by ArticleRowsWriter is an article.
	return completeArticle(Object.assign(article, others, { body }) as Article);
}

function sharedUnits(a: string, b: string): number {
	const limit = Math.min(a.length, b.length, HIGHEST_UNIT);
	let i = 0;
	while (i < limit && a.charCodeAt(i) === b.charCodeAt(i)) {
		i++;
	}
	return i;
}
