#!/usr/bin/env node
import { engineDoor } from "./engine-door.ts";
import { run } from "./run.ts";
import { systemTerminal } from "./terminal.ts";

void run(process.argv.slice(2), {
	terminal: systemTerminal(),
	engine: engineDoor,
	environment: process.env,
	folder: process.cwd(),
	openInput: async (options) =>
		(await import("./system-input.ts")).openSystemInput(options),
	onInterrupt: (listener) => {
		process.on("SIGINT", listener);
		return () => process.off("SIGINT", listener);
	},
	exit: (code) => process.exit(code),
}).then((code) => {
	process.exitCode = code;
});
