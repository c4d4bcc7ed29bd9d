import type { Engine, EngineOptions } from "../engine/engine.ts";
import { coRelevant } from "../evaluate/co-relevance.ts";
import { compareResults } from "../evaluate/compare-results.ts";
import {
	type Ask,
	findMissing,
	type Missing,
	measureRankings,
	type Rankings,
	rankQueries,
} from "../evaluate/evaluate-queries.ts";
import { foldOf } from "../evaluate/folds.ts";
import type { Judgement, Judgements } from "../evaluate/judgements.ts";
import type { Cutoffs } from "../evaluate/metrics.ts";
import { formatRun } from "../evaluate/run-file.ts";
import {
	type Context,
	EXIT,
	type ExitCode,
	type IndexFlags,
} from "./context.ts";
import { writeText } from "./eval-files.ts";
import { readFormer, readJudgements, readRun } from "./eval-inputs.ts";
import { writeOutcome } from "./eval-report.ts";
import { jsonLine } from "./printable.ts";
import { type RankingFileFlags, rankingFiles } from "./ranking-files.ts";

/** What the evaluation of any rankings can be asked for. */
export interface RankingFlags extends IndexFlags, Cutoffs {
	readonly output?: string;
	readonly saveRun?: string;
	readonly compare?: string;
	readonly folds?: number;
	readonly seed: number;
}

export interface EvalFlags
	extends RankingFlags,
		Omit<RankingFileFlags, "synonyms"> {
	readonly queries?: string;
	readonly run?: string;
	readonly boost?: NonNullable<EngineOptions["boosts"]>;
	readonly bm25?: NonNullable<EngineOptions["bm25"]>;
}

const RUN_TAG = "fasou";

/** Gives the rankings, and what the judgements name that is not there. */
type Rank = (
	judgements: readonly Judgement[],
	cutoffs: Cutoffs,
) => Promise<Missing & { readonly rankings: Rankings }>;

/** Asks the index every judged query (or takes the rankings of a run file), and tells how good the rankings are. */
export async function runEval(
	path: string,
	flags: EvalFlags,
	context: Context,
): Promise<ExitCode> {
	const { queries, run, index, boost, bm25 } = flags;
	const needsTexts = run === undefined;
	const judgements = readJudgements({ path, queries, needsTexts });
	if (run !== undefined) {
		const rankings = readRun(run);
		const rank: Rank = async () => ({
			rankings,
			unanswerable: [],
			missingArticles: [],
		});
		return evaluate(judgements, rank, flags, context);
	}
	const options = {
		index,
		...rankingFiles(flags),
		...(boost !== undefined && { boosts: boost }),
		...(bm25 !== undefined && { bm25 }),
	};
	const rank = rankByEngine(
		context,
		options,
		(engine) =>
			async ({ query }, limit) =>
				(await engine.searchIds(query, { limit })).hits,
	);
	return evaluate(judgements, rank, flags, context);
}

/** Asks for the articles related to each one that answers a judged query together with others: those others are what it should find. */
export async function runEvalRelated(
	path: string,
	flags: RankingFlags,
	context: Context,
): Promise<ExitCode> {
	const { index } = flags;
	const needsTexts = false;
	const { judgements, rejected } = readJudgements({ path, needsTexts });
	const related = { judgements: coRelevant(judgements), rejected };
	const rank = rankByEngine(
		context,
		{ index },
		(engine) =>
			async ({ id }, limit) => {
				if ((await engine.get(id)) === undefined) {
					return [];
				}
				const page = await engine.related(id, { limit });
				return page.related.map(({ article, score }) => ({
					id: article.id,
					score,
				}));
			},
	);
	return evaluate(related, rank, flags, context);
}

function rankByEngine(
	context: Context,
	options: EngineOptions,
	askOf: (engine: Engine) => Ask,
): Rank {
	return async (judgements, cutoffs) => {
		const engine = await context.engine.openEngine(options);
		try {
			const rankings = await rankQueries(askOf(engine), judgements, cutoffs);
			return { rankings, ...(await findMissing(engine, judgements)) };
		} finally {
			await engine.close();
		}
	};
}

async function evaluate(
	{ judgements, rejected }: Judgements,
	rank: Rank,
	flags: RankingFlags,
	context: Context,
): Promise<ExitCode> {
	const { output, saveRun, compare, folds, seed } = flags;
	// Read before anything is written: the output may go to the same file.
	const former =
		compare === undefined
			? undefined
			: { name: compare, results: readFormer(compare, judgements, flags) };
	const { rankings, unanswerable, missingArticles } = await rank(
		judgements,
		flags,
	);
	const results = measureRankings(judgements, rankings, flags).map((result) =>
		folds === undefined
			? result
			: { ...result, fold: foldOf(result.id, folds) },
	);
	const comparison =
		former &&
		compareResults(former.results, results, { seed, name: former.name });
	if (output !== undefined) {
		writeText(output, results.map(jsonLine).join(""));
	}
	if (saveRun !== undefined) {
		writeText(saveRun, formatRun(rankings, RUN_TAG));
	}
	const outcome = {
		results,
		unranked: judgements.flatMap(({ id }) => (rankings.has(id) ? [] : id)),
		rejected,
		unanswerable,
		missingArticles,
		comparison,
	};
	writeOutcome(outcome, flags, context);
	return EXIT.found;
}
