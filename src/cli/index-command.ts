import type { IndexReport } from "../engine/answers.ts";
import type { BuildOptions } from "../engine/build-index.ts";
import { type Rejection, SearchError } from "../errors.ts";
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
	/** Only what other lists change is cut anew; no sources are read. */
	readonly stale?: boolean;
	readonly userWords?: string;
	readonly laws?: string;
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
	if ((sources.length === 0) !== (flags.stale === true)) {
		throw new SearchError(
			"bad-argument",
			`index: expected sources, or --stale to cut anew what other lists change; found ${sources.length === 0 ? "neither" : "both"}`,
		);
	}
	if (flags.stale === true) {
		return updateLists(flags, context);
	}
	const { terminal, messages, signal } = context;
	const display = progressDisplay(flags.progress, terminal, messages);
	const { index, split, map, limits } = flags;
	let report: IndexReport;
	try {
		report = await context.engine.buildIndex({
			index,
			corpus: [...sources],
			rebuild: flags.rebuild === true,
			onProgress: display.show,
			signal,
			...(split !== undefined && { split }),
			...(map !== undefined && { map }),
			...(limits !== undefined && { limits }),
			...listOptions(flags),
		});
	} finally {
		display.end();
	}
	terminal.out(
		flags.json === true ? jsonLine(report) : formatReport(report, context),
	);
	return EXIT.found;
}

/** What the text is cut with. */
function listOptions({
	userWords,
	laws,
	segmenter,
}: BuildFlags): Pick<BuildOptions, "userWords" | "laws" | "segmenter"> {
	return {
		...(userWords !== undefined && { userWords }),
		...(laws !== undefined && { laws }),
		...(segmenter !== undefined && { segmenter }),
	};
}

async function updateLists(
	flags: BuildFlags,
	{ terminal, messages, engine, signal }: Context,
): Promise<ExitCode> {
	const report = await engine.updateLists({
		index: flags.index,
		signal,
		...listOptions(flags),
	});
	if (flags.json === true) {
		terminal.out(jsonLine(report));
		return EXIT.found;
	}
	const { stale, articles, elapsedMs } = report;
	const lines = [
		...stale.map(printable),
		messages.cutAnew(
			formatCount(stale.length),
			formatCount(articles),
			formatDuration(elapsedMs),
		),
	];
	terminal.out(`${lines.join("\n")}\n`);
	return EXIT.found;
}

function formatReport(
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
