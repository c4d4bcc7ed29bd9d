import type { Article } from "../article.ts";

/** The fields of an article that are searched as text, in the order in which clauses over them are summed. */
export const TEXT_FIELDS = ["title", "summary", "body", "category"] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** The layers of terms that a text field has: jieba's words, and single characters. */
export const LAYERS = ["word", "character"] as const;
export type Layer = (typeof LAYERS)[number];

/** The text of a field; levels of the category stand on lines of their own. */
export function fieldText(
	article: Pick<Article, "title" | "summary" | "body" | "category">,
	field: TextField,
): string {
	switch (field) {
		case "title":
			return article.title;
		case "summary":
			return article.summary ?? "";
		case "body":
			return article.body;
		case "category":
			return article.category.join("\n");
		default: {
			const never: never = field;
			return never;
		}
	}
}
