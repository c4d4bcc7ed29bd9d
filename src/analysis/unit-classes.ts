/** What a UTF-16 unit is for the layers of terms. */
export const UNIT_IGNORED = 1;
export const UNIT_SPACE = 2;
export const UNIT_WORD = 3;
export const UNIT_OTHER = 4;

const SPACE = /^\s$/u;
/** Letters, numbers, marks, and halves of astral characters, of which most are rare Chinese characters. */
const WORD = /^[\p{L}\p{N}\p{M}\p{Cs}]$/u;
/** NUL, soft hyphen, zero-width and bidirectional controls: kept in the text, not seen in matching. */
const IGNORED =
	/^(?:[\0\u00ad\u061c\u200b-\u200f]|[\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff])$/u;

/** The class of every UTF-16 unit, found out when first asked for: classifying all at once would cost a cold start milliseconds. */
export class UnitClasses {
	/** 0 where not yet known. */
	readonly #known = new Uint8Array(0x1_0000);

	/** One of the UNIT_ constants. Ignored wins over space (U+FEFF is both to JavaScript). */
	of(unit: number): number {
		const found = this.#known[unit]!;
		return found === 0 ? this.#classify(unit) : found;
	}

	#classify(unit: number): number {
		const character = String.fromCharCode(unit);
		const result = IGNORED.test(character)
			? UNIT_IGNORED
			: SPACE.test(character)
				? UNIT_SPACE
				: WORD.test(character)
					? UNIT_WORD
					: UNIT_OTHER;
		this.#known[unit] = result;
		return result;
	}
}
