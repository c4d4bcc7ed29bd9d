import {
	joinParagraphs,
	looksLikeHeading,
	type Paragraph,
	paragraphOfLine,
} from "./body.ts";
import { decodeText } from "./decode-text.ts";
import { breadcrumbOf, isBreadcrumbLine, relatedOf } from "./html-around.ts";
import { linesOfElement, type PageLine } from "./html-blocks.ts";
import { bylineByName } from "./html-byline.ts";
import { type HiddenRules, hiddenRules } from "./html-hidden.ts";
import { findParts, type PageParts } from "./html-main.ts";
import {
	cleanBreadcrumb,
	type PageMetadata,
	readMetadata,
} from "./html-metadata.ts";
import { chooseTitle, isSameText } from "./html-title.ts";
import {
	type HtmlElement,
	type HtmlTree,
	parseHtml,
	type TreeLimits,
} from "./html-tree.ts";
import { isInfoLine, type PageInfo, readInfo } from "./page-info.ts";
import { SourceProblem } from "./source-problem.ts";
import type { ArticleText } from "./text-page.ts";

/** A page of HTML, in whatever encoding: its article without the furniture around it. */
export function readHtml(bytes: Uint8Array, limits: TreeLimits): ArticleText {
	const { text } = decodeText(bytes, declaredCharset(bytes));
	const tree = parseHtml(text, limits);
	const rules = hiddenRules(tree);
	const metadata = readMetadata(text, tree, rules);
	const parts = findParts(tree, rules);
	const { before, inside, after } = linesAround(tree, parts, rules);
	const title = chooseTitle(metadata, [
		...before,
		...inside.slice(0, MOST_HEAD_LINES),
	]);
	const head = takeHead(inside, title);
	const body = withoutFoot(head.rest);
	const [first] = body;
	if (first === undefined) {
		throw new SourceProblem(
			"no-text",
			"expected a page with an article, found no text in it; pages of frames or scripts only have none",
		);
	}
	const near = [...before.slice(-MOST_LINES_NEAR), ...head.lines];
	const info = {
		...readInfo(after.slice(0, MOST_LINES_NEAR).map((line) => line.apart)),
		...readInfo(near.map((line) => line.apart)),
	};
	const paragraphs = body.map(paragraphOf);
	const heading = title === "" ? first.text : title;
	return {
		title: heading,
		...joinParagraphs(title === "" ? paragraphs.slice(1) : paragraphs),
		...factsOf({
			title: heading,
			metadata,
			info,
			parts,
			rules,
			byline: bylineByName(tree, {
				rules,
				furniture: parts.furniture,
				bodyStart: first.block,
			}),
			summary: summaryOf(head, before, metadata),
		}),
	};
}

/** The head of an article, inside its box, has at most so many lines; what stands near it, outside, so many. */
const MOST_HEAD_LINES = 12;
const MOST_LINES_NEAR = 30;
/** A declaration stands in the first bytes of a page. */
const CHARSET_WITHIN_BYTES = 8192;

/** What the page says of its own encoding, in a meta element or an XML declaration. */
function declaredCharset(bytes: Uint8Array): string | undefined {
	const start = Buffer.from(
		bytes.buffer,
		bytes.byteOffset,
		Math.min(bytes.length, CHARSET_WITHIN_BYTES),
	);
	// NULs are dropped so that UTF-16 can be read here, too.
	const text = start.toString("latin1").replaceAll("\0", "");
	return /(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)/i.exec(text)?.[1];
}

interface Around {
	readonly before: readonly PageLine[];
	readonly inside: readonly PageLine[];
	readonly after: readonly PageLine[];
}

/** The lines of the article's box without the furniture in it, and the lines of the page before and after that box. */
function linesAround(
	tree: HtmlTree,
	parts: PageParts,
	rules: HiddenRules,
): Around {
	const { main, furniture, lines } = parts;
	const inside = linesOfElement(main, { rules, without: furniture });
	const isInMain = new Uint8Array(tree.elements.length);
	const isAway = new Uint8Array(tree.elements.length);
	for (const element of tree.elements) {
		const up = element.parent?.index ?? 0;
		if (element === main || isInMain[up] === 1) isInMain[element.index] = 1;
		if (furniture.has(element) || isAway[up] === 1) isAway[element.index] = 1;
	}
	const before: PageLine[] = [];
	const after: PageLine[] = [];
	let isPast = false;
	for (const line of lines) {
		const { index } = line.block;
		if (isInMain[index] === 1) isPast = true;
		else if (isAway[index] === 0) (isPast ? after : before).push(line);
	}
	return { before, inside, after };
}

interface Head {
	/** Lines that tell about the article: author, date, views. */
	readonly lines: readonly PageLine[];
	readonly summary?: string;
	readonly rest: readonly PageLine[];
}

/** Takes the title, the lines about the article and a summary off the beginning of its box. */
function takeHead(inside: readonly PageLine[], title: string): Head {
	const lines: PageLine[] = [];
	let summary: string | undefined;
	let end = 0;
	while (end < inside.length && end < MOST_HEAD_LINES) {
		const line = inside[end];
		if (line === undefined) break;
		const found = summary === undefined ? summaryIn(line) : undefined;
		if (found !== undefined) summary = found;
		else if (isInfoLine(line.apart)) lines.push(line);
		else if (isBreadcrumbLine(line.text)) lines.push(line);
		else if (!isSameText(line.text, title)) break;
		end++;
	}
	return {
		lines,
		...(summary !== undefined && { summary }),
		rest: inside.slice(end),
	};
}

const SUMMARY_LABEL =
	/^(?:[【[](?:摘\s*要|内容摘要|内容提要|导\s*读|导\s*语|核心提示|文章导读|提\s*要)[】\]]\s*[:：]?|(?:摘\s*要|内容摘要|内容提要|导\s*读|导\s*语|核心提示|文章导读|提\s*要)\s*[:：])\s*/;
const SUMMARY_NAME =
	/(?:^|[\s_-])(?:summary|abstract|digest|daodu|daoyu|zhaiyao|lead|intro|excerpt|description)(?:$|[\s_-])/i;

/** The text of a line that is the article's summary, by its label or the name of its box. */
function summaryIn({ text, block }: PageLine): string | undefined {
	const label = SUMMARY_LABEL.exec(text)?.[0];
	if (label !== undefined && text.length > label.length + 10)
		return text.slice(label.length);
	for (
		let up: HtmlElement | undefined = block, i = 0;
		up !== undefined && i < 2;
		up = up.parent, i++
	) {
		const name = `${up.attributes.get("class") ?? ""} ${up.attributes.get("id") ?? ""}`;
		if (name.length < 100 && SUMMARY_NAME.test(name))
			return text.slice(label?.length ?? 0);
	}
	return undefined;
}

/** What the page shows as the summary counts before what it tells search engines. */
function summaryOf(
	head: Head,
	before: readonly PageLine[],
	metadata: PageMetadata,
): string | undefined {
	if (head.summary !== undefined) return head.summary;
	for (const line of before.slice(-4)) {
		const summary = summaryIn(line);
		if (summary !== undefined) return summary;
	}
	return metadata.summary;
}

const FOOT =
	/^[（(【[]?(?:上一?[篇条页章則则頁]|下一?[篇条页章則则頁]|回上[頁页]|TOP$|前一?篇|后一?篇|[责責]任?[编編][辑輯]|[编編]\s*[辑輯]|校\s*对|审\s*核|分享(?:到|至|：|:|此|本)|共享(?:到|至|：|:|此|本)|收藏|打印|关闭|返回|点赞|赞\s*[(（\d]|扫一扫|扫描二维码|微信扫|关注我们|版[权權](?:声明|聲明|所有)|免责声明|声明[：:]|特别声明|本文(?:链接|地址|由|来源|网址)|转载(?:请|自|来源)|文章来源|来源[:：]|标\s*签|关键[词字]|TAG|相关(?:文章|阅读|推荐|标签)|推荐(?:文章|阅读)|阅读全文|展开全文|Copyright|©)/i;
/** 1 2 3 下一页: the pages of an article. */
const PAGES = /^(?:[\d\s«»<>‹›.…]|上一页|下一页|首页|末页|尾页|共\d+页)+$/;
const MOST_FOOT_LINES = 15;
const MOST_FOOT_LENGTH = 200;

/** Cuts lines such as 上一篇, 责任编辑, 版权声明 off the end. */
function withoutFoot(lines: readonly PageLine[]): PageLine[] {
	let end = lines.length;
	const least = Math.max(0, end - MOST_FOOT_LINES);
	for (let i = lines.length - 1; i >= least; i--) {
		const text = lines[i]?.text ?? "";
		if (text.length > MOST_FOOT_LENGTH) break;
		if (FOOT.test(text) || isInfoLine(text) || PAGES.test(text)) end = i;
		else if (end < lines.length || !isLinkLine(lines[i])) break;
	}
	return lines.slice(0, end);
}

function isLinkLine(line: PageLine | undefined): boolean {
	return line !== undefined && line.linkLength > line.text.length / 2;
}

/** Headings are what the page marks as such, or numbers so; bold lines only where they do not read as a sentence. */
function paragraphOf({ text, headingLevel, block }: PageLine): Paragraph {
	const isRow = text.includes("\t");
	if (headingLevel === undefined || isRow)
		return isRow ? { text } : paragraphOfLine(text);
	const isMarked = /^h[1-6]$/.test(block.tag);
	if (isMarked || looksLikeHeading(text)) {
		return isMarked
			? { text, level: headingLevel }
			: { level: headingLevel, ...paragraphOfLine(text) };
	}
	return { text };
}

interface Facts {
	readonly title: string;
	readonly metadata: PageMetadata;
	readonly info: PageInfo;
	readonly parts: PageParts;
	readonly rules: HiddenRules;
	readonly byline: string | undefined;
	readonly summary: string | undefined;
}

function factsOf({
	byline,
	title,
	metadata,
	info,
	parts,
	rules,
	summary,
}: Facts): Partial<ArticleText> {
	const author =
		metadata.author ??
		info.author ??
		byline ??
		info.origin ??
		metadata.metaAuthor;
	const publishedAt =
		(metadata.isUtc ? info.publishedAt : undefined) ??
		metadata.publishedAt ??
		info.publishedAt;
	const views = metadata.views ?? info.views;
	const category = categoryOf(metadata, breadcrumbOf(parts, rules), title);
	const { url } = metadata;
	return {
		...(author !== undefined && { author }),
		...(category.length > 0 && { category }),
		...(publishedAt !== undefined && { publishedAt }),
		...(views !== undefined && { views }),
		...(summary !== undefined && { summary }),
		...(url !== undefined && { url }),
		editorRelated: relatedOf(parts, rules),
	};
}

function categoryOf(
	{ breadcrumb, section }: PageMetadata,
	shown: readonly string[],
	title: string,
): string[] {
	const levels = cleanBreadcrumb(breadcrumb ?? shown, title);
	return levels.length === 0 && section !== undefined ? [section] : levels;
}
