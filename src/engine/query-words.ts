import type { Analyzer } from "../analysis/analyzer.ts";
import { NOT_IN_DICTIONARY } from "../analysis/cuts.ts";
import { fold } from "../analysis/fold.ts";
import { TokenColumns } from "../analysis/token-columns.ts";
import type { EmbeddedIndex } from "../backend/embedded/embedded-index.ts";
import { isFunctionWord, whichTell } from "../query/function-words.ts";
import { isChinese, type TypedWord } from "../suggest/typed-words.ts";
import { literalDocuments } from "./literal-documents.ts";

/** A whole word of a query. */
export interface QueryWord extends TypedWord {
	/** Folded. */
	readonly text: string;
}

export interface Corpus {
	readonly index: EmbeddedIndex;
	readonly analyzer: Analyzer;
}

/** A text of several words up to this length is asked for as one name or term. */
const LONGEST_TERM = 8;
/** In a longer question, characters that stand alone are small words, and one mistake among them does not hide the articles. */
const LONGEST_CHECKED = 20;
const SHARE_OF_SMALL_WORDS = 0.01;
/** A term is in more articles, if it is in the corpus by more than chance. */
const FEW_DOCUMENTS = 5;
/** Texts that are longer are no queries that anybody mistyped. */
const LONGEST_TEXT = 80;

/** @param columns reused by who cuts many texts */
export function queryWords(
	text: string,
	analyzer: Analyzer,
	columns = new TokenColumns(),
): QueryWord[] {
	const folded = fold(text);
	analyzer.analyze(folded, "word", columns);
	const { starts, ends, positions, codes, count } = columns;
	const words: QueryWord[] = [];
	for (let i = 0; i < count; i++) {
		// The whole word comes behind the words inside it.
		if (i + 1 === count || positions[i + 1] !== positions[i]) {
			const start = starts[i]!;
			const end = ends[i]!;
			words.push({
				start,
				end,
				text: folded.slice(start, end),
				isKnown: codes[i] !== NOT_IN_DICTIONARY,
			});
		}
	}
	return words;
}

/** The Chinese words that no article has in its title or body. */
export function unknownWords(
	words: readonly QueryWord[],
	index: EmbeddedIndex,
): QueryWord[] {
	return words.filter(
		({ text }) =>
			isChinese(text.charCodeAt(0)) &&
			(["body", "title"] as const).every(
				(field) => index.documentsWith(field, text).documents === 0,
			),
	);
}

/**
 * Whether a query may hold a mistake: a word that neither the dictionary nor an article has, characters that stand alone side by side as in no article, or a short text
 * of several words that hardly an article has as it stands. Cheap beside finding out what was meant.
 */
export function mayBeMistyped(
	text: string,
	words: readonly QueryWord[],
	{ index, analyzer }: Corpus,
): boolean {
	if (text.length > LONGEST_TEXT) {
		return false;
	}
	if (unknownWords(words, index).some(({ isKnown }) => !isKnown)) {
		return true;
	}
	if (text.length > LONGEST_CHECKED) {
		return false;
	}
	const documents = (piece: string) => literalDocuments(index, analyzer, piece);
	if (lengthOf(words) <= LONGEST_TERM && isUnbroken(words)) {
		const named = withoutWhatAsks(words);
		return (
			named.length > 1 &&
			documents(text.slice(named[0]!.start, named.at(-1)!.end)) < FEW_DOCUMENTS
		);
	}
	return looseCharacters(words).some(
		(run) =>
			[...run].some((character) => isRare(character, index)) &&
			documents(run) === 0,
	);
}

/** Looking for what consists of small words, which stand in thousands of articles, would cost more than a search. */
function isRare(character: string, index: EmbeddedIndex): boolean {
	const { documents, of } = index.documentsWith("body", character);
	return documents < of * SHARE_OF_SMALL_WORDS;
}

function lengthOf(words: readonly QueryWord[]): number {
	return (words.at(-1)?.end ?? 0) - (words[0]?.start ?? 0);
}

/** The words without those at both ends that only ask: 工伤认定 of 工伤认定多久. */
function withoutWhatAsks(words: readonly QueryWord[]): readonly QueryWord[] {
	const tells = whichTell(words.map(({ text }) => text));
	return words.slice(tells.indexOf(true), tells.lastIndexOf(true) + 1);
}

/** Runs of two and more Chinese characters that are each a word. */
function looseCharacters(words: readonly QueryWord[]): string[] {
	const runs: string[] = [];
	let run = "";
	let end = -1;
	for (const word of words) {
		// 归谁 is no word that somebody mistyped, though no law has it.
		const isLoose =
			word.text.length === 1 &&
			isChinese(word.text.charCodeAt(0)) &&
			!isFunctionWord(word.text, "");
		if (run.length > 1 && !(isLoose && word.start === end)) {
			runs.push(run);
		}
		run = isLoose ? (word.start === end ? run + word.text : word.text) : "";
		end = word.end;
	}
	return run.length > 1 ? [...runs, run] : runs;
}

/** Whether words stand right behind each other, all of them Chinese. */
function isUnbroken(words: readonly QueryWord[]): boolean {
	return words.every(
		({ start, text }, i) =>
			isChinese(text.charCodeAt(0)) && (i === 0 || words[i - 1]?.end === start),
	);
}
