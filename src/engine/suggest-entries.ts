import type { Analyzer } from "../analysis/analyzer.ts";
import { fold } from "../analysis/fold.ts";
import { lawKey } from "../analysis/law-key.ts";
import type { Law } from "../analysis/law-list.ts";
import { TokenColumns } from "../analysis/token-columns.ts";
import type { Article } from "../article.ts";
import type { Lexicon } from "../suggest/lexicon.ts";
import type { TypeAheadEntry } from "../suggest/type-ahead.ts";
import { callNames } from "./suggest-lists.ts";

/** How many entries are kept in memory; each costs some 3 KB. */
const MOST_ENTRIES = 5000;
const MOST_LAWS = 1500;
const MOST_TITLES = 500;
const MOST_LEGAL_WORDS = 1500;
const SHORTEST_TERM = 2;
/** What stands in an article beside each other's words, and not as one, stands there less often than they do: by about so much. */
const SHARE_OF_WORDS = 0.1;

/** Who types what begins a law's name more often means it than a word of the same count. */
const LAW_BOOST = 10;
/** But not the long names of judicial interpretations. */
const LONGEST_BOOSTED = 12;

export interface EntrySources {
	readonly laws: readonly Law[];
	readonly legalWords: readonly string[];
	/** Articles whose titles are offered by their views. */
	readonly articles: Iterable<Article>;
	readonly lexicon: Lexicon;
	readonly analyzer: Analyzer;
}

/** What is offered by how it sounds and in spite of mistakes: laws, legal words, the most read titles, and the words of most articles. */
export function typeAheadEntries(sources: EntrySources): TypeAheadEntry[] {
	const { laws, legalWords, articles, lexicon, analyzer } = sources;
	const weigh = weigher(lexicon, analyzer);
	const lawEntries = best(
		laws.map((law) => lawEntry(law, weigh)),
		MOST_LAWS,
	);
	const titles = best(titleEntries(articles), MOST_TITLES);
	const taken = new Set(
		[...lawEntries, ...titles].flatMap(({ text, names }) => [text, ...names]),
	);
	const words = best(
		legalWords
			.filter((word) => !taken.has(word))
			.map((word) => termEntry(word, weigh(word))),
		MOST_LEGAL_WORDS,
	);
	for (const { text } of words) {
		taken.add(text);
	}
	const room = MOST_ENTRIES - lawEntries.length - titles.length - words.length;
	const frequent = frequentTerms(lexicon, room + taken.size)
		.filter(({ text }) => !taken.has(text))
		.slice(0, room);
	return [...lawEntries, ...words, ...frequent, ...titles];
}

/** Those that stand in some article, the heaviest first. */
function best(
	entries: readonly TypeAheadEntry[],
	limit: number,
): TypeAheadEntry[] {
	return entries
		.filter(({ weight }) => weight > 0)
		.sort((a, b) => b.weight - a.weight)
		.slice(0, limit);
}

/** Gives how many articles speak for a text: those that have it as a word, or a share of those that have its rarest word. */
function weigher(
	lexicon: Lexicon,
	analyzer: Analyzer,
): (text: string) => number {
	const columns = new TokenColumns();
	return (text) => {
		const documents = lexicon.documentsWith(text) ?? 0;
		if (documents > 0) {
			return documents;
		}
		let rarest = Number.POSITIVE_INFINITY;
		for (const { term, isInner } of analyzer.tokens(text, "word", columns)) {
			if (!isInner) {
				rarest = Math.min(rarest, lexicon.documentsWith(term) ?? 0);
			}
		}
		return Number.isFinite(rarest) ? rarest * SHARE_OF_WORDS : 0;
	};
}

function lawEntry(law: Law, weigh: (text: string) => number): TypeAheadEntry {
	const [text = law.name, ...others] = callNames(law);
	const names = [text, ...others].flatMap((name) => [fold(name), lawKey(name)]);
	const weight = weigh(text) * (text.length > LONGEST_BOOSTED ? 1 : LAW_BOOST);
	return { text, kind: "law", names: [...new Set(names)], weight };
}

function termEntry(text: string, weight: number): TypeAheadEntry {
	return { text, kind: "term", names: [text], weight };
}

function titleEntries(articles: Iterable<Article>): TypeAheadEntry[] {
	const entries: TypeAheadEntry[] = [];
	for (const { title, views = 0 } of articles) {
		if (title !== "") {
			const names = [fold(title)];
			entries.push({ text: title, kind: "title", names, weight: 1 + views });
		}
	}
	return entries;
}

function frequentTerms(
	{ terms, documents }: Lexicon,
	limit: number,
): TypeAheadEntry[] {
	const order: number[] = [];
	terms.forEach((term, i) => {
		if (term.length >= SHORTEST_TERM && documents[i]! > 0) {
			order.push(i);
		}
	});
	return order
		.sort((a, b) => documents[b]! - documents[a]! || a - b)
		.slice(0, limit)
		.map((i) => termEntry(terms[i]!, documents[i]!));
}
