import type { HtmlElement, HtmlTree } from "./html-tree.ts";

/** Elements whose text no reader sees as text, or that are the controls of a page. */
const SILENT: ReadonlySet<string> = new Set(
	"audio button canvas datalist embed frame frameset head iframe input link map math meta meter noembed noframes noscript object optgroup option param progress rp rt script select source style svg template textarea title track video xml".split(
		" ",
	),
);

/** Whether an element and all that is in it is left out: silent, or hidden by its attributes or the page's own styles. */
export function isHidden(element: HtmlElement, rules: HiddenRules): boolean {
	if (SILENT.has(element.tag)) return true;
	const { attributes } = element;
	if (attributes.size === 0) return false;
	if (attributes.has("hidden")) return true;
	if (attributes.get("aria-hidden") === "true") return true;
	const style = attributes.get("style");
	if (style !== undefined && HIDING.test(style)) return true;
	if (rules.ids.has(attributes.get("id") ?? "")) return true;
	if (rules.classes.size === 0) return false;
	return classesOf(element).some((name) => rules.classes.has(name));
}

const HIDING =
	/(?:^|[;\s{])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)/i;

/** Classes and ids that the page's own style sheets hide. */
export interface HiddenRules {
	readonly classes: ReadonlySet<string>;
	readonly ids: ReadonlySet<string>;
}

const MAX_STYLE_LENGTH = 512 * 1024;

/** Reads the simple rules (`.ad { display: none }`) of the style elements; anything cleverer is left alone. */
export function hiddenRules(tree: HtmlTree): HiddenRules {
	const classes = new Set<string>();
	const ids = new Set<string>();
	for (const element of tree.elements) {
		if (element.tag !== "style") continue;
		const css = ownText(element).slice(0, MAX_STYLE_LENGTH);
		// Rules inside @media hold for some screens only.
		if (css.includes("@media")) continue;
		for (const block of css.split("}")) {
			const open = block.lastIndexOf("{");
			if (open < 0 || !HIDING.test(block.slice(open))) continue;
			for (const selector of block.slice(0, open).split(",")) {
				const match = /^([.#])([\w-]+)$/.exec(selector.trim());
				if (match === null) continue;
				(match[1] === "." ? classes : ids).add(match[2] ?? "");
			}
		}
	}
	return { classes, ids };
}

export function classesOf(element: HtmlElement): string[] {
	const value = element.attributes.get("class");
	return value === undefined ? [] : value.split(/\s+/);
}

/** The text that stands directly in an element. */
export function ownText(element: HtmlElement): string {
	return element.children.filter((child) => typeof child === "string").join("");
}
