import { parseDocument } from "yaml";
import { trimBlank } from "./body.ts";
import { messageOf, SourceProblem } from "./source-problem.ts";

/** Longer front matter is refused: it is a few lines about the article, and parsing costs more than reading it. */
const MAX_LENGTH = 16 * 1024;
const MAX_NESTING = 32;

/** The first line of front matter that is neither blank nor a comment: a name and a colon. */
const FIRST_FIELD =
	/^(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*["'?]?[\p{L}\p{N}_$][^\n]{0,80}?:/u;

export interface FrontMatter {
	readonly fields: Readonly<Record<string, unknown>>;
	/** Where the text behind it begins. */
	readonly end: number;
}

/** The YAML between two lines `---` at the very beginning; all scalars are strings, aliases are refused. */
export function readFrontMatter(text: string): FrontMatter | undefined {
	const open = /^\uFEFF?---[ \t]*\r?\n/.exec(text);
	if (open === null) return undefined;
	const start = open[0].length;
	const close = /^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/m.exec(
		text.slice(start, start + MAX_LENGTH),
	);
	// A rule --- above a text is no front matter; names and values are.
	const isNamed = FIRST_FIELD.test(text.slice(start, start + MAX_LENGTH));
	if (close === null) {
		if (!isNamed) return undefined;
		throw new SourceProblem(
			"bad-front-matter",
			`expected a line --- that ends the front matter within ${MAX_LENGTH} characters, found none`,
		);
	}
	const yaml = text.slice(start, start + close.index);
	if (!isNamed && trimBlank(yaml.replaceAll("\n", " ")) !== "")
		return undefined;
	const end = start + close.index + close[0].length;
	return { fields: parseFields(yaml), end };
}

function parseFields(yaml: string): Readonly<Record<string, unknown>> {
	if (nestingOf(yaml) > MAX_NESTING) {
		throw new SourceProblem(
			"bad-front-matter",
			`front matter is nested deeper than ${MAX_NESTING}; it should be a few names and values`,
		);
	}
	let fields: unknown;
	try {
		const document = parseDocument(yaml, {
			schema: "failsafe",
			logLevel: "silent",
		});
		const [error] = document.errors;
		if (error !== undefined) throw error;
		fields = document.toJS({ maxAliasCount: 0 });
	} catch (error) {
		const message = messageOf(error).split("\n")[0];
		throw new SourceProblem(
			"bad-front-matter",
			`front matter is not YAML that fasou reads: ${message}`,
			{ cause: error },
		);
	}
	if (fields === null || fields === undefined || fields === "") return {};
	if (typeof fields === "object" && !Array.isArray(fields)) {
		return Object.fromEntries(Object.entries(fields));
	}
	throw new SourceProblem(
		"bad-front-matter",
		"front matter: expected names and values such as title: 离婚冷静期, found something else",
	);
}

/** An upper bound of how deep the YAML nests, by its brackets and its deepest indentation or run of dashes. */
function nestingOf(yaml: string): number {
	let depth = 0;
	let deepest = 0;
	for (let i = 0; i < yaml.length; i++) {
		const character = yaml.charCodeAt(i);
		if (character === 0x5b || character === 0x7b) depth++;
		else if (character === 0x5d || character === 0x7d) depth--;
		if (depth > deepest) deepest = depth;
	}
	for (const [dashes] of yaml.matchAll(/^[ \t]*(?:[-?:][ \t]+)+/gm)) {
		deepest = Math.max(deepest, dashes.replace(/[ \t]/g, "").length);
	}
	return deepest;
}
