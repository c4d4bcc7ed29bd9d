import { SEPARATOR } from "./dictionary.ts";

/**
 * The part of a text between two separators, in which words are looked for, with scratch columns for that; reused from stretch to
 * stretch. Columns have an entry a UTF-16 unit; what is said of a surrogate pair stands at its first.
 */
export class Stretch {
	/** Where the stretch begins in its text. */
	offset = 0;
	length = 0;
	hasPairs = false;
	/** The text, and behind it 0. */
	units = new Uint16Array(256);
	/** The dictionary's codes of the units, and behind them 0: no label has that code, so a walk through the trie ends there by itself. */
	codes = new Uint16Array(256);
	/** Weight of the best path from here to the end. */
	pathWeights = new Float64Array(256);
	/** End and number of the word that begins here on the best path. */
	ends = new Int32Array(256);
	numbers = new Int32Array(256);
	/** For the HMM: emission row and state of each character of a run. */
	rows = new Uint16Array(256);
	states = new Uint8Array(256);

	/** Takes in `text` from `from` to the next separator, and returns where that is. */
	read(text: string, from: number, codeOf: Uint16Array): number {
		let { units, codes } = this;
		let length = 0;
		let surrogates = 0;
		let position = from;
		for (; position < text.length; position++) {
			const unit = text.charCodeAt(position);
			const code = codeOf[unit]!;
			if (code === SEPARATOR) {
				break;
			}
			if (length + 1 === units.length) {
				this.#grow();
				({ units, codes } = this);
			}
			units[length] = unit;
			codes[length] = code;
			length++;
			if ((unit & 0xf800) === 0xd800) {
				surrogates++;
			}
		}
		units[length] = 0;
		codes[length] = 0;
		this.offset = from;
		this.length = length;
		this.hasPairs = surrogates > 1;
		return position;
	}

	/** Units of the character at `i`; a surrogate that stands alone is a character. */
	widthAt(i: number): number {
		return this.hasPairs &&
			(this.units[i]! & 0xfc00) === 0xd800 &&
			(this.units[i + 1]! & 0xfc00) === 0xdc00
			? 2
			: 1;
	}

	/** Only while reading: columns that are filled later lose what they held. */
	#grow(): void {
		const capacity = this.units.length * 2;
		const units = new Uint16Array(capacity);
		units.set(this.units);
		this.units = units;
		const codes = new Uint16Array(capacity);
		codes.set(this.codes);
		this.codes = codes;
		this.pathWeights = new Float64Array(capacity);
		this.ends = new Int32Array(capacity);
		this.numbers = new Int32Array(capacity);
		this.rows = new Uint16Array(capacity);
		this.states = new Uint8Array(capacity);
	}
}
