import {
	type CommonFlags,
	type Context,
	EXIT,
	type ExitCode,
} from "./context.ts";
import { jsonLine } from "./printable.ts";
import {
	type FormatFlags,
	formatRows,
	formOf,
	jsonLines,
} from "./row-formats.ts";

export interface TokensFlags extends CommonFlags, FormatFlags {
	/** Whose word lists to cut with; without an index the dictionary alone. */
	readonly index?: string;
	readonly userWords?: string;
	readonly laws?: string;
	readonly segmenter?: "fasou" | "nodejieba";
}

export async function runTokens(
	text: string,
	flags: TokensFlags,
	context: Context,
): Promise<ExitCode> {
	const { index, userWords, laws, segmenter } = flags;
	const answer = await context.engine.tokenize(text, {
		...(index !== undefined && { index }),
		...(userWords !== undefined && { userWords }),
		...(laws !== undefined && { laws }),
		...(segmenter !== undefined && { segmenter }),
	});
	const { terminal, messages } = context;
	const form = formOf(flags, context);
	if (form === "json" || form === "jsonl") {
		terminal.out(form === "json" ? jsonLine(answer) : jsonLines(answer.tokens));
		return EXIT.found;
	}
	const rows = answer.tokens.map(
		({ term, layer, position, start, end, reason, text }) => [
			term,
			layer,
			position,
			start,
			end,
			reason,
			text,
		],
	);
	const { labels } = messages;
	const columns = [
		{ name: "term", label: labels.term },
		{ name: "layer", label: labels.layer },
		{ name: "position", label: labels.position },
		{ name: "start", label: labels.range },
		{ name: "end", label: "" },
		{ name: "reason", label: labels.reason },
		{ name: "text", label: labels.written },
	];
	const format = form === "list" ? "table" : form;
	terminal.out(formatRows({ columns, rows }, format, context));
	return EXIT.found;
}
