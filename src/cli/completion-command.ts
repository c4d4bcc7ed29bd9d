import type { Command } from "commander";
import { bashCompletion } from "./completion-bash.ts";
import { fishCompletion } from "./completion-fish.ts";
import {
	type CommandModel,
	commandModels,
	type Shell,
} from "./completion-model.ts";
import { zshCompletion } from "./completion-zsh.ts";
import { type Context, EXIT, type ExitCode } from "./context.ts";

const SCRIPTS: Readonly<
	Record<Shell, (commands: readonly CommandModel[]) => string>
> = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

/** Prints a script that completes what the program's definitions know. */
export async function runCompletion(
	program: Command,
	shell: Shell,
	{ terminal }: Context,
): Promise<ExitCode> {
	terminal.out(SCRIPTS[shell](commandModels(program)));
	return EXIT.found;
}
