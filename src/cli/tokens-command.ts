import {
	type CommonFlags,
	type Context,
	EXIT,
	type ExitCode,
} from "./context.ts";
import { jsonLine } from "./printable.ts";
import { formatTable, formatTabs } from "./table.ts";

export interface TokensFlags extends CommonFlags {
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
	if (flags.json === true) {
		terminal.out(jsonLine(answer));
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
	const { term, layer, position, range, reason, written } = messages.labels;
	terminal.out(
		terminal.isOutTerminal
			? formatTable([
					[term, layer, position, range, "", reason, written],
					...rows,
				])
			: formatTabs(rows),
	);
	return EXIT.found;
}
