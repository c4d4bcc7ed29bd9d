import type { PageLine } from "./html-blocks.ts";
import { isNamedMain } from "./html-names.ts";
import type { HtmlElement, HtmlTree } from "./html-tree.ts";

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
	"nav navbar navigation menu submenu sider side copyright hot hotlist rank ranking toplist ad ads adv advert advertisement gg guanggao banner share sharebar bdshare social qrcode erweima pager pages pagelist pagination prevnext prenext breadcrumb breadcrumbs crumb crumbs toolbar login register search widget popup modal toast cookie friendlink disclaimer tags taglist consult kefu reply replies".split(
		" ",
	),
);
const SURE_WORDS: ReadonlySet<string> = new Set(
	"sidebar aside foot footer comment comments pinglun related relate recommend recommended tuijian xiangguan guess".split(
		" ",
	),
);
const RELATED_WORDS: ReadonlySet<string> = new Set(
	"related relate recommend recommended tuijian xiangguan guess".split(" "),
);
/** What is known of each element, by its index. */
export interface PageTraits {
	/** Worth of the prose in it. */
	readonly prose: Float64Array;
	/** Words of its classes and id. */
	readonly wordsOf: readonly (readonly string[])[];
}

/** Furniture holds at most these shares of a page's prose; above, its name may mean something else. */
const MOST_FURNITURE = 0.4;
const MOST_SURE_FURNITURE = 0.8;
const LEAST_MAIN_PROSE = 15;

/**
 * What surrounds an article, by tags and names. A box that holds most of the page's prose is furniture only where
 * its name leaves no doubt and the text has a box with a name for it elsewhere.
 */
export function findFurniture(
	tree: HtmlTree,
	{ prose, wordsOf }: PageTraits,
): Set<HtmlElement> {
	const furniture = new Set<HtmlElement>();
	const doubtful: HtmlElement[] = [];
	const total = prose[0] ?? 0;
	for (const element of tree.elements) {
		const { tag, index } = element;
		if (index === 0 || tag === "body" || tag === "html") continue;
		const words = wordsOf[index] ?? [];
		const isSure =
			words.some((word) => SURE_WORDS.has(word)) ||
			tag === "aside" ||
			tag === "footer" ||
			isSiteHeader(element);
		if (!isSure && !isNamedFurniture(element, words)) continue;
		const share = total === 0 ? 0 : (prose[index] ?? 0) / total;
		if (share <= (isSure ? MOST_SURE_FURNITURE : MOST_FURNITURE))
			furniture.add(element);
		else if (isSure) doubtful.push(element);
	}
	if (doubtful.length > 0)
		addDoubtful(tree, { prose, wordsOf, doubtful, furniture });
	return furniture;
}

const MOST_HEADER_NODES = 300;

/** The header of the whole site, not of an article: it stands outside of any, and has no h1. */
function isSiteHeader(element: HtmlElement): boolean {
	if (element.tag !== "header") return false;
	for (let up = element.parent; up !== undefined; up = up.parent) {
		if (up.tag === "article" || up.tag === "main") return false;
	}
	const open: HtmlElement[] = [element];
	for (let nodes = 0; nodes < MOST_HEADER_NODES; nodes++) {
		const next = open.pop();
		if (next === undefined) return true;
		if (next.tag === "h1") return false;
		for (const child of next.children.slice(0, MOST_HEADER_NODES)) {
			if (typeof child !== "string") open.push(child);
		}
	}
	return false;
}

function isNamedFurniture(
	{ tag, attributes }: HtmlElement,
	words: readonly string[],
): boolean {
	const role = attributes.get("role");
	return (
		FURNITURE_TAGS.has(tag) ||
		(role !== undefined && FURNITURE_ROLES.has(role)) ||
		words.some((word) => FURNITURE_WORDS.has(word))
	);
}

/** Short news below which long comments stand. */
function addDoubtful(
	tree: HtmlTree,
	page: PageTraits & {
		readonly doubtful: readonly HtmlElement[];
		readonly furniture: Set<HtmlElement>;
	},
): void {
	const set = new Set([...page.doubtful, ...page.furniture]);
	const isAway = new Uint8Array(tree.elements.length);
	const holdsMain = new Uint8Array(tree.elements.length);
	let hasMain = false;
	for (const element of tree.elements) {
		const up = element.parent?.index ?? 0;
		if (set.has(element) || isAway[up] === 1) isAway[element.index] = 1;
		if (
			!isNamedText(element, page.wordsOf[element.index] ?? []) ||
			(page.prose[element.index] ?? 0) < LEAST_MAIN_PROSE
		)
			continue;
		if (isAway[element.index] === 0) hasMain = true;
		holdsMain[element.index] = 1;
	}
	if (!hasMain) return;
	for (let i = tree.elements.length - 1; i > 0; i--) {
		const parent = tree.elements[i]?.parent;
		if (parent !== undefined && holdsMain[i] === 1) holdsMain[parent.index] = 1;
	}
	for (const element of page.doubtful) {
		if (holdsMain[element.index] === 0) page.furniture.add(element);
	}
}

const TEXT_WORDS: ReadonlySet<string> = new Set(
	"content article entry post detail details zhengwen neirong".split(" "),
);

function isNamedText(element: HtmlElement, words: readonly string[]): boolean {
	return isNamedMain(element) || words.some((word) => TEXT_WORDS.has(word));
}

/** Above a list of articles that belong to this one. */
export const RELATED_HEADING =
	/^[【[▍|·•\s]*(?:(?:您|你)?(?:可能|也许)?(?:还|也)?(?:会)?(?:喜欢|感兴趣)(?:的)?|猜(?:您|你)喜[欢歡]|看了又看|[为為](?:您|你)推[荐薦]|(?:更多)?(?:相[关關]|推[荐薦]|延伸|同[类類])(?:文章|[阅閱][读讀]|推[荐薦]|[资資][讯訊]|[内內]容|新[闻聞]|[问問][题題]|法规|知[识識]|链接|连结|連結|咨询|案例|[专專][题題]|词条|視頻|视频|URL)+)[：:】\]▍|\s]*$/;
/** Above a list that the whole site shows. */
export const HOT_HEADING =
	/^[【[▍|·•\s]*(?:\d+小时)?(?:热|热门|熱門|最新|热点|精彩|本周|本月|近期|随机|更多|最热|点击|阅读|24小时)(?:文章|阅读|推荐|资讯|内容|新闻|问题|知识|咨询|案例|专题|排行|发布|更新|文|榜|点|热点|热门)+(?:榜)?[：:】\]▍|\s]*$/;
export const MOST_LIST_HEADING = 20;

/**
 * The blocks that list related articles: by their names, or below a heading such as 相关文章. Lists below 热门文章
 * are added to the furniture only.
 */
export function relatedBlocks(
	lines: readonly PageLine[],
	{ prose, wordsOf }: PageTraits,
	furniture: Set<HtmlElement>,
): HtmlElement[] {
	const blocks = new Set<HtmlElement>();
	for (const element of furniture) {
		if (!wordsOf[element.index]?.some((word) => RELATED_WORDS.has(word)))
			continue;
		if (!isInside(element, furniture)) blocks.add(element);
	}
	const most = (prose[0] ?? 0) * MOST_FURNITURE;
	for (const { text, block } of lines) {
		if (text.length > MOST_LIST_HEADING) continue;
		const isRelated = RELATED_HEADING.test(text);
		if (!isRelated && !HOT_HEADING.test(text)) continue;
		if (blocks.has(block) || furniture.has(block)) continue;
		if (isInside(block, blocks)) continue;
		for (const found of belowHeading(block, prose, most)) {
			if (isRelated) blocks.add(found);
			else furniture.add(found);
		}
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
