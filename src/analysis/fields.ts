import type { Article } from "../article.ts";

/** The fields of an article that are searched as text, in the order in which clauses over them are summed. */
export const TEXT_FIELDS = [
	"title",
	"summary",
	"body",
	"category",
	"path",
] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** The layers of terms that are cut from a text field: jieba's words, single characters, and pairs of neighbours. */
export const CUT_LAYERS = ["word", "character", "pair"] as const;
export type CutLayer = (typeof CUT_LAYERS)[number];

/** All layers of terms: those cut from the text, and the legal entities that it names, as canonical terms. */
export const LAYERS = [...CUT_LAYERS, "entity"] as const;
export type Layer = (typeof LAYERS)[number];

/** What of an article its text fields are made of. */
export type TextFields = Pick<
	Article,
	"title" | "summary" | "body" | "category" | "path"
>;

/** The text of a field; levels of the category, and 编, 章 and 节 of the path, stand on lines of their own. */
export function fieldText(article: TextFields, field: TextField): string {
	switch (field) {
		case "title":
			return article.title;
		case "summary":
			return article.summary ?? "";
		case "body":
			return article.body;
		case "category":
			return article.category.join("\n");
		case "path":
			return article.path?.join("\n") ?? "";
		default: {
			const never: never = field;
			return never;
		}
	}
}
