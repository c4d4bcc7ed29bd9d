import { fileURLToPath } from "node:url";
import { dictionaryFingerprint } from "../analysis/dictionary.ts";
import {
	ANALYSIS_VERSION,
	type Fingerprint,
	listFingerprint,
} from "../analysis/fingerprint.ts";
import type { Manifest } from "../backend/embedded/embedded-writer.ts";
import { readStart, readText } from "../storage/read-whole.ts";
import { assetUrl } from "./assets.ts";
import type { AnalyzerOptions } from "./load-analyzer.ts";

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
	const expected: Fingerprint = {
		analysisVersion: ANALYSIS_VERSION,
		segmenter: "fasou",
		dictionary:
			dictionaryFingerprint(readStart(path, DICTIONARY_START_BYTES)) ?? "",
		// The index goes by its own copies of these.
		legalWords: fingerprint.legalWords,
		laws: fingerprint.laws,
		userWords: listOf(options.userWords) ?? fingerprint.userWords,
		userLaws: listOf(options.laws) ?? fingerprint.userLaws,
	};
	return JSON.stringify(expected) === JSON.stringify(fingerprint);
}

function listOf(path: string | undefined): string | undefined {
	return path === undefined ? undefined : listFingerprint(readText(path));
}
