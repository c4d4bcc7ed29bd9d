import { checksum } from "../bytes/checksum.ts";

/** Grows whenever the same text and lists give other tokens than before. */
export const ANALYSIS_VERSION = 2;

/** What decides an index's tokens. Two equal fingerprints give equal tokens. */
export interface Fingerprint {
	readonly analysisVersion: number;
	readonly segmenter: "fasou" | "nodejieba";
	/** Checksum of the texts that the dictionary was compiled from, hex; of nodejieba its version. */
	readonly dictionary: string;
	/** Checksums of the lists, hex; empty where there is none. */
	readonly legalWords: string;
	readonly laws: string;
	readonly userWords: string;
	readonly userLaws: string;
}

/** What the fingerprint says of a list with that text. */
export function listFingerprint(text: string): string {
	return text === ""
		? ""
		: checksum(new TextEncoder().encode(text)).toString(16);
}
