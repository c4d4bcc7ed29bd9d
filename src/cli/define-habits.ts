import { Argument } from "commander";
import { unguarded } from "./arguments.ts";
import { SHELLS, type Shell } from "./completion-model.ts";
import {
	choose,
	commandOf,
	type Definition,
	withFormat,
	withIndex,
	withLimit,
	withReading,
	withSnippets,
} from "./definition.ts";
import type { ReplFlags } from "./repl-command.ts";
import type { FormatFlags } from "./row-formats.ts";

/** The command that shows what is set. */
export function defineConfig(definition: Definition): void {
	const { program, surroundings } = definition;
	const command = withFormat(commandOf(definition, "config"), definition);
	command.action(() => {
		const flags = command.opts<FormatFlags>();
		choose(definition, flags, false, async (context) =>
			(await import("./config-command.ts")).runConfig(
				program.commands,
				surroundings.settings,
				flags,
				context,
			),
		);
	});
}

/** The command that prints a script for a shell. */
export function defineCompletion(definition: Definition): void {
	const { program, surroundings } = definition;
	const { words } = surroundings.messages;
	const command = commandOf(definition, "completion").addArgument(
		new Argument("<shell>", words.shell).choices(SHELLS),
	);
	command.action((shell: Shell) => {
		choose(definition, command.opts(), false, async (context) =>
			(await import("./completion-command.ts")).runCompletion(
				program,
				shell,
				context,
			),
		);
	});
}

/** The command that goes on asking. */
export function defineRepl(definition: Definition): void {
	const { options } = definition.surroundings.messages;
	const command = commandOf(definition, "repl");
	withReading(withIndex(command, definition), definition);
	withSnippets(withLimit(command, definition), definition)
		.option("--history <file>", options.history, unguarded)
		.option("--no-history", options.noHistory);
	withFormat(command, definition).action(() => {
		const flags = command.opts<ReplFlags>();
		choose(definition, flags, false, async (context) =>
			(await import("./repl-command.ts")).runRepl(flags, context),
		);
	});
}
