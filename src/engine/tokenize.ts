import { LAYERS } from "../analysis/fields.ts";
import { TokenColumns } from "../analysis/token-columns.ts";
import {
	listsOf,
	readNewestManifest,
} from "../backend/embedded/embedded-writer.ts";
import { ANSWER_VERSION, type TokensAnswer } from "./answers.ts";
import { type IndexPlace, openPlace } from "./index-place.ts";
import {
	type AnalyzerOptions,
	loadAnalyzer,
	readUserWordList,
	type UserWordList,
} from "./load-analyzer.ts";

export interface TokenizeOptions extends AnalyzerOptions {
	/** Cut as this index cuts, with its own lists. */
	readonly index?: IndexPlace;
}

/** The tokens of a text in every layer, as an index would have them. */
export async function tokenize(
	text: string,
	options: TokenizeOptions = {},
): Promise<TokensAnswer> {
	const own = options.index === undefined ? {} : analysisOf(options.index);
	const analyzer = loadAnalyzer(
		{ ...own.options, ...options },
		readUserWordList(options) ?? own.list,
	);
	const columns = new TokenColumns();
	return {
		version: ANSWER_VERSION,
		tokens: LAYERS.flatMap((layer) =>
			analyzer
				.tokens(text, layer, columns)
				.map(({ term, start, end, position }) => ({
					term,
					start,
					end,
					position,
					layer,
				})),
		),
	};
}

/** How an index cuts; nothing where there is no generation yet. */
function analysisOf(index: IndexPlace): {
	options?: AnalyzerOptions;
	list?: UserWordList;
} {
	const directory = openPlace(index);
	const manifest = readNewestManifest(directory);
	const text = listsOf(directory, manifest).userWords;
	return {
		...(manifest && { options: { segmenter: manifest.fingerprint.segmenter } }),
		...(text !== undefined && {
			list: { text, name: `${directory.name} (its own word list)` },
		}),
	};
}
