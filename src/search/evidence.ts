import type { Layer, TextField } from "../analysis/fields.ts";
import { hasPositions } from "../analysis/pairs.ts";
import type { IndexReader } from "../index/index-reader.ts";
import { LENGTH_OF_NORM, lengthAbove } from "../index/norms.ts";
import type { SegmentReader } from "../index/segment-reader.ts";
import {
	bestPassages,
	type LongDocument,
	PASSAGE_LENGTH,
} from "./best-passages.ts";
import { type CandidatePlaces, lookUp } from "./look-up.ts";
import { type LengthFactors, termWeight } from "./similarity.ts";
import type { RankedDoc } from "./top-k.ts";

/** Characters of a body from which its best passage counts beside it. */
const LONG_BODY = 2000;

/** What one term says of each candidate. */
export interface TermParts {
	readonly term: string;
	/** Its weight in BM25: ln(1 + (N - n + 0.5) / (n + 0.5)) over the field and layer. */
	readonly idf: number;
	/** Its part of the score, by candidate; 0 where it does not stand. */
	readonly parts: Float64Array;
}

/** What Evidence writes on, one for all evidence of a reader: for each document of a segment the candidate it is, 1 for the first; 0 between two looks. */
export class CandidateSlots {
	readonly #slots: (Uint16Array | undefined)[] = [];

	of(segment: number, documents: number): Uint16Array {
		const known = this.#slots[segment];
		if (known !== undefined) {
			return known;
		}
		const slots = new Uint16Array(documents);
		this.#slots[segment] = slots;
		return slots;
	}
}

/**
 * Looks terms up in documents that are known already: a second look at the best of a search, in layers that would cost too much to
 * search through. Scores are those of searching, bit for bit.
 */
export class Evidence {
	readonly #reader: IndexReader;
	readonly #factors: LengthFactors;
	readonly #places: readonly CandidatePlaces[];
	readonly #count: number;

	/** @param candidates at most 65,535 */
	constructor(
		reader: IndexReader,
		factors: LengthFactors,
		slots: CandidateSlots,
		candidates: readonly RankedDoc[],
	) {
		this.#reader = reader;
		this.#factors = factors;
		this.#count = candidates.length;
		this.#places = reader.segments.map(({ documents }, segment) => {
			const inside = placesIn(segment, candidates);
			return {
				slots: slots.of(segment, documents),
				frequencies: new Int32Array(inside.docs.length),
				...inside,
			};
		});
	}

	/** What each term says of each candidate, in one field and layer. */
	of(field: TextField, layer: Layer, terms: readonly string[]): TermParts[] {
		const count = this.#count;
		const sums = new Float64Array(terms.length * count);
		const idfs = this.#look(field, layer, terms, {
			sums,
			stride: count,
			timesOf: () => 1,
		});
		return terms.map((term, i) => ({
			term,
			idf: idfs[i]!,
			parts: sums.subarray(i * count, (i + 1) * count),
		}));
	}

	/** Adds to `sums`, by candidate, what the terms say in one field and layer together; `timesOf` weighs a term by its place in the list. */
	addTo(
		sums: Float64Array,
		field: TextField,
		layer: Layer,
		terms: readonly string[],
		timesOf: (term: number) => number = () => 1,
	): void {
		this.#look(field, layer, terms, { sums, stride: 0, timesOf });
	}

	/** The number of each candidate among the documents of all segments: by it, what is said of articles names them. */
	keys(): Int32Array {
		const keys = new Int32Array(this.#count);
		this.#places.forEach(({ docs, candidates }, segment) => {
			const first = this.#reader.keyOf({ segment, doc: 0 });
			docs.forEach((doc, i) => {
				keys[candidates[i]!] = first + doc;
			});
		});
		return keys;
	}

	/** The prior byte of each candidate (priors.ts, editions.ts). */
	priors(): Uint8Array {
		const priors = new Uint8Array(this.#count);
		return this.#filled(priors, (_, at) => this.#reader.priors(at));
	}

	/** Of each candidate 1, and 0 of a provision of a former edition of its law. */
	areOfNewestEditions(): Uint8Array {
		const are = new Uint8Array(this.#count);
		this.#places.forEach(({ docs, candidates }, segment) => {
			docs.forEach((doc, i) => {
				const isNewest = this.#reader.isOfNewestEdition(segment, doc);
				are[candidates[i]!] = isNewest ? 1 : 0;
			});
		});
		return are;
	}

	/** The numbers of each candidate's law and chapter (groups.ts). */
	groups(): { readonly laws: Int32Array; readonly chapters: Int32Array } {
		const column = () => new Int32Array(this.#count);
		return {
			laws: this.#filled(column(), (one) => one.groups().laws),
			chapters: this.#filled(column(), (one) => one.groups().chapters),
		};
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
		return this.#filled(new Uint8Array(this.#count), (one) =>
			one.norms(field, layer),
		);
	}

	/** Fills a column with what a column of its segment says of each candidate. */
	#filled<Column extends Uint8Array | Int32Array>(
		into: Column,
		columnOf: (reader: SegmentReader, segment: number) => ArrayLike<number>,
	): Column {
		this.#places.forEach(({ docs, candidates }, segment) => {
			const all = columnOf(this.#reader.segments[segment]!, segment);
			docs.forEach((doc, i) => {
				into[candidates[i]!] = all[doc]!;
			});
		});
		return into;
	}

	/**
	 * By how much the best passage of each long body, as if it were the body, outscores the whole in words and pairs; 0 of shorter bodies,
	 * undefined where none is long. Words have no positions: a word is taken to be where its pairs are, and to give each an equal share of its weight.
	 * @param words what `of` told of the body's words
	 * @param pairs and of its pairs
	 */
	passageGains(
		words: readonly TermParts[],
		pairs: readonly TermParts[],
	): Float64Array | undefined {
		const bodies = this.#longBodies();
		if (bodies.every(({ documents }) => documents.length === 0)) {
			return undefined;
		}
		const placed = pairs.filter(({ term }) => hasPositions(term));
		const weights = new Map(placed.map(({ term, idf }) => [term, idf]));
		const measured = [...placed];
		for (const word of words) {
			const inside = pairsInside(word.term);
			if (inside.length > 0 && inside.every((pair) => weights.has(pair))) {
				measured.push(word);
				for (const pair of inside) {
					weights.set(pair, weights.get(pair)! + word.idf / inside.length);
				}
			}
		}
		const gains = new Float64Array(this.#count);
		const factor = this.#factors.ofLength("body", "pair", PASSAGE_LENGTH);
		bodies.forEach(({ documents, candidates }, segment) => {
			if (documents.length === 0) {
				return;
			}
			const reader = this.#reader.segments[segment]!;
			const terms = [...weights].flatMap(([term, weight]) => {
				const list = reader.postings("body", "pair", term);
				return list === undefined ? [] : [{ list, weight }];
			});
			const scores = bestPassages(documents, terms, factor);
			candidates.forEach((candidate, i) => {
				gains[candidate] = scores[i]!;
				for (const { parts } of measured) {
					gains[candidate]! -= parts[candidate]!;
				}
			});
		});
		return gains;
	}

	/** The candidates with long bodies, by segment. */
	#longBodies(): { documents: LongDocument[]; candidates: number[] }[] {
		return this.#places.map(({ docs, candidates }, segment) => {
			const norms = this.#reader.segments[segment]!.norms("body", "character");
			const found = {
				documents: [] as LongDocument[],
				candidates: [] as number[],
			};
			docs.forEach((doc, i) => {
				const norm = norms[doc]!;
				if (LENGTH_OF_NORM[norm]! >= LONG_BODY) {
					found.documents.push({ doc, length: lengthAbove(norm) });
					found.candidates.push(candidates[i]!);
				}
			});
			return found;
		});
	}

	/** Looks all terms up in one field and layer; returns their weights in BM25. */
	#look(
		field: TextField,
		layer: Layer,
		terms: readonly string[],
		{
			sums,
			stride,
			timesOf,
		}: {
			readonly sums: Float64Array;
			/** Between the sums of one term and those of the next. */
			readonly stride: number;
			readonly timesOf: (term: number) => number;
		},
	): Float64Array {
		const { segments } = this.#reader;
		const stats = this.#reader.stats(field, layer);
		const ofLength = this.#factors.of(field, layer);
		const lists = segments.map((segment) =>
			terms.map((term) => segment.lookedUp(field, layer, term)),
		);
		const weights = Float64Array.from(terms, (_, i) => {
			let documents = 0;
			for (const ofSegment of lists) {
				documents += ofSegment[i]?.documents ?? 0;
			}
			return termWeight(stats, documents, 1);
		});
		this.#places.forEach((places, segment) => {
			const norms = segments[segment]!.norms(field, layer);
			const { docs, slots } = places;
			const factors = new Float32Array(docs.length);
			for (let place = 0; place < docs.length; place++) {
				const doc = docs[place]!;
				factors[place] = ofLength[norms[doc]!]!;
				slots[doc] = place + 1;
			}
			lists[segment]!.forEach((list, i) => {
				if (list !== undefined) {
					lookUp(list, places, {
						weight: weights[i]!,
						factors,
						sums,
						offset: stride * i,
						times: timesOf(i),
					});
				}
			});
			for (const doc of docs) {
				slots[doc] = 0;
			}
		});
		return weights;
	}
}

/** The pairs of neighbours in a word. */
function pairsInside(word: string): string[] {
	const characters = [...word];
	return characters.slice(1).map((character, i) => characters[i]! + character);
}

/** More than there are candidates. */
const CANDIDATE_LIMIT = 2 ** 16;

/** The candidates of one segment, by document. */
function placesIn(
	segment: number,
	ranked: readonly RankedDoc[],
): Pick<CandidatePlaces, "docs" | "candidates"> {
	// Document and candidate as one number: numbers sort faster than by a function.
	const keys = new Float64Array(ranked.length);
	let count = 0;
	for (let i = 0; i < ranked.length; i++) {
		const { doc, segment: at } = ranked[i]!;
		if (at === segment) {
			keys[count++] = doc * CANDIDATE_LIMIT + i;
		}
	}
	const sorted = keys.subarray(0, count).sort();
	return {
		docs: Int32Array.from(sorted, (key) => Math.floor(key / CANDIDATE_LIMIT)),
		candidates: Int32Array.from(sorted, (key) => key % CANDIDATE_LIMIT),
	};
}
