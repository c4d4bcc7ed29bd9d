import { ANSWER_VERSION, type IndexReport } from "../engine/answers.ts";
import { SearchError } from "../errors.ts";
import { type Context, EXIT, type ExitCode } from "./context.ts";
import { type BuildFlags, build, showReport } from "./index-command.ts";
import { jsonLine, printable } from "./printable.ts";
import { formatCount } from "./quantities.ts";
import { SourceWatch } from "./source-watch.ts";

/**
 * Indexes, and again whenever the sources change, each time as one commit, until Ctrl-C. The first run's error ends it, because
 * it is one of the arguments; later ones are told, and the next look tries again.
 */
export async function watchIndex(
	sources: readonly string[],
	flags: BuildFlags,
	context: Context,
): Promise<ExitCode> {
	const { terminal, messages, signal } = context;
	const watch = new SourceWatch(sources, flags.index, (folder, reason) =>
		terminal.err(
			`${messages.notWatching(printable(folder), printable(reason))}\n`,
		),
	);
	try {
		watch.renew();
		let startMs = performance.now();
		let shown = await build(sources, flags, context);
		showReport(shown, flags, context);
		terminal.err(`${messages.watching(formatCount(watch.folders))}\n`);
		// Only the first time: later everything is as it was asked for already.
		const { rebuild, ...lastingFlags } = flags;
		while (await watch.change(signal, performance.now() - startMs)) {
			watch.renew();
			startMs = performance.now();
			const report = await attempt(sources, lastingFlags, context);
			if (report !== undefined && isNews(report, shown)) {
				showReport(report, flags, context);
				shown = report;
			}
		}
		return EXIT.found;
	} finally {
		watch.close();
	}
}

async function attempt(
	sources: readonly string[],
	flags: BuildFlags,
	context: Context,
): Promise<IndexReport | undefined> {
	try {
		return await build(sources, flags, context);
	} catch (cause) {
		if (!(cause instanceof SearchError) || context.signal.aborted) {
			throw cause;
		}
		const { code, message } = cause;
		if (flags.json === true) {
			context.terminal.out(
				jsonLine({ version: ANSWER_VERSION, error: { code, message } }),
			);
		} else {
			const text = context.messages.error(cause);
			context.terminal.err(`fasou: ${printable(text)}\n`);
		}
		return undefined;
	}
}

function isNews(report: IndexReport, shown: IndexReport): boolean {
	return (
		report.generation !== shown.generation ||
		JSON.stringify(report.rejected) !== JSON.stringify(shown.rejected)
	);
}
