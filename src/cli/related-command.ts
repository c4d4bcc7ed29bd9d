import type { RelatedArticle, RelatedPage } from "../engine/answers.ts";
import type { Engine } from "../engine/engine.ts";
import {
	type Context,
	EXIT,
	type ExitCode,
	type IndexFlags,
} from "./context.ts";
import { facts } from "./hits.ts";
import { paint, span } from "./paint.ts";
import { jsonLine } from "./printable.ts";
import {
	type FormatFlags,
	formatRows,
	formOf,
	jsonLines,
	type Rows,
} from "./row-formats.ts";

/** What tells most comes first. */
const REASONS = ["editor", "law", "provision", "category", "term"] as const;

export interface RelatedFlags extends IndexFlags, FormatFlags {
	readonly limit: number;
}

export async function runRelated(
	id: string,
	flags: RelatedFlags,
	context: Context,
): Promise<ExitCode> {
	const engine = await context.engine.openEngine({ index: flags.index });
	try {
		return await writeRelated(engine, id, flags, context);
	} finally {
		await engine.close();
	}
}

export async function writeRelated(
	engine: Pick<Engine, "related">,
	id: string,
	flags: FormatFlags & { readonly limit: number },
	context: Context,
): Promise<ExitCode> {
	const page = await engine.related(id, { limit: flags.limit });
	const { terminal, messages } = context;
	const form = formOf(flags, context);
	if (form === "json") {
		terminal.out(jsonLine(page));
	} else if (page.related.length === 0) {
		terminal.err(`${messages.nothingRelated}\n`);
	} else if (form === "jsonl") {
		terminal.out(jsonLines(page.related));
	} else if (form === "list") {
		terminal.out(
			page.related.map((related) => listEntry(related, context)).join(""),
		);
	} else {
		terminal.out(formatRows(rowsOf(page, context), form, context));
	}
	return page.related.length > 0 ? EXIT.found : EXIT.nothing;
}

function rowsOf({ related }: RelatedPage, { messages }: Context): Rows {
	const { labels } = messages;
	return {
		columns: [
			{ name: "score", label: labels.score },
			{ name: "id", label: labels.id },
			{ name: "title", label: labels.title, isElastic: true },
			{ name: "reasons", label: labels.reasons, isElastic: true },
		],
		rows: related.map(({ score, article, reasons }) => [
			score.toFixed(4),
			article.id,
			article.title,
			reasons.map(({ kind, value }) => `${kind}=${value}`).join(" "),
		]),
	};
}

function listEntry(related: RelatedArticle, context: Context): string {
	const { messages, isColored } = context;
	const { article, score, reasons } = related;
	const reasonTexts = REASONS.flatMap((kind) => {
		const values = reasons.filter((reason) => reason.kind === kind);
		const named = values.map(({ value }) => value).join(" ");
		const label = messages.reasons[kind];
		return values.length === 0 || kind === "editor"
			? values.map(() => label)
			: `${label}: ${named}`;
	});
	return [
		[span(article.title, "strong"), span(`  ${score.toFixed(2)}`, "faint")],
		facts(article, messages),
		[span(reasonTexts.join(" · "))],
		[span(article.id, "faint")],
	]
		.filter((spans) => spans.some(({ text }) => text !== ""))
		.map((spans, i) => `${i === 0 ? "" : "   "}${paint(spans, isColored)}\n`)
		.join("");
}
