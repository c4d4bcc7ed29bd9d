import type { ArticleHead } from "../article.ts";
import type {
	Hit,
	MarkedText,
	SearchPage,
	Snippet,
} from "../engine/answers.ts";
import type { Context } from "./context.ts";
import type { Messages } from "./messages.ts";
import { markedSpans, paint, type Span, span, wrap } from "./paint.ts";
import { formatCount } from "./quantities.ts";
import {
	type Column,
	type Format,
	formatRows,
	type Rows,
} from "./row-formats.ts";

const INDENT = "   ";

export function formatHits(
	page: SearchPage,
	format: Format,
	context: Context,
): string {
	switch (format) {
		case "plain":
			return page.hits.map((hit) => plainLine(hit, context.isColored)).join("");
		case "list":
			return page.hits.map((hit) => listEntry(hit, context)).join("\n");
		case "table":
			return formatRows(shortRows(page, context), format, context);
		case "md":
		case "csv":
			return formatRows(fullRows(page, context), format, context);
		default:
			return format satisfies never;
	}
}

/** What fits a terminal. */
function shortRows({ hits }: SearchPage, { messages }: Context): Rows {
	const { labels } = messages;
	const isFolded = hits.some(({ similar }) => similar !== undefined);
	return {
		columns: [
			{ name: "rank", label: labels.rank },
			{ name: "score", label: labels.score, format: (n) => n.toFixed(2) },
			{ name: "title", label: labels.title, isElastic: true },
			{ name: "passage", label: labels.passage, isElastic: true },
			...(isFolded ? [similarColumn(labels)] : []),
			{ name: "id", label: labels.id },
		],
		rows: hits.map((hit) => [
			hit.rank,
			hit.score,
			hit.title,
			firstPassage(hit),
			...(isFolded ? [hit.similar?.length ?? ""] : []),
			hit.article.id,
		]),
	};
}

/** What a reader of a page or a spreadsheet wants beside one another. */
function fullRows({ hits }: SearchPage, { messages }: Context): Rows {
	const { labels } = messages;
	return {
		columns: [
			{ name: "rank", label: labels.rank },
			{ name: "score", label: labels.score, format: (n) => n.toFixed(2) },
			{ name: "title", label: labels.title },
			{ name: "passage", label: labels.passage },
			{ name: "category", label: labels.category },
			{ name: "law", label: labels.law },
			{ name: "level", label: labels.level },
			{ name: "author", label: labels.author },
			{ name: "publishedAt", label: labels.publishedAt },
			{ name: "views", label: labels.views },
			{ name: "url", label: labels.url },
			similarColumn(labels),
			{ name: "id", label: labels.id },
		],
		rows: hits.map((hit) => {
			const { article, rank, score, title } = hit;
			return [
				rank,
				Number(score.toFixed(4)),
				title,
				firstPassage(hit),
				[...article.category, ...(article.path ?? [])].join(" › "),
				article.law ?? "",
				article.level ?? "",
				article.author ?? "",
				article.publishedAt ?? "",
				article.views ?? "",
				article.url ?? "",
				hit.similar?.length ?? "",
				article.id,
			];
		}),
	};
}

function firstPassage({ snippets, summary }: Hit): MarkedText {
	return snippets[0] ?? summary ?? NO_TEXT;
}

/** rank, score, id, title, first snippet, and +n where n similar articles are folded into it; tabs between them, none within. */
function plainLine(hit: Hit, isColored: boolean): string {
	const fields = [
		[span(String(hit.rank))],
		[span(hit.score.toFixed(4))],
		[span(hit.article.id)],
		markedSpans(hit.title),
		markedSpans(firstPassage(hit)),
		...(hit.similar ? [[span(`+${hit.similar.length}`)]] : []),
	];
	return `${fields.map((spans) => paint(spans, isColored)).join("\t")}\n`;
}

/** How many reprints are folded into a hit; nothing where none are. */
function similarColumn({ similar }: Messages["labels"]): Column {
	return { name: "similar", label: similar, format: (count) => `+${count}` };
}

const NO_TEXT: MarkedText = { text: "", ranges: [] };

function listEntry(
	hit: Hit,
	{ terminal, messages, isColored }: Context,
): string {
	const columns = Math.max(20, terminal.columns - INDENT.length - 1);
	const title = [
		span(`${hit.rank}. `, "faint"),
		...markedSpans(hit.title, "strong"),
	];
	const blocks: Span[][] = [facts(hit.article, messages)];
	for (const snippet of hit.snippets) {
		blocks.push(passage(snippet));
	}
	if (hit.snippets.length === 0 && hit.summary !== undefined) {
		blocks.push(markedSpans(hit.summary));
	}
	const similar = hit.similar
		? `  ${messages.similar(formatCount(hit.similar.length))}`
		: "";
	const known = `${hit.article.id}  ${hit.score.toFixed(2)}${similar}`;
	blocks.push([span(known, "faint")]);
	const lines = blocks
		.filter((spans) => spans.length > 0)
		.flatMap((spans) => wrap(spans, columns))
		.map((spans) => INDENT + paint(spans, isColored));
	return `${[paint(title, isColored), ...lines].join("\n")}\n`;
}

/** A snippet between ellipses where the body goes on; only for eyes, never in the data. */
export function passage(snippet: Snippet): Span[] {
	const before = snippet.start > 0 ? [span("… ")] : [];
	const after = SENTENCE_END.test(snippet.text) ? [] : [span(" …")];
	return [...before, ...markedSpans(snippet), ...after];
}

const SENTENCE_END = /[。！？!?]\s*$/;

/** Where an article stands and when it appeared: category or place in its law, rank of the law, author, date, views. */
export function facts(
	article: ArticleHead,
	messages: Messages,
	dateLength = "YYYY-MM-DD".length,
): Span[] {
	const place = [...article.category, ...(article.path ?? [])].join(" › ");
	const known = [
		place,
		article.level ?? "",
		article.author ?? "",
		article.publishedAt?.slice(0, dateLength).replace("T", " ") ?? "",
		article.views === undefined
			? ""
			: messages.views(formatCount(article.views)),
	].filter((fact) => fact !== "");
	return known.length === 0 ? [] : [span(known.join(" · "), "faint")];
}
