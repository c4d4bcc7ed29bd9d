import type { RelatedArticle } from "../engine/answers.ts";
import {
	type Context,
	EXIT,
	type ExitCode,
	type IndexFlags,
} from "./context.ts";
import { facts } from "./hits.ts";
import { paint, span } from "./paint.ts";
import { jsonLine } from "./printable.ts";

/** What tells most comes first. */
const REASONS = ["editor", "law", "provision", "category", "term"] as const;

export interface RelatedFlags extends IndexFlags {
	readonly limit: number;
}

export async function runRelated(
	id: string,
	flags: RelatedFlags,
	context: Context,
): Promise<ExitCode> {
	const engine = await context.engine.openEngine({ index: flags.index });
	try {
		const page = await engine.related(id, { limit: flags.limit });
		const { terminal, messages } = context;
		if (flags.json === true) {
			terminal.out(jsonLine(page));
		} else if (page.related.length === 0) {
			terminal.err(`${messages.nothingRelated}\n`);
		} else {
			const format = terminal.isOutTerminal ? listEntry : plainLine;
			terminal.out(
				page.related.map((related) => format(related, context)).join(""),
			);
		}
		return page.related.length > 0 ? EXIT.found : EXIT.nothing;
	} finally {
		await engine.close();
	}
}

/** score, id, title, reasons; tabs between them. */
function plainLine(related: RelatedArticle): string {
	const fields = [
		related.score.toFixed(4),
		related.article.id,
		related.article.title,
		related.reasons.map(({ kind, value }) => `${kind}=${value}`).join(" "),
	];
	return `${fields.map((field) => span(field).text).join("\t")}\n`;
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
