import {
	appendFileSync,
	mkdirSync,
	readFileSync,
	writeFileSync,
} from "node:fs";
import { dirname, isAbsolute, join } from "node:path";

const KEPT_LINES = 1000;
/** Only the user's own eyes. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/** Where what is typed is kept: the user's state folder by the XDG rules; undefined where there is none, or it is not wanted. */
export function historyPath(
	wanted: string | false | undefined,
	environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
	if (wanted !== undefined) {
		return wanted === false ? undefined : wanted;
	}
	const { XDG_STATE_HOME, LOCALAPPDATA, HOME } = environment;
	const state =
		XDG_STATE_HOME !== undefined && isAbsolute(XDG_STATE_HOME)
			? XDG_STATE_HOME
			: (LOCALAPPDATA ?? (HOME && join(HOME, ".local", "state")));
	return state ? join(state, "fasou", "history") : undefined;
}

/** The lines typed in former conversations, the last one first. A file that has grown long is cut. */
export function readHistory(path: string): string[] {
	let text: string;
	try {
		text = readFileSync(path, "utf8");
	} catch {
		return []; // the first time
	}
	const lines = text.split("\n").filter((line) => line !== "");
	const kept = lines.slice(-KEPT_LINES);
	if (lines.length > 2 * KEPT_LINES) {
		try {
			writeFileSync(path, `${kept.join("\n")}\n`, { mode: FILE_MODE });
		} catch {
			// It goes on growing; appending will tell.
		}
	}
	return kept.reverse();
}

/** Adds a line. @throws Error where the file cannot be written */
export function appendHistory(path: string, line: string): void {
	mkdirSync(dirname(path), { recursive: true, mode: FOLDER_MODE });
	appendFileSync(path, `${line}\n`, { mode: FILE_MODE });
}
