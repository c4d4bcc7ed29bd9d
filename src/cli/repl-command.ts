import type { Engine } from "../engine/engine.ts";
import { type Context, EXIT, type ExitCode } from "./context.ts";
import type { LineInput } from "./line-input.ts";
import { printable } from "./printable.ts";
import { formatCount } from "./quantities.ts";
import { rankingFiles } from "./ranking-files.ts";
import { appendHistory, historyPath, readHistory } from "./repl-history.ts";
import { commandsFrom } from "./repl-line.ts";
import { type ReplFlags, ReplSession } from "./repl-session.ts";

export type { ReplFlags };

/** Asks one line after another, of an index that is opened once, until the lines end. A line that could not be done fails a script, not a person. */
export async function runRepl(
	flags: ReplFlags,
	context: Context,
): Promise<ExitCode> {
	const { terminal, messages } = context;
	const engine = await context.engine.openEngine({
		index: flags.index,
		...rankingFiles(flags),
	});
	const path = historyPath(flags.history, context.environment);
	const input = await context.openInput({
		history: path === undefined ? [] : readHistory(path),
		complete: (typed) => complete(engine, typed),
		onIdleInterrupt: () => terminal.err(`\n${messages.repl.leave}\n`),
	});
	const session = new ReplSession(engine, input, flags, context);
	const keep = historyKeeper(path, input, context);
	try {
		if (input.isTerminal) {
			const { articles } = await engine.stats();
			terminal.err(`${messages.repl.greeting(formatCount(articles))}\n`);
		}
		input.setPrompt(session.prompt);
		for await (const line of input.lines) {
			keep(line);
			if (!(await session.take(line))) {
				break;
			}
			input.setPrompt(session.prompt);
		}
		return session.hasFailed && !input.isTerminal ? EXIT.failed : EXIT.found;
	} finally {
		input.close();
		await engine.close();
	}
}

/** Keeps what a person types, but for lines that begin with a blank; a file that cannot be written is told once. */
function historyKeeper(
	path: string | undefined,
	input: LineInput,
	{ terminal, messages }: Context,
): (line: string) => void {
	let isKept = path !== undefined && input.isTerminal;
	let last = "";
	return (line) => {
		if (!isKept || path === undefined || /^\s|^$/.test(line) || line === last) {
			return;
		}
		last = line;
		try {
			appendHistory(path, line);
		} catch (cause) {
			isKept = false;
			const reason = cause instanceof Error ? cause.message : String(cause);
			terminal.err(`${printable(messages.repl.historyFailed(reason))}\n`);
		}
	};
}

/** Commands behind a colon; else what the type-ahead makes of the line, or of its last word. */
async function complete(
	engine: Engine,
	typed: string,
): Promise<[string[], string]> {
	if (/^[:：]/.test(typed)) {
		return [commandsFrom(typed.replace("：", ":")), typed];
	}
	for (const start of [0, typed.search(/\S+$/)]) {
		const part = typed.slice(Math.max(0, start));
		if (part.trim() !== "") {
			const { suggestions } = await engine.suggest(part);
			if (suggestions.length > 0) {
				return [suggestions.map(({ text }) => text), part];
			}
		}
	}
	return [[], typed];
}
