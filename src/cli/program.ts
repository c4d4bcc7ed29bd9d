import { Command, CommanderError } from "commander";
import { SearchError } from "../errors.ts";
import {
	choiceOption,
	countOption,
	guarded,
	joinWords,
	unguarded,
} from "./arguments.ts";
import { withChoosing } from "./choosing.ts";
import type { IndexFlags } from "./context.ts";
import { defineEval, defineTrain } from "./define-eval.ts";
import { defineExplain, defineWhyNot } from "./define-explain.ts";
import { defineIndex, defineRepair } from "./define-writing.ts";
import {
	type CommandInvocation,
	choose,
	commandOf,
	type Definition,
	type Surroundings,
	withIndex,
	withLimit,
	withLists,
	withReading,
} from "./definition.ts";
import { displayWidth } from "./display-width.ts";
import type { ExplainFlags } from "./explain-query-command.ts";
import { HIT_FORMATS } from "./hits.ts";
import type { RelatedFlags } from "./related-command.ts";
import { runSearch, type SearchFlags } from "./search-command.ts";
import type { SuggestFlags } from "./suggest-command.ts";
import type { TokensFlags } from "./tokens-command.ts";

/** What the arguments ask for. */
export type Invocation =
	| CommandInvocation
	| {
			readonly kind: "help";
			readonly text: string;
			/** False where nothing was asked for at all. */
			readonly isWanted: boolean;
	  }
	| { readonly kind: "version" };

const MOST_OFFSET = 999_999_999;

/** Where the first argument names a command, only that one is defined: each takes commander half a millisecond. */
const DEFINITIONS: ReadonlyMap<string, (definition: Definition) => void> =
	new Map([
		["index", defineIndex],
		["search", defineSearch],
		["explain", defineExplain],
		["why-not", defineWhyNot],
		["explain-query", defineExplainQuery],
		["show", defineShow],
		["related", defineRelated],
		["suggest", defineSuggest],
		["tokens", defineTokens],
		["stats", defineStats],
		["verify", defineVerify],
		["repair", defineRepair],
		["eval", defineEval],
		["train", defineTrain],
	]);

/**
 * Reads the arguments. Every option is defined once, in this file and those it takes definitions from. A command's own code is loaded when it runs;
 * only that of search is there from the start, because each file loaded later costs a search milliseconds.
 * @throws SearchError `bad-argument`
 */
export function readArguments(
	args: readonly string[],
	surroundings: Surroundings,
): Invocation {
	const help: string[] = [];
	const chosen: CommandInvocation[] = [];
	const program = createProgram(surroundings, help);
	const wanted = DEFINITIONS.get(args[0] ?? "");
	for (const define of wanted ? [wanted] : DEFINITIONS.values()) {
		define({ program, surroundings, chosen });
	}
	try {
		program.parse(guarded(args), { from: "user" });
	} catch (error) {
		if (!(error instanceof CommanderError)) {
			throw error;
		}
		switch (error.code) {
			case "commander.helpDisplayed":
			case "commander.help": {
				const isWanted = error.exitCode === 0;
				return { kind: "help", text: help.join(""), isWanted };
			}
			case "commander.version":
				return { kind: "version" };
			default:
				throw new SearchError("bad-argument", oneLine(error.message), {
					cause: error,
				});
		}
	}
	const [invocation] = chosen;
	if (invocation === undefined) {
		throw new TypeError("commander chose no command");
	}
	return invocation;
}

function oneLine(message: string): string {
	return unguarded(message)
		.replace(/^error: /, "")
		.replaceAll("\n", " ");
}

function createProgram(
	{ messages, columns }: Surroundings,
	help: string[],
): Command {
	const write = (text: string) => {
		help.push(text);
	};
	return (
		new Command("fasou")
			.description(messages.about)
			.exitOverride()
			// So that the options behind `eval related` are its own.
			.enablePositionalOptions()
			.configureOutput({
				writeOut: write,
				writeErr: write,
				outputError: () => {},
				getOutHelpWidth: () => columns,
				getErrHelpWidth: () => columns,
			})
			.configureHelp({
				displayWidth,
				styleTitle: (title) => messages.headings.get(title) ?? title,
			})
			.helpOption("-h, --help", messages.options.help)
			.helpCommand("help [command]", messages.commands.help)
			.version("", "-V, --version", messages.options.version)
	);
}

function defineSearch(definition: Definition): void {
	const { options, words } = definition.surroundings.messages;
	const command = commandOf(definition, "search")
		.argument("[words...]", words.words)
		.option("--batch <file>", options.batch, unguarded);
	withReading(withIndex(command, definition), definition);
	withChoosing(command, definition);
	withLimit(command, definition)
		.option(
			"--offset <n>",
			options.offset,
			countOption("--offset", 0, MOST_OFFSET),
			0,
		)
		.option("--cursor <cursor>", options.cursor, unguarded)
		.option("--explain-query", options.explainQuery)
		.option("--no-fold", options.noFold)
		.option(
			"--snippets <n>",
			options.snippets,
			countOption("--snippets", 0, 3),
			1,
		)
		.option(
			"--format <form>",
			options.format,
			choiceOption("--format", HIT_FORMATS),
		);
	command.action((given: readonly string[]) => {
		const flags = command.opts<SearchFlags>();
		const text = joinWords(given);
		choose(definition, flags, false, (context) =>
			runSearch(text, flags, context),
		);
	});
}

function defineExplainQuery(definition: Definition): void {
	const { words } = definition.surroundings.messages;
	const command = commandOf(definition, "explain-query").argument(
		"<words...>",
		words.words,
	);
	withReading(withIndex(command, definition), definition);
	command.action((given: readonly string[]) => {
		const flags = command.opts<ExplainFlags>();
		choose(definition, flags, false, async (context) =>
			(await import("./explain-query-command.ts")).runExplainQuery(
				joinWords(given),
				flags,
				context,
			),
		);
	});
}

function defineShow(definition: Definition): void {
	const { words } = definition.surroundings.messages;
	const command = commandOf(definition, "show").argument("<id>", words.id);
	withIndex(command, definition).action((id: string) => {
		const flags = command.opts<IndexFlags>();
		choose(definition, flags, false, async (context) =>
			(await import("./show-command.ts")).runShow(
				unguarded(id),
				flags,
				context,
			),
		);
	});
}

function defineRelated(definition: Definition): void {
	const { words } = definition.surroundings.messages;
	const command = commandOf(definition, "related").argument("<id>", words.id);
	withLimit(withIndex(command, definition), definition).action((id: string) => {
		const flags = command.opts<RelatedFlags>();
		choose(definition, flags, false, async (context) =>
			(await import("./related-command.ts")).runRelated(
				unguarded(id),
				flags,
				context,
			),
		);
	});
}

function defineSuggest(definition: Definition): void {
	const { words } = definition.surroundings.messages;
	const command = commandOf(definition, "suggest").argument(
		"<prefix...>",
		words.prefix,
	);
	withLimit(withIndex(command, definition), definition).action(
		(prefix: readonly string[]) => {
			const flags = command.opts<SuggestFlags>();
			choose(definition, flags, false, async (context) =>
				(await import("./suggest-command.ts")).runSuggest(
					joinWords(prefix),
					flags,
					context,
				),
			);
		},
	);
}

function defineTokens(definition: Definition): void {
	const { defaultIndex, messages } = definition.surroundings;
	const command = commandOf(definition, "tokens")
		.argument("<text...>", messages.words.text)
		.option(
			"--index <folder>",
			messages.options.index,
			unguarded,
			defaultIndex,
		);
	withLists(command, definition).action((text: readonly string[]) => {
		const flags = command.opts<TokensFlags>();
		choose(definition, flags, false, async (context) =>
			(await import("./tokens-command.ts")).runTokens(
				joinWords(text),
				flags,
				context,
			),
		);
	});
}

function defineStats(definition: Definition): void {
	const command = withIndex(commandOf(definition, "stats"), definition);
	command.action(() => {
		const flags = command.opts<IndexFlags>();
		choose(definition, flags, false, async (context) =>
			(await import("./stats-command.ts")).runStats(flags, context),
		);
	});
}

function defineVerify(definition: Definition): void {
	const command = withIndex(commandOf(definition, "verify"), definition);
	command.action(() => {
		const flags = command.opts<IndexFlags>();
		choose(definition, flags, false, async (context) =>
			(await import("./verify-command.ts")).runVerify(flags, context),
		);
	});
}
