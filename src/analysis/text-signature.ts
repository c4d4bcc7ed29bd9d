import { shingleHashes } from "./shingles.ts";

/*
 * A few bytes that tell whether two texts may be nearly the same: one-permutation minhash (Li, Owen, Zhang 2012). Each shingle falls into
 * one of 32 bins by the high bits of its hash; of each bin the lowest hash is kept, and of that its low byte.
 */

export const SIGNATURE_BYTES = 32;
/** Shorter texts have no signature: formulas of a few sentences are alike without being one text. */
export const LEAST_LETTERS = 100;
/** The byte of a bin without a shingle; the lowest hashes have 1 to 255. */
const EMPTY = 0;
const BIN_SHIFT = 27;

/** The signature of a text's letters; undefined where they are fewer than 100. */
export function signatureOf(letters: string): Uint8Array | undefined {
	if (letters.length < LEAST_LETTERS) {
		return undefined;
	}
	const lowest = new Float64Array(SIGNATURE_BYTES).fill(
		Number.POSITIVE_INFINITY,
	);
	for (const hash of shingleHashes(letters)) {
		const bin = hash >>> BIN_SHIFT;
		const value = hash >>> 0;
		if (value < lowest[bin]!) {
			lowest[bin] = value;
		}
	}
	return Uint8Array.from(lowest, (value) =>
		value === Number.POSITIVE_INFINITY ? EMPTY : 1 + (value % 0xff),
	);
}

/** About the share of their shingles that two texts have in common (Jaccard), from 0 to 1. */
export function likeness(a: Uint8Array, b: Uint8Array): number {
	let filled = 0;
	let equal = 0;
	for (let bin = 0; bin < SIGNATURE_BYTES; bin++) {
		if (a[bin] !== EMPTY || b[bin] !== EMPTY) {
			filled++;
			equal += a[bin] === b[bin] ? 1 : 0;
		}
	}
	return filled === 0 ? 0 : equal / filled;
}
