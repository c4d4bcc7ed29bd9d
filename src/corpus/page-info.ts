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
	"(?=\\s*(?:$|[|｜丨·•/]|\\s{2}|\\u3000|文章|[来來]源|作者|[发發][布佈表]|更新|[时時][间間]|日期|[浏瀏][览覽]|[阅閱][读讀]|[点點][击擊閱]|访问|查看|人[气氣]|责任|责编|编辑|字[号號级級]|字[体體]|分享|评论|\\[|【|\\d{4}\\s*[-年/.]|\\d+\\s*(?:人|次)))";
const AUTHOR = new RegExp(
	`(?:作\\s*者|撰\\s*稿|撰\\s*文|文)\\s*[:：]\\s*(\\S.{0,38}?)${END}`,
);
const ORIGIN = new RegExp(
	`(?:[来來]\\s*源|稿\\s*源|出\\s*[处處])\\s*[:：]\\s*(\\S.{0,38}?)${END}`,
);
/** 王敏 发布于 2024-03-01. */
const POSTED_BY = /^([^\s:：|，。]{2,20}?)\s*(?:发布于|发表于)\s*\d/;
const LABELLED_DATE =
	/(?:[发發][布佈表]|刊[发發]|更新|上[传傳]|添加|录入)?(?:[时時][间間]|日期|于|於)\s*[:：]?\s*(\d{4}\s*[-年/.].{0,40})/;
const VIEWS =
	/(?<![\d:：./-])(\d[\d,]*)\s*(?:人看过|人浏览|人阅读|人已读|人查看|次浏览|次阅读|次点击|次查看|阅读|次[瀏點]?[覽閱])|(?:[浏瀏][览覽]|[阅閱][读讀]|[点點][击擊閱]|访问|查看|围观|人[气氣])(?:量|数|數|率|人数|人數|人次|次数|次數)?\s*[:：(（[]?\s*(\d[\d,]*)(?:\.(\d+))?\s*(万)?/;
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
		author ??= nameIn(AUTHOR, line) ?? nameIn(POSTED_BY, line);
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
	/(?:作\s*者|撰\s*稿|[来來]\s*源|稿\s*源|[发發][布佈表]|更新|[时時][间間]|日期|[浏瀏][览覽]|[阅閱][读讀]|[点點][击擊閱]|访问|查看|人[气氣]|责任编辑|责编|编\s*辑|字号|字体|评论|人看过)/;
/** The controls of a page, and nothing else. */
const CONTROL =
	/^(?:(?:字号|字体|打印(?:此文|本页|文章)?|关闭(?:窗口|本页)?|加入收藏|收藏(?:本文)?|分享(?:到|本文)?|举报|纠错|点赞|发表评论|我要评论|评论|告诉好友|推荐给好友|复制链接|微信|微博|新浪微博|朋友圈|QQ空间|QQ好友|缩小字体|放大字体|阅读原文|返回(?:顶部|列表|首页)?|回上[頁页]|回頂端|TOP|友善列印|字[級级]|大|中|小|T|A[+-]?)(?=[^\u4e00-\u9fff]|$|字|打|关|加|收|分|举|点|发|我|评|告|推|复|微|新|朋|Q|缩|放|阅|返|大|中|小)|[\s|｜:：·/\-+【】[\]()（）])+$/;

/** A short line about the article, or a control of the page, that is no part of the text. */
export function isInfoLine(line: string): boolean {
	if (line.length > MOST_INFO_LENGTH) return false;
	if (/[。；！？]/.test(line)) return false;
	if (/^[|｜丨·•\-—\s]+$/.test(line)) return true;
	if (CONTROL.test(line)) return true;
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
