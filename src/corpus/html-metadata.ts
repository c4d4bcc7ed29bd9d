import { trimBlank } from "./body.ts";
import { parseDate } from "./dates.ts";
import { shortText } from "./html-blocks.ts";
import { type HiddenRules, isHidden, ownText } from "./html-hidden.ts";
import type { HtmlElement, HtmlTree } from "./html-tree.ts";
import { splitBreadcrumb } from "./text-page.ts";

/** What a page says about its article for machines: JSON-LD first, then microdata, OpenGraph and other meta elements. */
export interface PageMetadata {
	readonly title?: string;
	readonly author?: string;
	/** The author that only a meta element names, which is often the content system. */
	readonly metaAuthor?: string;
	readonly publishedAt?: string;
	/** Whether that day is in universal time, and not in that of the page. */
	readonly isUtc: boolean;
	readonly views?: number;
	readonly summary?: string;
	/** Levels, outermost first. */
	readonly breadcrumb?: readonly string[];
	/** The one channel that it belongs to. */
	readonly section?: string;
	readonly url?: string;
	readonly siteName?: string;
	/** The text of the title element. */
	readonly documentTitle?: string;
}

export function readMetadata(
	text: string,
	tree: HtmlTree,
	rules: HiddenRules,
): PageMetadata {
	const found: Findings = new Map();
	readOfficeProperties(text, found);
	for (const element of tree.elements) {
		if (element.tag === "script") readJsonLd(element, found);
	}
	for (const element of tree.elements) readMicrodata(element, rules, found);
	for (const element of tree.elements) {
		if (element.tag === "meta") readMeta(element, found);
		else if (element.tag === "link") readLink(element, found);
		else if (element.tag === "title" && element.parent?.tag !== "svg") {
			add(found, "documentTitle", ownText(element));
		}
	}
	const first = (name: string) => found.get(name)?.[0];
	const date = first("publishedAt");
	const publishedAt = date === undefined ? undefined : parseDate(date);
	const views = Number(first("views") ?? Number.NaN);
	return {
		...some("title", first("title")),
		...some("author", first("author")),
		...some("metaAuthor", first("metaAuthor")),
		...some("publishedAt", publishedAt),
		isUtc: /\d(?:Z|[+-]00:?00)$/i.test(date ?? ""),
		...(Number.isSafeInteger(views) && views >= 0 && { views }),
		...some("summary", first("summary")),
		...some("breadcrumb", found.get("breadcrumb")),
		...some("section", first("section")),
		...some("url", first("url")),
		...some("siteName", first("siteName")),
		...some("documentTitle", first("documentTitle")),
	};
}

/** Word and Excel leave who wrote a document, and when, in a comment of the pages they save. */
function readOfficeProperties(text: string, found: Findings): void {
	const start = text.indexOf("<o:DocumentProperties>");
	if (start < 0) return;
	const properties = text.slice(start, start + 4000);
	add(found, "author", /<o:Author>([^<]*)</.exec(properties)?.[1]);
	// Its time is universal, its day near enough.
	add(
		found,
		"publishedAt",
		/<o:Created>(\d{4}-\d{2}-\d{2})/.exec(properties)?.[1],
	);
	add(found, "title", /<o:Title>([^<]*)</.exec(properties)?.[1]);
}

/** Values by field, the most trusted first. */
type Findings = Map<string, string[]>;

function some<K extends string, V>(
	key: K,
	value: V | undefined,
): { [P in K]?: V } {
	const entry: { [P in K]?: V } = {};
	if (value !== undefined) entry[key] = value;
	return entry;
}

function add(found: Findings, field: string, value: unknown): void {
	if (typeof value !== "string" && typeof value !== "number") return;
	const text = trimBlank(
		String(value).slice(0, MOST_VALUE_LENGTH).replace(/\s+/g, " "),
	);
	if (text === "") return;
	const values = found.get(field);
	if (values === undefined) found.set(field, [text]);
	else values.push(text);
}

const MOST_VALUE_LENGTH = 10_000;
const MAX_JSON_LD = 512 * 1024;
const MAX_JSON_LD_NODES = 2000;
const ARTICLE_TYPE =
	/(?:Article|BlogPosting|WebPage|Report|Legislation|QAPage|Question)$/;

function readJsonLd(script: HtmlElement, found: Findings): void {
	if (!/ld\+json/i.test(script.attributes.get("type") ?? "")) return;
	const text = ownText(script);
	if (text.length > MAX_JSON_LD) return;
	let document: unknown;
	try {
		// Content systems put raw line breaks into its strings.
		document = JSON.parse(text.replace(/[\r\n\t]/g, " ").replace(/;\s*$/, ""));
	} catch {
		return;
	}
	const open: unknown[] = [document];
	for (let seen = 0; seen < Math.min(open.length, MAX_JSON_LD_NODES); seen++) {
		const node = open[seen];
		if (Array.isArray(node)) open.push(...node.slice(0, MAX_JSON_LD_NODES));
		else if (typeof node === "object" && node !== null) {
			const fields = new Map<string, unknown>(Object.entries(node));
			readJsonLdNode(fields, found);
			for (const name of ["@graph", "mainEntity", "breadcrumb"]) {
				const inner = fields.get(name);
				if (inner !== undefined) open.push(inner);
			}
		}
	}
}

function readJsonLdNode(
	fields: ReadonlyMap<string, unknown>,
	found: Findings,
): void {
	const type = [fields.get("@type")].flat().join(" ");
	if (type.includes("BreadcrumbList")) {
		readJsonLdBreadcrumb(fields.get("itemListElement"), found);
		return;
	}
	if (!ARTICLE_TYPE.test(type)) return;
	add(found, "title", fields.get("headline"));
	if (!/WebPage$/.test(type)) add(found, "title", fields.get("name"));
	add(found, "publishedAt", fields.get("datePublished"));
	add(found, "publishedAt", fields.get("pubDate"));
	add(found, "summary", fields.get("description"));
	add(found, "section", [fields.get("articleSection")].flat()[0]);
	add(found, "url", fields.get("url"));
	const [author] = [fields.get("author")].flat();
	add(found, "author", nameOf(author));
	const [statistic] = [fields.get("interactionStatistic")].flat();
	if (typeof statistic === "object" && statistic !== null) {
		add(
			found,
			"views",
			new Map<string, unknown>(Object.entries(statistic)).get(
				"userInteractionCount",
			),
		);
	}
}

function nameOf(value: unknown): unknown {
	if (typeof value !== "object" || value === null) return value;
	return new Map<string, unknown>(Object.entries(value)).get("name");
}

function readJsonLdBreadcrumb(list: unknown, found: Findings): void {
	if (!Array.isArray(list)) return;
	const steps = list.slice(0, 20).map((item: unknown) => {
		if (typeof item !== "object" || item === null)
			return { position: 0, name: undefined };
		const fields = new Map<string, unknown>(Object.entries(item));
		const name = fields.get("name") ?? nameOf(fields.get("item"));
		return { position: Number(fields.get("position") ?? 0), name };
	});
	if (found.has("breadcrumb")) return;
	for (const { name } of steps.sort((a, b) => a.position - b.position))
		add(found, "breadcrumb", name);
}

const MICRODATA: ReadonlyMap<string, string> = new Map([
	["headline", "title"],
	["author", "author"],
	["datePublished", "publishedAt"],
	["description", "summary"],
	["articleSection", "section"],
	["interactionCount", "views"],
	["userInteractionCount", "views"],
]);

function readMicrodata(
	element: HtmlElement,
	rules: HiddenRules,
	found: Findings,
): void {
	const property = element.attributes.get("itemprop");
	if (property === undefined) return;
	if (property === "name" && isBreadcrumbStep(element)) {
		add(found, "breadcrumb", visibleText(element, rules));
		return;
	}
	for (const name of property.split(/\s+/)) {
		const field = MICRODATA.get(name);
		if (field === undefined) continue;
		const { attributes } = element;
		const value =
			attributes.get("content") ??
			attributes.get("datetime") ??
			visibleText(element, rules);
		add(found, field, field === "views" ? /\d+/.exec(value)?.[0] : value);
	}
}

/** The name of a ListItem in a BreadcrumbList. */
function isBreadcrumbStep(element: HtmlElement): boolean {
	for (
		let up = element.parent, i = 0;
		up !== undefined && i < 4;
		up = up.parent, i++
	) {
		if (/BreadcrumbList/.test(up.attributes.get("itemtype") ?? "")) return true;
	}
	return false;
}

function visibleText(element: HtmlElement, rules: HiddenRules): string {
	return isHidden(element, rules) ? "" : shortText(element, rules);
}

const META: ReadonlyMap<string, string> = new Map([
	["og:title", "title"],
	["og:description", "summary"],
	["og:url", "url"],
	["og:site_name", "siteName"],
	["og:release_date", "publishedAt"],
	["article:published_time", "publishedAt"],
	["article:author", "author"],
	["article:section", "section"],
	["articletitle", "title"],
	["author", "metaAuthor"],
	["description", "summary"],
	["pubdate", "publishedAt"],
	["publishdate", "publishedAt"],
	["publish_date", "publishedAt"],
	["publication_date", "publishedAt"],
	["datepublished", "publishedAt"],
	["date", "publishedAt"],
	["dc.date", "publishedAt"],
	["dc.title", "title"],
	["dc.creator", "metaAuthor"],
	["sitename", "siteName"],
	["columnname", "section"],
	["bytedance:published_time", "publishedAt"],
]);

function readMeta(element: HtmlElement, found: Findings): void {
	const { attributes } = element;
	const name = attributes.get("property") ?? attributes.get("name");
	if (name === undefined) return;
	const field = META.get(name.toLowerCase());
	const value = attributes.get("content");
	if (field === undefined || value === undefined) return;
	// Authors as an address of their page, as Facebook wants them, are no names.
	if (/author$/i.test(field) && /^https?:/.test(value)) return;
	add(found, field, value);
}

function readLink(element: HtmlElement, found: Findings): void {
	const { attributes } = element;
	if (attributes.get("rel")?.toLowerCase() !== "canonical") return;
	const href = attributes.get("href");
	if (href !== undefined && /^https?:/.test(href)) add(found, "url", href);
}

/** The levels of a breadcrumb without the way in (首页) and without the page itself. */
export function cleanBreadcrumb(
	levels: readonly string[],
	title: string,
): string[] {
	const cleaned = splitBreadcrumb(levels.join(" > ")).filter(
		(level) => !/^(?:网站)?(?:首[页頁]|主[页頁])$/.test(level),
	);
	const last = cleaned.at(-1);
	const isTitle =
		last !== undefined &&
		(last === title ||
			(last.length > 8 && title.startsWith(last.replace(/(?:…|\.{3})$/, ""))));
	return isTitle ? cleaned.slice(0, -1) : cleaned;
}
