import {
	type Context,
	EXIT,
	type ExitCode,
	type IndexFlags,
} from "./context.ts";
import { paint, span } from "./paint.ts";
import { jsonLine } from "./printable.ts";

export interface SuggestFlags extends IndexFlags {
	readonly limit: number;
}

export async function runSuggest(
	typed: string,
	flags: SuggestFlags,
	{ terminal, messages, engine: door, isColored }: Context,
): Promise<ExitCode> {
	// Not closed, as for a search: the process ends here.
	const engine = await door.openEngine({ index: flags.index });
	const answer = await engine.suggest(typed, { limit: flags.limit });
	const { suggestions } = answer;
	if (flags.json === true) {
		terminal.out(jsonLine(answer));
	} else if (suggestions.length === 0) {
		terminal.err(`${messages.nothingSuggested}\n`);
	} else {
		for (const { text, kind } of suggestions) {
			const line = terminal.isOutTerminal
				? paint(
						[span(text), span(`  ${messages.suggestions[kind]}`, "faint")],
						isColored,
					)
				: `${span(text).text}\t${kind}`;
			terminal.out(`${line}\n`);
		}
	}
	return suggestions.length > 0 ? EXIT.found : EXIT.nothing;
}
