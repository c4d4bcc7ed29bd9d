import { fold } from "../analysis/fold.ts";
import { overlaps, type TextRange } from "../article.ts";
import type { AlikeCharacters } from "./alike-characters.ts";
import {
	type AlikeTerm,
	alikeTermsAt,
	type MistakeKind,
} from "./alike-terms.ts";
import type { BothRight } from "./both-right.ts";
import type { Lexicon } from "./lexicon.ts";
import { type TypedWord, TypedWords } from "./typed-words.ts";

/** What was meant by a text, as the corpus tells. */
export interface Correction {
	/** The whole text, corrected. */
	readonly text: string;
	/** `alternative`: what was typed is a term of law as well, but another one. */
	readonly kind: MistakeKind | "alternative";
	/** The part of the typed text that was replaced, words as a whole. */
	readonly typed: TextRange & { readonly text: string };
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
/** Places whose alternatives are checked in the corpus, likeliest first. */
const MOST_CHECKED = 8;
/** Texts that are longer are no queries that anybody mistyped. */
const LONGEST_TEXT = 80;
const MOST_CORRECTIONS = 3;

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
	const corrections = combined(text, checked).map(
		({ corrected, first: { start, end, alike, ...first } }): Correction => ({
			text: corrected,
			kind: isAlternative(first, source.bothRight) ? "alternative" : alike.kind,
			typed: { start, end, text: text.slice(start, end) },
		}),
	);
	const known = new Set(corrections.map((correction) => correction.text));
	const others = alternatives(text, words, source).filter(
		(alternative) => !known.has(alternative.text),
	);
	return [...corrections, ...others].slice(0, MOST_CORRECTIONS);
}

/** The text with other terms of law for those that are right, but that no article has. */
function alternatives(
	text: string,
	words: readonly TypedWord[],
	{ bothRight, literalDocuments }: CorrectionSource,
): Correction[] {
	return words.flatMap(({ start, end }) => {
		const others = bothRight.get(fold(text.slice(start, end)));
		return others === undefined || literalDocuments(text.slice(start, end)) > 0
			? []
			: [...others]
					.filter((other) => literalDocuments(other) > 0)
					.map((other) => ({
						text: text.slice(0, start) + other + text.slice(end),
						kind: "alternative" as const,
						typed: { start, end, text: text.slice(start, end) },
					}));
	});
}

function byGain(a: Replacement, b: Replacement): number {
	return b.gain - a.gain || a.start - b.start || (a.meant < b.meant ? -1 : 1);
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
	{ typed, meant }: Pick<Replacement, "typed" | "meant">,
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
