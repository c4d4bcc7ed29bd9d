import type { EditorRelated } from "../article.ts";
import { joinParagraphs, looksLikeHeading, type Paragraph, paragraphOfLine, trimBlank } from "./body.ts";
import { parseDate } from "./dates.ts";
import { decodeText } from "./decode-text.ts";
import { type HiddenRules, hiddenRules, linesOfElement, type PageLine } from "./html-blocks.ts";
import { findParts, type PageParts, RELATED_HEADING } from "./html-main.ts";
import { cleanBreadcrumb, type PageMetadata, readMetadata } from "./html-metadata.ts";
import { parseHtml, type TreeLimits } from "./html-tree.ts";
import { readInfo, type PageInfo } from "./page-info.ts";
import { SourceProblem } from "./source-problem.ts";
import { type ArticleText, parseViews } from "./text-page.ts";

/** A page of HTML, in whatever encoding: its article without the furniture around it. */
export function readHtml(bytes: Uint8Array, limits: TreeLimits): ArticleText {
	const { text } = decodeText(bytes, declaredCharset(bytes));
	const tree = parseHtml(text, limits);
	const rules = hiddenRules(tree);
	const metadata = readMetadata(tree, rules);
	const parts = findParts(tree, rules);
	const mainLines = linesOfElement(parts.main, { rules, without: parts.furniture });
	const before = linesBefore(parts);
	const { title, titleAt } = chooseTitle(metadata, parts, mainLines, before);
	const head = headOf(mainLines, title);
	const info = readInfo([...before, ...head.lines].map(({ text: line }) => line));
	const body = trimFoot(mainLines.slice(head.end));
	if (title === "" && body.length === 0) {
		throw new SourceProblem("no-text", "expected a page with a title or text, found neither; a page of frames or scripts only has none");
	}
	return assemble({ title, titleAt, metadata, parts, info, body, before, rules });
}

interface Found {
	readonly title: string;
	readonly titleAt: number;
	readonly metadata: PageMetadata;
	readonly parts: PageParts;
	readonly info: PageInfo;
	readonly body: readonly PageLine[];
	readonly before: readonly PageLine[];
	readonly rules: HiddenRules;
}
