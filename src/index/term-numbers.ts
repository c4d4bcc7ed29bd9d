import { termOf } from "../analysis/analyzer.ts";
import { NOT_IN_DICTIONARY } from "../analysis/cuts.ts";
import type { Layer } from "../analysis/fields.ts";

/** What stands for a code whose term has not been met. */
export const UNKNOWN_TERM = -1;

/** Gives each distinct term of one layer a small number while a segment is gathered; a string is made once a term, not once a token. */
export class TermNumbers {
	readonly strings: string[] = [];
	/** Numbers of the terms met so far, by the analyzer's code. */
	readonly byCode: Int32Array;
	readonly #layer: Layer;
	readonly #byString = new Map<string, number>();

	/** Codes are below `codeLimit`, or NOT_IN_DICTIONARY. */
	constructor(layer: Layer, codeLimit: number) {
		this.#layer = layer;
		this.byCode = new Int32Array(codeLimit).fill(UNKNOWN_TERM);
	}

	/** The number of the term that stands at `[start, end)` and has that code in the analyzer's layer. */
	of(folded: string, start: number, end: number, code: number): number {
		if (code === NOT_IN_DICTIONARY) {
			return this.#ofString(termOf(folded, this.#layer, start, end));
		}
		const known = this.byCode[code]!;
		if (known !== UNKNOWN_TERM) {
			return known;
		}
		const number = this.#ofString(termOf(folded, this.#layer, start, end));
		this.byCode[code] = number;
		return number;
	}

	/** For each number, its place in code-unit order of the terms. */
	ranks(): { ranks: Int32Array; sorted: Int32Array } {
		const { strings } = this;
		const sorted = Int32Array.from(strings.keys());
		sorted.sort((a, b) => (strings[a]! < strings[b]! ? -1 : 1));
		const ranks = new Int32Array(strings.length);
		sorted.forEach((number, rank) => {
			ranks[number] = rank;
		});
		return { ranks, sorted };
	}

	#ofString(term: string): number {
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
