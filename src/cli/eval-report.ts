import type { Comparison } from "../evaluate/compare-results.ts";
import { type Missing, meanMeasures } from "../evaluate/evaluate-queries.ts";
import type { RejectedLine } from "../evaluate/judgements.ts";
import type { Cutoffs, Measures } from "../evaluate/metrics.ts";
import type { QueryResult } from "../evaluate/query-result.ts";
import type { Context } from "./context.ts";
import type { Messages } from "./messages.ts";
import { jsonLine, printable } from "./printable.ts";
import { formatCount } from "./quantities.ts";
import { formatTable } from "./table.ts";

/** Version of the form of `--json`, of all commands that evaluate. */
export const EVALUATION_VERSION = 1;

/** So many rejected lines, and so many ids, are shown; the rest is counted. */
const SHOWN = 20;

export interface Outcome extends Missing {
	readonly results: readonly QueryResult[];
	/** Judged queries that the run file does not have; they count, as 0. */
	readonly unranked: readonly string[];
	readonly rejected: readonly RejectedLine[];
	readonly comparison: Comparison | undefined;
}

interface ReportFlags extends Cutoffs {
	readonly json?: boolean;
	readonly folds?: number;
}

export function writeOutcome(
	outcome: Outcome,
	flags: ReportFlags,
	{ terminal, messages }: Context,
): void {
	const { results, rejected, unranked, unanswerable, missingArticles } =
		outcome;
	const { comparison } = outcome;
	const folds = foldsOf(results, flags.folds ?? 0);
	if (flags.json === true) {
		terminal.out(
			jsonLine({
				version: EVALUATION_VERSION,
				queries: results.length,
				k: flags.k,
				recallK: flags.recallK,
				percent: percentOf(meanMeasures(results)),
				...(folds.length > 0 && {
					folds: folds.map((fold, i) => ({
						fold: i + 1,
						queries: fold.length,
						percent: percentOf(meanMeasures(fold)),
					})),
				}),
				unranked,
				unanswerable,
				missingArticles,
				rejected,
				...(comparison && { comparison }),
			}),
		);
		return;
	}
	writeRejected(rejected, terminal.err, messages);
	if (missingArticles.length > 0) {
		const count = formatCount(missingArticles.length);
		terminal.err(`${messages.missingArticles(count)}\n`);
	}
	if (unanswerable.length > 0) {
		const count = formatCount(unanswerable.length);
		terminal.err(`${messages.unanswerable(count, shortList(unanswerable))}\n`);
	}
	if (unranked.length > 0) {
		const count = formatCount(unranked.length);
		terminal.err(`${messages.unranked(count, shortList(unranked))}\n`);
	}
	terminal.out(
		folds.length > 0
			? formatFolds(results, folds, flags, messages)
			: formatMeans(results, flags, messages),
	);
	if (comparison !== undefined) {
		terminal.out(`\n${formatComparison(comparison, flags, messages)}`);
	}
}

function foldsOf(
	results: readonly QueryResult[],
	folds: number,
): readonly (readonly QueryResult[])[] {
	return Array.from({ length: folds }, (_, i) =>
		results.filter(({ fold }) => fold === i + 1),
	);
}

function percentOf(means: Measures) {
	return {
		ndcg: 100 * means.ndcg,
		mrr: 100 * means.rr,
		precision: 100 * means.precision,
		recall: 100 * means.recall,
	};
}

export function writeRejected(
	rejected: readonly RejectedLine[],
	write: (text: string) => void,
	messages: Messages,
): void {
	if (rejected.length === 0) {
		return;
	}
	write(`${messages.rejectedLines(formatCount(rejected.length))}\n`);
	for (const { line, reason } of rejected.slice(0, SHOWN)) {
		write(`  ${line}: ${printable(reason)}\n`);
	}
	if (rejected.length > SHOWN) {
		write(`  ${messages.moreRejected(formatCount(rejected.length - SHOWN))}\n`);
	}
}

export function shortList(ids: readonly string[]): string {
	const shown = ids.slice(0, SHOWN).map(printable).join(", ");
	return ids.length > SHOWN ? `${shown}, …` : shown;
}

function measureNames({ k, recallK }: Cutoffs) {
	return [
		["ndcg", `nDCG@${k}`],
		["rr", `MRR@${k}`],
		["precision", `precision@${k}`],
		["recall", `recall@${recallK}`],
	] as const;
}

function formatMeans(
	results: readonly QueryResult[],
	cutoffs: Cutoffs,
	{ labels }: Messages,
): string {
	const means = meanMeasures(results);
	return formatTable([
		[labels.queries, formatCount(results.length)],
		...measureNames(cutoffs).map(([field, name]) => [
			name,
			`${percent(means[field])} %`,
		]),
	]);
}

/** A line a fold, and one of all queries: the means are over queries, so folds that are larger count more. */
function formatFolds(
	results: readonly QueryResult[],
	folds: readonly (readonly QueryResult[])[],
	cutoffs: Cutoffs,
	{ labels }: Messages,
): string {
	const names = measureNames(cutoffs);
	const row = (name: string, part: readonly QueryResult[]) => {
		const means = meanMeasures(part);
		return [
			name,
			part.length,
			...names.map(([field]) => `${percent(means[field])} %`),
		];
	};
	return formatTable([
		[labels.fold, labels.queries, ...names.map(([, name]) => name)],
		...folds.map((fold, i) => row(String(i + 1), fold)),
		row(labels.allFolds, results),
	]);
}

function formatComparison(
	comparison: Comparison,
	cutoffs: Cutoffs,
	messages: Messages,
): string {
	const { labels } = messages;
	const { tests, seed, rounds, onlyNow, onlyFormerly } = comparison;
	const table = formatTable([
		[
			labels.measure,
			labels.difference,
			"p",
			labels.wins,
			labels.losses,
			labels.ties,
		],
		...measureNames(cutoffs).map(([field, name]) => {
			const { difference, pValue, wins, losses, ties } = tests[field];
			const sign = difference > 0 ? "+" : "";
			return [
				name,
				sign + percent(difference),
				pValue.toFixed(4),
				wins,
				losses,
				ties,
			];
		}),
	]);
	const pairs = formatCount(tests.ndcg.pairs);
	const lines = [messages.compared(pairs, formatCount(rounds), seed)];
	if (onlyNow + onlyFormerly > 0) {
		lines.push(
			messages.uncompared(formatCount(onlyNow), formatCount(onlyFormerly)),
		);
	}
	return `${table}${lines.join("\n")}\n`;
}

export function percent(share: number): string {
	return (100 * share).toFixed(2);
}
