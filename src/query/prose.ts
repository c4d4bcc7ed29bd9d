import { readKeyword } from "./operators.ts";
import type { Query } from "./query.ts";
import { leavesOf } from "./query-leaves.ts";

/** What is shorter may well be a query with signs; so long are the facts of a case, a letter or a piece of news that somebody pastes. */
const LEAST_LENGTH = 20;

/** Where a sentence ends, and where one does that may end a question if nothing is said behind it. */
const SENTENCE_END = /。|[！？!?]["”’』」）)】\s]*[^"”’』」）)】\s]/;

/**
 * Whether a text tells something, in sentences, and so has no signs of a query language: in 。来源：新华社 nothing is chosen by its source,
 * and what it quotes need not stand in an article. None is a text with an operator between blanks, or whose sentences all end in quotes.
 * @param read the text as a query
 */
export function isProse(text: string, read: Query): boolean {
	return (
		text.length >= LEAST_LENGTH &&
		SENTENCE_END.test(withoutPhrases(text, read)) &&
		text.split(/\s+/).every((word) => readKeyword(word) === undefined)
	);
}

function withoutPhrases(text: string, read: Query): string {
	let rest = "";
	let at = 0;
	for (const { kind, start, end } of leavesOf(read.clauses)) {
		if (kind === "phrase") {
			rest += text.slice(at, start);
			at = end;
		}
	}
	return rest + text.slice(at);
}
