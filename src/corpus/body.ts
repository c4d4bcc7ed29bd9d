import type { Article, Heading } from "../article.ts";

/** One paragraph of a body; `level` where it is a heading, 1 the outermost. */
export interface Paragraph {
	readonly text: string;
	readonly level?: number;
}

/** Nothing but zero-width characters: no paragraph, though inside of one they stay. */
const INVISIBLE = /^[\u00ad\u200b-\u200f\u2060\ufeff]+$/;

/** Paragraphs joined by one `\n`, with the ranges of the headings among them. Empty ones are left out. */
export function joinParagraphs(
	paragraphs: readonly Paragraph[],
): Pick<Article, "body" | "headings"> {
	const texts: string[] = [];
	const headings: Heading[] = [];
	let start = 0;
	for (const { text, level } of paragraphs) {
		if (text === "" || INVISIBLE.test(text)) continue;
		const end = start + text.length;
		if (level !== undefined) headings.push({ start, end, level });
		texts.push(text);
		start = end + 1;
	}
	return { body: texts.join("\n"), headings };
}

/** The paragraphs that a body was joined from. */
export function splitParagraphs(
	article: Pick<Article, "body" | "headings">,
): Paragraph[] {
	const levels = new Map(article.headings.map((h) => [h.start, h.level]));
	let start = 0;
	return article.body.split("\n").map((text) => {
		const level = levels.get(start);
		start += text.length + 1;
		return level === undefined ? { text } : { text, level };
	});
}

/** Text without the white space around it; zero-width characters are no white space, and stay. */
export function trimBlank(text: string): string {
	let start = 0;
	let end = text.length;
	while (start < end && isBlank(text.charCodeAt(start))) start++;
	while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
	return end - start === text.length ? text : text.slice(start, end);
}

function isBlank(code: number): boolean {
	if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
	if (code < 0x2000) return code === 0xa0 || code === 0x85 || code === 0x1680;
	return (
		code === 0x3000 ||
		code <= 0x200a ||
		code === 0x2028 ||
		code === 0x2029 ||
		code === 0x202f ||
		code === 0x205f
	);
}

/** The lines of a text as they are, whatever ends them. */
export function rawLines(text: string): string[] {
	const isPlain = !/[\r\u2028\u2029]/.test(text);
	return text.split(isPlain ? "\n" : /\r\n|[\n\r\u2028\u2029]/);
}

/** The lines of a text without the blanks around them; those that are empty are left out. */
export function linesOf(text: string): string[] {
	const lines: string[] = [];
	for (const line of rawLines(text)) {
		const trimmed = trimBlank(line);
		if (trimmed !== "") lines.push(trimmed);
	}
	return lines;
}

const MAX_HEADING_LENGTH = 60;
const NUMBERED: readonly (readonly [pattern: RegExp, level: number])[] = [
	[/^第[一二三四五六七八九十百零〇\d]+编(?=\s|$)/, 1],
	[/^第[一二三四五六七八九十百零〇\d]+分编(?=\s|$)/, 2],
	[/^第[一二三四五六七八九十百零〇\d]+章(?=\s|$)/, 2],
	[/^第[一二三四五六七八九十百零〇\d]+节(?=\s|$)/, 3],
	[/^[一二三四五六七八九十百]+、/, 2],
];

/** Level of a line that is a heading by its number (一、…, 第一章 …) and does not end as a sentence does. */
export function numberedHeadingLevel(line: string): number | undefined {
	if (line.length > MAX_HEADING_LENGTH) return undefined;
	if (!/^[第一二三四五六七八九十百]/.test(line)) return undefined;
	if (endsSentence(line)) return undefined;
	return NUMBERED.find(([pattern]) => pattern.test(line))?.[1];
}

/** Whether a line may be a heading by its looks: short, and not ended as a sentence is. */
export function looksLikeHeading(line: string): boolean {
	return (
		line.length <= MAX_HEADING_LENGTH &&
		!/[。；]/.test(line) &&
		!endsSentence(line)
	);
}

function endsSentence(line: string): boolean {
	return (
		/[。；;，,：:！!…]["”’」』）)]?$/.test(line) &&
		!/^[一二三四五六七八九十百]+、$/.test(line)
	);
}

/** A plain text as a body: each line a paragraph, numbered lines are headings. */
export function bodyOfText(text: string): Pick<Article, "body" | "headings"> {
	return joinParagraphs(linesOf(text).map(paragraphOfLine));
}

export function paragraphOfLine(text: string): Paragraph {
	const level = numberedHeadingLevel(text);
	return level === undefined ? { text } : { text, level };
}
