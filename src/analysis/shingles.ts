import { UNIT_WORD, unitClass } from "./unit-classes.ts";

/*
 * What a text says, whatever page it stands on: its letters and digits alone, folded, and every five neighbours of them (shingles). Line ends,
 * marks of headings and the width of signs are what formats and editors change.
 */

/** Units of a shingle. */
export const SHINGLE_UNITS = 5;

const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** The letters and digits of a folded text. */
export function lettersOf(folded: string): string {
	const parts: string[] = [];
	let from = -1;
	for (let i = 0; i < folded.length; i++) {
		const isLetter = unitClass(folded.charCodeAt(i)) === UNIT_WORD;
		if (isLetter && from < 0) {
			from = i;
		} else if (!isLetter && from >= 0) {
			parts.push(folded.slice(from, i));
			from = -1;
		}
	}
	if (from >= 0) {
		parts.push(folded.slice(from));
	}
	return parts.join("");
}

/** A 32-bit hash of each shingle of a text's letters, in their order; none where it is shorter than one. */
export function shingleHashes(letters: string): Int32Array {
	const count = Math.max(0, letters.length - SHINGLE_UNITS + 1);
	const hashes = new Int32Array(count);
	for (let i = 0; i < count; i++) {
		let hash = FNV_START;
		for (let j = i; j < i + SHINGLE_UNITS; j++) {
			hash = Math.imul(hash ^ letters.charCodeAt(j), FNV_PRIME);
		}
		hashes[i] = mixed(hash);
	}
	return hashes;
}

/** Every bit depends on every bit (the end of MurmurHash3). */
function mixed(hash: number): number {
	let value = hash ^ (hash >>> 16);
	value = Math.imul(value, 0x85ebca6b);
	value ^= value >>> 13;
	value = Math.imul(value, 0xc2b2ae35);
	return value ^ (value >>> 16);
}
