import { fold } from "../analysis/fold.ts";
import type { QueryField } from "./query.ts";

/** What a name before a colon can mean; the last three are no texts but bounds and provisions. */
export type FieldName = QueryField | "date" | "views" | "cites";

/** Folded, so that traditional characters, capitals and full-width letters are known too. */
const NAMES: ReadonlyMap<string, FieldName> = new Map<string, FieldName>([
	["标题", "title"],
	["title", "title"],
	["正文", "body"],
	["body", "body"],
	["栏目", "category"],
	["category", "category"],
	["作者", "author"],
	["author", "author"],
	["来源", "source"],
	["source", "source"],
	["日期", "date"],
	["date", "date"],
	["浏览", "views"],
	["views", "views"],
	["引用", "cites"],
	["cites", "cites"],
]);

const LONGEST_NAME = "category".length;

/** A field's name with its colon at `at`; `end` is behind the colon. */
export function fieldAt(
	text: string,
	at: number,
): { field: FieldName; end: number } | undefined {
	for (let i = at + 1; i <= at + LONGEST_NAME && i < text.length; i++) {
		const character = text.charAt(i);
		if (character === ":" || character === "：") {
			const field = NAMES.get(fold(text.slice(at, i)));
			return field === undefined ? undefined : { field, end: i + 1 };
		}
	}
	return undefined;
}
