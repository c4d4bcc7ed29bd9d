import type { Analyzer } from "../analysis/analyzer.ts";
import { readNewestManifest } from "../backend/embedded/embedded-writer.ts";
import { ANSWER_VERSION, type TokensAnswer } from "./answers.ts";
import { loadIndexAnalyzer } from "./index-analyzer.ts";
import { type IndexPlace, openPlace } from "./index-place.ts";
import { type AnalyzerOptions, loadAnalyzer } from "./load-analyzer.ts";
import { tokenViews } from "./token-views.ts";

export interface TokenizeOptions extends AnalyzerOptions {
	/** Cut as this index cuts, with its own lists. */
	readonly index?: IndexPlace;
}

/** The tokens of a text in every layer, as an index would have them. */
export async function tokenize(
	text: string,
	options: TokenizeOptions = {},
): Promise<TokensAnswer> {
	const analyzer = analyzerFor(options);
	return { version: ANSWER_VERSION, tokens: tokenViews(text, analyzer) };
}

function analyzerFor(options: TokenizeOptions): Analyzer {
	if (options.index === undefined) {
		return loadAnalyzer(options).analyzer;
	}
	const directory = openPlace(options.index);
	const manifest = readNewestManifest(directory);
	return loadIndexAnalyzer(directory, manifest, options).analyzer;
}
