import { formatNumeral, parseNumeral } from "../analysis/numerals.ts";
import { type Paragraph, trimBlank } from "./body.ts";
import { parseDate } from "./dates.ts";

const NUMERAL = "[一二三四五六七八九十百千零〇○Ｏ两\\d０-９－—]";
const NUMBER = `第\\s?${NUMERAL}+\\s?条(?:之${NUMERAL}+)?`;
/** 第十条 and white space (or nothing), or 第十条【标题】; not 第十条规定, which cites, nor the first cell of a table. */
const PROVISION = new RegExp(
	`^(${NUMBER})(?:[ \\u00a0\\u2002\\u2003\\u3000：:]+|(?=[【\\[（(])|$)`,
);
/** Some editions leave out the white space; only for texts without a single line of the first form. */
const TIGHT_PROVISION = new RegExp(
	`^(${NUMBER})(?![的和及与或、，,。；;至到款项第中所之规\\t]|以外|以及)`,
);
/** The 条 of a text: at which paragraph each begins, its number as printed, and where its words begin. */
export interface ProvisionStart {
	readonly paragraph: number;
	readonly number: string;
	readonly textStart: number;
}

/** Finds the 条 that begin a paragraph, or a heading. */
export function findProvisions(
	paragraphs: readonly Paragraph[],
): ProvisionStart[] {
	const found = findBy(PROVISION, paragraphs);
	return found.length > 0 ? found : findBy(TIGHT_PROVISION, paragraphs);
}

function findBy(
	pattern: RegExp,
	paragraphs: readonly Paragraph[],
): ProvisionStart[] {
	const starts: ProvisionStart[] = [];
	for (const [paragraph, { text }] of paragraphs.entries()) {
		if (text.charCodeAt(0) !== 0x7b2c) continue;
		const match = pattern.exec(text);
		if (match === null) continue;
		if (isRow(paragraphs, paragraph)) continue;
		// Scanned texts have dashes for 一.
		const number = (match[1] ?? "").replace(/\s/g, "").replace(/[－—]/g, "一");
		starts.push({ paragraph, number, textStart: match[0].length });
	}
	return starts;
}

/** A row of a table, its cells apart by tabs, only speaks of a 条; tables have more than one row. */
function isRow(paragraphs: readonly Paragraph[], index: number): boolean {
	const hasTab = (at: number) => paragraphs[at]?.text.includes("\t") === true;
	return hasTab(index) && (hasTab(index - 1) || hasTab(index + 1));
}

/**
 * Cuts paragraphs where the next 条 in number begins behind a sentence, as some editions run several into one
 * paragraph. Any other number there is a citation.
 */
export function cutRunOns(paragraphs: readonly Paragraph[]): Paragraph[] {
	const out: Paragraph[] = [];
	let next: string | undefined;
	for (const paragraph of paragraphs) {
		const { text, level } = paragraph;
		const number = startsProvision(text);
		if (number !== undefined) next = numberAfter(number);
		let start = 0;
		let prefix = "";
		while (next !== undefined && level === undefined) {
			const cut = runOnAt(text, next, start);
			if (cut === undefined) break;
			out.push({ text: prefix + trimBlank(text.slice(start, cut)) });
			// 第十四条历史… → 第十四条 历史…, so that it is found like the others.
			prefix = `${next} `;
			start = cut + next.length;
			next = numberAfter(next);
		}
		out.push(
			start === 0 ? paragraph : { text: prefix + trimBlank(text.slice(start)) },
		);
	}
	return out;
}

function startsProvision(text: string): string | undefined {
	return text.charCodeAt(0) === 0x7b2c ? PROVISION.exec(text)?.[1] : undefined;
}

function runOnAt(
	text: string,
	number: string,
	from: number,
): number | undefined {
	const at = text.indexOf(number, from + 1);
	if (at < 0) return undefined;
	const before = trimBlank(text.slice(Math.max(0, at - 8), at));
	const after = text.charAt(at + number.length);
	const isCited = /^[的和及与或、，,。；;至到款项第中所之规]/.test(after);
	return /[。；：”）]$/.test(before) && !isCited ? at : undefined;
}

/** 第九条 → 第十条. */
function numberAfter(number: string): string | undefined {
	const value = parseNumeral(/^第\s?(.+?)\s?条/.exec(number)?.[1] ?? "");
	if (value === undefined || value >= 9999) return undefined;
	return `第${formatNumeral(value + 1)}条`;
}

/** A text of law has most of its words in 条; an article that quotes one or two has not. */
const LEAST_SHARE = 0.4;
/** From so many on, the 条 of a law follow each other in number; those that an article speaks of jump. */
const LEAST_RUN = 3;
const LEAST_SUCCESSIONS = 0.5;

/** Whether a text is a statute: its 条 run 一, 二, 三 …, or most of it stands in 条 that follow each other. */
export function isStatute(
	paragraphs: readonly Paragraph[],
	starts: readonly ProvisionStart[],
): boolean {
	const [first] = starts;
	if (first === undefined) return false;
	const run = ["第一条", "第二条", "第三条"];
	if (run.every((number, i) => starts[i]?.number === number)) return true;
	const isOrdered =
		starts.length < LEAST_RUN
			? numberAfter(first.number) === run[1]
			: successions(starts) >= (starts.length - 1) * LEAST_SUCCESSIONS;
	return isOrdered && shareFrom(paragraphs, starts) >= LEAST_SHARE;
}

/** How many 条 have the number after the one before, or the same with 之一. */
function successions(starts: readonly ProvisionStart[]): number {
	return starts.filter(({ number }, i) => {
		const before = starts[i - 1]?.number;
		return (
			before !== undefined &&
			(number === numberAfter(before) || number.startsWith(before))
		);
	}).length;
}

/** The share of the text, headings aside, that stands from the first 条 on. */
function shareFrom(
	paragraphs: readonly Paragraph[],
	starts: readonly ProvisionStart[],
): number {
	const begins = new Set(starts.map(({ paragraph }) => paragraph));
	const from = starts[0]?.paragraph ?? paragraphs.length;
	let total = 0;
	let inside = 0;
	for (const [index, { text, level }] of paragraphs.entries()) {
		total += text.length;
		const isHeading = level !== undefined && !begins.has(index);
		if (!isHeading && index >= from) inside += text.length;
	}
	return total === 0 ? 0 : inside / total;
}

/** Said of the day on which a law came to be as it is. */
const ENACTED = /通过|修正|修订|修改|公布|发布|批准|颁布|印发/;
const IN_FORCE = /^\s*起?(?:正式)?(?:施行|生效|实施|执行)/;
const DAY = /\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日/g;
const DATED = /^[（(]?(?:根据)?\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日/;

/**
 * The newest day of a 通过, 修正 or 公布 among the lines that a statute begins with and of the name of its file, as in
 * 劳动法(2018-12-29).md. A day on which it came into force only is not meant.
 */
export function enactmentDate(
	lines: readonly string[],
	fileName: string,
): string | undefined {
	let newest = parseDate(/\d{4}-\d{2}-\d{2}/.exec(fileName)?.[0] ?? "");
	const first = lines.findIndex((line) => DATED.test(line));
	if (first < 0) return newest;
	const text = lines.slice(first).join(" ");
	const days = [...text.matchAll(DAY)];
	for (const [index, day] of days.entries()) {
		const start = day.index + day[0].length;
		const limit = Math.min(
			days[index + 1]?.index ?? text.length,
			start + MOST_EVENT_LENGTH,
		);
		const event = text.slice(start, limit);
		if (IN_FORCE.test(event) || !ENACTED.test(event)) continue;
		const date = parseDate(day[0]);
		if (date !== undefined && (newest === undefined || date > newest))
			newest = date;
	}
	return newest;
}

/** What happened on a day is said within so many characters. */
const MOST_EVENT_LENGTH = 120;

/** Folder names that say which rank of law is in them; the seven branches of law are the National People's Congress's. */
const LEVEL_OF_FOLDER: ReadonlyMap<string, string> = new Map([
	...[
		"宪法",
		"法律",
		"行政法规",
		"监察法规",
		"司法解释",
		"部门规章",
		"地方性法规",
		"地方政府规章",
		"国际条约",
	].map((level) => [level, level] as const),
	...[
		"民法典",
		"刑法",
		"民法商法",
		"民商法",
		"行政法",
		"经济法",
		"社会法",
		"宪法相关法",
		"诉讼与非诉讼程序法",
	].map((branch) => [branch, "法律"] as const),
]);

/**
 * Rank of a statute: by the innermost folder that is named after a rank or a branch of law; else by who made it:
 * its name for interpretations of the courts, the lines it begins with for the rest. Nothing where neither tells.
 */
export function levelOfLaw(law: {
	readonly name: string;
	readonly folders: readonly string[];
	readonly lines: readonly string[];
}): string | undefined {
	if (/^中华人民共和国宪法/.test(law.name)) return "宪法";
	for (const folder of [...law.folders].reverse()) {
		const level = LEVEL_OF_FOLDER.get(folder);
		if (level !== undefined) return level;
	}
	if (/^最高人民(?:法院|检察院)/.test(law.name)) return "司法解释";
	const made = law.lines.filter((line) => DATED.test(line)).join("\n");
	if (
		/(?:省|市|自治区|自治州|自治县|县|区)(?:第?[^\n]{0,8}届)?人民代表大会/.test(
			made,
		)
	) {
		return "地方性法规";
	}
	if (
		/全国人民代表大会(?:常务委员会)?[^\n]{0,12}(?:通过|修正|修订|会议)/.test(
			made,
		)
	)
		return "法律";
	if (/国务院[^\n]{0,20}(?:公布|发布|通过|修订|令)/.test(made))
		return "行政法规";
	if (/[部委局署行会]令|(?:部|总局|委员会)[^\n]{0,12}(?:公布|发布)/.test(made))
		return "部门规章";
	return undefined;
}

/** The lines about the promulgation stand above the first 条; this many are looked at. */
const MOST_INFO_LINES = 80;

/** What a text tells about itself as a law. */
export interface LawFacts {
	/** Only for a statute, not for a text about law. */
	readonly law?: string;
	readonly level?: string;
	readonly publishedAt?: string;
}

export function lawFacts(
	paragraphs: readonly Paragraph[],
	place: {
		readonly name: string;
		readonly folders: readonly string[];
		readonly fileName: string;
	},
): LawFacts {
	const starts = findProvisions(paragraphs);
	const end = Math.min(
		starts[0]?.paragraph ?? MOST_INFO_LINES,
		MOST_INFO_LINES,
	);
	const lines = paragraphs.slice(0, end).map(({ text }) => text);
	const publishedAt = enactmentDate(lines, place.fileName);
	const level = levelOfLaw({ ...place, lines });
	return {
		...(isStatute(paragraphs, starts) && { law: place.name }),
		...(level !== undefined && { level }),
		...(publishedAt !== undefined && { publishedAt }),
	};
}

/** A heading as a step of a path: one blank for each run of white space. */
export function headingName(text: string): string {
	return trimBlank(text.replace(/[\s\u3000]+/g, " "));
}
