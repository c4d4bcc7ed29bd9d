import type { Analyzer, Token } from "../analysis/analyzer.ts";
import { CUT_LAYERS, type CutLayer } from "../analysis/fields.ts";
import { TokenColumns } from "../analysis/token-columns.ts";
import type { TokenReason, TokenView } from "./answers.ts";

/** The tokens of a text in every layer, each with why it is one. */
export function tokenViews(text: string, analyzer: Analyzer): TokenView[] {
	return [
		...CUT_LAYERS.flatMap((layer) => cutViews(text, layer, analyzer)),
		...entityViews(text, analyzer),
	];
}

/**
 * The words of a query, those inside others too.
 * @param matter what the query asks about: the text with blanks in place of words that only ask
 */
export function wordViews(
	text: string,
	matter: string,
	analyzer: Analyzer,
): TokenView[] {
	return cutViews(text, "word", analyzer).map((view) =>
		matter.slice(view.start, view.end).trim() === "" && view.text.trim() !== ""
			? { ...view, reason: "asks" }
			: view,
	);
}

function cutViews(
	text: string,
	layer: CutLayer,
	analyzer: Analyzer,
): TokenView[] {
	return analyzer.tokens(text, layer, new TokenColumns()).map((token) => {
		const { term, start, end, position } = token;
		const reason = layer === "word" ? wordReason(token, analyzer) : layer;
		const slice = text.slice(start, end);
		return { term, start, end, position, layer, text: slice, reason };
	});
}

function entityViews(text: string, analyzer: Analyzer): TokenView[] {
	return analyzer
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
