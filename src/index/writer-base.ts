import type { Fingerprint } from "../analysis/fingerprint.ts";
import { SearchError } from "../errors.ts";
import type { Directory } from "../storage/directory.ts";
import {
	type Manifest,
	readNewestManifest,
	type SourceSettings,
} from "./manifest.ts";
import { requireSameFingerprint } from "./same-fingerprint.ts";

/** What a writer expects of the generation that it builds on. */
interface Expected {
	readonly fingerprint: Fingerprint;
	readonly sourceSettings: SourceSettings | undefined;
	readonly isRebuild: boolean;
}

/**
 * The generation that a writer builds on, or undefined where there is none.
 * @throws SearchError but for a rebuild `corrupt`, `too-old`, `too-new`, `other-analyzer`, `other-options`
 */
export function readBase(
	directory: Directory,
	expected: Expected,
): Manifest | undefined {
	if (expected.isRebuild) {
		return readIfPossible(directory);
	}
	const manifest = readNewestManifest(directory);
	if (manifest === undefined) {
		return undefined;
	}
	requireSameFingerprint(directory, manifest.fingerprint, expected.fingerprint);
	const found = JSON.stringify(manifest.sourceSettings);
	const wanted = JSON.stringify(
		expected.sourceSettings ?? manifest.sourceSettings,
	);
	if (found !== wanted) {
		throw new SearchError(
			"other-options",
			`${directory.name}: the index was made with source options ${found}, now ${wanted} are given; give the former ones, or add --rebuild (rebuild: true)`,
		);
	}
	return manifest;
}

/** A rebuild mends what cannot be read: it needs nothing of it but the numbers that its files have used. */
function readIfPossible(directory: Directory): Manifest | undefined {
	try {
		return readNewestManifest(directory);
	} catch (cause) {
		if (cause instanceof SearchError) {
			return undefined;
		}
		throw cause;
	}
}
