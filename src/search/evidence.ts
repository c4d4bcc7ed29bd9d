import type { Layer, TextField } from "../analysis/fields.ts";
import { BLOCK_SIZE } from "../bytes/bit-packing.ts";
import { lowerBound } from "../bytes/lower-bound.ts";
import type { IndexReader } from "../index/index-reader.ts";
import type { PostingsList } from "../index/postings.ts";
import { type LengthFactors, score, termWeight } from "./similarity.ts";
import type { RankedDoc } from "./top-k.ts";

/** A list of at most so many documents a candidate is short. */
const SHORT_LIST = 8;

/** What one term says of each candidate. */
export interface TermParts {
	readonly term: string;
	/** Its weight in BM25: ln(1 + (N - n + 0.5) / (n + 0.5)) over the field and layer. */
	readonly idf: number;
	/** Its part of the score, by candidate; 0 where it does not stand. */
	readonly parts: Float32Array;
}

/**
 * Looks terms up in documents that are known already: a second look at the best of a search, in layers that would cost too much to
 * search through. Scores are those of searching, bit for bit.
 */
export class Evidence {
	readonly #reader: IndexReader;
	readonly #factors: LengthFactors;
	/** For each segment, the candidates in it by document, ascending: document and candidate. */
	readonly #places: readonly {
		readonly docs: Int32Array;
		readonly candidates: Int32Array;
	}[];
	readonly #count: number;

	constructor(
		reader: IndexReader,
		factors: LengthFactors,
		candidates: readonly RankedDoc[],
	) {
		this.#reader = reader;
		this.#factors = factors;
		this.#count = candidates.length;
		this.#places = reader.segments.map((_, segment) => {
			const inside = [...candidates.keys()]
				.filter((i) => candidates[i]!.segment === segment)
				.sort((a, b) => candidates[a]!.doc - candidates[b]!.doc);
			return {
				docs: Int32Array.from(inside, (i) => candidates[i]!.doc),
				candidates: Int32Array.from(inside),
			};
		});
	}

	/** What each term says of each candidate, in one field and layer. */
	of(field: TextField, layer: Layer, terms: readonly string[]): TermParts[] {
		const factors = this.#factors.of(field, layer);
		const stats = this.#reader.stats(field, layer);
		return terms.map((term) => {
			const lists = this.#reader.segments.map((segment) =>
				segment.postings(field, layer, term),
			);
			const documents = lists.reduce(
				(sum, list) => sum + (list?.documents ?? 0),
				0,
			);
			const idf = termWeight(stats, documents, 1);
			const parts = new Float32Array(this.#count);
			lists.forEach((list, segment) => {
				if (list !== undefined) {
					const norms = this.#reader.segments[segment]!.norms(field, layer);
					this.#look(list, { segment, weight: idf, factors, norms, parts });
				}
			});
			return { term, idf, parts };
		});
	}

	/** The prior byte of each candidate (priors.ts). */
	priors(): Uint8Array {
		const priors = new Uint8Array(this.#count);
		this.#places.forEach(({ docs, candidates }, segment) => {
			const all = this.#reader.segments[segment]!.priors();
			docs.forEach((doc, i) => {
				priors[candidates[i]!] = all[doc]!;
			});
		});
		return priors;
	}

	/** The numbers of each candidate's law and chapter (groups.ts). */
	groups(): { readonly laws: Int32Array; readonly chapters: Int32Array } {
		const laws = new Int32Array(this.#count);
		const chapters = new Int32Array(this.#count);
		this.#places.forEach(({ docs, candidates }, segment) => {
			const all = this.#reader.segments[segment]!.groups();
			docs.forEach((doc, i) => {
				laws[candidates[i]!] = all.laws[doc]!;
				chapters[candidates[i]!] = all.chapters[doc]!;
			});
		});
		return { laws, chapters };
	}

	/** Of each candidate the candidates just before and behind it in the same law, two numbers each; -1 where that is none. */
	neighbours(): Int32Array {
		const neighbours = new Int32Array(this.#count * 2).fill(-1);
		this.#places.forEach(({ docs, candidates }, segment) => {
			const { laws } = this.#reader.segments[segment]!.groups();
			for (let i = 1; i < docs.length; i++) {
				const doc = docs[i]!;
				const law = laws[doc]!;
				if (docs[i - 1] === doc - 1 && law !== 0 && laws[doc - 1] === law) {
					neighbours[candidates[i]! * 2] = candidates[i - 1]!;
					neighbours[candidates[i - 1]! * 2 + 1] = candidates[i]!;
				}
			}
		});
		return neighbours;
	}

	/** The length byte of each candidate's field (norms.ts). */
	norms(field: TextField, layer: Layer): Uint8Array {
		const norms = new Uint8Array(this.#count);
		this.#places.forEach(({ docs, candidates }, segment) => {
			const all = this.#reader.segments[segment]!.norms(field, layer);
			docs.forEach((doc, i) => {
				norms[candidates[i]!] = all[doc]!;
			});
		});
		return norms;
	}

	#look(
		list: PostingsList,
		into: {
			readonly segment: number;
			readonly weight: number;
			readonly factors: Float32Array;
			readonly norms: Uint8Array;
			readonly parts: Float32Array;
		},
	): void {
		const { docs: wanted, candidates } = this.#places[into.segment]!;
		const { weight, factors, norms, parts } = into;
		const { docs, frequencies, documents, blocks, lastDocs } = list;
		// A short list is gone through once; in a long one only the blocks that a candidate may stand in are decoded.
		const isShort = documents <= SHORT_LIST * wanted.length;
		let block = -1;
		let at = 0;
		let to = 0;
		for (let i = 0; i < wanted.length; i++) {
			const doc = wanted[i]!;
			if (block < 0 || doc > lastDocs[block]!) {
				block = list.blockOf(doc, Math.max(0, block));
				if (block === blocks) {
					return;
				}
				list.decode(block);
				at = block * BLOCK_SIZE;
				to = Math.min(at + BLOCK_SIZE, documents);
			}
			if (isShort) {
				while (docs[at]! < doc) {
					at++;
				}
			} else {
				at = lowerBound(docs, doc, at, to);
			}
			const found = docs[at]!;
			if (found === doc) {
				parts[candidates[i]!] = score(
					weight,
					frequencies[at]!,
					factors[norms[doc]!]!,
				);
			} else {
				// No candidate before the document found there has the term.
				while (i + 1 < wanted.length && wanted[i + 1]! < found) {
					i++;
				}
			}
		}
	}
}
