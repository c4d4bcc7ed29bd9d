import type { Article, EditorRelated } from "../article.ts";
import {
	joinParagraphs,
	linesOf,
	looksLikeHeading,
	type Paragraph,
	paragraphOfLine,
	trimBlank,
} from "./body.ts";
import { parseDate } from "./dates.ts";

/** The fields of an article that its file can tell; the rest comes from where the file lies. */
export type ArticleText = Partial<Omit<Article, "title" | "body">> &
	Pick<Article, "title" | "body" | "headings">;

const BREADCRUMB = /^(?:您?(?:现在|当前)?(?:的)?)?位置\s*[:：]\s*(.+)$/;
const AUTHOR = /^(作\s*者|来源|编辑|责任编辑)\s*[:：]\s*(.*)$/;
const VIEWS =
	/^(?:浏览|阅读|点击|人看过)?(?:量|数|次数)?\s*[:：]?\s*(\d[\d,]*)\s*(?:人看过|人浏览|人阅读|次浏览|次阅读|次)?$/;
const PUBLISHED = /^(?:发布|发表|更新)?(?:时间|日期)\s*[:：]\s*(.+)$/;
const RELATED_HEADS: ReadonlySet<string> = new Set([
	"推荐文章",
	"相关文章",
	"推荐URL",
	"相关推荐",
	"推荐阅读",
	"相关阅读",
]);
/** The last level of a breadcrumb that only says that this is the page itself. */
const PAGE_ITSELF: ReadonlySet<string> = new Set([
	"文章详情",
	"正文",
	"详情",
	"文章正文",
	"内容",
]);
/** The head of a saved page stands in its first lines. */
const HEAD_LINES = 15;

/**
 * A plain text: a saved page of a law site (breadcrumb, title, author, views, date, summary, text, related articles)
 * where it looks like one; else its first line is the title.
 */
export function readText(text: string): ArticleText {
	const lines = linesOf(text);
	const head = lines.slice(0, HEAD_LINES);
	const isPage =
		head.some((line) => PUBLISHED.test(line)) &&
		head.some(
			(line) => BREADCRUMB.test(line) || AUTHOR.test(line) || VIEWS.test(line),
		);
	if (isPage) return readPage(lines);
	const [title = "", ...rest] = lines;
	return { title, ...joinParagraphs(rest.map(paragraphOfLine)) };
}

function readPage(lines: readonly string[]): ArticleText {
	const head = readHead(lines);
	const bodyStart = head.end;
	const bodyEnd = endOfBody(lines, bodyStart);
	const related = readRelated(lines.slice(bodyEnd));
	const { title, summary } = head;
	const texts = lines.slice(bodyStart, bodyEnd);
	// The page repeats its title above the text.
	while (texts[0] === title) texts.shift();
	return {
		title,
		...(head.category !== undefined && { category: head.category }),
		...(head.author !== undefined && { author: head.author }),
		...(head.views !== undefined && { views: head.views }),
		...(head.publishedAt !== undefined && { publishedAt: head.publishedAt }),
		...(summary !== undefined && { summary }),
		...joinParagraphs(paragraphsOfPage(texts)),
		editorRelated: related,
	};
}

/** The first line of the text is its subtitle where it looks like a heading. */
function paragraphsOfPage(texts: readonly string[]): Paragraph[] {
	return texts.map((text, index) => {
		const isSubtitle =
			index === 0 && texts.length > 1 && looksLikeHeading(text);
		return isSubtitle ? { text, level: 1 } : paragraphOfLine(text);
	});
}

interface PageHead {
	readonly title: string;
	readonly category?: readonly string[];
	readonly author?: string;
	readonly views?: number;
	readonly publishedAt?: string;
	readonly summary?: string;
	/** Index of the first line after the head. */
	readonly end: number;
}

function readHead(lines: readonly string[]): PageHead {
	let title: string | undefined;
	let category: readonly string[] | undefined;
	let author: string | undefined;
	let origin: string | undefined;
	let views: number | undefined;
	let publishedAt: string | undefined;
	let end = 0;
	for (const [index, line] of lines.slice(0, HEAD_LINES).entries()) {
		const published = PUBLISHED.exec(line)?.[1];
		if (published !== undefined) {
			publishedAt = parseDate(published);
			views ??= viewsIn(published);
			end = index + 1;
			break;
		}
		const breadcrumb = BREADCRUMB.exec(line)?.[1];
		const byline = AUTHOR.exec(line);
		if (breadcrumb !== undefined && category === undefined) {
			category = splitBreadcrumb(breadcrumb);
		} else if (byline !== null) {
			// 来源 and 编辑 only stand in for an author.
			const [, label = "", name = ""] = byline;
			if (label.startsWith("作")) author = name || author;
			else origin ??= name || undefined;
		} else if (VIEWS.test(line)) {
			views ??= parseViews(line);
		} else if (!/^[|｜丨]+$/.test(line)) {
			title ??= line;
		}
	}
	while (end < lines.length && isHeadLine(lines[end] ?? "")) {
		views ??= parseViews(lines[end] ?? "");
		end++;
	}
	author ??= origin;
	// The line after the date is the summary; the text follows.
	const summary =
		end + 1 < lines.length && lines[end] !== title ? lines[end++] : undefined;
	return {
		title: title ?? "",
		...(category !== undefined && { category }),
		...(author !== undefined && { author }),
		...(views !== undefined && { views }),
		...(publishedAt !== undefined && { publishedAt }),
		...(summary !== undefined && { summary }),
		end,
	};
}

function isHeadLine(line: string): boolean {
	return VIEWS.test(line) || /^[|｜丨]+$/.test(line);
}

function viewsIn(text: string): number | undefined {
	const match = /(\d[\d,]*)\s*(?:人看过|人浏览|人阅读|次浏览|次阅读)/.exec(
		text,
	);
	return match === null ? undefined : parseViews(match[1] ?? "");
}

/** The number in 329人看过 or 浏览：1,024次. */
export function parseViews(text: string): number | undefined {
	const digits = /\d[\d,]*/.exec(text)?.[0].replaceAll(",", "");
	return digits === undefined ? undefined : Number(digits);
}

const MOST_BREADCRUMB = 1000;

/** A breadcrumb's levels without the one that stands for the page itself. */
export function splitBreadcrumb(text: string): string[] {
	if (text.length > MOST_BREADCRUMB) return [trimBlank(text)];
	const levels = text
		.split(/\s*(?:>{1,2}|›|»|＞|→)\s*/)
		.map((level) => level.trim())
		.filter((level) => level !== "");
	const last = levels.at(-1);
	if (last !== undefined && PAGE_ITSELF.has(last)) levels.pop();
	return levels;
}

/** Where the blocks of related articles begin: the last run of their headings. */
function endOfBody(lines: readonly string[], start: number): number {
	const lastDate = lines.findLastIndex(isDateLine);
	const lastText = lines.findLastIndex((line) => !RELATED_HEADS.has(line));
	for (let i = start; i < lines.length; i++) {
		// A heading 相关阅读 inside the text is followed by text, not by dates.
		if (RELATED_HEADS.has(lines[i] ?? "") && (lastDate > i || lastText < i)) {
			return i;
		}
	}
	return lines.length;
}

function isDateLine(line: string): boolean {
	return line.length <= 30 && parseDate(line) !== undefined;
}

/** Blocks of teaser (or title and teaser), date, views. */
function readRelated(lines: readonly string[]): EditorRelated[] {
	const related: EditorRelated[] = [];
	let texts: string[] = [];
	for (const [index, line] of lines.entries()) {
		if (RELATED_HEADS.has(line)) continue;
		if (VIEWS.test(line)) continue;
		if (!isDateLine(line)) {
			texts.push(line);
			continue;
		}
		const next = lines[index + 1] ?? "";
		const views = VIEWS.test(next) ? parseViews(next) : viewsIn(line);
		const publishedAt = parseDate(line);
		related.push({
			...entryOf(texts),
			...(publishedAt !== undefined && { publishedAt }),
			...(views !== undefined && { views }),
		});
		texts = [];
	}
	// Without dates the lines are titles; after dated blocks they are the foot of the page.
	return related.length > 0 ? related : texts.map((title) => ({ title }));
}

function entryOf(texts: readonly string[]): EditorRelated {
	if (texts.length === 0) return {};
	if (texts.length === 1) return { teaser: texts[0] ?? "" };
	return { title: texts[0] ?? "", teaser: texts.slice(1).join("\n") };
}
