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

/** Flags of the commands that read sources. */
export interface WritingFlags {
	readonly split?: "provisions";
	readonly map?: Record<string, string>;
	readonly limits?: BuildOptions["limits"];
	readonly memory?: number;
	readonly userWords?: string;
	readonly laws?: string;
	readonly segmenter?: "fasou" | "nodejieba";
	readonly progress: ProgressStyle;
}

export interface BuildFlags extends IndexFlags, WritingFlags {
	readonly rebuild?: boolean;
	readonly checkContent?: boolean;
	readonly watch?: boolean;
	readonly workers?: number;
	/** Only what other lists change is cut anew; no sources are read. */
	readonly stale?: boolean;
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
	if (flags.watch === true) {
		const { watchIndex } = await import("./watch-index.ts");
		return watchIndex(sources, flags, context);
	}
	showReport(await build(sources, flags, context), flags, context);
	return EXIT.found;
}

/** Brings the index to what the sources hold, and shows how far it is. */
export async function build(
	sources: readonly string[],
	flags: BuildFlags,
	{ engine, terminal, messages, signal }: Context,
): Promise<IndexReport> {
	const display = progressDisplay(flags.progress, terminal, messages);
	try {
		return await engine.buildIndex({
			index: flags.index,
			corpus: [...sources],
			rebuild: flags.rebuild === true,
			checkContent: flags.checkContent === true,
			looksFirst: true,
			onProgress: display.show,
			signal,
			...(flags.workers !== undefined && { workers: flags.workers }),
			...optionsOf(flags),
		});
	} finally {
		display.end();
	}
}

/** How sources are read and cut. */
export function optionsOf(
	flags: WritingFlags,
): Pick<
	BuildOptions,
	| "split"
	| "map"
	| "limits"
	| "memoryLimitMB"
	| "userWords"
	| "laws"
	| "segmenter"
> {
	const { split, map, limits, memory } = flags;
	return {
		...(split !== undefined && { split }),
		...(map !== undefined && { map }),
		...(limits !== undefined && { limits }),
		...(memory !== undefined && { memoryLimitMB: memory }),
		...listOptions(flags),
	};
}

/** What the text is cut with. */
function listOptions({
	userWords,
	laws,
	segmenter,
}: WritingFlags): Pick<BuildOptions, "userWords" | "laws" | "segmenter"> {
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

export function showReport(
	report: IndexReport,
	flags: BuildFlags,
	context: Context,
): void {
	context.terminal.out(
		flags.json === true ? jsonLine(report) : formatReport(report, context),
	);
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

export function formatRejection({ source, code, reason }: Rejection): string {
	return `${printable(source)}: ${code}: ${printable(reason)}`;
}
