import { Option } from "commander";
import { argumentError } from "./argument-problem.ts";

/** Stands before a word that commander would take for an option; no argument of a process can hold it. */
const GUARD = "\0";

/** A dash and then anything but a letter or a second dash: no option of ours, so part of the query (`-交通事故`, `-"违约"`, `-2万元`). */
const NOT_AN_OPTION = /^-[^-a-zA-Z]/;

/** Makes commander take `-交通事故` as a word. Undone by `unguarded`. */
export function guarded(args: readonly string[]): string[] {
	return args.map((word) => (NOT_AN_OPTION.test(word) ? GUARD + word : word));
}

export function unguarded(text: string): string {
	return text.replaceAll(GUARD, "");
}

/** Words as the shell cut them, joined by one space. */
export function joinWords(words: readonly string[]): string {
	return words.map(unguarded).join(" ");
}

/** Reads the value of an option that counts something. */
export function countOption(name: string, least: number, most: number) {
	return (given: string): number => {
		const value = unguarded(given);
		const count = Number(value);
		if (!/^\d{1,9}$/.test(value) || count < least || count > most) {
			throw argumentError({
				kind: "count",
				where: name,
				least,
				most,
				found: value,
			});
		}
		return count;
	};
}

/** Reads the value of an option that is one of a few words. */
export function choiceOption<T extends string>(
	name: string,
	choices: readonly T[],
) {
	return (given: string): T => {
		const value = unguarded(given);
		const choice = choices.find((candidate) => candidate === value);
		if (choice === undefined) {
			throw argumentError({
				kind: "choice",
				where: name,
				choices,
				found: value,
			});
		}
		return choice;
	};
}

/** An option that is one of a few words, which shells complete. @param flags such as `--format <form>` */
export function choiceOf(
	flags: string,
	description: string,
	choices: readonly string[],
): Option {
	const option = new Option(flags, description).choices(choices);
	return option.argParser(choiceOption(option.long ?? flags, choices));
}

/** Reads `--map body=text,publishedAt=date`, which may be given more than once. */
export function mapOption(
	given: string,
	previous: Readonly<Record<string, string>> = {},
): Record<string, string> {
	const map = new Map(Object.entries(previous));
	for (const pair of unguarded(given).split(",")) {
		const equals = pair.indexOf("=");
		const field = pair.slice(0, Math.max(0, equals)).trim();
		const sourceField = pair.slice(equals + 1).trim();
		if (field === "" || sourceField === "") {
			throw argumentError({
				kind: "pairs",
				where: "--map",
				example: "body=text,publishedAt=date",
				found: pair,
			});
		}
		map.set(field, sourceField);
	}
	return Object.fromEntries(map);
}
