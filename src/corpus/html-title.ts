import type { PageLine } from "./html-blocks.ts";
import type { PageMetadata } from "./html-metadata.ts";

/** Whether two texts are the same but for white space. */
export function isSameText(a: string, b: string): boolean {
	return bare(a) === bare(b);
}

function bare(text: string): string {
	return text.replace(/\s+/g, "");
}

/** Between a title and the names of channel and site behind it. */
const SEPARATOR = /\s*(?:_+|\|+|｜|–|—+|-{2,}|\s-\s|»|›|<)\s*/;
const MOST_SITE_NAME = 16;

/**
 * The title of an article: the line on the page that the page's own title begins with, an h1 before all; else what
 * metadata or the title element say, without the names of the site behind it. Empty where nothing tells.
 */
export function chooseTitle(
	metadata: PageMetadata,
	lines: readonly PageLine[],
): string {
	const declared = metadata.title ?? metadata.documentTitle ?? "";
	const whole = bare(declared);
	const isDeclared = ({ text }: PageLine) => {
		const line = bare(text);
		return line.length >= 2 && line.length <= 200 && whole.startsWith(line);
	};
	const headings = lines.filter(
		({ headingLevel, block }) => headingLevel === 1 && block.tag === "h1",
	);
	const marked =
		longest(headings.filter(isDeclared)) ?? longest(lines.filter(isDeclared));
	if (
		marked !== undefined &&
		bare(marked).length * 3 >=
			bare(withoutSite(declared, metadata.siteName)).length
	) {
		return marked;
	}
	const [heading] = headings;
	if (
		heading !== undefined &&
		(metadata.title === undefined || headings.length === 1)
	)
		return heading.text;
	return withoutSite(declared, metadata.siteName);
}

function longest(lines: readonly PageLine[]): string | undefined {
	let best: string | undefined;
	for (const { text } of lines) {
		if (best === undefined || text.length > best.length) best = text;
	}
	return best;
}

/** 标题_栏目_站名 → 标题. */
function withoutSite(title: string, siteName: string | undefined): string {
	const [first = ""] = title.split(SEPARATOR).filter((part) => part !== "");
	let rest = first;
	// A single dash may belong to the title: only a short last part goes, or the site's own name.
	for (;;) {
		const dash = rest.lastIndexOf("-");
		if (dash < 4) return rest.trim();
		const tail = rest.slice(dash + 1).trim();
		const isSite =
			tail === siteName ||
			(tail.length <= MOST_SITE_NAME && /[网站院所部局]$/.test(tail));
		if (!isSite) return rest.trim();
		rest = rest.slice(0, dash);
	}
}
