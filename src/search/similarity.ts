import type { Layer, TextField } from "../analysis/fields.ts";
import type { CollectionStats, IndexReader } from "../index/index-reader.ts";
import { LENGTH_OF_NORM } from "../index/norms.ts";
import { KeptBounds } from "./list-bounds.ts";

/*
 * BM25 as Lucene computes it (BM25Similarity), in 32-bit floats step by step, so that scores are equal bit for bit:
 *   idf = ln(1 + (N - n + 0.5) / (n + 0.5))
 *   score = w - w / (1 + freq · c[norm]),  w = boost · idf,  c[norm] = 1 / (k1 · (1 - b + b · length / average))
 * N and the average are taken over the documents whose field is not empty.
 */

export interface Bm25 {
	readonly k1: number;
	readonly b: number;
}

export const DEFAULT_BM25: Bm25 = { k1: 1.2, b: 0.75 };

const fround = Math.fround;

/** The weight of a term that stands in `documents` of the field's documents. */
export function termWeight(
	stats: CollectionStats,
	documents: number,
	boost: number,
): number {
	const idf = fround(
		Math.log(1 + (stats.documents - documents + 0.5) / (documents + 0.5)),
	);
	return fround(fround(boost) * idf);
}

/** c[norm] for each of the 256 norm bytes, for each field and layer of a reader; computed when first asked for. */
export class LengthFactors {
	readonly #reader: IndexReader;
	readonly #bm25: Bm25;
	readonly #known = new Map<string, Float32Array>();
	/** Of the reader's lists, under these factors. */
	readonly bounds = new KeptBounds();

	constructor(reader: IndexReader, bm25: Bm25) {
		this.#reader = reader;
		this.#bm25 = bm25;
	}

	of(field: TextField, layer: Layer): Float32Array {
		const key = `${field}/${layer}`;
		const known = this.#known.get(key);
		if (known !== undefined) {
			return known;
		}
		const stats = this.#reader.stats(field, layer);
		const factors = Float32Array.from(LENGTH_OF_NORM, (length) =>
			lengthFactor(length, stats, this.#bm25),
		);
		this.#known.set(key, factors);
		return factors;
	}

	/** c of any length. */
	ofLength(field: TextField, layer: Layer, length: number): number {
		return lengthFactor(length, this.#reader.stats(field, layer), this.#bm25);
	}
}

function lengthFactor(
	length: number,
	stats: CollectionStats,
	{ k1, b }: Bm25,
): number {
	const average = fround(stats.tokens / Math.max(1, stats.documents));
	const share = fround(fround(fround(b) * fround(length)) / average);
	const factor = fround(fround(k1) * fround(fround(1 - fround(b)) + share));
	return fround(1 / factor);
}

/** One clause's score of one document; rises with the frequency and with the factor (the shorter the field). */
export function score(
	weight: number,
	frequency: number,
	factor: number,
): number {
	return scoreOfImpact(weight, fround(frequency * factor));
}

/** The score of an impact, freq · c[norm] as a 32-bit float; rises with it. */
export function scoreOfImpact(weight: number, impact: number): number {
	return fround(weight - fround(weight / fround(1 + impact)));
}
