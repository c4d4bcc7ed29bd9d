import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { ArgumentProblem } from "./argument-problem.ts";

export const CONFIG_NAME = "fasou.config.json";

export interface ConfigEntry {
	readonly value: unknown;
	/** Where it stands: `FILE:LINE`. */
	readonly place: string;
}

/** A file of settings as it stands; what is wrong with it is told when a command needs it. */
export interface ConfigFile {
	readonly path: string;
	readonly entries: ReadonlyMap<string, ConfigEntry>;
	readonly problem?: ArgumentProblem;
}

/** The nearest config file of a folder and those above it. */
export function findConfig(folder: string): string | undefined {
	let above = folder;
	for (;;) {
		const path = join(above, CONFIG_NAME);
		if (existsSync(path)) {
			return path;
		}
		const parent = dirname(above);
		if (parent === above) {
			return undefined;
		}
		above = parent;
	}
}

export function readConfig(path: string): ConfigFile {
	const bad = (problem: ArgumentProblem): ConfigFile => ({
		path,
		entries: new Map(),
		problem,
	});
	let text: string;
	try {
		text = readFileSync(path, "utf8").replace(/^\ufeff/, "");
	} catch (cause) {
		return bad({ kind: "readable", where: path, found: messageOf(cause) });
	}
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (cause) {
		const reason = messageOf(cause);
		const where = `${path}:${lineOf(text, placeOfMistake(text, reason))}`;
		return bad({ kind: "syntax", where, found: reason });
	}
	if (typeof value !== "object" || value === null || Array.isArray(value)) {
		const found = JSON.stringify(value).slice(0, 80);
		return bad({ kind: "object", where: path, found });
	}
	const lines = keyLines(text);
	const entries = new Map<string, ConfigEntry>();
	for (const [key, entry] of Object.entries(value)) {
		entries.set(key, {
			value: entry,
			place: `${path}:${lines.get(key) ?? 1}`,
		});
	}
	return { path, entries };
}

/** A path of a config file: relative to the file. */
export function besideConfig(config: ConfigFile, path: string): string {
	return resolve(dirname(config.path), path);
}

function messageOf(cause: unknown): string {
	return cause instanceof Error ? cause.message : String(cause);
}

/** A string, number, word, sign or blank of JSON. */
const JSON_TOKEN =
	/"(?:[^"\\\n\r\t]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:]|[ \t\r\n]+/y;

/** Where JSON goes wrong: V8 tells the place of some mistakes only; the others are where no token begins, or where the text ends. */
function placeOfMistake(text: string, reason: string): number {
	const [, position] = /at position (\d+)/.exec(reason) ?? [];
	if (position !== undefined) {
		return Number(position);
	}
	let end = 0;
	for (const token of jsonTokens(text)) {
		end = token.start + token.text.length;
	}
	return end;
}

/** The line of each key of the outermost object. */
function keyLines(text: string): Map<string, number> {
	const lines = new Map<string, number>();
	let depth = 0;
	let last = { text: "", start: 0 };
	for (const token of jsonTokens(text)) {
		if (token.text === ":" && depth === 1) {
			lines.set(JSON.parse(last.text), lineOf(text, last.start));
		} else if (token.text === "{" || token.text === "[") {
			depth++;
		} else if (token.text === "}" || token.text === "]") {
			depth--;
		}
		if (token.text.trim() !== "") {
			last = token;
		}
	}
	return lines;
}

function* jsonTokens(
	text: string,
): Generator<{ readonly text: string; readonly start: number }> {
	const pattern = new RegExp(JSON_TOKEN);
	for (let start = 0; start < text.length; start = pattern.lastIndex) {
		const [token] = pattern.exec(text) ?? [];
		if (token === undefined) {
			return;
		}
		yield { text: token, start };
	}
}

function lineOf(text: string, offset: number): number {
	return text.slice(0, offset).split("\n").length;
}
