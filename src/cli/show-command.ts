import type { Article, EditorRelated } from "../article.ts";
import { ANSWER_VERSION } from "../engine/answers.ts";
import type { Engine } from "../engine/engine.ts";
import { SearchError } from "../errors.ts";
import {
	type Context,
	EXIT,
	type ExitCode,
	type IndexFlags,
} from "./context.ts";
import { facts } from "./hits.ts";
import type { Label, Messages } from "./messages.ts";
import { paint, type Span, span } from "./paint.ts";
import { jsonLine } from "./printable.ts";
import { formatCount } from "./quantities.ts";

export async function runShow(
	id: string,
	flags: IndexFlags,
	context: Context,
): Promise<ExitCode> {
	const engine = await context.engine.openEngine({ index: flags.index });
	try {
		await writeArticle(engine, id, flags, context);
		return EXIT.found;
	} finally {
		await engine.close();
	}
}

/** @throws SearchError `unknown-article` */
export async function writeArticle(
	engine: Pick<Engine, "get">,
	id: string,
	flags: Pick<IndexFlags, "index" | "json">,
	context: Context,
): Promise<void> {
	const article = await engine.get(id);
	if (article === undefined) {
		throw new SearchError(
			"unknown-article",
			`${flags.index}: no article has the id "${id}"; fasou search prints the ids`,
		);
	}
	context.terminal.out(
		flags.json === true
			? jsonLine({ version: ANSWER_VERSION, article })
			: formatArticle(article, context),
	);
}

function formatArticle(article: Article, context: Context): string {
	const { messages } = context;
	const blocks: Span[][][] = [
		headLines(article, messages),
		bodyLines(article),
		listLines(
			"citations",
			citedProvisions(article).map((cited) => [span(cited)]),
			messages,
		),
		listLines(
			"editorRelated",
			article.editorRelated.map((related) => relatedSpans(related, messages)),
			messages,
		),
		listLines(
			"extra",
			Object.entries(article.extra ?? {}).map(([name, value]) => [
				span(`${name}: ${JSON.stringify(value)}`),
			]),
			messages,
		),
	];
	return `${blocks
		.filter((lines) => lines.length > 0)
		.map((lines) =>
			lines.map((spans) => paint(spans, context.isColored)).join("\n"),
		)
		.join("\n\n")}\n`;
}

function headLines(article: Article, messages: Messages): Span[][] {
	const labelled = (label: Label, text: string): Span[] => [
		span(`${messages.labels[label]}: `, "faint"),
		span(text),
	];
	const lines: Span[][] = [[span(article.title, "strong")]];
	if (article.law !== undefined && !article.title.includes(article.law)) {
		lines.push([span(article.law)]);
	}
	lines.push(facts(article, messages, "YYYY-MM-DDTHH:mm:ss".length));
	if (article.summary !== undefined) {
		lines.push(labelled("summary", article.summary));
	}
	lines.push(
		labelled("source", [article.source, article.url ?? ""].join(" ").trim()),
	);
	return lines.filter((spans) => spans.length > 0);
}

/** The body line by line; lines that are headings are strong. */
function bodyLines({ body, headings }: Article): Span[][] {
	const headingStarts = new Set(headings.map(({ start }) => start));
	const lines: Span[][] = [];
	let start = 0;
	for (const line of body.split("\n")) {
		lines.push([span(line, headingStarts.has(start) ? "strong" : "plain")]);
		start += line.length + 1;
	}
	return body === "" ? [] : lines;
}

/** Each cited provision once, in the order of the body. */
function citedProvisions({ citations }: Article): string[] {
	return [
		...new Set(citations.map(({ law, number }) => `《${law}》${number}`)),
	];
}

function relatedSpans(related: EditorRelated, messages: Messages): Span[] {
	const { title, teaser, publishedAt, views, url } = related;
	const text = [title, teaser].filter((part) => part !== undefined);
	const when = [
		publishedAt?.replace("T", " "),
		views === undefined ? undefined : messages.views(formatCount(views)),
		url,
	].filter((part) => part !== undefined);
	return [
		span(text.join(" — ")),
		span(when.length === 0 ? "" : `  ${when.join(" · ")}`, "faint"),
	];
}

function listLines(
	label: Label,
	entries: readonly Span[][],
	messages: Messages,
): Span[][] {
	return entries.length === 0
		? []
		: [
				[span(messages.labels[label], "strong")],
				...entries.map((spans) => [
					{ text: "  ", style: "plain" } as const,
					...spans,
				]),
			];
}
