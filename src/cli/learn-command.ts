import { SearchError } from "../errors.ts";
import {
	type Context,
	EXIT,
	type ExitCode,
	type IndexFlags,
} from "./context.ts";
import { readTextLines } from "./eval-files.ts";
import { jsonLine, printable } from "./printable.ts";
import { formatCount, formatDuration } from "./quantities.ts";

export interface LearnFlags extends IndexFlags {
	readonly add?: boolean;
	readonly forget?: boolean;
}

/** So many ids of articles that are not there are shown. */
const MOST_SHOWN = 10;

/** Takes logs of questions and the articles that answered them into an index: together they are the whole log, or are added to it. */
export async function runLearn(
	paths: readonly string[],
	flags: LearnFlags,
	{ terminal, messages, engine, signal }: Context,
): Promise<ExitCode> {
	const forgets = flags.forget === true;
	if ((paths.length === 0) !== forgets || (forgets && flags.add === true)) {
		throw new SearchError(
			"bad-argument",
			`learn: expected files of questions, or --forget alone to leave the log behind; found ${forgets ? "both" : "neither"}`,
		);
	}
	const { parseLog } = await import("../engine/parse-log.ts");
	const questions = paths.flatMap((path) =>
		parseLog(readTextLines(path), path),
	);
	const report = await engine.learn({
		index: flags.index,
		questions,
		adds: flags.add === true,
		signal,
	});
	if (flags.json === true) {
		terminal.out(jsonLine(report));
		return EXIT.found;
	}
	const { questions: count, unknown, elapsedMs } = report;
	terminal.out(
		`${messages.learned(formatCount(count), formatDuration(elapsedMs))}\n`,
	);
	if (unknown.length > 0) {
		const shown = unknown.slice(0, MOST_SHOWN).map(printable);
		const more = unknown.length > shown.length ? ["…"] : [];
		terminal.err(
			`${[messages.missingArticles(formatCount(unknown.length)), ...shown, ...more].join("\n")}\n`,
		);
	}
	return EXIT.found;
}
