import type { EngineOptions } from "../engine/engine.ts";
import { SearchError } from "../errors.ts";
import {
	type Comparison,
	compareResults,
} from "../evaluate/compare-results.ts";
import {
	type Evaluation,
	evaluateQueries,
	meanMeasures,
} from "../evaluate/evaluate-queries.ts";
import {
	type Judgements,
	parseJudgements,
	type RejectedLine,
} from "../evaluate/judgements.ts";
import type { Cutoffs, Measures } from "../evaluate/metrics.ts";
import { parseResults } from "../evaluate/query-result.ts";
import {
	type Context,
	EXIT,
	type ExitCode,
	type IndexFlags,
} from "./context.ts";
import { readTextLines, writeText } from "./eval-files.ts";
import type { Messages } from "./messages.ts";
import { jsonLine, printable } from "./printable.ts";
import { formatCount } from "./quantities.ts";
import { formatTable } from "./table.ts";

export interface EvalFlags extends IndexFlags, Cutoffs {
	readonly output?: string;
	readonly compare?: string;
	readonly seed: number;
	readonly boost?: NonNullable<EngineOptions["boosts"]>;
	readonly bm25?: NonNullable<EngineOptions["bm25"]>;
}

/** Version of the form of `--json`. */
const EVALUATION_VERSION = 1;

/** So many rejected lines, and so many ids, are shown; the rest is counted. */
const SHOWN = 20;

interface Outcome {
	readonly judgements: Judgements;
	readonly evaluation: Evaluation;
	readonly means: Measures;
	readonly comparison: Comparison | undefined;
}

/** Asks the index every judged query, and tells how good the rankings are. */
export async function runEval(
	path: string,
	flags: EvalFlags,
	context: Context,
): Promise<ExitCode> {
	const { index, output, compare, boost, bm25 } = flags;
	const judgements = readJudgements(path);
	// Read before anything is written: the output may go to the same file.
	const former =
		compare === undefined
			? undefined
			: { name: compare, lines: readTextLines(compare) };
	const formerResults = former && parseResults(former.lines, former.name);
	const engine = await context.engine.openEngine({
		index,
		...(boost !== undefined && { boosts: boost }),
		...(bm25 !== undefined && { bm25 }),
	});
	try {
		const evaluation = await evaluateQueries(
			engine,
			judgements.judgements,
			flags,
		);
		const { results } = evaluation;
		const comparison =
			former &&
			formerResults &&
			compareResults(formerResults, results, {
				seed: flags.seed,
				name: former.name,
			});
		if (output !== undefined) {
			writeText(output, results.map(jsonLine).join(""));
		}
		const means = meanMeasures(results);
		const outcome = { judgements, evaluation, means, comparison };
		writeOutcome(outcome, flags, context);
		return EXIT.found;
	} finally {
		await engine.close();
	}
}

function readJudgements(path: string): Judgements {
	const judgements = parseJudgements(readTextLines(path));
	if (judgements.judgements.length > 0) {
		return judgements;
	}
	const [first] = judgements.rejected;
	const found = first && `, found, in line ${first.line}: ${first.reason}`;
	throw new SearchError(
		"bad-argument",
		`${path}: expected lines like {"id": "q1", "query": "工伤认定", "relevant": ["article id"]}${found ?? ", found no line at all"}`,
	);
}

function writeOutcome(
	outcome: Outcome,
	flags: EvalFlags,
	{ terminal, messages }: Context,
): void {
	const { judgements, evaluation, means, comparison } = outcome;
	if (flags.json === true) {
		terminal.out(
			jsonLine({
				version: EVALUATION_VERSION,
				queries: evaluation.results.length,
				k: flags.k,
				recallK: flags.recallK,
				percent: {
					ndcg: 100 * means.ndcg,
					mrr: 100 * means.rr,
					recall: 100 * means.recall,
				},
				unanswerable: evaluation.unanswerable,
				missingArticles: evaluation.missingArticles,
				rejected: judgements.rejected,
				...(comparison && { comparison }),
			}),
		);
		return;
	}
	writeRejected(judgements.rejected, terminal.err, messages);
	const { unanswerable, missingArticles } = evaluation;
	if (missingArticles.length > 0) {
		const count = formatCount(missingArticles.length);
		terminal.err(`${messages.missingArticles(count)}\n`);
	}
	if (unanswerable.length > 0) {
		const count = formatCount(unanswerable.length);
		terminal.err(`${messages.unanswerable(count, shortList(unanswerable))}\n`);
	}
	terminal.out(formatMeans(outcome, flags, messages));
	if (comparison !== undefined) {
		terminal.out(`\n${formatComparison(comparison, flags, messages)}`);
	}
}

function writeRejected(
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

function shortList(ids: readonly string[]): string {
	const shown = ids.slice(0, SHOWN).map(printable).join(", ");
	return ids.length > SHOWN ? `${shown}, …` : shown;
}

function measureNames({ k, recallK }: Cutoffs) {
	return [
		["ndcg", `nDCG@${k}`],
		["rr", `MRR@${k}`],
		["recall", `recall@${recallK}`],
	] as const;
}

function formatMeans(
	{ evaluation, means }: Outcome,
	flags: EvalFlags,
	{ labels }: Messages,
): string {
	return formatTable([
		[labels.queries, formatCount(evaluation.results.length)],
		...measureNames(flags).map(([field, name]) => [
			name,
			`${percent(means[field])} %`,
		]),
	]);
}

function formatComparison(
	comparison: Comparison,
	flags: EvalFlags,
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
		...measureNames(flags).map(([field, name]) => {
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

function percent(share: number): string {
	return (100 * share).toFixed(2);
}
