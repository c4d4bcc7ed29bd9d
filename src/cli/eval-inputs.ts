import { SearchError } from "../errors.ts";
import {
	measureRankings,
	type Rankings,
} from "../evaluate/evaluate-queries.ts";
import {
	type Judgement,
	type Judgements,
	parseJudgements,
} from "../evaluate/judgements.ts";
import type { Cutoffs } from "../evaluate/metrics.ts";
import { parseQrels } from "../evaluate/qrels.ts";
import { type FormerResult, parseResults } from "../evaluate/query-result.ts";
import { parseQueryTexts } from "../evaluate/query-texts.ts";
import { parseRun } from "../evaluate/run-file.ts";
import { readTextLines } from "./eval-files.ts";

export interface JudgementFiles {
	/** JSONL, or TREC qrels. */
	readonly path: string;
	/** Where the texts of the qrels' queries stand. */
	readonly queries?: string | undefined;
	/** False where rankings made elsewhere are measured. */
	readonly needsTexts: boolean;
}

/** @throws SearchError `bad-argument` where no line is a judgement, or qrels have no texts that are needed */
export function readJudgements({
	path,
	queries,
	needsTexts,
}: JudgementFiles): Judgements {
	const lines = readTextLines(path);
	const isQrels = !isJson(lines);
	if (!isQrels && queries !== undefined) {
		throw new SearchError(
			"bad-argument",
			`--queries: expected beside it a file of qrels, found JSONL in ${path}, which has the queries' texts itself`,
		);
	}
	const texts =
		queries === undefined
			? undefined
			: parseQueryTexts(readTextLines(queries), queries);
	if (isQrels && texts === undefined && needsTexts && hasText(lines)) {
		throw new SearchError(
			"bad-argument",
			`${path}: expected JSONL, or beside qrels the texts of their queries: --queries FILE; found neither`,
		);
	}
	const judgements = isQrels
		? parseQrels(lines, texts)
		: parseJudgements(lines);
	if (judgements.judgements.length > 0) {
		return judgements;
	}
	const [first] = judgements.rejected;
	const found = first && `, found, in line ${first.line}: ${first.reason}`;
	throw new SearchError(
		"bad-argument",
		`${path}: expected lines like {"id": "q1", "query": "工伤认定", "relevant": ["article id"]}, or qrels like q1 0 article-id 1${found ?? ", found no line at all"}`,
	);
}

export function readRun(path: string): Rankings {
	return parseRun(readTextLines(path), path);
}

/** Former results: what --output wrote, or a TREC run, which is measured by the judgements of now. */
export function readFormer(
	path: string,
	judgements: readonly Judgement[],
	cutoffs: Cutoffs,
): readonly FormerResult[] {
	const lines = readTextLines(path);
	if (isJson(lines)) {
		return parseResults(lines, path);
	}
	const rankings = parseRun(lines, path);
	return measureRankings(
		judgements.filter(({ id }) => rankings.has(id)),
		rankings,
		cutoffs,
	);
}

function isJson(lines: readonly string[]): boolean {
	return lines.find(isFilled)?.trimStart().startsWith("{") === true;
}

function hasText(lines: readonly string[]): boolean {
	return lines.some(isFilled);
}

function isFilled(line: string): boolean {
	return line.trim() !== "";
}
