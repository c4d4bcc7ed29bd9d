import type { EngineDoor } from "./engine-door.ts";
import type { OpenInput } from "./line-input.ts";
import type { Messages } from "./messages.ts";
import type { Terminal } from "./terminal.ts";

/** What every command is given. */
export interface Context {
	readonly terminal: Terminal;
	readonly messages: Messages;
	readonly engine: EngineDoor;
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly openInput: OpenInput;
	/** Aborted when the user presses Ctrl-C. */
	readonly signal: AbortSignal;
	readonly isColored: boolean;
}

/** How a command ended, for the shell. */
export const EXIT = {
	found: 0,
	nothing: 1,
	failed: 2,
	ownMistake: 70,
	interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Flags that every command knows. */
export interface CommonFlags {
	readonly json?: boolean;
	readonly color: "auto" | "always" | "never";
}

/** Flags of the commands that read an index. */
export interface IndexFlags extends CommonFlags {
	readonly index: string;
}
