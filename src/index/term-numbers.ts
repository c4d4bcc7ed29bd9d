import type { Analyzer } from "../analysis/analyzer.ts";
import { NOT_IN_DICTIONARY } from "../analysis/cuts.ts";
import type { Layer } from "../analysis/fields.ts";
import { pairOfCode } from "../analysis/pairs.ts";
import type { TokenColumns } from "../analysis/token-columns.ts";

/** What stands for a code whose term has not been met. */
const UNKNOWN_TERM = -1;

/** Codes of the character layer are code points. */
const CODE_POINTS = 0x11_0000;

/** Gives each distinct term of one layer a small number while a segment is gathered; a string is made once a term, not once a token. */
export interface TermNumbers {
	/** The terms by their numbers. */
	readonly strings: readonly string[];
	/** Writes the number of each token's term from `into[at]` on. */
	numberTokens(
		folded: string,
		tokens: TokenColumns,
		into: Int32Array,
		at: number,
	): void;
	/** The number of a term as text. */
	ofString(term: string): number;
}

/** Terms and their numbers by the analyzer's codes of that layer. */
export function termNumbers(layer: Layer, analyzer: Analyzer): TermNumbers {
	const termOf: TermOf = (folded, start, end) =>
		analyzer.termOf(folded, layer, start, end);
	switch (layer) {
		case "word":
			return new CodedTerms(termOf, analyzer.wordLimit);
		case "character":
			return new CodedTerms(termOf, CODE_POINTS);
		case "pair":
			return new PairTerms(termOf);
		case "entity":
			return new CodedTerms(termOf, 0);
		default: {
			const never: never = layer;
			throw new TypeError(`no layer ${String(never)}`);
		}
	}
}

/** For each number, its place in code-unit order of the terms. */
export function rankTerms(strings: readonly string[]): {
	ranks: Int32Array;
	sorted: Int32Array;
} {
	const sorted = Int32Array.from(strings.keys());
	sorted.sort((a, b) => (strings[a]! < strings[b]! ? -1 : 1));
	const ranks = new Int32Array(strings.length);
	sorted.forEach((number, rank) => {
		ranks[number] = rank;
	});
	return { ranks, sorted };
}

type TermOf = (folded: string, start: number, end: number) => string;

/** Terms whose codes are small numbers, or none. */
export class CodedTerms implements TermNumbers {
	readonly strings: string[] = [];
	readonly #termOf: TermOf;
	/** Numbers of the terms met so far, by the analyzer's code. */
	readonly #byCode: Int32Array;
	readonly #byString = new Map<string, number>();

	/** Codes are below `codeLimit`, or NOT_IN_DICTIONARY. */
	constructor(termOf: TermOf, codeLimit: number) {
		this.#termOf = termOf;
		this.#byCode = new Int32Array(codeLimit).fill(UNKNOWN_TERM);
	}

	numberTokens(
		folded: string,
		{ count, starts, ends, codes }: TokenColumns,
		into: Int32Array,
		at: number,
	): void {
		const byCode = this.#byCode;
		for (let i = 0; i < count; i++) {
			const code = codes[i]!;
			const known = code === NOT_IN_DICTIONARY ? UNKNOWN_TERM : byCode[code]!;
			if (known !== UNKNOWN_TERM) {
				into[at + i] = known;
				continue;
			}
			const number = this.ofString(this.#termOf(folded, starts[i]!, ends[i]!));
			if (code !== NOT_IN_DICTIONARY) {
				byCode[code] = number;
			}
			into[at + i] = number;
		}
	}

	ofString(term: string): number {
		const known = this.#byString.get(term);
		if (known !== undefined) {
			return known;
		}
		const number = this.strings.length;
		this.strings.push(term);
		this.#byString.set(term, number);
		return number;
	}
}

/** Terms whose codes are any 32-bit numbers: found in one open-addressing table. */
class PairTerms implements TermNumbers {
	readonly strings: string[] = [];
	readonly #termOf: TermOf;
	readonly #byString = new Map<string, number>();
	/** Code and number of a pair, at its hash; the number is UNKNOWN_TERM where the slot is free. */
	#codes = new Int32Array(1 << 12);
	#numbers = new Int32Array(1 << 12).fill(UNKNOWN_TERM);
	#filled = 0;

	constructor(termOf: TermOf) {
		this.#termOf = termOf;
	}

	numberTokens(
		folded: string,
		{ count, starts, ends, codes }: TokenColumns,
		into: Int32Array,
		at: number,
	): void {
		// Room for all of them first, so that the columns stay what they are in the loop.
		while ((this.#filled + count) * 2 > this.#codes.length) {
			this.#grow();
		}
		const known = this.#codes;
		const numbers = this.#numbers;
		const mask = known.length - 1;
		for (let i = 0; i < count; i++) {
			const code = codes[i]!;
			if (code === NOT_IN_DICTIONARY) {
				into[at + i] = this.ofString(
					this.#termOf(folded, starts[i]!, ends[i]!),
				);
				continue;
			}
			let slot = hash(code) & mask;
			while (numbers[slot] !== UNKNOWN_TERM && known[slot] !== code) {
				slot = (slot + 1) & mask;
			}
			if (numbers[slot] === UNKNOWN_TERM) {
				known[slot] = code;
				numbers[slot] = this.strings.length;
				this.strings.push(pairOfCode(code));
				this.#filled++;
			}
			into[at + i] = numbers[slot]!;
		}
	}

	/** Only for terms that have no code. */
	ofString(term: string): number {
		const known = this.#byString.get(term);
		if (known !== undefined) {
			return known;
		}
		const number = this.strings.length;
		this.strings.push(term);
		this.#byString.set(term, number);
		return number;
	}

	#grow(): void {
		const codes = this.#codes;
		const numbers = this.#numbers;
		const capacity = codes.length * 2;
		this.#codes = new Int32Array(capacity);
		this.#numbers = new Int32Array(capacity).fill(UNKNOWN_TERM);
		for (let i = 0; i < codes.length; i++) {
			if (numbers[i] === UNKNOWN_TERM) {
				continue;
			}
			let slot = hash(codes[i]!) & (capacity - 1);
			while (this.#numbers[slot] !== UNKNOWN_TERM) {
				slot = (slot + 1) & (capacity - 1);
			}
			this.#codes[slot] = codes[i]!;
			this.#numbers[slot] = numbers[i]!;
		}
	}
}

function hash(code: number): number {
	const mixed = Math.imul(code, 0x9e3779b1);
	return mixed ^ (mixed >>> 15);
}
