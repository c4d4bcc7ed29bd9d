import type { Article } from "../article.ts";
import {
	joinParagraphs,
	looksLikeHeading,
	type Paragraph,
	splitParagraphs,
} from "./body.ts";
import {
	cutRunOns,
	findProvisions,
	headingName,
	isStatute,
	type ProvisionStart,
} from "./statute.ts";

/**
 * One article per 条 of a statute, in its order, and before them the article of the statute itself with all that
 * stands outside any 条. An article that is no statute comes back as it is.
 */
export function splitProvisions(article: Article): Article[] {
	const paragraphs = cutRunOns(splitParagraphs(article));
	const starts = findProvisions(paragraphs);
	if (!isStatute(paragraphs, starts)) return [article];
	const law = article.law ?? article.title;
	const rest: Paragraph[] = [];
	const provisions: Article[] = [];
	const seen = new Map<string, number>();
	const path = new HeadingPath();
	const byParagraph = new Map(starts.map((start) => [start.paragraph, start]));
	const ends = findEnds(paragraphs, byParagraph);
	let open:
		| { start: ProvisionStart; path: string[]; texts: Paragraph[] }
		| undefined;
	const close = () => {
		if (open === undefined) return;
		const { number } = open.start;
		const count = (seen.get(number) ?? 0) + 1;
		seen.set(number, count);
		// Not by a spread: every provision would have a shape of its own (src/README.md).
		provisions.push(
			Object.assign({}, article, joinParagraphs(open.texts), {
				id: `${article.id}#${number}${count > 1 ? `~${count}` : ""}`,
				title: law + number,
				law,
				path: open.path,
				editorRelated: [],
			}),
		);
		open = undefined;
	};
	for (const [index, paragraph] of paragraphs.entries()) {
		const start = byParagraph.get(index);
		if (start !== undefined) {
			close();
			const text = paragraph.text.slice(start.textStart);
			open = { start, path: path.names(), texts: [{ text }] };
		} else if (ends[index] === 1) {
			close();
			if (!ANNEX.test(paragraph.text)) path.enter(paragraph);
			rest.push(paragraph);
		} else if (open !== undefined) {
			open.texts.push(paragraph);
		} else {
			rest.push(paragraph);
		}
	}
	close();
	return [{ ...article, law, ...joinParagraphs(rest) }, ...provisions];
}

/** 附件1：, 附表一 begin what is no part of the 条 above. */
const ANNEX = /^附(?:[件表录][一二三四五六七八九十\d]{0,3})?(?:\s|[：:]|$)/;
const MAX_ANNEX_HEADING = 60;
const NUMBERED =
	/^(?:[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十]+[）)])/;

/**
 * Which paragraphs end the 条 above them: a heading, the head of an annex; but a line 一、 or （一） only where a 条
 * or another heading follows, else it is a list.
 */
function findEnds(
	paragraphs: readonly Paragraph[],
	starts: ReadonlyMap<number, ProvisionStart>,
): Uint8Array {
	const ends = new Uint8Array(paragraphs.length);
	const [first = 0] = starts.keys();
	let isFollowed = false;
	for (let i = paragraphs.length - 1; i >= 0; i--) {
		const paragraph = paragraphs[i];
		if (paragraph === undefined) continue;
		const { text, level } = paragraph;
		const isNumbered = isNumberedLine(paragraph);
		const isInside = i > first;
		if (isNumbered && isInside && isListItem(paragraph, paragraphs[i - 1])) {
			isFollowed = false;
		} else if (!isNumbered) {
			const isAnnex = text.length <= MAX_ANNEX_HEADING && ANNEX.test(text);
			isFollowed = level !== undefined || starts.has(i);
			ends[i] = level !== undefined || isAnnex ? 1 : 0;
		} else if (isFollowed) {
			ends[i] = 1;
		}
	}
	return ends;
}

/** The second of a list follows the first; the first follows a colon. */
function isListItem(
	{ text }: Paragraph,
	before: Paragraph | undefined,
): boolean {
	if (before === undefined) return false;
	if (/[：:]$/.test(before.text)) return true;
	const isBracketed = /^[（(]/.test(text);
	return (
		NUMBERED.test(before.text) && isBracketed === /^[（(]/.test(before.text)
	);
}

function isNumberedLine({ text }: Paragraph): boolean {
	return NUMBERED.test(text) && looksLikeHeading(text);
}

const UNITS: readonly RegExp[] = [
	/^第\S+?编/,
	/^第\S+?分编/,
	/^第\S+?章/,
	/^第\S+?节/,
	/^第\S+?目/,
];

/** 编 before 分编 before 章 …, whatever marks the source gives them; nothing for other headings. */
function unitOf(name: string): number | undefined {
	if (UNITS[1]?.test(name)) return 1;
	const unit = UNITS.findIndex((pattern) => pattern.test(name));
	return unit < 0 ? undefined : unit;
}

interface Step {
	readonly name: string;
	readonly level: number;
	readonly unit: number | undefined;
}

/** The headings that are open at a place of a statute. */
class HeadingPath {
	#steps: Step[] = [];

	enter(paragraph: Paragraph): void {
		const name = headingName(paragraph.text);
		const level = paragraph.level ?? (/^[（(]/.test(name) ? 4 : 3);
		const step = { name, level, unit: unitOf(name) };
		while (this.#steps.length > 0 && isClosedBy(this.#steps.at(-1), step)) {
			this.#steps.pop();
		}
		this.#steps.push(step);
	}

	names(): string[] {
		return this.#steps.map((step) => step.name);
	}
}

function isClosedBy(open: Step | undefined, next: Step): boolean {
	if (open === undefined) return false;
	if (/^(?:序言|前言|目录|序)$/.test(open.name.replace(/\s/g, ""))) return true;
	if (open.unit !== undefined && next.unit !== undefined)
		return open.unit >= next.unit;
	return open.level >= next.level;
}
