import { Analyzer } from "../src/analysis/analyzer.ts";
import type { Dictionary } from "../src/analysis/dictionary.ts";
import { ANALYSIS_VERSION } from "../src/analysis/fingerprint.ts";
import { jiebaSegmenter } from "../src/analysis/jieba-segmenter.ts";
import { LawBook } from "../src/analysis/law-book.ts";
import type { Law } from "../src/analysis/law-list.ts";
import type { UserWord } from "../src/analysis/user-words.ts";
import { Vocabulary } from "../src/analysis/vocabulary.ts";

/** An analyzer over a dictionary, with words and laws of a test's own. */
export function analyzerOver(
	dictionary: Dictionary,
	{
		userWords = [],
		laws = [],
	}: {
		readonly userWords?: readonly UserWord[];
		readonly laws?: readonly Law[];
	} = {},
): Analyzer {
	const vocabulary = new Vocabulary(dictionary, userWords);
	return new Analyzer(
		jiebaSegmenter(vocabulary),
		vocabulary,
		new LawBook(() => laws),
		{
			analysisVersion: ANALYSIS_VERSION,
			segmenter: "fasou",
			dictionary: dictionary.fingerprint,
			legalWords: dictionary.lists.legalWords,
			laws: "",
			userWords: "",
			userLaws: "",
		},
	);
}
