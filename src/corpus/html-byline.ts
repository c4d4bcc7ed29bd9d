import { shortText } from "./html-blocks.ts";
import { classesOf, type HiddenRules, isHidden } from "./html-hidden.ts";
import type { HtmlElement, HtmlTree } from "./html-tree.ts";

const AUTHOR_NAMES: ReadonlySet<string> = new Set(
	"author writer byline nickname username".split(" "),
);
const ORIGIN_NAMES: ReadonlySet<string> = new Set(
	"source src origin from media laiyuan".split(" "),
);
const LABEL = /^(?:作\s*者|[来來]\s*源|文|by)\s*[:：]?\s*/i;
const LONGEST_NAME = 20;
const SHORTEST_NAME = 2;

/**
 * Who wrote an article where no label says so: a short text above it in an element whose class or `rel` means an
 * author, else a source.
 */
export function bylineByName(
	tree: HtmlTree,
	where: {
		readonly rules: HiddenRules;
		readonly furniture: ReadonlySet<HtmlElement>;
		/** The block of the first line of the text. */
		readonly bodyStart: HtmlElement;
	},
): string | undefined {
	let origin: string | undefined;
	for (const element of tree.elements) {
		if (element.index >= where.bodyStart.index) break;
		const words = namesOf(element);
		const isAuthor = words.some((word) => AUTHOR_NAMES.has(word));
		if (!isAuthor && !words.some((word) => ORIGIN_NAMES.has(word))) continue;
		if (isOutOfSight(element, where)) continue;
		const name = nameOf(element, where.rules);
		if (name === undefined) continue;
		if (isAuthor) return name;
		origin ??= name;
	}
	return origin;
}

function namesOf(element: HtmlElement): string[] {
	if (element.attributes.size === 0) return [];
	const rel = element.attributes.get("rel");
	const names =
		rel === undefined ? classesOf(element) : [...classesOf(element), rel];
	return names.flatMap((name) => name.toLowerCase().split(/[^a-z]+/));
}

function isOutOfSight(
	element: HtmlElement,
	{
		rules,
		furniture,
	}: {
		readonly rules: HiddenRules;
		readonly furniture: ReadonlySet<HtmlElement>;
	},
): boolean {
	for (
		let up: HtmlElement | undefined = element;
		up !== undefined;
		up = up.parent
	) {
		if (furniture.has(up) || isHidden(up, rules)) return true;
	}
	return false;
}

function nameOf(element: HtmlElement, rules: HiddenRules): string | undefined {
	const name = shortText(element, rules).replace(LABEL, "");
	if (name.length < SHORTEST_NAME || name.length > LONGEST_NAME)
		return undefined;
	return /[\d:：|，。？！>]/.test(name) ? undefined : name;
}
