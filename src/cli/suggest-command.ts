import type { SuggestAnswer } from "../engine/answers.ts";
import {
	type Context,
	EXIT,
	type ExitCode,
	type IndexFlags,
} from "./context.ts";
import { paint, span } from "./paint.ts";
import { jsonLine } from "./printable.ts";
import {
	type FormatFlags,
	formatRows,
	formOf,
	jsonLines,
} from "./row-formats.ts";

export interface SuggestFlags extends IndexFlags, FormatFlags {
	readonly limit: number;
}

export async function runSuggest(
	typed: string,
	flags: SuggestFlags,
	context: Context,
): Promise<ExitCode> {
	const { terminal, messages, engine: door } = context;
	// Not closed, as for a search: the process ends here.
	const engine = await door.openEngine({ index: flags.index });
	const answer = await engine.suggest(typed, { limit: flags.limit });
	const { suggestions } = answer;
	const form = formOf(flags, context);
	if (form === "json") {
		terminal.out(jsonLine(answer));
	} else if (suggestions.length === 0) {
		terminal.err(`${messages.nothingSuggested}\n`);
	} else if (form === "jsonl") {
		terminal.out(jsonLines(suggestions));
	} else if (form === "list") {
		terminal.out(formatList(answer, context));
	} else {
		const { labels } = messages;
		const columns = [
			{ name: "text", label: labels.suggestion },
			{ name: "kind", label: labels.kind },
		];
		const isForEyes = form === "table" || form === "md";
		const rows = suggestions.map(({ text, kind }) => [
			text,
			isForEyes ? messages.suggestions[kind] : kind,
		]);
		terminal.out(formatRows({ columns, rows }, form, context));
	}
	return suggestions.length > 0 ? EXIT.found : EXIT.nothing;
}

function formatList(
	{ suggestions }: SuggestAnswer,
	{ messages, isColored }: Context,
): string {
	return suggestions
		.map(({ text, kind }) => {
			const what = span(`  ${messages.suggestions[kind]}`, "faint");
			return `${paint([span(text), what], isColored)}\n`;
		})
		.join("");
}
