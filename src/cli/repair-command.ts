import type { RepairReport } from "../engine/answers.ts";
import {
	type Context,
	EXIT,
	type ExitCode,
	type IndexFlags,
} from "./context.ts";
import {
	formatRejection,
	optionsOf,
	type WritingFlags,
} from "./index-command.ts";
import { jsonLine, printable } from "./printable.ts";
import { progressDisplay } from "./progress.ts";
import { formatCount, formatDuration } from "./quantities.ts";

export type RepairFlags = IndexFlags & WritingFlags;

/** Mends an index. Success is an index with nothing lost; what is lost is named. */
export async function runRepair(
	sources: readonly string[],
	flags: RepairFlags,
	context: Context,
): Promise<ExitCode> {
	const { engine, terminal, messages, signal } = context;
	const display = progressDisplay(flags.progress, terminal, messages);
	let report: RepairReport;
	try {
		report = await engine.repairIndex({
			index: flags.index,
			onProgress: display.show,
			signal,
			...(sources.length > 0 && { corpus: [...sources] }),
			...optionsOf(flags),
		});
	} finally {
		display.end();
	}
	terminal.out(
		flags.json === true ? jsonLine(report) : formatReport(report, context),
	);
	const isWhole = report.lost.length + report.lostUnnamed === 0;
	return isWhole ? EXIT.found : EXIT.failed;
}

function formatReport(report: RepairReport, { messages }: Context): string {
	const { problems, lost, lostUnnamed } = report;
	const lines = problems.map(
		({ file, code, message }) =>
			`${printable(file)}: ${code}: ${printable(message)}`,
	);
	lines.push(
		messages.repaired({
			damaged: formatCount(problems.length),
			kept: formatCount(report.segmentsKept),
			salvaged: formatCount(report.salvaged),
			sources: formatCount(report.sourcesRead),
			articles: formatCount(report.articlesRead),
			elapsed: formatDuration(report.elapsedMs),
		}),
		...report.rejected.map(formatRejection),
	);
	if (lost.length + lostUnnamed > 0) {
		lines.push(messages.lost(formatCount(lost.length + lostUnnamed)));
		lines.push(...lost.map(printable));
	}
	return `${lines.join("\n")}\n`;
}
