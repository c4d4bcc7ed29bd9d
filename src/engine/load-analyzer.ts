import { fileURLToPath } from "node:url";
import {
	ANALYSIS_VERSION,
	Analyzer,
	type Fingerprint,
	listFingerprint,
} from "../analysis/analyzer.ts";
import { readDictionary } from "../analysis/dictionary.ts";
import { jiebaSegmenter } from "../analysis/jieba-segmenter.ts";
import { parseUserWords } from "../analysis/user-words.ts";
import { SearchError } from "../errors.ts";
import { readBytes, readText } from "../storage/read-whole.ts";
import { assetUrl } from "./assets.ts";
import { loadNodejieba } from "./load-nodejieba.ts";

/** What all doors take: how text is cut. */
export interface AnalyzerOptions {
	/** Path of the compiled dictionary, for those who bundle fasou into their own file; `laws.txt` lies beside it. By default both lie beside the package's code. */
	readonly dictionary?: string;
	/** Path of a list of words to add to the dictionary: one a line, with or without frequency. */
	readonly userWords?: string;
	/** `nodejieba` needs that package installed beside fasou. */
	readonly segmenter?: "fasou" | "nodejieba";
}

/** The words of the user, as text, and what to call them in messages. */
export interface UserWordList {
	readonly text: string;
	readonly name: string;
}

/** @throws SearchError `no-file` */
export function readUserWordList(
	options: AnalyzerOptions,
): UserWordList | undefined {
	return options.userWords === undefined
		? undefined
		: { text: readText(options.userWords), name: options.userWords };
}

/** @throws SearchError `no-file`, `corrupt` (dictionary), `bad-list`, `no-segmenter`, `bad-argument` */
export function loadAnalyzer(
	options: AnalyzerOptions,
	list: UserWordList | undefined,
): Analyzer {
	const words = list === undefined ? [] : parseUserWords(list.text, list.name);
	const userWords = list === undefined ? "" : listFingerprint(list.text);
	const base = { analysisVersion: ANALYSIS_VERSION, userWords };
	const segmenter = options.segmenter ?? "fasou";
	switch (segmenter) {
		case "fasou": {
			const path =
				options.dictionary ?? fileURLToPath(assetUrl("dictionary.fasou"));
			const dictionary = readDictionary(readBytes(path));
			const fingerprint: Fingerprint = {
				...base,
				segmenter,
				dictionary: dictionary.fingerprint,
			};
			return new Analyzer(jiebaSegmenter(dictionary, words), fingerprint);
		}
		case "nodejieba": {
			const { segmenter: cutter, version } = loadNodejieba(words);
			return new Analyzer(cutter, { ...base, segmenter, dictionary: version });
		}
		default: {
			const never: never = segmenter;
			throw new SearchError(
				"bad-argument",
				`segmenter: expected "fasou" or "nodejieba", found ${JSON.stringify(never)}`,
			);
		}
	}
}
