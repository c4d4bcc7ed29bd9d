/** The terms of a text in each layer; the same layers everywhere. */
export type LayerTerms = ReadonlyMap<string, readonly string[]>;

/** A text that others wrote about an article: the title of an article that cites it, or a question that it answered. */
export interface SideText {
	/** The article's id; or the name of a chapter or law, where what is said of all its provisions is asked for together. */
	readonly article: string;
	readonly text: string;
	/** How often it was said; 1 for a title. */
	readonly times: number;
}

/** What a query found in a side field. */
export interface SideScores {
	/** By article; articles without a match are absent. */
	readonly scores: ReadonlyMap<string, number>;
	/** The score of a text that holds every term of the query once. */
	readonly ideal: number;
}

export interface SideOptions {
	/** So many texts of an article count, those said most often. */
	readonly mostTexts: number;
	readonly k1: number;
	/** How much the length of what is said counts against it; for articles 0, because more said is no fault. */
	readonly b: number;
}

/** Measured by folds: bench/ranking.md. */
export const ARTICLE_SIDE: SideOptions = { mostTexts: 20, k1: 0.6, b: 0 };
/** For what is said of all provisions of a chapter or a law together. */
export const GROUP_SIDE: SideOptions = { mostTexts: 1000, k1: 1.2, b: 0.3 };

interface Posting {
	readonly article: number;
	readonly frequency: number;
}

/**
 * What others say of articles, scored by BM25 with its own statistics: only articles that have any such text are counted.
 * A text said n times counts 1 + ln n. In memory, from a list that is made anew at each commit.
 *
 *   score = Σ idf · frequency · (k1 + 1) / (frequency + k1 · (1 - b + b · length / average length))
 *   idf = ln(1 + (N - n + 0.5) / (n + 0.5))
 */
export class SideField {
	readonly #articles: string[] = [];
	readonly #textCounts = new Map<string, number>();
	/** By layer and term. */
	readonly #postings = new Map<string, Map<string, Posting[]>>();
	/** By layer, of each article. */
	readonly #lengths = new Map<string, number[]>();
	/** By layer, what is added to a frequency in each article. */
	readonly #norms = new Map<string, Float64Array>();
	readonly #k1: number;

	constructor(
		texts: readonly SideText[],
		cut: (text: string) => LayerTerms,
		options: SideOptions = ARTICLE_SIDE,
	) {
		this.#k1 = options.k1;
		for (const [article, said] of byArticle(texts)) {
			const kept = [...said]
				.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
				.slice(0, options.mostTexts);
			this.#add(article, kept, cut);
		}
		for (const [layer, lengths] of this.#lengths) {
			this.#norms.set(layer, this.#normsOf(lengths, options));
		}
	}

	/** How many texts are known of an article. */
	textsOf(article: string): number {
		return this.#textCounts.get(article) ?? 0;
	}

	find(query: LayerTerms): SideScores {
		const sums = new Float64Array(this.#articles.length);
		let ideal = 0;
		for (const [layer, terms] of query) {
			const norms = this.#norms.get(layer) ?? [];
			for (const term of new Set(terms)) {
				const postings = this.#postings.get(layer)?.get(term) ?? [];
				const idf = this.#idf(postings.length);
				ideal += idf;
				for (const { article, frequency } of postings) {
					const part =
						(idf * frequency * (this.#k1 + 1)) /
						(frequency + (norms[article] ?? 0));
					sums[article] = (sums[article] ?? 0) + part;
				}
			}
		}
		const scores = new Map<string, number>();
		for (const [number, article] of this.#articles.entries()) {
			const score = sums[number] ?? 0;
			if (score > 0) {
				scores.set(article, score);
			}
		}
		return { scores, ideal };
	}

	#normsOf(lengths: readonly number[], { k1, b }: SideOptions): Float64Array {
		const sum = lengths.reduce((total, length) => total + length, 0);
		const average = sum / Math.max(1, this.#articles.length);
		return Float64Array.from(
			this.#articles,
			(_, i) => k1 * (1 - b + (b * (lengths[i] ?? 0)) / Math.max(average, 1)),
		);
	}

	#idf(articles: number): number {
		const all = this.#articles.length;
		return Math.log(1 + (all - articles + 0.5) / (articles + 0.5));
	}

	#add(
		article: string,
		said: readonly (readonly [string, number])[],
		cut: (text: string) => LayerTerms,
	): void {
		const number = this.#articles.length;
		this.#articles.push(article);
		this.#textCounts.set(article, said.length);
		const frequencies = new Map<string, Map<string, number>>();
		for (const [text, times] of said) {
			for (const [layer, terms] of cut(text)) {
				const ofLayer = frequencies.get(layer) ?? new Map<string, number>();
				frequencies.set(layer, ofLayer);
				for (const term of terms) {
					ofLayer.set(
						term,
						(ofLayer.get(term) ?? 0) + 1 + Math.log(Math.max(1, times)),
					);
				}
			}
		}
		for (const [layer, ofLayer] of frequencies) {
			const postings =
				this.#postings.get(layer) ?? new Map<string, Posting[]>();
			this.#postings.set(layer, postings);
			const lengths = this.#lengths.get(layer) ?? [];
			this.#lengths.set(layer, lengths);
			lengths[number] = 0;
			for (const [term, frequency] of ofLayer) {
				lengths[number] = (lengths[number] ?? 0) + frequency;
				const list = postings.get(term) ?? [];
				list.push({ article: number, frequency });
				postings.set(term, list);
			}
		}
	}
}

/** How often each text was said of each article; equal texts are one. */
function byArticle(
	texts: readonly SideText[],
): ReadonlyMap<string, ReadonlyMap<string, number>> {
	const articles = new Map<string, Map<string, number>>();
	for (const { article, text, times } of texts) {
		const said = articles.get(article) ?? new Map<string, number>();
		articles.set(article, said);
		said.set(text, (said.get(text) ?? 0) + times);
	}
	return articles;
}

/**
 * What a match in the log of questions adds: its score, in proportion to how much of the query was asked before. An article
 * that other questions found gains little from a few common words, so that what was never asked keeps its place.
 */
export function gatedByCover(score: number, ideal: number): number {
	return ideal > 0 ? score * Math.min(1, score / ideal) : 0;
}
