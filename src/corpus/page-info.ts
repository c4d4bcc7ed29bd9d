import { trimBlank } from "./body.ts";
import { parseDate } from "./dates.ts";

/** What the lines around a title tell: who wrote the article, when it came out, how often it was read. */
export interface PageInfo {
	readonly author?: string;
	/** Whom the page names as its source (来源). */
	readonly origin?: string;
	readonly publishedAt?: string;
	readonly views?: number;
}

/** Where a value ends: at a rule, at the next label, at a date. */
const END =
	"(?=\\s*(?:$|[|｜丨·•/]|\\s{2}|来源|作者|发布|发表|更新|时间|日期|浏览|阅读|点击|访问|查看|人气|责任|责编|编辑|字号|字体|分享|评论|\\[|【|\\d{4}\\s*[-年/.]|\\d+\\s*(?:人|次)))";
const AUTHOR = new RegExp(
	`(?:作\\s*者|撰\\s*稿|撰\\s*文|文)\\s*[:：]\\s*(\\S.{0,38}?)${END}`,
);
const ORIGIN = new RegExp(
	`(?:来\\s*源|稿\\s*源|出\\s*处)\\s*[:：]\\s*(\\S.{0,38}?)${END}`,
);
const LABELLED_DATE =
	/(?:发布|发表|刊发|更新|上传|添加|录入)?(?:时间|日期|于)\s*[:：]?\s*(\d{4}\s*[-年/.].{0,40})/;
const VIEWS =
	/(\d[\d,]*)\s*(?:人看过|人浏览|人阅读|人已读|人查看|次浏览|次阅读|次点击|次查看|阅读)|(?:浏览|阅读|点击|访问|查看|围观|人气)(?:量|数|率|人数|次数)?\s*[:：(（[]?\s*(\d[\d,]*)(?:\.(\d+))?\s*(万)?/;
/** Longer lines are prose. */
const MOST_INFO_LENGTH = 160;

/** Gathers from several lines; the first that tells something counts. */
export function readInfo(lines: readonly string[]): PageInfo {
	let author: string | undefined;
	let origin: string | undefined;
	let labelled: string | undefined;
	let dated: string | undefined;
	let views: number | undefined;
	for (const line of lines) {
		if (line.length > MOST_INFO_LENGTH) continue;
		author ??= nameIn(AUTHOR, line);
		origin ??= nameIn(ORIGIN, line);
		labelled ??= parseDate(LABELLED_DATE.exec(line)?.[1] ?? "");
		if (isInfoLine(line)) dated ??= parseDate(line);
		views ??= viewsIn(line);
	}
	const publishedAt = labelled ?? dated;
	return {
		...(author !== undefined && { author }),
		...(origin !== undefined && { origin }),
		...(publishedAt !== undefined && { publishedAt }),
		...(views !== undefined && { views }),
	};
}

function nameIn(pattern: RegExp, line: string): string | undefined {
	const name = trimBlank(pattern.exec(line)?.[1] ?? "");
	return name === "" || /^[-—:：]*$/.test(name) ? undefined : name;
}

function viewsIn(line: string): number | undefined {
	const match = VIEWS.exec(line);
	if (match === null) return undefined;
	const [, before, after, fraction, tenThousand] = match;
	const whole = Number((before ?? after ?? "").replaceAll(",", ""));
	if (tenThousand === undefined) return whole;
	return Math.round(Number(`${whole}.${fraction ?? 0}`) * 10_000);
}

const LABEL =
	/(?:作\s*者|撰\s*稿|来\s*源|稿\s*源|发布|发表|更新|时间|日期|浏览|阅读|点击|访问|查看|人气|责任编辑|责编|编\s*辑|字号|字体|评论|人看过)/;
const CONTROL =
	/^(?:【?\s*)?(?:字号|字体|打印|关闭|收藏|分享|举报|点赞|评论|复制链接|微信|微博|QQ空间|大|中|小|返回|\s|[|｜:：·/\-【】[\]0-9])+$/;

/** A short line about the article, or a control of the page, that is no part of the text. */
export function isInfoLine(line: string): boolean {
	if (/^[|｜丨·•\-—\s]+$/.test(line)) return true;
	if (line.length > MOST_INFO_LENGTH) return false;
	if (CONTROL.test(line)) return true;
	if (/[。；！？]/.test(line)) return false;
	if (line.length <= 30 && isBareDate(line)) return true;
	if (!LABEL.test(line)) return false;
	return (
		AUTHOR.test(line) ||
		ORIGIN.test(line) ||
		LABELLED_DATE.test(line) ||
		(VIEWS.test(line) && line.length <= 60)
	);
}

function isBareDate(line: string): boolean {
	return (
		parseDate(line) !== undefined && /^[\d\s:：年月日时分秒./\-T]+$/.test(line)
	);
}
