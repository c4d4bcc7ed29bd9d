import type { Analyzer } from "../analysis/analyzer.ts";
import { listsOf, type Manifest } from "../backend/embedded/embedded-writer.ts";
import type { Directory } from "../storage/directory.ts";
import {
	type AnalyzerOptions,
	loadAnalyzer,
	readUserWordList,
	type UserWordList,
} from "./load-analyzer.ts";

/**
 * The analyzer of an index: its own segmenter and its copies of the lists, unless the options name others. Without a
 * generation the options alone decide. Whether the two agree is the caller's to check.
 * @throws SearchError as `loadAnalyzer` does
 */
export function loadIndexAnalyzer(
	directory: Directory,
	manifest: Manifest | undefined,
	options: AnalyzerOptions,
): { readonly analyzer: Analyzer; readonly list: UserWordList | undefined } {
	const kept = listsOf(directory, manifest).userWords;
	const own =
		kept === undefined
			? undefined
			: { text: kept, name: `${directory.name} (its own word list)` };
	const list = readUserWordList(options) ?? own;
	const segmenter = options.segmenter ?? manifest?.fingerprint.segmenter;
	const analyzer = loadAnalyzer(
		{ ...options, ...(segmenter && { segmenter }) },
		list,
	);
	return { analyzer, list };
}
