import type { IndexReport } from "../engine/answers.ts";
import type { BuildOptions } from "../engine/build-index.ts";
import type { Rejection } from "../errors.ts";
import {
	type Context,
	EXIT,
	type ExitCode,
	type IndexFlags,
} from "./context.ts";
import { jsonLine, printable } from "./printable.ts";
import { type ProgressStyle, progressDisplay } from "./progress.ts";
import {
	formatBytes,
	formatCount,
	formatDuration,
	formatRate,
} from "./quantities.ts";

export interface BuildFlags extends IndexFlags {
	readonly split?: "provisions";
	readonly map?: Record<string, string>;
	readonly limits?: BuildOptions["limits"];
	readonly rebuild?: boolean;
	readonly checkContent?: boolean;
	readonly watch?: boolean;
	readonly memory?: number;
	readonly userWords?: string;
	readonly segmenter?: "fasou" | "nodejieba";
	readonly progress: ProgressStyle;
}

/** So many rejections are shown on a terminal; the rest is counted. */
const SHOWN_REJECTIONS = 20;

export async function runIndex(
	sources: readonly string[],
	flags: BuildFlags,
	context: Context,
): Promise<ExitCode> {
	if (flags.watch === true) {
		const { watchIndex } = await import("./watch-index.ts");
		return watchIndex(sources, flags, context);
	}
	const report = await build(sources, flags, context);
	context.terminal.out(
		flags.json === true ? jsonLine(report) : formatReport(report, context),
	);
	return EXIT.found;
}

/** Brings the index to what the sources hold, and shows how far it is. */
export async function build(
	sources: readonly string[],
	flags: BuildFlags,
	{ engine, terminal, messages, signal }: Context,
): Promise<IndexReport> {
	const display = progressDisplay(flags.progress, terminal, messages);
	const { index, split, map, limits, memory, userWords, segmenter } = flags;
	try {
		return await engine.buildIndex({
			index,
			corpus: [...sources],
			rebuild: flags.rebuild === true,
			checkContent: flags.checkContent === true,
			onProgress: display.show,
			signal,
			...(memory !== undefined && { memoryLimitMB: memory }),
			...(split !== undefined && { split }),
			...(map !== undefined && { map }),
			...(limits !== undefined && { limits }),
			...(userWords !== undefined && { userWords }),
			...(segmenter !== undefined && { segmenter }),
		});
	} finally {
		display.end();
	}
}

export function formatReport(
	report: IndexReport,
	{ messages, terminal }: Context,
): string {
	const { rejected, elapsedMs } = report;
	const lines = [
		messages.indexed({
			indexed: formatCount(report.indexed),
			unchanged: formatCount(report.unchanged),
			deleted: formatCount(report.deleted),
			kept: formatCount(report.kept),
			rejected: formatCount(rejected.length),
		}),
		messages.holds(
			formatCount(report.articles),
			formatBytes(report.indexBytes),
			formatBytes(report.sourceBytes),
		),
		report.indexed === 0
			? formatDuration(elapsedMs)
			: messages.took(
					formatDuration(elapsedMs),
					formatRate(report.indexed, elapsedMs),
				),
	];
	if (report.restored > 0) {
		lines.push(messages.restored(formatCount(report.restored)));
	}
	const shown = terminal.isOutTerminal
		? rejected.slice(0, SHOWN_REJECTIONS)
		: rejected;
	lines.push(...shown.map(formatRejection));
	if (shown.length < rejected.length) {
		const more = formatCount(rejected.length - shown.length);
		lines.push(messages.moreRejected(more));
	}
	return `${lines.join("\n")}\n`;
}

function formatRejection({ source, code, reason }: Rejection): string {
	return `${printable(source)}: ${code}: ${printable(reason)}`;
}
