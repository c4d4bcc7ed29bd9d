import { SearchError } from "../errors.ts";
import { type Cuts, NOT_IN_DICTIONARY, type Segmenter } from "./cuts.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What is used of nodejieba, which the caller imports and loads. */
export interface NodejiebaBinding {
	cut(text: string, useHmm: boolean): string[];
	cutForSearch(text: string, useHmm: boolean): string[];
}

/** Cuts by nodejieba itself; it gives no offsets, so they are regained by walking along the text. Its words have the vocabulary's numbers. */
export function nodejiebaSegmenter(
	binding: NodejiebaBinding,
	vocabulary: Vocabulary,
): Segmenter {
	return {
		wordLimit: vocabulary.wordLimit,
		cut(text, mode, cuts) {
			const from = cuts.count;
			// Halves of surrogate pairs come back as U+FFFD, one unit for one.
			const words = binding.cut(text, true);
			const end =
				mode === "precise"
					? pushWords(words, cuts)
					: pushSearchWords(words, binding.cutForSearch(text, true), cuts);
			for (let i = from; i < cuts.count; i++) {
				const word = text.slice(cuts.starts[i], cuts.ends[i]);
				cuts.words[i] = vocabulary.numberOf(word);
			}
			if (end !== text.length) {
				throw new SearchError(
					"no-segmenter",
					`nodejieba: expected words of ${text.length} characters together, found ${end}; check its version or use the built-in segmenter`,
				);
			}
		},
	};
}

function pushWords(words: readonly string[], cuts: Cuts): number {
	let position = 0;
	for (const word of words) {
		cuts.push(position, position + word.length, NOT_IN_DICTIONARY);
		position += word.length;
	}
	return position;
}

/**
 * Before each long word come the dictionary words inside it: all of two characters from left to right, then all of three. A stretch that
 * occurs twice is a word at both places, so the next place that fits is the right one.
 */
function pushSearchWords(
	words: readonly string[],
	searchWords: readonly string[],
	cuts: Cuts,
): number {
	let position = 0;
	let next = 0;
	for (const word of words) {
		let from = 0;
		let size = 0;
		for (; next < searchWords.length; next++) {
			const inner = searchWords[next]!;
			if (inner.length === word.length) {
				break;
			}
			const innerSize = [...inner].length;
			if (innerSize !== size) {
				from = 0;
				size = innerSize;
			}
			const at = word.indexOf(inner, from);
			if (at < 0) {
				break;
			}
			cuts.push(position + at, position + at + inner.length, NOT_IN_DICTIONARY);
			from = at + 1;
		}
		if (searchWords[next] !== word) {
			return position;
		}
		next++;
		cuts.push(position, position + word.length, NOT_IN_DICTIONARY);
		position += word.length;
	}
	return next === searchWords.length ? position : -1;
}
