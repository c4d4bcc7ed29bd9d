import { classesOf } from "./html-hidden.ts";
import type { HtmlElement, HtmlTree } from "./html-tree.ts";

const NO_WORDS: readonly string[] = [];

/** The words of the classes and id of each element, by its index, in lower case: `hot-list newsBox` → hot, list, news, box. */
export function wordsOfElements(tree: HtmlTree): (readonly string[])[] {
	const known = new Map<string, readonly string[]>();
	return tree.elements.map(({ attributes }) => {
		const id = attributes.get("id");
		const classes = attributes.get("class");
		if (id === undefined && classes === undefined) return NO_WORDS;
		const names = `${classes ?? ""} ${id ?? ""}`;
		let words = known.get(names);
		if (words === undefined) {
			words = names
				.replace(/([a-z])([A-Z])/g, "$1-$2")
				.toLowerCase()
				.split(/[^a-z]+/);
			known.set(names, words);
		}
		return words;
	});
}

/** Names that content systems give to the box of the text itself. */
const MAIN_NAME =
	/^(?:artibody|article-?body|article-?(?:content|text|con|detail)|post-?(?:content|body)|entry-?content|news-?(?:content|text|con|body|detail)|trs-editor|ucap-content|zoom|js-content|rich-media-content|main-?(?:text|content)|con-?text|content-?text|detail-?(?:content|con|text)|details-?con(?:tent)?|arc-?(?:body|content|con)|text-?(?:body|content)|neirong|zhengwen|wenzhang)$/;

/** Whether a box is named as that of the text. */
export function isNamedMain(element: HtmlElement): boolean {
	if (element.attributes.size === 0) return false;
	if (element.attributes.get("itemprop") === "articleBody") return true;
	const id = element.attributes.get("id");
	const names =
		id === undefined ? classesOf(element) : [...classesOf(element), id];
	return names.some((name) =>
		MAIN_NAME.test(name.replace(/_/g, "-").toLowerCase()),
	);
}
