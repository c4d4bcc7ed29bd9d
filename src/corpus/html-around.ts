import type { EditorRelated } from "../article.ts";
import { trimBlank } from "./body.ts";
import { parseDate } from "./dates.ts";
import { linesOfElement, type PageLine } from "./html-blocks.ts";
import {
	HOT_HEADING,
	MOST_LIST_HEADING,
	RELATED_HEADING,
} from "./html-furniture.ts";
import { type HiddenRules, isHidden } from "./html-hidden.ts";
import type { PageParts } from "./html-main.ts";
import type { HtmlElement } from "./html-tree.ts";
import { readInfo } from "./page-info.ts";

const BREADCRUMB_NAME =
	/(?:^|[\s_-])(?:bread-?crumbs?|crumbs?|cur-?pos(?:ition)?|position|location|weizhi|dqwz|pos|面包屑|nav-?path|path|sitepath|place|local)(?:$|[\s_-])/i;
const BREADCRUMB_LABEL =
	/^(?:您|你)?(?:现在|現在|当前|當前|目前)?(?:的|所在)*\s*位置\s*[:：]?\s*/;
const SEPARATORS = /[>＞›»→]|&gt;|(?<=\S)\s+\/\s+(?=\S)/;
const MOST_BREADCRUMB = 200;
const MOST_BREADCRUMB_NODES = 500;

/** The levels of the breadcrumb that the page shows, outermost first; empty where it shows none. */
export function breadcrumbOf(parts: PageParts, rules: HiddenRules): string[] {
	const seen = new Set<HtmlElement>();
	let byLooks: HtmlElement | undefined;
	for (const { block, text } of parts.lines) {
		if (text.length > MOST_BREADCRUMB) continue;
		for (
			let up: HtmlElement | undefined = block, i = 0;
			up !== undefined && i < 4;
			up = up.parent, i++
		) {
			if (seen.has(up)) break;
			seen.add(up);
			const { attributes } = up;
			const name = `${attributes.get("class") ?? ""} ${attributes.get("id") ?? ""} ${attributes.get("aria-label") ?? ""}`;
			if (name.length > 2 && name.length < 200 && BREADCRUMB_NAME.test(name)) {
				const levels = levelsOf(up, rules);
				if (levels.length > 1) return levels;
			}
		}
		if (byLooks !== undefined) continue;
		if (isBreadcrumbLine(text)) byLooks = block;
	}
	return byLooks === undefined ? [] : levelsOf(byLooks, rules);
}

/** 当前位置：首页 > 劳动法 > 正文. */
export function isBreadcrumbLine(text: string): boolean {
	if (text.length > MOST_BREADCRUMB) return false;
	return (
		/^(?:您|你)?(?:现在|現在|当前|當前|目前)?(?:的|所在)*\s*位置\s*[:：]/.test(
			text,
		) || /^(?:网站)?首[页頁]\s*[>＞›»]/.test(text)
	);
}

/** Each link is a level, and so is what stands between separators. */
function levelsOf(element: HtmlElement, rules: HiddenRules): string[] {
	let text = "";
	let hasHome = false;
	let nodes = 0;
	const open: (HtmlElement | string)[] = [element];
	for (;;) {
		const node = open.pop();
		if (node === undefined || text.length > 2 * MOST_BREADCRUMB) break;
		if (++nodes > MOST_BREADCRUMB_NODES) return [];
		if (typeof node === "string") {
			text += node;
			continue;
		}
		if (isHidden(node, rules)) continue;
		if (!hasHome && isHome(node)) {
			hasHome = true;
			continue;
		}
		const isStep = node.tag === "a" || node.tag === "li";
		if (isStep) open.push(">");
		if (node.children.length > MOST_BREADCRUMB_NODES) return [];
		for (let i = node.children.length - 1; i >= 0; i--) {
			const child = node.children[i];
			if (child !== undefined) open.push(child);
		}
		if (isStep) open.push(">");
	}
	if (text.length > 2 * MOST_BREADCRUMB) return [];
	const unlabelled = trimBlank(text.replace(/\s+/g, " "))
		.replace(/^>+/, "")
		.replace(BREADCRUMB_LABEL, "");
	return unlabelled
		.split(SEPARATORS)
		.map((level) => trimBlank(level.replace(BREADCRUMB_LABEL, "")))
		.filter((level) => level !== "" && !/^[/|\\·:：-]+$/.test(level));
}

/** The first step leads to the site itself, whatever name it has. */
function isHome({ tag, attributes }: HtmlElement): boolean {
	if (tag !== "a") return false;
	return /^(?:https?:\/\/[^/]+)?\/?(?:index\.\w+)?$/.test(
		attributes.get("href") ?? "#",
	);
}

/** Entries of a list of related articles are at most so many. */
const MOST_RELATED = 50;
const LONGEST_TITLE = 60;
const MOST_ENTRY_LENGTH = 1000;
const SHORTEST_TEASER = 15;

/** The related articles that the page's editor lists. */
export function relatedOf(
	parts: PageParts,
	rules: HiddenRules,
): EditorRelated[] {
	const entries: EditorRelated[] = [];
	for (const block of parts.related) {
		const lines = linesOfElement(block, { rules });
		entries.push(...entriesOf(lines));
		if (entries.length >= MOST_RELATED) break;
	}
	return entries.slice(0, MOST_RELATED);
}

type Draft = { -readonly [K in keyof EditorRelated]: EditorRelated[K] };

/** Lines of links are titles, other lines teasers; a date or number of views belongs to the entry above. */
function entriesOf(lines: readonly PageLine[]): EditorRelated[] {
	const entries: Draft[] = [];
	let isClosed = true;
	let isOther = false;
	let item: HtmlElement | undefined;
	for (const line of lines.flatMap(linksApart)) {
		const isShort = line.text.length <= MOST_LIST_HEADING;
		if (isShort && RELATED_HEADING.test(line.text)) isOther = false;
		else if (isShort && HOT_HEADING.test(line.text)) isOther = true;
		else if (!isOther) {
			const last = entries.at(-1);
			const info = readInfo([line.apart]);
			const stripped = withoutInfo(line.apart);
			const rest = stripped === line.apart ? line.text : stripped;
			const isSameItem = item !== undefined && itemOf(line.block) === item;
			if (
				rest === "" ||
				(isSameItem && last !== undefined && rest.length <= SHORTEST_TEASER)
			) {
				if (last === undefined) continue;
				if (info.publishedAt !== undefined)
					last.publishedAt ??= info.publishedAt;
				if (info.views !== undefined) last.views ??= info.views;
				if (rest === "") isClosed = true;
				continue;
			}
			const isTitle = line.linkLength * 2 > rest.length && isTitleLike(rest);
			item = itemOf(line.block);
			if (
				!isTitle &&
				!isClosed &&
				last !== undefined &&
				last.teaser === undefined
			) {
				last.teaser = rest;
			} else {
				entries.push(isTitle ? { title: rest } : { teaser: rest });
				isClosed = false;
			}
			const entry = entries.at(-1);
			if (entry === undefined) continue;
			const date =
				stripped !== line.apart && DATE.test(line.apart)
					? parseDate(line.apart)
					: undefined;
			if (date !== undefined) entry.publishedAt ??= date;
			if (info.views !== undefined && stripped !== line.apart)
				entry.views ??= info.views;
		}
	}
	return entries;
}

/** Several links in one line are as many entries. */
function linksApart(line: PageLine): PageLine[] {
	if (line.links === undefined || line.linkLength * 2 < line.text.length)
		return [line];
	return line.links.map((text) => ({
		text,
		apart: text,
		block: line.block,
		linkLength: text.length,
	}));
}

/** The box of one entry: the item of a list, else the link that the line stands in. */
function itemOf(block: HtmlElement): HtmlElement | undefined {
	let link: HtmlElement | undefined;
	let up: HtmlElement | undefined = block;
	for (let i = 0; up !== undefined && i < 4; i++, up = up.parent) {
		if (up.tag === "li" || up.tag === "dl") return up;
		if (up.tag === "a") link = up;
	}
	return link;
}

/** A teaser is prose, cut off somewhere. */
function isTitleLike(text: string): boolean {
	const marks = text.match(/[，,。；]/g)?.length ?? 0;
	return text.length <= LONGEST_TITLE && marks < 2 && !text.includes("。");
}

const DATE =
	/[[(（【]?\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?[\])）】]?/;
const VIEWS =
	/(?:浏览|阅读|点击)(?:量|数|次数)?\s*[:：(（]?\s*\d[\d,]*\s*[次)）]?|\d[\d,]*\s*(?:人看过|人浏览|人阅读|次浏览|次阅读|次点击)/;

/** The text of an entry's line without the date and views at its ends. */
function withoutInfo(text: string): string {
	if (text.length > MOST_ENTRY_LENGTH) return text;
	let rest = text;
	if (isAtEnd(rest, DATE)) rest = rest.replace(DATE, " ");
	if (isAtEnd(rest, VIEWS)) rest = rest.replace(VIEWS, " ");
	if (isAtEnd(rest, DATE)) rest = rest.replace(DATE, " ");
	return trimBlank(
		rest
			.replace(/^[\s·•・▪■◆>|-]+|[\s|·-]+$/g, "")
			.replace(/(?:发布)?(?:时间|日期)\s*[:：]?\s*$/, ""),
	);
}

/** A date inside a sentence is not the entry's. */
function isAtEnd(text: string, pattern: RegExp): boolean {
	const match = pattern.exec(text);
	if (match === null) return false;
	const after = trimBlank(text.slice(match.index + match[0].length));
	const before = trimBlank(text.slice(0, match.index));
	return (
		before === "" ||
		after === "" ||
		/^[|·\s]|^\d/.test(after) ||
		VIEWS.test(after)
	);
}
