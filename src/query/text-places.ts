import type { Analyzer } from "../analysis/analyzer.ts";
import {
	fieldText,
	type TextField,
	type TextFields,
} from "../analysis/fields.ts";
import { fold } from "../analysis/fold.ts";
import { type PlaceBounds, placeBounds } from "../analysis/place-bounds.ts";
import { TokenColumns } from "../analysis/token-columns.ts";
import { WORD_STRETCH } from "../analysis/word-stretches.ts";
import type { TextRange } from "../article.ts";
import { lowerBound } from "../bytes/lower-bound.ts";
import {
	type LeafPlaces,
	leavesOfPlaces,
	type NearPlaces,
} from "./near-places.ts";
import type { Spans } from "./spans.ts";

/** What of an article decides where a query stands in it. */
export type ReadArticle = TextFields & { readonly law?: string };

/** Finds in texts themselves where the leaves of a `near` stand: words where the analyzer cuts them, entities in any spelling. */
export class TextPlaces {
	readonly #analyzer: Analyzer;
	readonly #characters = new TokenColumns();
	readonly #words = new TokenColumns();

	constructor(analyzer: Analyzer) {
		this.#analyzer = analyzer;
	}

	/** Fills the spans of the leaves; returns the bounds of the text. */
	fill(near: NearPlaces, article: ReadArticle, field: TextField): PlaceBounds {
		const text = fieldText(article, field);
		const folded = fold(text);
		const characters = this.#characters;
		this.#analyzer.analyze(folded, "character", characters);
		const words: LeafPlaces[] = [];
		const entities: LeafPlaces[] = [];
		for (const leaf of leavesOfPlaces(near)) {
			const { plan, spans } = leaf;
			spans.clear();
			if (plan.kind === "phrase") {
				findPhrase(characters, plan.terms, spans);
			} else if (plan.kind === "term" && plan.layer === "entity") {
				entities.push(leaf);
			} else {
				words.push(leaf);
			}
		}
		this.#fillWords(folded, words);
		if (entities.length > 0) {
			this.#fillEntities(article, field, folded, entities);
		}
		return placeBounds(text, characters);
	}

	/** The range of a stretch of places of the text that was read last. */
	rangeOf(start: number, end: number): TextRange {
		const { starts, ends } = this.#characters;
		return { start: starts[start]!, end: ends[end - 1]! };
	}

	/** Cuts only what literally contains one of the words: most of a text does not. */
	#fillWords(folded: string, leaves: readonly LeafPlaces[]): void {
		const wanted = leaves.map(({ plan }) => textOf(plan));
		if (!wanted.some((text) => folded.includes(text))) {
			return;
		}
		const words = this.#words;
		for (const { 0: stretch, index: from } of folded.matchAll(WORD_STRETCH)) {
			if (!wanted.some((text) => stretch.includes(text))) {
				continue;
			}
			this.#analyzer.analyze(stretch, "word", words);
			leaves.forEach(({ plan, spans }, leaf) => {
				const text = wanted[leaf]!;
				for (let i = 0; i < words.count; i++) {
					const start = words.starts[i]!;
					const end = words.ends[i]!;
					const isLong =
						end - start === text.length ||
						(plan.kind === "prefix" && end - start > text.length);
					if (isLong && stretch.startsWith(text, start)) {
						this.#push(spans, from + start, from + end);
					}
				}
			});
		}
		for (const { spans } of leaves) {
			spans.sort();
		}
	}

	#fillEntities(
		article: ReadArticle,
		field: TextField,
		folded: string,
		leaves: readonly LeafPlaces[],
	): void {
		const found = this.#analyzer.articleEntities(article, field, folded);
		for (const { plan, spans } of leaves) {
			for (const { terms, start, end } of found.entities) {
				if (terms.includes(textOf(plan))) {
					this.#push(spans, start, end);
				}
			}
			spans.sort();
		}
	}

	/** @param start in units of the text */
	#push(spans: Spans, start: number, end: number): void {
		const { starts, count } = this.#characters;
		const from = lowerBound(starts, start, 0, count);
		spans.push(from, lowerBound(starts, end, from, count));
	}
}

function textOf(plan: LeafPlaces["plan"]): string {
	switch (plan.kind) {
		case "term":
			return plan.term;
		case "prefix":
			return plan.prefix;
		case "phrase":
			return plan.terms.join("");
		default:
			return plan satisfies never;
	}
}

/** Every place where the characters stand one after the other. */
function findPhrase(
	{ codes, count }: TokenColumns,
	terms: readonly string[],
	into: Spans,
): void {
	const wanted = terms.map((term) => term.codePointAt(0));
	const last = count - wanted.length;
	for (let at = 0; at <= last; at++) {
		let same = 0;
		while (same < wanted.length && codes[at + same] === wanted[same]) {
			same++;
		}
		if (same === wanted.length) {
			into.push(at, at + same);
		}
	}
}
