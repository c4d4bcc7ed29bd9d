/*
 * What stands around laws and 条 in a folded text, and what it says of them.
 */

const NEW_LINE = "\n";
/** 〇, the first of those that are no blank. */
const LEAST_CHINESE = 0x3007;
const BLANKS = " \t";
const LINE_MARKS = `${BLANKS}#*`;
const BEHIND_HEADING = `${BLANKS}\n[*:`;

/** Between a law and its 条. */
const GAP = `${BLANKS}\n》〉>"'):`;
/** （2018年修正）, （以下简称《解释》） */
const NOTE_LIMIT = 60;
/** 合同编, 第二编第五章, 总则, 的 */
const PART_LIMIT = 16;
const PART =
	/^[\p{Script=Han}\d ]*(?:编|章|节|总则|分则|附则|通则|的|中|之|里)[ 的]?$/u;

const JOINT = /^[ \t]*(?:[、,和与及或]|以及|或者)?[ \t]*$/;
const JOINT_LIMIT = 4;

/** Law of another state, or of a province, has the name of ours at its end. */
const FOREIGN =
	/(?:德国|法国|日本|美国|英国|瑞士|意大利|韩国|朝鲜|台湾|台湾地区|俄罗斯|苏俄|苏联|奥地利|荷兰|西班牙|葡萄牙|印度|越南|新加坡|加拿大|澳大利亚|欧盟|香港|澳门|民国|国民政府)的?$/;
const LOCAL = /[省市区州县盟旗]$/;
const LOCAL_KIND = /(?:条例|办法|规定|细则|规则)$/;
const PLACE_LENGTH = 6;

/** 《…解释》（以下简称《解释》）, 《…解释》（法释〔2011〕7号） */
const SAME_LAW = /^[(,]?[^。()《》"\n]{0,8}$/;
const SAME_LAW_LIMIT = 10;
const CALLED =
	/^[(,][^。()《》"\n]{0,8}(?:简称|下称|统称)为?:?[《"]?([^》"(),。\n]{2,24})/;
const CALLED_LIMIT = 48;

/** 3. or （三） or ③ at the beginning of a line. */
const LIST_ITEM =
	/^[ \t]*(?:\d{1,2}[.、)]|[(][一二三四五六七八九十\d]{1,3}[)]|[①-⑳·*-])/;

/** 第三条路, 第一条建议, 第五条约定: no 条 of a law, unless one is named right before. */
const AFTER_COUNTED =
	/^(?:例|约|件|款|理由|目|路|线|道|街|河|鱼|船|狗|腿|命|消息|信息|微博|微信|建议|途径|渠道|思路|意见|新闻|原因|证据)/;
/** 公司法十条新规 */
const AFTER_AMOUNT = /^(?:新|建议|意见|理由|措施|要点|修改)/;

/** Whether nothing but 、, 和 and the like stands between two 条. */
export function isJoint(folded: string, from: number, to: number): boolean {
	return to - from <= JOINT_LIMIT && JOINT.test(folded.slice(from, to));
}

/** Whether what stands between a law and a 条 lets them belong together: 》, （2018年修正）, 合同编, 的. */
export function isConnected(folded: string, from: number, to: number): boolean {
	if (to - from > NOTE_LIMIT + PART_LIMIT) {
		return false;
	}
	let i = skip(folded, from, GAP);
	while (folded.charAt(i) === "(" && i < to) {
		const close = folded.slice(i, to).indexOf(")");
		if (close < 0) {
			return false;
		}
		i = skip(folded, i + close + 1, GAP);
	}
	return i >= to || (to - i <= PART_LIMIT && PART.test(folded.slice(i, to)));
}

/** Whether two names that follow each other can be of one law, the second in brackets. */
export function isRenamed(folded: string, from: number, to: number): boolean {
	return to - from <= SAME_LAW_LIMIT && SAME_LAW.test(folded.slice(from, to));
}

/** What the text says behind a law it will call it: （以下简称《解释》）. */
export function calledAt(folded: string, at: number): string | undefined {
	const mark = folded.charAt(at);
	return mark === "(" || mark === ","
		? CALLED.exec(folded.slice(at, at + CALLED_LIMIT))?.[1]
		: undefined;
}

/** Whether what stands before a name makes it that of another state's law, or of a province's. */
export function isElsewhere(folded: string, at: number, name: string): boolean {
	const before = folded.slice(Math.max(0, at - PLACE_LENGTH), at);
	return FOREIGN.test(before) || (LOCAL.test(before) && LOCAL_KIND.test(name));
}

/** Whether the 条 at a range is the heading of itself: at the beginning of a line, white space or 【 behind it. */
export function isHeading(folded: string, start: number, end: number): boolean {
	let i = start;
	while (i > 0 && LINE_MARKS.includes(folded.charAt(i - 1))) {
		i--;
	}
	return (
		(i === 0 || folded.charAt(i - 1) === NEW_LINE) &&
		(end >= folded.length || BEHIND_HEADING.includes(folded.charAt(end)))
	);
}

/** Whether the line that ends before `at` announces that law is quoted, by : or 》 or 》。 at its end. */
export function isAnnounced(folded: string, at: number): boolean {
	const last = folded.charAt(at - 2);
	return (
		last === ":" ||
		last === "》" ||
		(last === "。" && folded.charAt(at - 3) === "》")
	);
}

/** Whether the line at `at` is an item of a list: 3. or （三）. */
export function isListItem(folded: string, at: number): boolean {
	const first = folded.charCodeAt(at);
	// Most lines begin with a Chinese character.
	return first < LEAST_CHINESE && LIST_ITEM.test(folded.slice(at, at + 8));
}

/** Whether 第…条 that ends at `end` counts something else than 条 of a law: 第三条路. */
export function isCounting(folded: string, end: number): boolean {
	return AFTER_COUNTED.test(folded.slice(end, end + 2));
}

/** Whether …条 that ends at `end` says how many: 公司法十条新规. */
export function isAmount(folded: string, end: number): boolean {
	return AFTER_AMOUNT.test(folded.slice(end, end + 2));
}

/** Behind the blanks at `at`. */
export function skipBlanks(folded: string, at: number): number {
	return skip(folded, at, BLANKS);
}

function skip(folded: string, at: number, characters: string): number {
	let i = at;
	while (i < folded.length && characters.includes(folded.charAt(i))) {
		i++;
	}
	return i;
}
