import { joinParagraphs, type Paragraph } from "./body.ts";
import { readFrontMatter } from "./front-matter.ts";
import {
	type RecordArticle,
	type RecordOptions,
	readFields,
} from "./json-record.ts";
import { markdownParagraphs } from "./markdown-paragraphs.ts";
import { SourceProblem } from "./source-problem.ts";
import { headingName, lawFacts } from "./statute.ts";

export interface MarkdownPlace {
	/** Folders above the file, outermost first; they are its category where it names none. */
	readonly folders: readonly string[];
	/** Name of the file, with its extension. */
	readonly fileName: string;
}

/** Ends the lines about the promulgation in the law collections that mark them. */
const INFO_END = "<!-- INFO END -->";
const LAW_LINES =
	/^[ \t\u3000]*第[一二三四五六七八九十百千零〇]+条(?:之[一二三四五六七八九十]+)?[ \t\u3000]/m;

/** Markdown: front matter, headings, and the facts of a law where it is one. */
export function readMarkdown(
	text: string,
	place: MarkdownPlace,
	options: RecordOptions,
): RecordArticle {
	const frontMatter = readFrontMatter(text);
	const own = readFields(frontMatter?.fields ?? {}, options);
	const content =
		frontMatter === undefined ? text : text.slice(frontMatter.end);
	const isLawFile = content.includes(INFO_END) || LAW_LINES.test(content);
	const paragraphs = markdownParagraphs(content, { keepLines: isLawFile });
	const { name, title, rest } = takeTitle(paragraphs);
	const { body, headings } = joinParagraphs(rest);
	if (own.title === "" && title === "" && body === "") {
		throw new SourceProblem(
			"no-text",
			"expected a heading or text, found nothing but front matter, comments or blank lines",
		);
	}
	const law = isLawFile
		? lawFacts(rest, { name: name || own.title, ...place })
		: {};
	const fileTitle = place.fileName.replace(/\.md$/i, "");
	return {
		...law,
		category: place.folders,
		...own,
		title: own.title || title || fileTitle,
		body,
		headings,
	};
}

/**
 * Takes the first heading of level 1 out of the text: it is the title. Further ones before any text are parts of the
 * same law (民法典, 合同编): they lengthen the title of the file, and stay in the text as headings.
 */
function takeTitle(paragraphs: readonly Paragraph[]): {
	name: string;
	title: string;
	rest: Paragraph[];
} {
	const shown = paragraphs.filter(({ text }) => text !== "");
	const first = shown.findIndex(({ level }) => level === 1);
	if (first < 0) return { name: "", title: "", rest: shown };
	const name = headingName(shown[first]?.text ?? "");
	const rest = shown.filter((_, index) => index !== first);
	const parts: string[] = [];
	for (const { text, level } of rest.slice(first)) {
		if (level !== 1) break;
		parts.push(headingName(text));
	}
	return { name, title: [name, ...parts].join(" "), rest };
}
