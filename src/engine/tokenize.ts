import type { Analyzer, Token } from "../analysis/analyzer.ts";
import { CUT_LAYERS } from "../analysis/fields.ts";
import { TokenColumns } from "../analysis/token-columns.ts";
import { readNewestManifest } from "../backend/embedded/embedded-writer.ts";
import {
	ANSWER_VERSION,
	type TokenReason,
	type TokensAnswer,
	type TokenView,
} from "./answers.ts";
import { loadIndexAnalyzer } from "./index-analyzer.ts";
import { type IndexPlace, openPlace } from "./index-place.ts";
import { type AnalyzerOptions, loadAnalyzer } from "./load-analyzer.ts";

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
	const columns = new TokenColumns();
	const cut = CUT_LAYERS.flatMap((layer) =>
		analyzer.tokens(text, layer, columns).map(
			(token): TokenView => ({
				term: token.term,
				start: token.start,
				end: token.end,
				position: token.position,
				layer,
				text: text.slice(token.start, token.end),
				reason: layer === "word" ? wordReason(token, analyzer) : layer,
			}),
		),
	);
	const entities = analyzer
		.queryEntities(text)
		.entities.flatMap(({ kind, terms, start, end }, position) =>
			terms.map(
				(term): TokenView => ({
					term,
					start,
					end,
					position,
					layer: "entity",
					text: text.slice(start, end),
					reason: kind,
				}),
			),
		);
	return { version: ANSWER_VERSION, tokens: [...cut, ...entities] };
}

function wordReason({ term, isInner }: Token, analyzer: Analyzer): TokenReason {
	if (isInner) {
		return "inside";
	}
	const list = analyzer.listOf(term);
	switch (list) {
		case undefined:
			return "new-word";
		case "dictionary":
			return "dictionary";
		case "legal-words":
			return "legal-word";
		case "user-words":
			return "user-word";
		default:
			return list satisfies never;
	}
}

function analyzerFor(options: TokenizeOptions): Analyzer {
	if (options.index === undefined) {
		return loadAnalyzer(options).analyzer;
	}
	const directory = openPlace(options.index);
	const manifest = readNewestManifest(directory);
	return loadIndexAnalyzer(directory, manifest, options).analyzer;
}
