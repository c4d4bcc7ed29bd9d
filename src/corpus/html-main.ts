import {
	classesOf,
	type HiddenRules,
	linesOfElement,
	type PageLine,
} from "./html-blocks.ts";
import type { HtmlElement, HtmlTree } from "./html-tree.ts";

/** A page taken apart: the element with the article's text, and what is around and inside of it but no part of it. */
export interface PageParts {
	readonly main: HtmlElement;
	/** Menus, adverts, related articles, comments, feet. */
	readonly furniture: ReadonlySet<HtmlElement>;
	/** The blocks among the furniture that list related articles. */
	readonly related: readonly HtmlElement[];
	/** All visible lines of the page, in order. */
	readonly lines: readonly PageLine[];
}

/**
 * Finds the article of a page. Each line is worth what it looks like: prose with punctuation much, lines of links
 * less than nothing, other short lines a little less than nothing; the element whose lines are worth most together
 * is the article, since what a larger one adds is furniture and what a smaller one lacks is text. Names of classes
 * only take furniture out, and settle which of two good elements it is.
 */
export function findParts(tree: HtmlTree, rules: HiddenRules): PageParts {
	const lines = linesOfElement(tree.root, { rules });
	const prose = proseOfElements(tree, lines);
	const furniture = findFurniture(tree, prose);
	const related = relatedBlocks(lines, prose, furniture);
	for (const block of related) furniture.add(block);
	const main = chooseMain(tree, worthOfElements(tree, lines, furniture));
	return { main, furniture, related, lines };
}

const PUNCTUATION = /[，。；！？：、“”]/g;

function worthOfLine(line: PageLine): number {
	const { text, linkLength } = line;
	const plain = text.length - linkLength;
	if (linkLength > plain) return -Math.min(text.length, 60);
	if (text.includes("\t")) return text.length / 4;
	const marks = text.match(PUNCTUATION)?.length ?? 0;
	if (marks > 0 || plain >= 40) return plain + 10 * Math.min(marks, plain / 4);
	return line.headingLevel === undefined ? -8 : -2;
}

/** The worth of each element, by its index: that of all lines in it, those of furniture left out. */
function worthOfElements(
	tree: HtmlTree,
	lines: readonly PageLine[],
	furniture: ReadonlySet<HtmlElement>,
): Float64Array {
	const worth = new Float64Array(tree.elements.length);
	for (const line of lines) {
		worth[line.block.index] =
			(worth[line.block.index] ?? 0) + worthOfLine(line);
	}
	for (let i = tree.elements.length - 1; i > 0; i--) {
		const element = tree.elements[i];
		if (element?.parent === undefined) continue;
		if (furniture.has(element)) worth[i] = 0;
		const { index } = element.parent;
		worth[index] = (worth[index] ?? 0) + (worth[i] ?? 0);
	}
	return worth;
}

const FURNITURE_TAGS: ReadonlySet<string> = new Set([
	"nav",
	"footer",
	"aside",
	"menu",
]);
const FURNITURE_ROLES: ReadonlySet<string> = new Set([
	"navigation",
	"banner",
	"contentinfo",
	"complementary",
	"search",
	"dialog",
]);
/** Whole words of class names and ids, between - and _ and changes of case. */
const FURNITURE_WORDS: ReadonlySet<string> = new Set(
	"nav navbar navigation menu submenu sider side copyright hot hotlist rank ranking toplist ad ads adv advert advertisement gg guanggao banner share sharebar bdshare social qrcode erweima pager pagination prevnext prenext breadcrumb breadcrumbs crumb crumbs toolbar login register search widget popup modal toast cookie friendlink disclaimer tags taglist consult kefu".split(
		" ",
	),
);
const SURE_WORDS: ReadonlySet<string> = new Set(
	"sidebar aside foot footer comment comments pinglun reply replies related relate recommend recommended tuijian xiangguan guess".split(
		" ",
	),
);
const RELATED_WORDS: ReadonlySet<string> = new Set(
	"related relate recommend recommended tuijian xiangguan guess".split(" "),
);
/** Furniture holds at most these shares of a page's prose; above, its name means something else. */
const MOST_FURNITURE = 0.4;
const MOST_SURE_FURNITURE = 0.8;

function findFurniture(tree: HtmlTree, prose: Float64Array): Set<HtmlElement> {
	const furniture = new Set<HtmlElement>();
	const total = prose[0] ?? 0;
	for (const element of tree.elements) {
		if (element.index === 0 || element.tag === "body" || element.tag === "html")
			continue;
		const share = total === 0 ? 0 : (prose[element.index] ?? 0) / total;
		if (share > MOST_SURE_FURNITURE) continue;
		const role = element.attributes.get("role");
		const words = wordsOf(element);
		const isSure = words.some((word) => SURE_WORDS.has(word));
		const isNamed =
			FURNITURE_TAGS.has(element.tag) ||
			(role !== undefined && FURNITURE_ROLES.has(role)) ||
			words.some((word) => FURNITURE_WORDS.has(word));
		if (isSure || (isNamed && share <= MOST_FURNITURE)) furniture.add(element);
	}
	return furniture;
}

/** Characters of prose in each element, by its index. */
function proseOfElements(
	tree: HtmlTree,
	lines: readonly PageLine[],
): Float64Array {
	const prose = new Float64Array(tree.elements.length);
	for (const line of lines) {
		const worth = worthOfLine(line);
		if (worth > 0)
			prose[line.block.index] = (prose[line.block.index] ?? 0) + worth;
	}
	for (let i = tree.elements.length - 1; i > 0; i--) {
		const parent = tree.elements[i]?.parent;
		if (parent !== undefined)
			prose[parent.index] = (prose[parent.index] ?? 0) + (prose[i] ?? 0);
	}
	return prose;
}

function wordsOf(element: HtmlElement): string[] {
	const id = element.attributes.get("id");
	const names =
		id === undefined ? classesOf(element) : [...classesOf(element), id];
	return names.flatMap((name) =>
		name
			.replace(/([a-z])([A-Z])/g, "$1-$2")
			.toLowerCase()
			.split(/[^a-z]+/),
	);
}

/** Above a list of other articles. */
export const RELATED_HEADING =
	/^[【[▍|·•\s]*(?:您?(?:可能|也许)?(?:还|也)?(?:会|感)?(?:喜欢|兴趣)|猜你喜欢|看了又看|更多|为您)?(?:相关|推荐|热门|最新|延伸|更多|精彩|热点|同类)(?:文章|阅读|推荐|资讯|内容|新闻|问题|法规|知识|链接|咨询|案例|专题|URL)+(?:推荐)?[：:】\]▍|\s]*$|^猜你喜欢$|^推荐URL$/;

/** The blocks that list related articles: by their names, or below a heading such as 相关文章. */
function relatedBlocks(
	lines: readonly PageLine[],
	prose: Float64Array,
	furniture: ReadonlySet<HtmlElement>,
): HtmlElement[] {
	const blocks = new Set<HtmlElement>();
	for (const element of furniture) {
		if (!wordsOf(element).some((word) => RELATED_WORDS.has(word))) continue;
		if (!isInside(element, furniture)) blocks.add(element);
	}
	const most = (prose[0] ?? 0) * MOST_FURNITURE;
	for (const { text, block } of lines) {
		if (text.length > 20 || !RELATED_HEADING.test(text)) continue;
		if (blocks.has(block) || isInside(block, blocks)) continue;
		for (const found of belowHeading(block, prose, most)) blocks.add(found);
	}
	return [...blocks];
}

function isInside(
	element: HtmlElement,
	set: ReadonlySet<HtmlElement>,
): boolean {
	for (let up = element.parent; up !== undefined; up = up.parent) {
		if (set.has(up)) return true;
	}
	return false;
}

/** The box that begins with a heading, or the heading and what follows it in the same box, up to prose. */
function belowHeading(
	heading: HtmlElement,
	prose: Float64Array,
	most: number,
): HtmlElement[] {
	let box = heading;
	while (
		box.parent !== undefined &&
		isFirstIn(box, box.parent) &&
		(prose[box.parent.index] ?? 0) <= most
	) {
		box = box.parent;
	}
	if (box !== heading) return [box];
	const siblings = box.parent?.children ?? [];
	const found = [box];
	for (const sibling of siblings.slice(siblings.indexOf(box) + 1)) {
		if (typeof sibling === "string") continue;
		if ((prose[sibling.index] ?? 0) > most) break;
		found.push(sibling);
	}
	return found;
}

function isFirstIn(element: HtmlElement, parent: HtmlElement): boolean {
	for (const child of parent.children) {
		if (child === element) return true;
		if (typeof child !== "string" || child.trim() !== "") return false;
	}
	return false;
}

/** Names that content systems give to the box of the text itself. */
const MAIN_NAME =
	/^(?:artibody|article-?body|article-?(?:content|text|con|detail)|post-?(?:content|body)|entry-?content|news-?(?:content|text|con|body|detail)|trs-editor|ucap-content|zoom|js-content|rich-media-content|main-?(?:text|content)|con-?text|content-?text|detail-?(?:content|con|text)|details-?con(?:tent)?|arc-?(?:body|content|con)|text-?(?:body|content)|neirong|zhengwen|wenzhang)$/;
/** A box with a name for it is taken when it holds this share of what the best box holds. */
const LEAST_NAMED = 0.7;

function chooseMain(tree: HtmlTree, worth: Float64Array): HtmlElement {
	let best = tree.root;
	let named: HtmlElement | undefined;
	for (const element of tree.elements) {
		const value = worth[element.index] ?? 0;
		// Of equals the inner one: it comes later.
		if (value >= (worth[best.index] ?? 0) && element.index > 0) best = element;
	}
	if ((worth[best.index] ?? 0) <= 0) return tree.root;
	const least = (worth[best.index] ?? 0) * LEAST_NAMED;
	for (const element of tree.elements) {
		if ((worth[element.index] ?? 0) < least || !isNamedMain(element)) continue;
		if (
			named === undefined ||
			(worth[element.index] ?? 0) >= (worth[named.index] ?? 0)
		)
			named = element;
	}
	return named ?? best;
}

function isNamedMain(element: HtmlElement): boolean {
	if (element.attributes.get("itemprop") === "articleBody") return true;
	const id = element.attributes.get("id");
	const names =
		id === undefined ? classesOf(element) : [...classesOf(element), id];
	return names.some((name) =>
		MAIN_NAME.test(name.replace(/_/g, "-").toLowerCase()),
	);
}
