import type { Command } from "commander";
import { choiceOption, countOption, unguarded } from "./arguments.ts";
import type { CommonFlags, Context, ExitCode } from "./context.ts";
import type { CommandName, Messages } from "./messages.ts";

export interface CommandInvocation {
	readonly kind: "command";
	readonly flags: CommonFlags;
	/** Ctrl-C aborts the signal and waits, because there is something to put in order. */
	readonly tidiesUp: boolean;
	readonly run: (context: Context) => Promise<ExitCode>;
}

export interface Surroundings {
	readonly messages: Messages;
	readonly columns: number;
	/** What FASOU_INDEX says. */
	readonly defaultIndex: string | undefined;
}

/** What a command's definition is given, and where it says that it was chosen. */
export interface Definition {
	readonly program: Command;
	readonly surroundings: Surroundings;
	/** Filled with what the arguments chose. */
	readonly chosen: CommandInvocation[];
}

/** Hits that one answer can rank. */
export const MOST_HITS = 10_000;
const SEGMENTERS = ["fasou", "nodejieba"] as const;

/** Notes that the arguments chose this command. */
export function choose(
	{ chosen }: Definition,
	flags: CommonFlags,
	tidiesUp: boolean,
	run: CommandInvocation["run"],
): void {
	chosen.push({ kind: "command", flags, tidiesUp, run });
}

/** A command with the options that all have. */
export function commandOf(
	{ program, surroundings }: Definition,
	name: CommandName,
): Command {
	const { commands } = surroundings.messages;
	return withCommon(program.command(name), surroundings).description(
		commands[name],
	);
}

export function withCommon(
	command: Command,
	{ messages: { options } }: Surroundings,
): Command {
	return command
		.option("--json", options.json)
		.option(
			"--color <when>",
			options.color,
			choiceOption("--color", ["auto", "always", "never"]),
			"auto",
		);
}

/** The index it works on. */
export function withIndex(
	command: Command,
	{ surroundings }: Definition,
): Command {
	const { defaultIndex = "index", messages } = surroundings;
	return command.option(
		"--index <folder>",
		messages.options.index,
		unguarded,
		defaultIndex,
	);
}

/** How many hits it shows. */
export function withLimit(
	command: Command,
	{ surroundings }: Definition,
): Command {
	return command.option(
		"--limit <n>",
		surroundings.messages.options.limit,
		countOption("--limit", 1, MOST_HITS),
		10,
	);
}

/** How a query is read. */
export function withReading(
	command: Command,
	{ surroundings }: Definition,
): Command {
	const { options } = surroundings.messages;
	return command
		.option("--exact", options.exact)
		.option("--literal", options.literal)
		.option("--synonyms <file>", options.synonyms, unguarded)
		.option("--no-synonyms", options.noSynonyms);
}

/** What text is cut with. */
export function withLists(
	command: Command,
	{ surroundings }: Definition,
): Command {
	const { options } = surroundings.messages;
	return command
		.option("--user-words <file>", options.userWords, unguarded)
		.option("--laws <file>", options.laws, unguarded)
		.option(
			"--segmenter <name>",
			options.segmenter,
			choiceOption("--segmenter", SEGMENTERS),
		);
}
