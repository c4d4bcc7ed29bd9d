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

/** By UTF-16 unit what it is, 0 where not yet known. One table for all, for making 64 KB a query costs more than it saves. */
const known = new Uint8Array(0x1_0000);

/**
 * The class of a UTF-16 unit, one of the UNIT_ constants. Ignored wins over space (U+FEFF is both to JavaScript). Found out when first asked
 * for: classifying all at once would cost a cold start milliseconds.
 */
export function unitClass(unit: number): number {
	const found = known[unit]!;
	return found === 0 ? classify(unit) : found;
}

function classify(unit: number): number {
	const result = isCommonWordUnit(unit) ? UNIT_WORD : classByPattern(unit);
	known[unit] = result;
	return result;
}

/** ASCII letters and digits, Chinese characters, halves of astral ones: told apart without a pattern, which is slow to start. */
function isCommonWordUnit(unit: number): boolean {
	return (
		(unit >= 0x4e00 && unit <= 0x9fff) ||
		(unit >= 0x30 && unit <= 0x39) ||
		(unit >= 0x61 && unit <= 0x7a) ||
		(unit >= 0x41 && unit <= 0x5a) ||
		(unit >= 0x3400 && unit <= 0x4dbf) ||
		(unit >= 0xd800 && unit <= 0xdfff)
	);
}

/** Blanks, ASCII signs, and the usual punctuation of Chinese. */
function isCommonSign(unit: number): boolean {
	return (
		(unit > 0x20 && unit < 0x7f) ||
		(unit >= 0x3001 && unit <= 0x3003) ||
		(unit >= 0x3008 && unit <= 0x3011) ||
		(unit >= 0x2018 && unit <= 0x201d) ||
		unit === 0x2026 ||
		unit === 0x2014
	);
}

function classByPattern(unit: number): number {
	if (unit === 0x20 || unit === 0x0a) {
		return UNIT_SPACE;
	}
	if (isCommonSign(unit)) {
		return UNIT_OTHER;
	}
	const character = String.fromCharCode(unit);
	if (IGNORED.test(character)) {
		return UNIT_IGNORED;
	}
	if (SPACE.test(character)) {
		return UNIT_SPACE;
	}
	return WORD.test(character) ? UNIT_WORD : UNIT_OTHER;
}
