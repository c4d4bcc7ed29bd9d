import type { Analyzer } from "../analysis/analyzer.ts";
import { fold } from "../analysis/fold.ts";
import { lawKey } from "../analysis/law-key.ts";
import type { Law } from "../analysis/law-list.ts";
import { TokenColumns } from "../analysis/token-columns.ts";
import type { Article } from "../article.ts";
import type { Lexicon } from "../suggest/lexicon.ts";
import type { TypeAheadEntry } from "../suggest/type-ahead.ts";
import { queryWords } from "./query-words.ts";
import { callNames } from "./suggest-lists.ts";

/** How many entries are kept in memory; each costs some 3 KB. */
const MOST_ENTRIES = 5000;
const MOST_LAWS = 1500;
const MOST_TITLES = 500;
/** The shorter ones. */
const MOST_LEGAL_WORDS = 2000;
const SHORTEST_TERM = 2;
/** Titles come behind words and laws, the most read first. */
const WEIGHT_OF_VIEW = 1e-12;
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
}

/** What is offered by how it sounds and in spite of mistakes: laws, legal words, the most read titles, and the words of most articles. */
export function typeAheadEntries(sources: EntrySources): TypeAheadEntry[] {
	const { laws, legalWords, articles, lexicon } = sources;
	const lawEntries = laws.slice(0, MOST_LAWS).map((law) => lawEntry(law));
	const titles = titleEntries(articles);
	const taken = new Set(lawEntries.map(({ text }) => text));
	const words = [...legalWords]
		.sort((a, b) => a.length - b.length)
		.filter((word) => !taken.has(word))
		.slice(0, MOST_LEGAL_WORDS)
		.map((text) => ({ text, kind: "term" as const, names: [text] }));
	for (const { text } of words) {
		taken.add(text);
	}
	const room = MOST_ENTRIES - lawEntries.length - titles.length - words.length;
	const frequent = frequentTerms(lexicon, room + taken.size)
		.filter(({ text }) => !taken.has(text))
		.slice(0, room);
	return [...lawEntries, ...words, ...frequent, ...titles];
}

/** Gives how many articles speak for an entry: those that have it as a word, or a share of those that have its rarest word. */
export function weigher(
	lexicon: Lexicon,
	analyzer: Analyzer,
): (entry: TypeAheadEntry) => number {
	const columns = new TokenColumns();
	return ({ text, kind }) => {
		let documents = lexicon.documentsWith(text) ?? 0;
		if (documents === 0) {
			let rarest = Number.POSITIVE_INFINITY;
			for (const word of queryWords(text, analyzer, columns)) {
				rarest = Math.min(rarest, lexicon.documentsWith(word.text) ?? 0);
			}
			documents = Number.isFinite(rarest) ? rarest * SHARE_OF_WORDS : 0;
		}
		const isBoosted = kind === "law" && text.length <= LONGEST_BOOSTED;
		return documents * (isBoosted ? LAW_BOOST : 1);
	};
}

function lawEntry(law: Law): TypeAheadEntry {
	const [text = law.name, ...others] = callNames(law);
	const names = [text, ...others].flatMap((name) =>
		/[（(《]/.test(name) ? [fold(name), lawKey(name)] : [name],
	);
	return { text, kind: "law", names: [...new Set(names)] };
}

function termEntry(text: string, weight: number): TypeAheadEntry {
	return { text, kind: "term", names: [text], weight };
}

/** The most read. */
function titleEntries(articles: Iterable<Article>): TypeAheadEntry[] {
	const entries: TypeAheadEntry[] = [];
	for (const { title, views = 0 } of articles) {
		if (title !== "") {
			const names = [fold(title)];
			const weight = (1 + views) * WEIGHT_OF_VIEW;
			entries.push({ text: title, kind: "title", names, weight });
		}
	}
	return entries
		.sort((a, b) => (b.weight ?? 0) - (a.weight ?? 0))
		.slice(0, MOST_TITLES);
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
