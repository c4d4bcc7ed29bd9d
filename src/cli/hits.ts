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

/** How hits are written: a list for eyes, or for other programs one plain line a hit. */
export const HIT_FORMATS = ["list", "plain"] as const;
export type HitFormat = (typeof HIT_FORMATS)[number];

const INDENT = "   ";

export function formatHits(
	page: SearchPage,
	format: HitFormat,
	context: Context,
): string {
	return page.hits
		.map((hit) =>
			format === "plain"
				? plainLine(hit, context.isColored)
				: listEntry(hit, context),
		)
		.join(format === "plain" ? "" : "\n");
}

/** rank, score, id, title, first snippet, and +n where n similar articles are folded into it; tabs between them, none within. */
function plainLine(hit: Hit, isColored: boolean): string {
	const fields = [
		[span(String(hit.rank))],
		[span(hit.score.toFixed(4))],
		[span(hit.article.id)],
		markedSpans(hit.title),
		markedSpans(hit.snippets[0] ?? hit.summary ?? NO_TEXT),
		...(hit.similar ? [[span(`+${hit.similar.length}`)]] : []),
	];
	return `${fields.map((spans) => paint(spans, isColored)).join("\t")}\n`;
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
function passage(snippet: Snippet): Span[] {
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
