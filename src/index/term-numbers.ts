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
	/** Code and number of a pair side by side, at its hash; the number is less by one, so that 0 says that the slot is free. */
	#slots = new Int32Array(1 << 13);
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
		// Room for all of them first, so that the table stays what it is in the loop.
		while ((this.#filled + count) * LEAST_ROOM > this.#slots.length) {
			this.#grow();
		}
		const slots = this.#slots;
		const mask = slots.length - 2;
		for (let i = 0; i < count; i++) {
			const code = codes[i]!;
			if (code === NOT_IN_DICTIONARY) {
				into[at + i] = this.ofString(
					this.#termOf(folded, starts[i]!, ends[i]!),
				);
				continue;
			}
			let slot = hash(code) & mask;
			while (slots[slot] !== code && slots[slot + 1] !== 0) {
				slot = (slot + 2) & mask;
			}
			if (slots[slot + 1] === 0) {
				slots[slot] = code;
				this.strings.push(pairOfCode(code));
				slots[slot + 1] = this.strings.length;
				this.#filled++;
			}
			into[at + i] = slots[slot + 1]! - 1;
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
		const former = this.#slots;
		const slots = new Int32Array(former.length * 2);
		const mask = slots.length - 2;
		for (let i = 0; i < former.length; i += 2) {
			if (former[i + 1] === 0) {
				continue;
			}
			let slot = hash(former[i]!) & mask;
			while (slots[slot + 1] !== 0) {
				slot = (slot + 2) & mask;
			}
			slots[slot] = former[i]!;
			slots[slot + 1] = former[i + 1]!;
		}
		this.#slots = slots;
	}
}

/** The table has at least so many numbers a pair; a slot is two of them, so a third of the slots stays free. */
const LEAST_ROOM = 3;

function hash(code: number): number {
	const mixed = Math.imul(code, 0x9e3779b1);
	return mixed ^ (mixed >>> 15);
}
