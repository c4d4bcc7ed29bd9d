import { Command, CommanderError, type Option } from "commander";
import { SearchError } from "../errors.ts";
import { countOption, guarded, joinWords, unguarded } from "./arguments.ts";
import { withChoosing } from "./choosing.ts";
import type { IndexFlags } from "./context.ts";
import { defineEval, defineTrain } from "./define-eval.ts";
import { defineExplain, defineWhyNot } from "./define-explain.ts";
import { defineCompletion, defineConfig, defineRepl } from "./define-habits.ts";
import { defineIndex, defineLearn, defineRepair } from "./define-writing.ts";
import {
	type CommandInvocation,
	choose,
	commandOf,
	type Definition,
	type Surroundings,
	withFormat,
	withIndex,
	withLimit,
	withLists,
	withReading,
	withSnippets,
	withSurroundings,
} from "./definition.ts";
import { displayWidth } from "./display-width.ts";
import type { ExplainFlags } from "./explain-query-command.ts";
import type { Messages } from "./messages.ts";
import { withPlaceholders } from "./placeholders.ts";
import type { RelatedFlags } from "./related-command.ts";
import type { FormatFlags } from "./row-formats.ts";
import { runSearch, type SearchFlags } from "./search-command.ts";
import { applySettings } from "./settings.ts";
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
		["learn", defineLearn],
		["eval", defineEval],
		["train", defineTrain],
		["repl", defineRepl],
		["config", defineConfig],
		["completion", defineCompletion],
	]);

/** Commands that look at all the others. */
const NEED_ALL: ReadonlySet<string> = new Set(["config", "completion"]);

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
	const name = args[0] ?? "";
	const wanted = NEED_ALL.has(name) ? undefined : DEFINITIONS.get(name);
	if (wanted === undefined) {
		withSurroundings(program, surroundings.messages.options);
	}
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
	{ messages, columns, settings }: Surroundings,
	help: string[],
): Command {
	const write = (text: string) => {
		help.push(text);
	};
	const { placeholders } = messages;
	const named = (term: string) => withPlaceholders(term, placeholders);
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
				styleUsage: named,
				styleSubcommandTerm: named,
				styleOptionTerm: named,
				styleArgumentTerm: (name) => placeholders.get(name) ?? name,
				optionDescription: (option) => describe(option, messages),
			})
			.hook("preAction", (_, action) => applySettings(action, settings))
			.helpOption("-h, --help", messages.options.help)
			.helpCommand("help [command]", messages.commands.help)
			.version("", "-V, --version", messages.options.version)
	);
}

/** What an option does, and what it is without being given; its choices stand in the text. */
function describe(option: Option, messages: Messages): string {
	const { defaultValue, description, required } = option;
	return required && defaultValue !== undefined
		? `${description} ${messages.defaultValue(String(defaultValue))}`
		: description;
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
		.option("--no-fold", options.noFold);
	withFormat(withSnippets(command, definition), definition);
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
	withLimit(withIndex(command, definition), definition);
	withFormat(command, definition).action((id: string) => {
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
	withLimit(withIndex(command, definition), definition);
	withFormat(command, definition).action((prefix: readonly string[]) => {
		const flags = command.opts<SuggestFlags>();
		choose(definition, flags, false, async (context) =>
			(await import("./suggest-command.ts")).runSuggest(
				joinWords(prefix),
				flags,
				context,
			),
		);
	});
}

function defineTokens(definition: Definition): void {
	const { messages } = definition.surroundings;
	const command = commandOf(definition, "tokens")
		.argument("<text...>", messages.words.text)
		.option("--index <folder>", messages.options.index, unguarded);
	withFormat(withLists(command, definition), definition).action(
		(text: readonly string[]) => {
			const flags = command.opts<TokensFlags>();
			choose(definition, flags, false, async (context) =>
				(await import("./tokens-command.ts")).runTokens(
					joinWords(text),
					flags,
					context,
				),
			);
		},
	);
}

function defineStats(definition: Definition): void {
	const command = withIndex(commandOf(definition, "stats"), definition);
	withFormat(command, definition).action(() => {
		const flags = command.opts<IndexFlags & FormatFlags>();
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
