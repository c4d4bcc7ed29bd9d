import { fileURLToPath } from "node:url";
import {
	ANALYSIS_VERSION,
	type Fingerprint,
	listFingerprint,
} from "../analysis/analyzer.ts";
import { dictionaryFingerprint } from "../analysis/dictionary.ts";
import type { Manifest } from "../backend/embedded/embedded-writer.ts";
import { readStart } from "../storage/read-whole.ts";
import { assetUrl } from "./assets.ts";
import { type AnalyzerOptions, readUserWordList } from "./load-analyzer.ts";

const DICTIONARY_START_BYTES = 64;

/**
 * Whether a generation was certainly made with the analyzer of the options, told without loading it. False decides nothing:
 * then the analyzer has to be loaded and asked.
 */
export function isMadeWith(
	manifest: Manifest | undefined,
	options: AnalyzerOptions,
): boolean {
	if (manifest === undefined || options.segmenter === "nodejieba") {
		return false;
	}
	const { fingerprint } = manifest;
	const path =
		options.dictionary ?? fileURLToPath(assetUrl("dictionary.fasou"));
	const list = readUserWordList(options);
	const expected: Fingerprint = {
		analysisVersion: ANALYSIS_VERSION,
		segmenter: "fasou",
		dictionary:
			dictionaryFingerprint(readStart(path, DICTIONARY_START_BYTES)) ?? "",
		userWords:
			list === undefined ? fingerprint.userWords : listFingerprint(list.text),
	};
	return JSON.stringify(expected) === JSON.stringify(fingerprint);
}
