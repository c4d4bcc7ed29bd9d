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
	const analyzer = loadAnalyzer(
		options,
		readUserWordList(options) ?? listOfIndex(options.index),
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

function listOfIndex(
	index: IndexPlace | undefined,
): { text: string; name: string } | undefined {
	if (index === undefined) {
		return undefined;
	}
	const directory = openPlace(index);
	const text = listsOf(directory, readNewestManifest(directory)).userWords;
	return text === undefined
		? undefined
		: { text, name: `${directory.name} (its own word list)` };
}
