import type { TextRange } from "../article.ts";
import { isFunctionWord } from "../query/function-words.ts";
import type { QuerySuggestion, SearchPage, Suggestion } from "./answers.ts";
import {
	type Corpus,
	mayBeMistyped,
	type QueryWord,
	queryWords,
	unknownWords,
} from "./query-words.ts";
import type { Suggester } from "./suggester.ts";

/** Suggestions of an open engine. Their code and lists are not loaded for those who only search. */
export class Suggestions {
	readonly #corpus: Corpus;
	readonly #dictionary: string | undefined;
	#suggester: Suggester | undefined;

	/** @param dictionary the dictionary's path where the caller passes one */
	constructor(corpus: Corpus, dictionary: string | undefined) {
		this.#corpus = corpus;
		this.#dictionary = dictionary;
	}

	/** How what is being typed may go on. */
	async suggest(typed: string, limit: number): Promise<Suggestion[]> {
		return (await this.#load()).suggest(typed, limit);
	}

	/** What may have been meant by a query. */
	async corrections(text: string): Promise<readonly QuerySuggestion[]> {
		const words = queryWords(text, this.#corpus.analyzer);
		return (await this.#load()).corrections(text, words);
	}

	/**
	 * What the page of a query says of it where it found nothing or seems mistyped.
	 * @param isSearched whether a range of the query is looked for in texts; an operator, or the value of a filter, is not
	 */
	async forPage(
		text: string,
		hasFound: boolean,
		isSearched: (range: TextRange) => boolean,
	): Promise<Pick<SearchPage, "unknown" | "suggestions">> {
		const { index, analyzer } = this.#corpus;
		const words = queryWords(text, analyzer).filter(isSearched);
		if (hasFound && !mayBeMistyped(text, words, this.#corpus)) {
			return {};
		}
		// Everyday words, which the dictionary has, may well be missing where the others are found.
		const unknown = unknownWords(words, index)
			.filter(({ isKnown }) => !hasFound || !isKnown)
			.filter((word) => word.isKnown || !holdsSmallWord(word))
			.map(({ start, end }) => ({
				text: text.slice(start, end),
				start,
				end,
			}));
		const suggestions = (await this.#load()).corrections(text, words);
		return {
			...(unknown.length > 0 && { unknown }),
			...(suggestions.length > 0 && { suggestions }),
		};
	}

	/** The index has moved to another generation. */
	refresh(): void {
		this.#suggester = undefined;
	}

	async #load(): Promise<Suggester> {
		if (this.#suggester === undefined) {
			const { Suggester } = await import("./suggester.ts");
			this.#suggester ??= new Suggester(this.#corpus, this.#dictionary);
		}
		return this.#suggester;
	}
}

/** Whether a word that only the model made begins or ends with one that is only asked with: 能分 of 能分吗 is none that was meant. */
function holdsSmallWord({ text }: QueryWord): boolean {
	return [text.charAt(0), text.charAt(text.length - 1)].some((one) =>
		isFunctionWord(one, ""),
	);
}
