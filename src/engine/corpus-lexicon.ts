import type { EmbeddedIndex } from "../backend/embedded/embedded-index.ts";
import {
	Lexicon,
	mergeCounts,
	type TermCounts,
	uncounted,
} from "../suggest/lexicon.ts";
import { isChinese } from "../suggest/typed-words.ts";

/** Where people's words stand; summaries and categories repeat them. */
const FIELDS = ["body", "title"] as const;
/** Longer words are made up by the segmenter or no words. */
const LONGEST_TERM = 16;

/** All Chinese words of an index with their documents, counted field by field, and the terms of lists, found in the index or not. */
export function corpusLexicon(
	index: EmbeddedIndex,
	listed: Iterable<string>,
): Lexicon {
	const counts = FIELDS.flatMap((field) => countsOf(index, field));
	const all = [...counts, uncounted(listed)].reduce(mergeCounts);
	return new Lexicon(all, index.articleCount);
}

/** The words of one field: one list a segment. */
function countsOf(
	index: EmbeddedIndex,
	field: (typeof FIELDS)[number],
): TermCounts[] {
	const segments: { terms: string[]; documents: number[] }[] = [];
	index.scanTerms(
		{ field, layer: "word", prefix: "" },
		(term, documents, segment) => {
			if (isChinese(term.charCodeAt(0)) && term.length <= LONGEST_TERM) {
				segments[segment] ??= { terms: [], documents: [] };
				segments[segment].terms.push(term);
				segments[segment].documents.push(documents);
			}
			return true;
		},
	);
	return segments.map(({ terms, documents }) => ({
		terms,
		documents: Int32Array.from(documents),
	}));
}
