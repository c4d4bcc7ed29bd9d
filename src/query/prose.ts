/** So long is what people paste: the facts of a case, a letter, a piece of news. What is shorter may well be a query with signs. */
const LEAST_LENGTH = 20;

/** Where a sentence ends, and where one does that may end a question if nothing is said behind it. */
const SENTENCE_END = /。|[！？!?]["”’』」）)】\s]*[^"”’』」）)】\s]/;

/**
 * Whether a text tells something, in sentences, and so has no signs of a query language: in 。来源：新华社 nothing is chosen by its source,
 * and what it quotes need not stand in an article.
 */
export function isProse(text: string): boolean {
	return text.length >= LEAST_LENGTH && SENTENCE_END.test(text);
}
