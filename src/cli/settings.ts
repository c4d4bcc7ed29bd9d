import { resolve } from "node:path";
import type { Command, Option } from "commander";
import { argumentError, foundIn } from "./argument-problem.ts";
import {
	besideConfig,
	type ConfigEntry,
	type ConfigFile,
	findConfig,
	readConfig,
} from "./config-file.ts";

/** How a setting is written in a config file. */
type SettingKind =
	| "path"
	| "pathOrNone"
	| "word"
	| "count"
	| "names"
	| "numbers";

/** What a config file and the environment can set: the long options of these names. */
export const SETTINGS: ReadonlyMap<string, SettingKind> = new Map([
	["index", "path"],
	["userWords", "path"],
	["laws", "path"],
	["segmenter", "word"],
	["synonyms", "pathOrNone"],
	["translations", "pathOrNone"],
	["model", "pathOrNone"],
	["log", "pathOrNone"],
	["split", "word"],
	["map", "names"],
	["limits", "numbers"],
	["memory", "count"],
	["progress", "word"],
	["limit", "count"],
	["snippets", "count"],
	["format", "word"],
	["color", "word"],
	["lang", "word"],
	["history", "pathOrNone"],
]);

const EXAMPLES: Readonly<Record<SettingKind, string>> = {
	path: '"lists/words.txt"',
	pathOrNone: '"lists/synonyms.txt", or false for none',
	word: '"auto"',
	count: "20",
	names: '{"body": "text", "publishedAt": "date"}',
	numbers: '{"maxBytes": 1000000}',
};

/** In the environment: no file. */
const NONE = "none";

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the value of a setting is from. */
export type Origin =
	| { readonly kind: "default" }
	| { readonly kind: "environment"; readonly name: string }
	| { readonly kind: "config"; readonly place: string };

export interface Setting {
	readonly value: unknown;
	readonly origin: Origin;
}

/** What stands in the environment and in the nearest config file. */
export interface Settings {
	readonly environment: Environment;
	readonly config: ConfigFile | undefined;
	/** The language that is asked for, by whatever way. */
	readonly lang: string | undefined;
}

/**
 * Reads the config file: the one that `--config` or FASOU_CONFIG names, else the nearest; none with `--no-config`. Never throws: what is
 * wrong is told by `applySettings`, in the language that is asked for.
 */
export function readSettings(
	args: readonly string[],
	environment: Environment,
	folder: string,
): Settings {
	const given = optionsBeforeParsing(args);
	const path = configPath(given.config ?? environment.FASOU_CONFIG, folder);
	const config = path === undefined ? undefined : readConfig(path);
	const fromFile = config?.entries.get("lang")?.value;
	const lang =
		given.lang ||
		environment.FASOU_LANG ||
		(typeof fromFile === "string" ? fromFile : undefined);
	return { environment, config, lang };
}

function configPath(
	given: string | undefined,
	folder: string,
): string | undefined {
	switch (given) {
		case undefined:
		case "":
			return findConfig(folder);
		case NONE:
			return undefined;
		default:
			return resolve(folder, given);
	}
}

/** What must be known before there is a language to define the options in. */
function optionsBeforeParsing(args: readonly string[]): {
	readonly config?: string;
	readonly lang?: string;
} {
	const found: { config?: string; lang?: string } = {};
	for (let i = 0; i < args.length && args[i] !== "--"; i++) {
		const word = args[i] as string;
		if (word === "--no-config") {
			found.config = NONE;
		}
		for (const name of ["config", "lang"] as const) {
			if (word === `--${name}` && args[i + 1] !== undefined) {
				found[name] = args[i + 1] as string;
			} else if (word.startsWith(`--${name}=`)) {
				found[name] = word.slice(name.length + 3);
			}
		}
	}
	return found;
}

/** The variable that sets an option: `userWords` → FASOU_USER_WORDS. */
export function variableOf(key: string): string {
	return `FASOU_${key.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
}

/**
 * Gives a command's options the values of environment and config file where the arguments gave none.
 * @throws SearchError `bad-argument`, `bad-list` (of the config file)
 */
export function applySettings(command: Command, settings: Settings): void {
	checkConfig(settings);
	for (const option of command.options) {
		const key = option.attributeName();
		if (option.negate || command.getOptionValueSource(key) === "cli") {
			continue;
		}
		const { value, origin } = settingOf(option, settings);
		if (origin.kind !== "default") {
			command.setOptionValueWithSource(key, value, origin.kind);
		}
	}
}

/** What an option is set to where the arguments do not say it. @throws SearchError as `applySettings` */
export function settingOf(option: Option, settings: Settings): Setting {
	const key = option.attributeName();
	const kind = SETTINGS.get(key);
	const unset: Setting = {
		value: option.defaultValue,
		origin: { kind: "default" },
	};
	if (kind === undefined) {
		return unset;
	}
	const name = variableOf(key);
	const variable = settings.environment[name];
	if (variable !== undefined && variable !== "") {
		const isNone = kind === "pathOrNone" && variable === NONE;
		const value = isNone ? false : parsed(option, variable, name);
		return { value, origin: { kind: "environment", name } };
	}
	const { config } = settings;
	const entry = config?.entries.get(key);
	if (config === undefined || entry === undefined) {
		return unset;
	}
	return {
		value: entryValue(option, kind, entry, config),
		origin: { kind: "config", place: entry.place },
	};
}

function entryValue(
	option: Option,
	kind: SettingKind,
	entry: ConfigEntry,
	config: ConfigFile,
): unknown {
	const { value, place } = entry;
	const where = `${place}: "${option.attributeName()}"`;
	switch (kind) {
		case "path":
		case "pathOrNone":
			return typeof value === "string" ? besideConfig(config, value) : false;
		case "names":
			return value;
		case "numbers":
			return parsed(
				option,
				Object.entries(Object(value))
					.map(([name, number]) => `${name}=${number}`)
					.join(","),
				where,
			);
		case "word":
		case "count":
			return parsed(option, String(value), where);
		default:
			return kind satisfies never;
	}
}

/** As the option itself reads what it is given. */
function parsed(option: Option, text: string, where: string): unknown {
	if (option.parseArg === undefined) {
		return text;
	}
	try {
		return option.parseArg(text, undefined);
	} catch (error) {
		throw foundIn(where, error);
	}
}

/** Every key must be a setting, every value of its type, whatever the command needs of them. */
function checkConfig({ config }: Settings): void {
	if (config?.problem !== undefined) {
		throw argumentError(config.problem);
	}
	for (const [key, { value, place }] of config?.entries ?? []) {
		const kind = SETTINGS.get(key);
		if (kind === undefined) {
			const known = [...SETTINGS.keys()];
			throw argumentError({ kind: "setting", where: place, known, found: key });
		}
		if (!isOfKind(value, kind)) {
			const found = JSON.stringify(value);
			throw argumentError({
				kind: "json",
				where: `${place}: "${key}"`,
				example: EXAMPLES[kind],
				found,
			});
		}
	}
}

function isOfKind(value: unknown, kind: SettingKind): boolean {
	switch (kind) {
		case "path":
		case "word":
			return typeof value === "string" && value !== "";
		case "pathOrNone":
			return (typeof value === "string" && value !== "") || value === false;
		case "count":
			return typeof value === "number";
		case "names":
			return isObjectOf(value, "string");
		case "numbers":
			return isObjectOf(value, "number");
		default:
			return kind satisfies never;
	}
}

function isObjectOf(value: unknown, type: "string" | "number"): boolean {
	return (
		typeof value === "object" &&
		value !== null &&
		!Array.isArray(value) &&
		Object.values(value).every((part) => typeof part === type)
	);
}
