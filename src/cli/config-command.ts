import type { Command, Option } from "commander";
import { ANSWER_VERSION } from "../engine/answers.ts";
import { type Context, EXIT, type ExitCode } from "./context.ts";
import { jsonLine, printable } from "./printable.ts";
import {
	type FormatFlags,
	formatRows,
	formOf,
	jsonLines,
} from "./row-formats.ts";
import {
	SETTINGS,
	type Setting,
	type Settings,
	settingOf,
	variableOf,
} from "./settings.ts";

interface NamedSetting extends Setting {
	readonly key: string;
}

/** Shows what is set, and by what; every value is checked. @throws SearchError as `applySettings` */
export async function runConfig(
	commands: readonly Command[],
	settings: Settings,
	flags: FormatFlags,
	context: Context,
): Promise<ExitCode> {
	const { terminal, messages } = context;
	const options = optionsOf(commands);
	const named = [...SETTINGS.keys()].flatMap((key): NamedSetting[] => {
		const option = options.get(key);
		return option === undefined
			? []
			: [{ key, ...settingOf(option, settings) }];
	});
	const file = settings.config?.path;
	const form = formOf(flags, context);
	if (form === "json") {
		terminal.out(
			jsonLine({
				version: ANSWER_VERSION,
				...(file !== undefined && { file }),
				settings: named,
			}),
		);
	} else if (form === "jsonl") {
		terminal.out(jsonLines(named));
	} else {
		terminal.err(`${printable(messages.configFile(file))}\n`);
		const { labels } = messages;
		const columns = [
			{ name: "setting", label: labels.setting },
			{ name: "value", label: labels.value },
			{ name: "from", label: labels.origin },
			{ name: "variable", label: labels.variable },
		];
		const isForEyes = form !== "plain" && form !== "csv";
		const rows = named.map(({ key, value, origin }) => [
			key,
			textOf(value),
			origin.kind === "default" && !isForEyes
				? origin.kind
				: messages.origin(origin),
			variableOf(key),
		]);
		const format = form === "list" ? "table" : form;
		terminal.out(formatRows({ columns, rows }, format, context));
	}
	return EXIT.found;
}

/** Each option once; commands that share one share its meaning. */
function optionsOf(commands: readonly Command[]): ReadonlyMap<string, Option> {
	const options = new Map<string, Option>();
	for (const option of commands.flatMap((command) => command.options)) {
		const key = option.attributeName();
		if (!option.negate && !options.has(key)) {
			options.set(key, option);
		}
	}
	return options;
}

function textOf(value: unknown): string {
	return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
