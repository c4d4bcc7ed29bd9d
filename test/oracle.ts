import type { Analyzer } from "../src/analysis/analyzer.ts";
import {
	fieldText,
	LAYERS,
	type Layer,
	TEXT_FIELDS,
	type TextField,
} from "../src/analysis/fields.ts";
import { fold } from "../src/analysis/fold.ts";
import { TokenColumns } from "../src/analysis/token-columns.ts";
import type { Article } from "../src/article.ts";
import type { Filter } from "../src/query/filter.ts";
import type { Plan } from "../src/query/plan.ts";
import { standsNear } from "./near-oracle.ts";

/*
 * The naive search that the engine is measured against: it scans every article and scores by the formula of Lucene's BM25Similarity,
 * each step in 32-bit floats. Nothing here knows of segments, lists, blocks or bounds.
 */

const f32 = Math.fround;

interface FieldTokens {
	readonly terms: readonly string[];
	/** The same where they stand, in units of the text. */
	readonly tokens: readonly {
		readonly term: string;
		readonly start: number;
		readonly end: number;
	}[];
	/** Places taken: words inside words take none. */
	readonly length: number;
}

/** One article with its tokens; a deleted one still counts in the statistics. */
export interface OracleDocument {
	readonly id: string;
	readonly isDeleted: boolean;
	readonly article: Article;
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
			if (layer === "entity") {
				const { entities } = analyzer.articleEntities(article, field);
				fields.set(`${field}/${layer}`, {
					terms: entities.flatMap(({ terms }) => terms),
					tokens: entities.flatMap(({ terms, start, end }) =>
						terms.map((term) => ({ term, start, end })),
					),
					length: entities.length,
				});
				continue;
			}
			const text = fieldText(article, field);
			const tokens = analyzer.tokens(text, layer, new TokenColumns());
			fields.set(`${field}/${layer}`, {
				terms: tokens.map(({ term }) => term),
				tokens,
				length: new Set(tokens.map(({ position }) => position)).size,
			});
		}
	}
	return { id: article.id, isDeleted, article, fields };
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
	if (plan.kind === "term") {
		return bm25Scores(documents, plan, bm25, (fields) =>
			countIn(fields.get(`${plan.field}/${plan.layer}`), [plan.term]),
		);
	}
	if (plan.kind === "phrase") {
		// What the text says, character by character, with the statistics of single characters or of pairs.
		const layer = plan.terms.length === 1 ? "character" : "pair";
		return bm25Scores(documents, { ...plan, layer }, bm25, (fields) => {
			const characters = fields.get(`${plan.field}/character`);
			return plan.atStart === true
				? Number(startsWith(characters, plan.terms))
				: countIn(characters, plan.terms);
		});
	}
	if (plan.kind === "prefix") {
		return sumOf(
			termsBegun(documents, plan).map((term) =>
				scores(documents, { ...plan, kind: "term", layer: "word", term }, bm25),
			),
		);
	}
	if (plan.kind === "filter") {
		const { filter } = plan;
		return new Map(
			documents
				.filter(({ article }) => isChosenNaively(article, filter))
				.map((document) => [document, 0]),
		);
	}
	if (plan.kind === "near") {
		const { operands: must } = plan;
		const named = withoutPrefixes(plan, documents);
		const found = scores(
			documents,
			{ kind: "boolean", should: [], must, mustNot: [] },
			bm25,
		);
		return new Map(
			[...found].filter(
				([document]) => named.kind === "near" && standsNear(document, named),
			),
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

function sumOf(parts: readonly Scores[]): Scores {
	const sums: Scores = new Map();
	for (const part of parts) {
		for (const [document, score] of part) {
			sums.set(document, (sums.get(document) ?? 0) + score);
		}
	}
	return sums;
}

/** A plan with the words that its prefixes stand for. */
function withoutPrefixes(
	plan: Plan,
	documents: readonly OracleDocument[],
): Plan {
	const each = (plans: readonly Plan[]) =>
		plans.map((part) => withoutPrefixes(part, documents));
	switch (plan.kind) {
		case "prefix": {
			const should = termsBegun(documents, plan).map(
				(term): Plan => ({ ...plan, kind: "term", layer: "word", term }),
			);
			return { kind: "boolean", should, must: [], mustNot: [] };
		}
		case "near":
			return { ...plan, operands: each(plan.operands) };
		case "boolean":
			return { ...plan, should: each(plan.should), must: each(plan.must) };
		default:
			return plan;
	}
}

/** The 64 words that most documents have, of those that begin so. */
function termsBegun(
	documents: readonly OracleDocument[],
	{ field, prefix }: Extract<Plan, { kind: "prefix" }>,
): string[] {
	const counts = new Map<string, number>();
	for (const { fields } of documents) {
		for (const term of new Set(fields.get(`${field}/word`)?.terms)) {
			if (term.startsWith(prefix)) {
				counts.set(term, (counts.get(term) ?? 0) + 1);
			}
		}
	}
	return [...counts]
		.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
		.slice(0, 64)
		.map(([term]) => term);
}

/** By what the article says itself. */
function isChosenNaively(article: Article, filter: Filter): boolean {
	const { publishedAt, views, author, law, category, source } = article;
	const agrees = (value: string | undefined) =>
		"text" in filter &&
		value !== undefined &&
		(filter.match === "is"
			? fold(value) === filter.text
			: fold(value).startsWith(filter.text));
	switch (filter.column) {
		case "day":
		case "views": {
			const day = publishedAt && Date.parse(publishedAt.slice(0, 10)) / 864e5;
			const value = filter.column === "day" ? day : views;
			return (
				typeof value === "number" &&
				value >= (filter.from ?? -1e9) &&
				value <= (filter.to ?? 1e9)
			);
		}
		case "category":
			return category.some(agrees);
		case "author":
			return agrees(author) || (author ?? "").split("、").some(agrees);
		case "law":
			return agrees(law);
		case "source":
			return source.includes(filter.text);
		case "edition":
			// The laws of its articles have one edition each.
			return true;
		default:
			return filter satisfies never;
	}
}

/** BM25 of what stands `count` times in a document. */
function bm25Scores(
	documents: readonly OracleDocument[],
	of: {
		readonly field: TextField;
		readonly layer: Layer;
		readonly boost: number;
	},
	{ k1, b }: { readonly k1: number; readonly b: number },
	count: (fields: OracleDocument["fields"]) => number,
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
		.map((column) => ({ ...column, freq: count(column.document.fields) }))
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

/** How often terms stand one after the other. */
function countIn(
	tokens: FieldTokens | undefined,
	terms: readonly string[],
): number {
	const found = tokens?.terms ?? [];
	let count = 0;
	for (let start = 0; start + terms.length <= found.length; start++) {
		count += terms.every((term, i) => found[start + i] === term) ? 1 : 0;
	}
	return count;
}

function startsWith(
	tokens: FieldTokens | undefined,
	terms: readonly string[],
): boolean {
	return terms.every((term, i) => tokens?.terms[i] === term);
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
