import type { ArticleId } from "../article.ts";

/** The terms of a text in each layer; the same layers everywhere. */
export type LayerTerms = ReadonlyMap<string, readonly string[]>;

/** A text that others wrote about an article: the title of an article that cites it, or a question that it answered. */
export interface SideText {
	readonly article: ArticleId;
	readonly text: string;
	/** How often it was said; 1 for a title. */
	readonly times: number;
}

/** What a query found in a side field. */
export interface SideScores {
	/** By article; articles without a match are absent. */
	readonly scores: ReadonlyMap<ArticleId, number>;
	/** The score of a text that holds every term of the query once. */
	readonly ideal: number;
}

/** So many texts of an article count, those said most often. */
const MOST_TEXTS = 20;
const K1 = 0.6;

interface Posting {
	readonly article: number;
	readonly frequency: number;
}

/**
 * What others say of articles, scored by BM25 with its own statistics: only articles that have any such text are counted, and
 * the length of what is said does not matter (b = 0), for more said is no fault. A text said n times counts 1 + ln n. In
 * memory, from a list that is made anew at each commit.
 *
 *   score = Σ idf · frequency · (k1 + 1) / (frequency + k1),  idf = ln(1 + (N - n + 0.5) / (n + 0.5)),  k1 = 0.6
 */
export class SideField {
	readonly #articles: ArticleId[] = [];
	readonly #textCounts = new Map<ArticleId, number>();
	/** By layer and term. */
	readonly #postings = new Map<string, Map<string, Posting[]>>();

	constructor(
		texts: readonly SideText[],
		cut: (text: string) => LayerTerms,
		mostTexts = MOST_TEXTS,
	) {
		for (const [article, said] of byArticle(texts)) {
			const kept = [...said]
				.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
				.slice(0, mostTexts);
			this.#add(article, kept, cut);
		}
	}

	/** How many texts are known of an article. */
	textsOf(article: ArticleId): number {
		return this.#textCounts.get(article) ?? 0;
	}

	find(query: LayerTerms): SideScores {
		const sums = new Float64Array(this.#articles.length);
		let ideal = 0;
		for (const [layer, terms] of query) {
			for (const term of new Set(terms)) {
				const postings = this.#postings.get(layer)?.get(term) ?? [];
				const idf = this.#idf(postings.length);
				ideal += idf;
				for (const { article, frequency } of postings) {
					const part = (idf * frequency * (K1 + 1)) / (frequency + K1);
					sums[article] = (sums[article] ?? 0) + part;
				}
			}
		}
		const scores = new Map<ArticleId, number>();
		for (const [number, article] of this.#articles.entries()) {
			const score = sums[number] ?? 0;
			if (score > 0) {
				scores.set(article, score);
			}
		}
		return { scores, ideal };
	}

	#idf(articles: number): number {
		const all = this.#articles.length;
		return Math.log(1 + (all - articles + 0.5) / (articles + 0.5));
	}

	#add(
		article: ArticleId,
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
			for (const [term, frequency] of ofLayer) {
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
): ReadonlyMap<ArticleId, ReadonlyMap<string, number>> {
	const articles = new Map<ArticleId, Map<string, number>>();
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
