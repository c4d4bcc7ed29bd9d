import type { ReplCommandName } from "./repl-messages.ts";

/** What a typed line asks for. */
export type ReplLine =
	| { readonly kind: "more" }
	| { readonly kind: "help" }
	| { readonly kind: "quit" }
	| { readonly kind: "query"; readonly text: string }
	/** A number by itself: a hit, where there is one of that number, else a query. */
	| { readonly kind: "number"; readonly text: string }
	/** A command about one hit, named by number or id; empty where none is named. */
	| {
			readonly kind: "show" | "related" | "explain" | "snippets";
			readonly hit: string;
	  }
	/** A suggestion by its number; the first where none is named. */
	| { readonly kind: "meant"; readonly number: string }
	| { readonly kind: "filter"; readonly text: string }
	| {
			readonly kind: "set";
			/** Empty where only `:set` was typed. */
			readonly name: string;
			readonly value: string;
	  }
	| { readonly kind: "unknown"; readonly name: string };

const COMMANDS = new Map<string, ReplCommandName>([
	["more", "more"],
	["m", "more"],
	["show", "show"],
	["related", "related"],
	["r", "related"],
	["explain", "explain"],
	["e", "explain"],
	["snippets", "snippets"],
	["s", "snippets"],
	["meant", "meant"],
	["filter", "filter"],
	["f", "filter"],
	["set", "set"],
	["help", "help"],
	["h", "help"],
	["?", "help"],
	["quit", "quit"],
	["q", "quit"],
	["exit", "quit"],
]);

/** Names that begin so, for Tab. */
export function commandsFrom(beginning: string): string[] {
	return [...new Set(COMMANDS.values())]
		.map((name) => `:${name}`)
		.filter((name) => name.startsWith(beginning));
}

/** Reads a line; a Chinese keyboard's `：` and full-width digits are as good as others. */
export function readReplLine(line: string): ReplLine {
	const text = line.trim();
	if (text === "") {
		return { kind: "more" };
	}
	const number = text.replace(/[０-９]/g, (digit) =>
		String.fromCharCode(digit.charCodeAt(0) - 0xfee0),
	);
	if (/^\d{1,5}$/.test(number)) {
		return { kind: "number", text: number };
	}
	const [, name = "", rest = ""] = /^[:：]\s*(\S*)\s*(.*)$/s.exec(number) ?? [];
	if (!/^[:：]/.test(text)) {
		return { kind: "query", text };
	}
	const command = COMMANDS.get(name);
	switch (command) {
		case undefined:
			return { kind: "unknown", name };
		case "more":
		case "help":
		case "quit":
			return { kind: command };
		case "show":
		case "related":
		case "explain":
		case "snippets":
			return { kind: command, hit: rest };
		case "meant":
			return { kind: "meant", number: rest === "" ? "1" : rest };
		case "filter":
			// As it was typed: the engine reads full-width digits itself.
			return { kind: "filter", text: rest === "" ? "" : afterName(text) };
		case "set": {
			const [setting = "", ...value] = rest.split(/[\s=]+/);
			return { kind: "set", name: setting, value: value.join(" ") };
		}
		default:
			return command satisfies never;
	}
}

function afterName(text: string): string {
	return text.replace(/^[:：]\s*\S*\s*/, "");
}
