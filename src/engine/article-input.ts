import {
	type Article,
	type ArticleInput,
	completeArticle,
} from "../article.ts";
import { SearchError } from "../errors.ts";

/** What each field of an article must be; `extra`, and fields not named here, are stored as they are. */
const FORMS: readonly (readonly [
	keyof ArticleInput,
	string,
	(value: unknown) => boolean,
	boolean,
])[] = [
	[
		"id",
		"a text that is not empty",
		(value) => isText(value) && value !== "",
		true,
	],
	["title", "a text", isText, true],
	["body", "a text", isText, true],
	["author", "a text", isText, false],
	["category", "a list of texts", isTexts, false],
	["publishedAt", "a date as YYYY-MM-DD or YYYY-MM-DDTHH:mm:ss", isDate, false],
	[
		"views",
		"a number",
		(value) => typeof value === "number" && Number.isFinite(value),
		false,
	],
	["summary", "a text", isText, false],
	["law", "a text", isText, false],
	["path", "a list of texts", isTexts, false],
	["level", "a text", isText, false],
	["source", "a text", isText, false],
	["url", "a text", isText, false],
	["headings", "a list", isList, false],
	["citations", "a list", isList, false],
	["editorRelated", "a list", isList, false],
];
const NAMES: ReadonlySet<string> = new Set(FORMS.map(([name]) => name));

/**
 * An article as a program handed it in, with everything that was left out.
 * @throws SearchError `bad-argument` naming the field, what was expected and what was found
 */
export function articleOf(input: ArticleInput): Article {
	if (typeof input !== "object" || input === null) {
		throw new SearchError(
			"bad-argument",
			`article: expected an object with id, title and body, found ${describe(input)}`,
		);
	}
	for (const [field, expected, isRight, isRequired] of FORMS) {
		const value: unknown = input[field];
		if ((value === undefined && !isRequired) || isRight(value)) {
			continue;
		}
		throw new SearchError(
			"bad-argument",
			`article ${describe(input.id)}, field ${field}: expected ${expected}, found ${describe(value)}`,
		);
	}
	for (const [field, value] of Object.entries(input)) {
		if (!NAMES.has(field) && !isJson(value)) {
			throw new SearchError(
				"bad-argument",
				`article ${describe(input.id)}, field ${field}: expected what JSON can carry, found ${describe(value)}`,
			);
		}
	}
	return completeArticle(input);
}

function isList(value: unknown): boolean {
	return Array.isArray(value) && isJson(value);
}

function isJson(value: unknown): boolean {
	try {
		return value === undefined || JSON.stringify(value) !== undefined;
	} catch {
		// A BigInt, or something that contains itself.
		return false;
	}
}

function isText(value: unknown): boolean {
	return typeof value === "string";
}

function isTexts(value: unknown): boolean {
	return Array.isArray(value) && value.every(isText);
}

function isDate(value: unknown): boolean {
	return (
		typeof value === "string" &&
		/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d)?$/.test(value)
	);
}

function describe(value: unknown): string {
	const text = isJson(value) ? JSON.stringify(value) : undefined;
	return (text ?? String(value)).slice(0, 80);
}
