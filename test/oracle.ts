import type { Analyzer } from "../src/analysis/analyzer.ts";
import {
	fieldText,
	LAYERS,
	type Layer,
	TEXT_FIELDS,
	type TextField,
} from "../src/analysis/fields.ts";
import { TokenColumns } from "../src/analysis/token-columns.ts";
import type { Article } from "../src/article.ts";
import type { Plan } from "../src/query/plan.ts";

/*
 * The naive search that the engine is measured against: it scans every article and scores by the formula of Lucene's BM25Similarity,
 * each step in 32-bit floats. Nothing here knows of segments, lists, blocks or bounds.
 */

const f32 = Math.fround;

interface FieldTokens {
	readonly terms: readonly string[];
	/** Places taken: words inside words take none. */
	readonly length: number;
}

/** One article with its tokens; a deleted one still counts in the statistics. */
export interface OracleDocument {
	readonly id: string;
	readonly isDeleted: boolean;
	readonly fields: ReadonlyMap<string, FieldTokens>;
}

export function oracleDocument(
	article: Article,
	analyzer: Analyzer,
	isDeleted: boolean,
): OracleDocument {
	const fields = new Map<string, FieldTokens>();
	for (const field of TEXT_FIELDS) {
		for (const layer of LAYERS) {
			const text = fieldText(article, field);
			const tokens = analyzer.tokens(text, layer, new TokenColumns());
			fields.set(`${field}/${layer}`, {
				terms: tokens.map(({ term }) => term),
				length: new Set(tokens.map(({ position }) => position)).size,
			});
		}
	}
	return { id: article.id, isDeleted, fields };
}

/** Everything that matches, best first: score descending, then id ascending. */
export function oracleSearch(
	documents: readonly OracleDocument[],
	plan: Plan,
	bm25: { readonly k1: number; readonly b: number },
): { id: string; score: number }[] {
	return [...scores(documents, plan, bm25)]
		.filter(([{ isDeleted }]) => !isDeleted)
		.map(([{ id }, sum]) => ({ id, score: f32(sum) }))
		.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

type Scores = Map<OracleDocument, number>;

function scores(
	documents: readonly OracleDocument[],
	plan: Plan,
	bm25: { readonly k1: number; readonly b: number },
): Scores {
	if (plan.kind !== "boolean") {
		const { field, boost } = plan;
		return plan.kind === "term"
			? termScores(documents, [plan.term], { ...plan, boost }, bm25)
			: termScores(
					documents,
					plan.terms,
					{ field, layer: "character", boost },
					bm25,
				);
	}
	const all = (plans: readonly Plan[]) =>
		plans.map((part) => scores(documents, part, bm25));
	const [must, should, mustNot] = [plan.must, plan.should, plan.mustNot].map(
		all,
	) as [Scores[], Scores[], Scores[]];
	const sums: Scores = new Map();
	for (const document of documents) {
		const found = [...must, ...should].filter((part) => part.has(document));
		const isWanted =
			must.length > 0
				? must.every((part) => part.has(document))
				: found.length > 0;
		if (isWanted && !mustNot.some((part) => part.has(document))) {
			sums.set(
				document,
				found.reduce((sum, part) => sum + (part.get(document) ?? 0), 0),
			);
		}
	}
	return sums;
}

/** BM25 of one term, or of several that stand one after the other. */
function termScores(
	documents: readonly OracleDocument[],
	terms: readonly string[],
	of: { field: TextField; layer: Layer; boost: number },
	{ k1, b }: { readonly k1: number; readonly b: number },
): Scores {
	const columns = documents.map((document) => ({
		document,
		tokens: document.fields.get(`${of.field}/${of.layer}`) as FieldTokens,
	}));
	const filled = columns.filter(({ tokens }) => tokens.terms.length > 0);
	const total = filled.reduce(
		(sum, { tokens }) => sum + tokens.terms.length,
		0,
	);
	const average = f32(total / filled.length);
	const found = filled
		.map((column) => ({ ...column, freq: countIn(column.tokens.terms, terms) }))
		.filter(({ freq }) => freq > 0);
	const [N, n] = [filled.length, found.length];
	const weight = f32(
		f32(of.boost) * f32(Math.log(1 + (N - n + 0.5) / (n + 0.5))),
	);
	return new Map(
		found.map(({ document, tokens, freq }) => {
			const share = f32(
				f32(f32(b) * f32(storedLength(tokens.length))) / average,
			);
			const c = f32(1 / f32(f32(k1) * f32(f32(1 - f32(b)) + share)));
			return [document, f32(weight - f32(weight / f32(1 + f32(freq * c))))];
		}),
	);
}

function countIn(tokens: readonly string[], terms: readonly string[]): number {
	let count = 0;
	for (let start = 0; start + terms.length <= tokens.length; start++) {
		count += terms.every((term, i) => tokens[start + i] === term) ? 1 : 0;
	}
	return count;
}

/** A length as Lucene's byte keeps it: exact below 40, beyond that 24 and four significant bits of the rest. */
function storedLength(length: number): number {
	const rest = length - 24;
	if (rest < 16) {
		return length;
	}
	const unit = 2 ** (Math.floor(Math.log2(rest)) - 3);
	return 24 + Math.floor(rest / unit) * unit;
}
