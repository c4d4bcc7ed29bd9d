import { listsOf, type Manifest } from "../backend/embedded/embedded-writer.ts";
import type { Directory } from "../storage/directory.ts";
import {
	type AnalyzerOptions,
	type KeptAnalysis,
	type LoadedAnalyzer,
	loadAnalyzer,
} from "./load-analyzer.ts";

/**
 * The analyzer of an index: its own segmenter and its copies of the lists, unless the options name others. Without a
 * generation the options alone decide, and with `takesPackageLists` the package's lists take the place of the index's. Whether the two agree is the caller's to check.
 * @throws SearchError as `loadAnalyzer` does
 */
export function loadIndexAnalyzer(
	directory: Directory,
	manifest: Manifest | undefined,
	options: AnalyzerOptions,
	{ takesPackageLists }: Pick<KeptAnalysis, "takesPackageLists"> = {},
): LoadedAnalyzer {
	if (manifest === undefined) {
		return loadAnalyzer(options);
	}
	const { fingerprint } = manifest;
	return loadAnalyzer(
		{ segmenter: fingerprint.segmenter, ...options },
		{
			fingerprint,
			name: directory.name,
			lists: () => listsOf(directory, manifest),
			...(takesPackageLists && { takesPackageLists }),
		},
	);
}
