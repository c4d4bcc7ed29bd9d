import { CUT_LAYERS, type CutLayer } from "../analysis/fields.ts";
import { lowerBound } from "../bytes/lower-bound.ts";
import { ByteCache, type Kept, lookAt } from "../index/byte-cache.ts";
import type { SaidReaders } from "../index/index-reader.ts";
import { LENGTH_OF_NORM } from "../index/norms.ts";
import type { PostingsList } from "../index/postings.ts";
import {
	FREQUENCY_BITS,
	MOST_FREQUENCY,
	type SaidUnits,
} from "../index/said.ts";
import type { SegmentReader } from "../index/segment-reader.ts";
import type { Bm25 } from "./similarity.ts";
import { TopK } from "./top-k.ts";

/** Short lists of what is said, which many fields of one index share the room of. */
export type SaidCache = ByteCache<Int32Array>;

const CACHE_BYTES = 6_000_000;
/** What a list takes in memory beside its entries. */
const OWN_BYTES = 250;
const NO_LIST = new Int32Array(0);

/** The terms of a query in each layer. */
export type ComparedQuery = Readonly<Record<CutLayer, readonly string[]>>;

/** What others say of articles; absent where nothing is known. */
export interface SaidFields {
	/** Titles of the articles that cite a provision; the keys are those of articles. */
	readonly anchors?: SaidField;
	readonly log?: LogFields;
}

/** A log of questions, by the articles that answered them, by their chapters and by their laws. */
export interface LogFields {
	readonly articles: SaidField;
	/** Absent where no article of the log is a provision. */
	readonly chapters?: SaidField;
	readonly laws?: SaidField;
}

/** How what is said is scored. */
export interface SaidScoring extends Bm25 {
	/** With fewer units, words are weighed as if so many had something said of them: what few have said is not common for that. */
	readonly leastUnits: number;
}

/** Measured by folds (bench/ranking.md): more said of an article is no fault. */
const OF_ARTICLE: SaidScoring = { k1: 0.6, b: 0, leastUnits: 1000 };
const OF_GROUP: SaidScoring = { k1: 1.2, b: 0.3, leastUnits: 0 };

export function saidFields(readers: SaidReaders): SaidFields {
	const { anchors } = readers;
	const cache: SaidCache = new ByteCache(CACHE_BYTES);
	const log = logFields(readers, cache);
	return {
		...(anchors && { anchors: new SaidField(anchors, OF_ARTICLE, cache) }),
		...(log && { log }),
	};
}

function logFields(
	readers: SaidReaders,
	cache: SaidCache,
): LogFields | undefined {
	const { articles, chapters, laws } = readers;
	return (
		articles && {
			articles: new SaidField(articles, OF_ARTICLE, cache),
			...(chapters && { chapters: new SaidField(chapters, OF_GROUP, cache) }),
			...(laws && { laws: new SaidField(laws, OF_GROUP, cache) }),
		}
	);
}

/** What a query found in what is said. */
export interface SaidScores {
	/** Of each unit, in the order of their keys. */
	readonly ofUnits: Float64Array;
	/** The score of a text that holds every term of the query once. */
	readonly ideal: number;
}

/**
 * What others say of articles, scored by BM25 with statistics of its own: only units of which something is said are counted.
 *
 *   score = Σ idf · frequency · (k1 + 1) / (frequency + k1 · (1 - b + b · length / average length))
 *   idf = ln(1 + (N - n + 0.5) / (n + 0.5)),  N at least `leastUnits`
 */
export class SaidField {
	readonly #segment: SegmentReader;
	readonly #scoring: SaidScoring;
	readonly #cache: SaidCache;
	readonly #lists: Record<CutLayer, Map<string, Kept<Int32Array>>> = {
		word: new Map(),
		character: new Map(),
		pair: new Map(),
	};
	#units: SaidUnits | undefined;
	/** Of each layer, k1 · (1 - b + b · length / average length) by norm byte. */
	readonly #dampings = new Map<CutLayer, Float64Array>();

	constructor(segment: SegmentReader, scoring: SaidScoring, cache: SaidCache) {
		this.#segment = segment;
		this.#scoring = scoring;
		this.#cache = cache;
	}

	find(query: ComparedQuery): SaidScores {
		const ofUnits = new Float64Array(this.#segment.documents);
		const units = Math.max(this.#scoring.leastUnits, ofUnits.length);
		let ideal = 0;
		for (const layer of CUT_LAYERS) {
			const norms = this.#segment.norms("body", layer);
			const dampings = this.#dampingsOf(layer);
			for (const term of new Set(query[layer])) {
				const list = this.#listOf(layer, term);
				const found = list.length;
				const idf = Math.log(1 + (units - found + 0.5) / (found + 0.5));
				ideal += idf;
				const weight = idf * (this.#scoring.k1 + 1);
				for (let at = 0; at < found; at++) {
					const unit = list[at]! >>> FREQUENCY_BITS;
					const frequency = list[at]! & MOST_FREQUENCY;
					ofUnits[unit]! +=
						(weight * frequency) / (frequency + dampings[norms[unit]!]!);
				}
			}
		}
		return { ofUnits, ideal };
	}

	/** The scores of units; 0 of those of which nothing is said. */
	scoresOf({ ofUnits }: SaidScores, keys: ArrayLike<number>): Float64Array {
		return Float64Array.from(keys, (key) => ofUnits[this.#unitOf(key)] ?? 0);
	}

	/** How many texts are counted of each unit. */
	textsOf(keys: ArrayLike<number>): Int32Array {
		const { texts } = this.#known;
		return Int32Array.from(keys, (key) => texts[this.#unitOf(key)] ?? 0);
	}

	/**
	 * The keys of the units with the highest scores; of equal ones those that come first.
	 * @param share of the ideal that they need at least
	 */
	best({ ofUnits, ideal }: SaidScores, count: number, share = 0): number[] {
		const least = share * ideal;
		const best = new TopK(count, {
			compareIds: (_, a, __, b) => a - b,
			idOf: String,
		});
		for (let unit = 0; unit < ofUnits.length; unit++) {
			if (ofUnits[unit]! > least) {
				best.offer(0, unit, ofUnits[unit]!);
			}
		}
		return best.take().map(({ doc }) => this.#known.keys[doc]!);
	}

	/** The units of a term with their frequencies, as `unit << 8 | frequency`; empty where nobody says it. */
	#listOf(layer: CutLayer, term: string): Int32Array {
		const lists = this.#lists[layer];
		const known = lookAt(lists.get(term));
		if (known !== undefined) {
			return known;
		}
		const entry = this.#segment.terms("body", layer)?.find(term);
		const list =
			entry === undefined
				? NO_LIST
				: packed(this.#segment.listAt("body", layer, entry));
		const bytes = OWN_BYTES + list.byteLength + term.length * 2;
		const kept = this.#cache.keep(list, bytes, () => lists.delete(term));
		if (kept.value !== undefined) {
			lists.set(term, kept);
		}
		return list;
	}

	get #known(): SaidUnits {
		this.#units ??= this.#segment.units();
		return this.#units;
	}

	/** -1 where nothing is said of it. */
	#unitOf(key: number): number {
		const { keys } = this.#known;
		const unit = lowerBound(keys, key, 0, keys.length);
		return keys[unit] === key ? unit : -1;
	}

	#dampingsOf(layer: CutLayer): Float64Array {
		const known = this.#dampings.get(layer);
		if (known !== undefined) {
			return known;
		}
		const { k1, b } = this.#scoring;
		const stats = this.#segment.stats("body", layer);
		const average = (stats?.tokens ?? 0) / Math.max(1, this.#segment.documents);
		const dampings = LENGTH_OF_NORM.map(
			(length) => k1 * (1 - b + (b * length) / Math.max(1, average)),
		);
		this.#dampings.set(layer, dampings);
		return dampings;
	}
}

function packed(list: PostingsList): Int32Array {
	list.decodeAll();
	const { docs, frequencies, documents } = list;
	const entries = new Int32Array(documents);
	for (let at = 0; at < documents; at++) {
		entries[at] = (docs[at]! << FREQUENCY_BITS) | frequencies[at]!;
	}
	return entries;
}
