import type { Command } from "commander";
import { choiceOf, countOption, unguarded } from "./arguments.ts";
import type { CommonFlags, Context, ExitCode } from "./context.ts";
import { LANGUAGES } from "./language.ts";
import type { CommandName, Messages } from "./messages.ts";
import { FORMATS } from "./row-formats.ts";
import type { Settings } from "./settings.ts";

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
	/** What environment and config file say. */
	readonly settings: Settings;
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
export const MOST_SNIPPETS = 3;
const DEFAULT_INDEX = "index";
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
	return withSurroundings(command, options)
		.option("--json", options.json)
		.addOption(
			choiceOf("--color <when>", options.color, [
				"auto",
				"always",
				"never",
			]).default("auto"),
		);
}

/** What is read before all else (settings.ts). */
export function withSurroundings(
	command: Command,
	options: Messages["options"],
): Command {
	return command
		.addOption(
			choiceOf("--lang <language>", options.lang, LANGUAGES).default("auto"),
		)
		.option("--config <file>", options.config, unguarded)
		.option("--no-config", options.noConfig);
}

/** In which form results are written. */
export function withFormat(
	command: Command,
	{ surroundings }: Definition,
): Command {
	const { options } = surroundings.messages;
	return command
		.addOption(choiceOf("--format <form>", options.format, FORMATS))
		.option("--jsonl", options.jsonl);
}

/** The index it works on. */
export function withIndex(
	command: Command,
	{ surroundings }: Definition,
): Command {
	return command.option(
		"--index <folder>",
		surroundings.messages.options.index,
		unguarded,
		DEFAULT_INDEX,
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

/** How many passages of each hit. */
export function withSnippets(
	command: Command,
	{ surroundings }: Definition,
): Command {
	return command.option(
		"--snippets <n>",
		surroundings.messages.options.snippets,
		countOption("--snippets", 0, MOST_SNIPPETS),
		1,
	);
}

/** How a query is read. */
export function withReading(
	command: Command,
	{ surroundings }: Definition,
): Command {
	const { options } = surroundings.messages;
	command
		.option("--exact", options.exact)
		.option("--literal", options.literal)
		.option("--synonyms <file>", options.synonyms, unguarded)
		.option("--no-synonyms", options.noSynonyms);
	return withLearnt(command, surroundings);
}

/** What a ranking goes by beside the index. */
export function withLearnt(
	command: Command,
	{ messages: { options } }: Surroundings,
): Command {
	return command
		.option("--translations <file>", options.translations, unguarded)
		.option("--no-translations", options.noTranslations)
		.option("--model <file>", options.model, unguarded)
		.option("--no-model", options.noModel)
		.option("--log <file>", options.log, unguarded)
		.option("--no-log", options.noLog);
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
		.addOption(choiceOf("--segmenter <name>", options.segmenter, SEGMENTERS));
}
