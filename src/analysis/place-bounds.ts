import { lowerBound } from "../bytes/lower-bound.ts";
import { endsParagraph, sentenceBounds } from "./sentences.ts";
import type { TokenColumns } from "./token-columns.ts";

/** Where the sentences and paragraphs of a text begin, the first of each excepted, as places of its character layer; ascending. */
export interface PlaceBounds {
	readonly sentences: Int32Array;
	/** Some of the sentences'. */
	readonly paragraphs: Int32Array;
}

/** Those of a text that is one sentence. */
export const NO_BOUNDS: PlaceBounds = {
	sentences: new Int32Array(0),
	paragraphs: new Int32Array(0),
};

/** @param characters the character layer of `text` */
export function placeBounds(
	text: string,
	{ starts, count }: TokenColumns,
): PlaceBounds {
	const bounds = sentenceBounds(text);
	if (bounds.length <= 2) {
		return NO_BOUNDS;
	}
	const sentences: number[] = [];
	const paragraphs: number[] = [];
	let place = 0;
	for (let i = 1; i < bounds.length - 1; i++) {
		const bound = bounds[i]!;
		place = lowerBound(starts, bound, place, count);
		if (place === count) {
			break;
		}
		if (place > (sentences.at(-1) ?? 0)) {
			sentences.push(place);
		}
		const isNew = place > (paragraphs.at(-1) ?? 0);
		if (isNew && endsParagraph(text, bound)) {
			paragraphs.push(place);
		}
	}
	return {
		sentences: Int32Array.from(sentences),
		paragraphs: Int32Array.from(paragraphs),
	};
}
