import type { Fingerprint } from "../analysis/fingerprint.ts";
import { SearchError } from "../errors.ts";
import type { Directory } from "../storage/directory.ts";

const PARTS = [
	"analysisVersion",
	"segmenter",
	"dictionary",
	"legalWords",
	"laws",
	"userWords",
	"userLaws",
] as const satisfies readonly (keyof Fingerprint)[];

/** What of a fingerprint is not of lists: another of these needs every article cut anew. */
export function withoutLists({
	analysisVersion,
	segmenter,
	dictionary,
}: Fingerprint): Pick<
	Fingerprint,
	"analysisVersion" | "segmenter" | "dictionary"
> {
	return { analysisVersion, segmenter, dictionary };
}

/** @throws SearchError `other-analyzer`, naming what differs */
export function requireSameFingerprint(
	directory: Directory,
	found: Fingerprint,
	expected: Fingerprint,
): void {
	const differing = PARTS.filter((part) => found[part] !== expected[part]);
	if (differing.length > 0) {
		const parts = differing
			.map(
				(part) =>
					`${part} ${found[part] || "none"}, not ${expected[part] || "none"}`,
			)
			.join("; ");
		throw new SearchError(
			"other-analyzer",
			`${directory.name}: the index was cut with ${parts}; use that analyzer, cut what other lists change anew (fasou index --stale), or rebuild (fasou index … --rebuild)`,
		);
	}
}
