import { joinWords, unguarded } from "./arguments.ts";
import { withFilters } from "./choosing.ts";
import {
	choose,
	commandOf,
	type Definition,
	withIndex,
	withReading,
} from "./definition.ts";
import type { ExplainScoreFlags } from "./explain-command.ts";

/** The command that tells where a score comes from. */
export function defineExplain(definition: Definition): void {
	defineAbout(definition, "explain");
}

/** The command that tells why an article is not found. */
export function defineWhyNot(definition: Definition): void {
	defineAbout(definition, "why-not");
}

function defineAbout(
	definition: Definition,
	name: "explain" | "why-not",
): void {
	const { words, options } = definition.surroundings.messages;
	const command = commandOf(definition, name)
		.argument("<words...>", words.words)
		.requiredOption("--id <id>", options.idExplained, unguarded);
	withReading(withIndex(command, definition), definition);
	withFilters(command, definition);
	command.action((given: readonly string[]) => {
		const flags = command.opts<ExplainScoreFlags>();
		choose(definition, flags, false, async (context) => {
			const commands = await import("./explain-command.ts");
			const runCommand =
				name === "explain" ? commands.runExplain : commands.runWhyNot;
			return runCommand(joinWords(given), flags, context);
		});
	});
}
