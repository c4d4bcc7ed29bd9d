import type { Analyzer } from "../analysis/analyzer.ts";
import { fold } from "../analysis/fold.ts";
import type { Law } from "../analysis/law-list.ts";
import type { EmbeddedIndex } from "../backend/embedded/embedded-index.ts";
import {
	type Correction,
	type CorrectionSource,
	findCorrections,
} from "../suggest/corrections.ts";
import type { Lexicon } from "../suggest/lexicon.ts";
import { TypeAhead } from "../suggest/type-ahead.ts";
import { readTypedProvision } from "../suggest/typed-provision.ts";
import { hasLetters } from "../suggest/typed-sound.ts";
import type { Suggestion } from "./answers.ts";
import { BegunTitles } from "./begun-titles.ts";
import { corpusLexicon } from "./corpus-lexicon.ts";
import { literalDocuments } from "./literal-documents.ts";
import type { Corpus, QueryWord } from "./query-words.ts";
import { typeAheadEntries, weigher } from "./suggest-entries.ts";
import { callNames, SuggestLists } from "./suggest-lists.ts";

/** Of an index with more articles, titles are found by their beginning only: reading all of them would keep the first who types waiting. */
const MOST_ARTICLES_READ = 1000;
/** Titles get so much of the room where there are that many. */
const SHARE_OF_TITLES = 0.3;
/** What is behind it of a typed text says nothing more. */
const LONGEST_TYPED = 100;
const SHORTEST_BEGUN_TITLE = 2;
/** Listed terms are looked for in the articles where few can be meant. */
const SHORTEST_LISTED = 2;
const MOST_CHECKED = 5;

/** What is suggested over one generation of an index. Everything is made when first asked for. */
export class Suggester {
	readonly #index: EmbeddedIndex;
	readonly #analyzer: Analyzer;
	readonly #lists: SuggestLists;
	readonly #titles: BegunTitles;
	#legalWords: readonly string[] | undefined;
	#lexicon: Lexicon | undefined;
	#corrections: CorrectionSource | undefined;
	#typeAhead: TypeAhead | undefined;

	/** @param dictionary the dictionary's path where the caller passes one */
	constructor({ index, analyzer }: Corpus, dictionary: string | undefined) {
		this.#index = index;
		this.#analyzer = analyzer;
		this.#lists = new SuggestLists(dictionary);
		this.#titles = new BegunTitles(index, analyzer);
	}

	/** How what is being typed may go on. */
	suggest(typed: string, limit: number): Suggestion[] {
		const folded = fold(typed.slice(0, LONGEST_TYPED)).replace(/\s+/g, "");
		if (folded === "") {
			return [];
		}
		const provisions = this.#provisions(folded, limit);
		const entries =
			provisions.length > 0 ? [] : this.#entries().find(folded, limit);
		const taken = new Set([...provisions, ...entries].map(({ text }) => text));
		const titles =
			provisions.length > 0
				? []
				: this.#begunTitles(folded, limit).filter(
						({ text }) => !taken.has(text),
					);
		const terms = this.#begunTerms(folded, limit).filter(
			({ text }) => !taken.has(text),
		);
		const room = Math.min(
			titles.length,
			Math.max(1, Math.floor(limit * SHARE_OF_TITLES)),
		);
		return [
			...[...provisions, ...entries, ...terms].slice(0, limit - room),
			...titles,
		].slice(0, limit);
	}

	/** What was meant by a query, where the corpus shows that something else was typed. */
	corrections(text: string, words: readonly QueryWord[]): Correction[] {
		this.#corrections ??= {
			lexicon: this.#words(),
			alikes: this.#lists.alikes(),
			bothRight: this.#lists.bothRight(),
			literalDocuments: (literal) =>
				literalDocuments(this.#index, this.#analyzer, literal),
		};
		return findCorrections(text, words, this.#corrections);
	}

	#provisions(folded: string, limit: number): Suggestion[] {
		const typed = readTypedProvision(folded);
		if (typed === undefined) {
			return [];
		}
		const law = this.#entries()
			.find(typed.law, limit)
			.find(({ kind }) => kind === "law");
		return law === undefined
			? []
			: this.#titles
					.provisions(law.text, typed, limit)
					.map((text) => ({ text, kind: "provision" }));
	}

	#begunTitles(folded: string, limit: number): Suggestion[] {
		return folded.length < SHORTEST_BEGUN_TITLE || hasLetters(folded)
			? []
			: this.#titles
					.titles(folded, limit)
					.map((text) => ({ text, kind: "title" }));
	}

	/** The words of the index that begin so, those of most articles first, then listed terms that its articles hold as several words. */
	#begunTerms(folded: string, limit: number): Suggestion[] {
		const { terms, documents } = this.#words();
		const found: { text: string; documents: number }[] = [];
		const listed: string[] = [];
		for (let i = this.#words().firstFrom(folded); i < terms.length; i++) {
			const text = terms[i]!;
			if (!text.startsWith(folded)) {
				break;
			}
			if (documents[i] === 0) {
				listed.push(text);
			} else if (text.length > 1) {
				found.push({ text, documents: documents[i]! });
			}
		}
		found.sort((a, b) => b.documents - a.documents);
		const checked =
			found.length < limit && folded.length >= SHORTEST_LISTED
				? listed
						.slice(0, MOST_CHECKED)
						.filter(
							(text) => literalDocuments(this.#index, this.#analyzer, text) > 0,
						)
				: [];
		return [...found.map(({ text }) => text), ...checked]
			.slice(0, limit)
			.map((text) => ({ text, kind: "term" }));
	}

	#entries(): TypeAhead {
		if (this.#typeAhead === undefined) {
			const index = this.#index;
			const entries = typeAheadEntries({
				laws: this.#lawList(),
				legalWords: this.#legalWordList(),
				articles:
					index.articleCount <= MOST_ARTICLES_READ ? index.articles() : [],
				lexicon: this.#words(),
			});
			this.#typeAhead = new TypeAhead(entries, {
				sounds: this.#lists.sounds,
				weigh: weigher(this.#words(), this.#analyzer),
			});
		}
		return this.#typeAhead;
	}

	#words(): Lexicon {
		this.#lexicon ??= corpusLexicon(this.#index, [
			...this.#legalWordList(),
			...this.#lists.termsOfSynonyms(),
			...this.#lists.bothRight().keys(),
			...this.#lawList().flatMap((law) => callNames(law)),
		]);
		return this.#lexicon;
	}

	#lawList(): readonly Law[] {
		return this.#analyzer.knownLaws;
	}

	#legalWordList(): readonly string[] {
		this.#legalWords ??= this.#lists.legalWords();
		return this.#legalWords;
	}
}
