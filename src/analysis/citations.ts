import type { Citation } from "../article.ts";
import { findReferences, type ReferenceOptions } from "./references.ts";

/**
 * The provisions that a text cites, in its order, each at the range where it stands: with the law's name where that stands right before
 * it, with 款 and 项.
 */
export function findCitations(
	text: string,
	options: ReferenceOptions,
): Citation[] {
	return [...findReferences(text, options).provisions];
}
