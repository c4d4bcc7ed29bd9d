import { checksum } from "../bytes/checksum.ts";
import { Cuts, type Segmenter } from "./cuts.ts";
import type { Layer } from "./fields.ts";
import { fold } from "./fold.ts";
import type { TokenColumns } from "./token-columns.ts";
import {
	UNIT_IGNORED,
	UNIT_SPACE,
	UNIT_WORD,
	UnitClasses,
} from "./unit-classes.ts";

/** The code of a run of white space in the character layer. */
const SPACE = 0x20;

/** Grows whenever the same text and lists give other tokens than before. */
export const ANALYSIS_VERSION = 2;

/** What decides an index's tokens. Two equal fingerprints give equal tokens. */
export interface Fingerprint {
	readonly analysisVersion: number;
	readonly segmenter: "fasou" | "nodejieba";
	/** Checksum of the compiled dictionary, hex. */
	readonly dictionary: string;
	/** Checksum of the user's word list, hex; empty where there is none. */
	readonly userWords: string;
}

/** What the fingerprint says of a list with that text. */
export function listFingerprint(text: string): string {
	return checksum(new TextEncoder().encode(text)).toString(16);
}

/** A term where it stands: a small object for queries and answers; the index uses columns. */
export interface Token {
	readonly term: string;
	readonly start: number;
	readonly end: number;
	readonly position: number;
	/** True for a word inside the longer word of its place. */
	readonly isInner: boolean;
}

/** Turns texts into tokens, in the same way for articles and for queries. Texts are folded first: `fold(text)`. */
export class Analyzer {
	readonly fingerprint: Fingerprint;
	readonly #segmenter: Segmenter;
	readonly #classes = new UnitClasses();
	readonly #cuts = new Cuts();
	/** Beside the cuts: 1 for a whole word, 0 for a word inside the next whole one. */
	#isWhole = new Uint8Array(1024);

	constructor(segmenter: Segmenter, fingerprint: Fingerprint) {
		this.#segmenter = segmenter;
		this.fingerprint = fingerprint;
	}

	/** Codes of the word layer are below this. */
	get wordLimit(): number {
		return this.#segmenter.wordLimit;
	}

	/** Fills `tokens` with those of one layer of a folded text. */
	analyze(folded: string, layer: Layer, tokens: TokenColumns): void {
		tokens.clear();
		switch (layer) {
			case "word":
				this.#words(folded, tokens);
				return;
			case "character":
				this.#characters(folded, tokens);
				return;
			default: {
				const never: never = layer;
				throw new TypeError(`no layer ${String(never)}`);
			}
		}
	}

	/** The tokens of one layer as objects, for texts as short as a query or an article. */
	tokens(text: string, layer: Layer, columns: TokenColumns): Token[] {
		const folded = fold(text);
		this.analyze(folded, layer, columns);
		const tokens: Token[] = [];
		for (let i = 0; i < columns.count; i++) {
			const start = columns.starts[i]!;
			const end = columns.ends[i]!;
			tokens.push({
				term: termOf(folded, layer, start, end),
				start,
				end,
				position: columns.positions[i]!,
				isInner:
					layer === "word" &&
					i + 1 < columns.count &&
					columns.positions[i + 1] === columns.positions[i],
			});
		}
		return tokens;
	}

	/** jieba's search mode: a word's inner words come before it and share its place. Punctuation is no word and takes no place. */
	#words(folded: string, tokens: TokenColumns): void {
		const cuts = this.#cuts;
		cuts.clear();
		this.#segmenter.cut(folded, "search", cuts);
		this.#markWholeWords();
		tokens.reserve(cuts.count);
		const { starts, ends, words } = cuts;
		let place = 0;
		let count = 0;
		for (let i = 0; i < cuts.count; i++) {
			const start = starts[i]!;
			const end = ends[i]!;
			if (!this.#isWord(folded, start, end)) {
				continue;
			}
			tokens.starts[count] = start;
			tokens.ends[count] = end;
			tokens.codes[count] = words[i]!;
			tokens.positions[count] = place;
			count++;
			place += this.#isWhole[i]!;
		}
		tokens.count = count;
		tokens.places = place;
	}

	/** Tells words from the words inside them: an inner word starts within the whole word that follows it. */
	#markWholeWords(): void {
		const { count, starts } = this.#cuts;
		if (this.#isWhole.length < count) {
			this.#isWhole = new Uint8Array(count * 2);
		}
		let wholeStart = Number.MAX_SAFE_INTEGER;
		for (let i = count - 1; i >= 0; i--) {
			const start = starts[i]!;
			if (start < wholeStart) {
				this.#isWhole[i] = 1;
				wholeStart = start;
			} else {
				this.#isWhole[i] = 0;
			}
		}
	}

	#isWord(folded: string, start: number, end: number): boolean {
		if (this.#classes.of(folded.charCodeAt(start)) === UNIT_WORD) {
			return true;
		}
		for (let i = start + 1; i < end; i++) {
			if (this.#classes.of(folded.charCodeAt(i)) === UNIT_WORD) {
				return true;
			}
		}
		return false;
	}

	/** Every code point that is not white space, and one space for each run of it between two others. */
	#characters(folded: string, tokens: TokenColumns): void {
		tokens.reserve(folded.length);
		const { starts, ends, positions, codes } = tokens;
		let count = 0;
		let spaceStart = -1;
		for (let i = 0; i < folded.length; ) {
			const unit = folded.charCodeAt(i);
			const kind = this.#classes.of(unit);
			if (kind === UNIT_IGNORED) {
				i++;
				continue;
			}
			if (kind === UNIT_SPACE) {
				spaceStart = spaceStart < 0 ? i : spaceStart;
				i++;
				continue;
			}
			if (spaceStart >= 0 && count > 0) {
				starts[count] = spaceStart;
				ends[count] = i;
				positions[count] = count;
				codes[count] = SPACE;
				count++;
			}
			spaceStart = -1;
			const isAstral = unit >= 0xd800 && unit <= 0xdbff;
			const code = isAstral ? folded.codePointAt(i)! : unit;
			const end = i + (code > 0xffff ? 2 : 1);
			starts[count] = i;
			ends[count] = end;
			positions[count] = count;
			codes[count] = code;
			count++;
			i = end;
		}
		tokens.count = count;
		tokens.places = count;
	}
}

/** The term of a token that stands at `[start, end)`; a run of white space is one space. */
export function termOf(
	folded: string,
	layer: Layer,
	start: number,
	end: number,
): string {
	const term = folded.slice(start, end);
	return layer === "character" && term.trim() === "" ? " " : term;
}
