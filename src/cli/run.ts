import { ANSWER_VERSION } from "../engine/answers.ts";
import { SearchError } from "../errors.ts";
import { EXIT, type ExitCode } from "./context.ts";
import type { CommandInvocation } from "./definition.ts";
import type { EngineDoor } from "./engine-door.ts";
import { chooseMessages } from "./language.ts";
import type { OpenInput } from "./line-input.ts";
import type { Messages } from "./messages.ts";
import { jsonLine, printable } from "./printable.ts";
import { readArguments } from "./program.ts";
import { readSettings } from "./settings.ts";
import { ClosedPipe, type Terminal } from "./terminal.ts";

/** The world around a run. */
export interface World {
	readonly terminal: Terminal;
	readonly engine: EngineDoor;
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** Opens what is typed, line by line. */
	readonly openInput: OpenInput;
	/** The working folder. */
	readonly folder: string;
	/** Calls `listener` at each Ctrl-C; gives back how to stop that. */
	onInterrupt(listener: () => void): () => void;
	/** Ends the process at once. */
	exit(code: ExitCode): void;
}

/** Runs the command that `args` ask for. Never throws: every end has its exit code. */
export async function run(
	args: readonly string[],
	world: World,
): Promise<ExitCode> {
	const { terminal, environment } = world;
	const settings = readSettings(args, environment, world.folder);
	const messages = chooseMessages(settings.lang, environment);
	const interruption = new AbortController();
	try {
		const invocation = readArguments(args, {
			messages,
			columns: terminal.columns,
			settings,
		});
		switch (invocation.kind) {
			case "help":
				return writeHelp(invocation, terminal);
			case "version": {
				const { readVersion } = await import("./version.ts");
				terminal.out(`${readVersion()}\n`);
				return EXIT.found;
			}
			case "command":
				return await runCommand(invocation, { world, messages, interruption });
			default:
				return invocation satisfies never;
		}
	} catch (error) {
		if (error instanceof ClosedPipe) {
			return EXIT.found;
		}
		if (interruption.signal.aborted) {
			terminal.err(`${messages.interrupted}\n`);
			return EXIT.interrupted;
		}
		return reportError(error, { args, terminal, messages });
	}
}

function writeHelp(
	help: { readonly text: string; readonly isWanted: boolean },
	terminal: Terminal,
): ExitCode {
	if (help.isWanted) {
		terminal.out(help.text);
		return EXIT.found;
	}
	terminal.err(help.text);
	return EXIT.failed;
}

async function runCommand(
	command: CommandInvocation,
	{
		world,
		messages,
		interruption,
	}: {
		readonly world: World;
		readonly messages: Messages;
		readonly interruption: AbortController;
	},
): Promise<ExitCode> {
	const { terminal, engine, environment, openInput } = world;
	const stopListening = world.onInterrupt(() => {
		if (command.tidiesUp && !interruption.signal.aborted) {
			interruption.abort();
		} else {
			world.exit(EXIT.interrupted);
		}
	});
	try {
		return await command.run({
			terminal,
			messages,
			engine,
			environment,
			openInput,
			signal: interruption.signal,
			isColored: wantsColor(command.flags.color, world),
		});
	} finally {
		stopListening();
	}
}

function wantsColor(
	when: "auto" | "always" | "never",
	{ terminal, environment }: World,
): boolean {
	if (when !== "auto") {
		return when === "always";
	}
	const isUnwanted = (environment.NO_COLOR ?? "") !== "";
	return terminal.isOutTerminal && !isUnwanted && environment.TERM !== "dumb";
}

function reportError(
	error: unknown,
	{
		args,
		terminal,
		messages,
	}: {
		readonly args: readonly string[];
		readonly terminal: Terminal;
		readonly messages: Messages;
	},
): ExitCode {
	if (!(error instanceof SearchError)) {
		const stack = (error instanceof Error && error.stack) || String(error);
		const lines = [messages.ownMistake, ...stack.split("\n").map(printable)];
		terminal.err(`${lines.join("\n")}\n`);
		return EXIT.ownMistake;
	}
	const { code, message } = error;
	const end = args.indexOf("--");
	const options = args.slice(0, end < 0 ? args.length : end);
	if (options.includes("--json") || options.includes("--jsonl")) {
		try {
			terminal.out(
				jsonLine({ version: ANSWER_VERSION, error: { code, message } }),
			);
		} catch (closed) {
			if (!(closed instanceof ClosedPipe)) {
				throw closed;
			}
		}
	} else {
		terminal.err(`fasou: ${printable(messages.error(error))}\n`);
	}
	return EXIT.failed;
}
