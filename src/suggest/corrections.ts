import { fold } from "../analysis/fold.ts";
import type { TextRange } from "../article.ts";
import type { AlikeCharacters } from "./alike-characters.ts";
import {
	type AlikeTerm,
	alikeTermsAt,
	type MistakeKind,
} from "./alike-terms.ts";
import type { BothRight } from "./both-right.ts";
import type { Lexicon } from "./lexicon.ts";

/** What was meant by a text, as the corpus tells. */
export interface Correction {
	/** The whole text, corrected. */
	readonly text: string;
	/** `alternative`: what was typed is a term of law as well, but another one. */
	readonly kind: MistakeKind | "alternative";
	/** The part of the typed text that was replaced, words as a whole. */
	readonly typed: TextRange & { readonly text: string };
}

/** A word of the typed text, as the analyzer cut it. */
export interface TypedWord extends TextRange {
	/** Whether the dictionary has it, or it was guessed. */
	readonly isKnown: boolean;
}

/** What is known of the corpus and the language. */
export interface CorrectionSource {
	readonly lexicon: Lexicon;
	readonly alikes: AlikeCharacters;
	readonly bothRight: BothRight;
	/** In how many articles a text stands literally. */
	readonly literalDocuments: (text: string) => number;
}

/**
 * How much likelier the corrected words must be, in nats, than the typed ones with the mistakes it took: the longer what was
 * recognised, the less can be chance. Two characters need words beside them with which they stand in the corpus, or much.
 */
const LEAST_GAINS = {
	ofFour: 0,
	ofThree: 1.5,
	ofTwo: 2.5,
	ofTwoAlone: 4,
	ofTwoUnseen: 7.5,
};
/** Of characters left out, added or replaced at will. */
const LEAST_GAIN_OF_OTHERS = 3;
/** The corrected words must stand in so many times more articles than the typed ones. */
const LEAST_RATIO = 8;
/** In a small corpus most words are rare without being strange. */
const FEWEST_ARTICLES = 1000;
/** Places whose alternatives are checked in the corpus, likeliest first. */
const MOST_CHECKED = 8;
/** Texts that are longer are no queries that anybody mistyped. */
const LONGEST_TEXT = 80;
const MOST_CORRECTIONS = 3;
/** In a longer text only what is near unknown words is looked into. */
const LONGEST_SEARCHED = 20;
const DOUBT_REACH = 6;

interface Replacement extends TextRange {
	/** Of whole words. */
	readonly typed: string;
	readonly meant: string;
	/** The term that was recognised in it. */
	readonly alike: AlikeTerm;
	readonly gain: number;
}

/** The likeliest meanings of a text that holds mistakes, best first; none where the corpus shows none. @param words of the folded text */
export function findCorrections(
	text: string,
	words: readonly TypedWord[],
	source: CorrectionSource,
): Correction[] {
	if (text.length > LONGEST_TEXT) {
		return [];
	}
	const folded = fold(text);
	const typed = new TypedWords(folded, words, source.lexicon);
	const likely = typed
		.runs()
		.flatMap(({ start, end }) => replacementsIn(typed, { start, end }, source))
		.filter(({ gain, alike }) => gain >= leastGain(alike, true))
		.sort(byGain);
	const checked = distinct(likely)
		.slice(0, MOST_CHECKED)
		.flatMap((replacement) => seenInCorpus(replacement, typed, source))
		.sort(byGain);
	return combined(text, checked).map(({ corrected, first }) => ({
		text: corrected,
		kind: isAlternative(first, source.bothRight)
			? "alternative"
			: first.alike.kind,
		typed: { start: first.start, end: first.end, text: first.typed },
	}));
}

function byGain(a: Replacement, b: Replacement): number {
	return b.gain - a.gain || a.start - b.start || (a.meant < b.meant ? -1 : 1);
}

/** The words that were typed, and what they cost: -ln of about their share among the articles. */
class TypedWords {
	readonly folded: string;
	readonly #words: readonly TypedWord[];
	readonly #lexicon: Lexicon;
	/** The word at each place of the text, -1 between words. */
	readonly #wordAt: Int32Array;
	readonly #costs: readonly number[];

	constructor(folded: string, words: readonly TypedWord[], lexicon: Lexicon) {
		this.folded = folded;
		this.#words = words;
		this.#lexicon = lexicon;
		this.#wordAt = new Int32Array(folded.length).fill(-1);
		words.forEach(({ start, end }, i) => {
			this.#wordAt.fill(i, start, end);
		});
		this.#costs = words.map(({ start, end, isKnown }) =>
			this.cost(folded.slice(start, end), isKnown),
		);
	}

	/** Stretches of Chinese words with nothing between. */
	runs(): TextRange[] {
		const runs: { start: number; end: number }[] = [];
		for (const { start, end } of this.#words) {
			if (!isChinese(this.folded.charCodeAt(start))) {
				continue;
			}
			const last = runs.at(-1);
			if (last?.end === start) {
				last.end = end;
			} else {
				runs.push({ start, end });
			}
		}
		return runs;
	}

	/** Whether a character is in a word that no article has, or stands alone beside another that stands alone. */
	isUnknown(at: number): boolean {
		const { start, end } = this.#words[this.#wordAt[at]!]!;
		if (end - start > 1) {
			return (this.#documents(start, end) ?? 0) === 0;
		}
		return (
			this.wordEndingAt(start).length === 1 ||
			this.wordStartingAt(end).length === 1
		);
	}

	/** Whether a term from here on may hold what is unknown; in a short text all may. */
	isNearDoubt(start: number): boolean {
		if (this.folded.length <= LONGEST_SEARCHED) {
			return true;
		}
		const end = Math.min(start + DOUBT_REACH, this.folded.length);
		for (let at = start; at < end; at++) {
			if (this.#wordAt[at] === -1) {
				return false;
			}
			if (this.isUnknown(at)) {
				return true;
			}
		}
		return false;
	}

	/** The word right before a place, or nothing. */
	wordEndingAt(place: number): string {
		const word = this.#words[this.#wordAt[place - 1] ?? -1];
		return word === undefined ? "" : this.folded.slice(word.start, word.end);
	}

	/** The word right behind a place, or nothing. */
	wordStartingAt(place: number): string {
		const word = this.#words[this.#wordAt[place] ?? -1];
		return word === undefined ? "" : this.folded.slice(word.start, word.end);
	}

	/** The whole words that a range touches, and what they cost. */
	region(range: TextRange): TextRange & { readonly cost: number } {
		const first = this.#wordAt[range.start]!;
		const last = this.#wordAt[range.end - 1]!;
		let cost = 0;
		for (let i = first; i <= last; i++) {
			cost += this.#costs[i]!;
		}
		return {
			start: this.#words[first]!.start,
			end: this.#words[last]!.end,
			cost,
		};
	}

	/** The cost of a term of which `documents` articles are known, or of a piece of text. */
	cost(term: string, isKnown: boolean): number {
		const documents = this.#lexicon.documentsWith(term) ?? 0;
		if (documents > 0) {
			return this.costOf(documents);
		}
		const never = this.costOf(0);
		return isKnown ? never : never + term.length;
	}

	costOf(documents: number): number {
		const articles = Math.max(FEWEST_ARTICLES, this.#lexicon.articles);
		return Math.log((2 * articles + 1) / (documents + 0.5));
	}

	#documents(start: number, end: number): number | undefined {
		return this.#lexicon.documentsWith(this.folded.slice(start, end));
	}
}

function isChinese(unit: number): boolean {
	return unit >= 0x4e00 && unit <= 0x9fff;
}

function replacementsIn(
	typed: TypedWords,
	run: TextRange,
	{ lexicon, alikes }: CorrectionSource,
): Replacement[] {
	const found: Replacement[] = [];
	const isUnknown = (at: number) => typed.isUnknown(at);
	// What is only listed may be common, as several words; the check in the corpus tells.
	const uncounted = Math.max(1, Math.sqrt(lexicon.articles));
	for (let start = run.start; start < run.end; start++) {
		if (!typed.isNearDoubt(start)) {
			continue;
		}
		const options = { start, limit: run.end, isUnknown };
		for (const alike of alikeTermsAt(typed.folded, options, {
			lexicon,
			alikes,
		})) {
			const documents = lexicon.documentsWith(alike.term) || uncounted;
			found.push(replacement(typed, alike, documents));
		}
	}
	return found;
}

/** @param documents how many articles have the term that was recognised */
function replacement(
	typed: TypedWords,
	alike: AlikeTerm,
	documents: number,
): Replacement {
	const { folded } = typed;
	const region = typed.region(alike);
	const before = folded.slice(region.start, alike.start);
	const after = folded.slice(alike.end, region.end);
	const rest = [before, after].filter((piece) => piece !== "");
	const cost =
		typed.costOf(documents) +
		rest.reduce((sum, piece) => sum + typed.cost(piece, false), 0);
	return {
		start: region.start,
		end: region.end,
		typed: folded.slice(region.start, region.end),
		meant: before + alike.term + after,
		alike,
		gain: region.cost - cost - alike.cost,
	};
}

/** The first, and so the best, of those that come to the same. */
function distinct(replacements: readonly Replacement[]): Replacement[] {
	const known = new Set<string>();
	return replacements.filter(({ start, end, meant }) => {
		const key = `${start} ${end} ${meant}`;
		const isNew = !known.has(key);
		known.add(key);
		return isNew;
	});
}

/** The replacement with what the articles say of it, or nothing where they do not bear it out. */
function seenInCorpus(
	{ typed: text, alike }: Replacement,
	typed: TypedWords,
	{ lexicon, literalDocuments }: CorrectionSource,
): Replacement[] {
	const meant =
		lexicon.documentsWith(alike.term) || literalDocuments(alike.term);
	if (meant === 0 || meant < LEAST_RATIO * literalDocuments(text)) {
		return [];
	}
	const checked = replacement(typed, alike, meant);
	const isLikely =
		checked.gain >= leastGain(alike, false) ||
		(checked.gain >= leastGain(alike, true) &&
			fitsIn(checked, typed, literalDocuments));
	return isLikely ? [checked] : [];
}

/** @param fits whether the articles have what was meant beside its neighbours too */
function leastGain({ term, kind }: AlikeTerm, fits: boolean): number {
	switch (kind) {
		case "missing":
		case "extra":
		case "spelling":
			return LEAST_GAIN_OF_OTHERS;
		case "sound":
		case "shape":
		case "order":
			return term.length >= 4
				? LEAST_GAINS.ofFour
				: term.length === 3
					? LEAST_GAINS.ofThree
					: fits
						? LEAST_GAINS.ofTwo
						: LEAST_GAINS.ofTwoUnseen;
		default:
			return kind satisfies never;
	}
}

/** Whether what was meant stands in some article with what is before it or behind it, or is all that was typed. */
function fitsIn(
	{ start, end, meant, alike, gain }: Replacement,
	typed: TypedWords,
	literalDocuments: CorrectionSource["literalDocuments"],
): boolean {
	if (meant.length > alike.term.length + 1 && literalDocuments(meant) > 0) {
		return true;
	}
	const before = typed.wordEndingAt(start);
	const after = typed.wordStartingAt(end);
	if (before === "" && after === "") {
		return gain >= LEAST_GAINS.ofTwoAlone;
	}
	return (
		(before.length > 1 && literalDocuments(before + meant) > 0) ||
		(after.length > 1 && literalDocuments(meant + after) > 0)
	);
}

/** The text with the best replacements that do not overlap, then with another for the best of them. */
function combined(
	text: string,
	replacements: readonly Replacement[],
): { readonly corrected: string; readonly first: Replacement }[] {
	const [best] = replacements;
	if (best === undefined) {
		return [];
	}
	const others = replacements.filter((other) => !overlaps(other, best));
	const texts = new Map<string, Replacement>();
	for (const first of replacements.filter((other) => overlaps(other, best))) {
		const taken = [first];
		for (const other of others) {
			if (taken.every((one) => !overlaps(one, other))) {
				taken.push(other);
			}
		}
		const corrected = replaced(text, taken);
		if (!texts.has(corrected)) {
			texts.set(corrected, first);
		}
	}
	return [...texts]
		.slice(0, MOST_CORRECTIONS)
		.map(([corrected, first]) => ({ corrected, first }));
}

function overlaps(a: TextRange, b: TextRange): boolean {
	return a.start < b.end && b.start < a.end;
}

function replaced(text: string, replacements: readonly Replacement[]): string {
	let result = "";
	let at = 0;
	for (const { start, end, meant } of replacements.toSorted(
		(a, b) => a.start - b.start,
	)) {
		result += text.slice(at, start) + meant;
		at = end;
	}
	return result + text.slice(at);
}

/** Whether all that changed is a term of law in the place of another that is right as well. */
function isAlternative(
	{ typed, meant }: Replacement,
	bothRight: BothRight,
): boolean {
	for (const [term, others] of bothRight) {
		const at = typed.indexOf(term);
		if (at < 0) {
			continue;
		}
		const before = typed.slice(0, at);
		const after = typed.slice(at + term.length);
		for (const other of others) {
			if (before + other + after === meant) {
				return true;
			}
		}
	}
	return false;
}
