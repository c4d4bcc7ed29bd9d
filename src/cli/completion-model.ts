import type { Argument, Command, Option } from "commander";

export const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

/** What may stand where a value is wanted. */
export type Values =
	| { readonly kind: "choices"; readonly choices: readonly string[] }
	| { readonly kind: "files" }
	| { readonly kind: "folders" }
	/** Anything; a shell has nothing to offer. */
	| { readonly kind: "any" };

export interface OptionModel {
	readonly short?: string;
	readonly long: string;
	readonly description: string;
	/** Absent where it takes none. */
	readonly values?: Values;
}

export interface CommandModel {
	/** `eval related`; empty for the program itself. */
	readonly path: string;
	readonly options: readonly OptionModel[];
	readonly commands: readonly {
		readonly name: string;
		readonly description: string;
	}[];
	/** What stands behind it beside its commands. */
	readonly values: Values;
}

/** Arguments that are files; what the others may be, no shell knows. */
const FILE_ARGUMENTS: ReadonlySet<string> = new Set([
	"sources",
	"judgements",
	"answers",
]);

/** A command and all below it, as commander has them: what its help shows. */
export function commandModels(command: Command, path = ""): CommandModel[] {
	const help = command.createHelp();
	const commands = help.visibleCommands(command);
	const model: CommandModel = {
		path,
		options: help.visibleOptions(command).map(optionModel),
		commands: commands.map((below) => ({
			name: below.name(),
			description: below.description(),
		})),
		values: valuesOfArgument(command.registeredArguments[0]),
	};
	const below = commands.flatMap((one) => {
		const name = `${path} ${one.name()}`.trim();
		return one.name() === "help"
			? [helpModel(name, model)]
			: commandModels(one, name);
	});
	return [model, ...below];
}

/** `help` takes the name of a command beside it, and no options. */
function helpModel(path: string, { commands }: CommandModel): CommandModel {
	const choices = commands.map(({ name }) => name);
	return {
		path,
		options: [],
		commands: [],
		values: { kind: "choices", choices },
	};
}

function optionModel(option: Option): OptionModel {
	const { short, long, description } = option;
	return {
		...(short !== undefined && { short }),
		long: long ?? "",
		description,
		...(option.required && { values: valuesOfOption(option) }),
	};
}

function valuesOfOption({ argChoices, flags }: Option): Values {
	if (argChoices !== undefined) {
		return { kind: "choices", choices: argChoices };
	}
	if (flags.endsWith("<file>")) {
		return { kind: "files" };
	}
	return { kind: flags.endsWith("<folder>") ? "folders" : "any" };
}

function valuesOfArgument(argument: Argument | undefined): Values {
	if (argument?.argChoices !== undefined) {
		return { kind: "choices", choices: argument.argChoices };
	}
	const isFile = FILE_ARGUMENTS.has(argument?.name() ?? "");
	return { kind: isFile ? "files" : "any" };
}
