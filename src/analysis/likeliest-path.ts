import { NOT_IN_DICTIONARY } from "./cuts.ts";
import {
	BASE_SHIFT,
	LABEL_HIGH_SHIFT,
	LABEL_LOW_MASK,
	WEIGHT_MASK,
} from "./dictionary.ts";
import type { Stretch } from "./stretch.ts";
import { pairHash } from "./user-overlay.ts";
import type { Vocabulary } from "./vocabulary.ts";

/**
 * Finds the likeliest path through the words of a stretch, from its last character to its first, and leaves it in `ends` and `numbers`;
 * of equally likely ones that with the shorter word. Sums are made in cppjieba's order. A character in no word counts as the rarest word.
 */
export function findLikeliestPath(
	stretch: Stretch,
	vocabulary: Vocabulary,
): void {
	const { links, weights } = vocabulary.dictionary;
	const { values, overlay } = vocabulary;
	const { units, codes, pathWeights, ends, numbers, hasPairs } = stretch;
	const isBeginning = overlay?.isBeginning;
	const hasSingles = overlay?.hasSingles === true;
	pathWeights[stretch.length] = 0;
	for (let i = stretch.length - 1; i >= 0; i--) {
		let cell = codes[i]!;
		let end = i + 1;
		if (hasPairs) {
			if (i > 0 && stretch.widthAt(i - 1) === 2) {
				continue;
			}
			if (stretch.widthAt(i) === 2) {
				cell = vocabulary.step(cell, codes[end]!);
				end++;
			}
		}
		let link = links[cell]!;
		let value = values[cell]! & WEIGHT_MASK;
		let best = pathWeights[end]! + weights[value]!;
		let bestEnd = end;
		let bestNumber = value === 0 ? NOT_IN_DICTIONARY : cell;
		if (overlay !== undefined && (hasSingles || end - i === 2)) {
			// The user's weight takes the place of the other, be it more or less.
			const number = vocabulary.findUserWord(stretch, i, end);
			if (number !== NOT_IN_DICTIONARY) {
				const node = number - vocabulary.firstUserWord;
				best = pathWeights[end]! + overlay.weights[node]!;
				bestNumber = number;
			}
		}
		// `Vocabulary.step`, spelled out: this loop is what segmentation costs.
		while (link >>> BASE_SHIFT !== 0) {
			const code = codes[end]!;
			cell = (link >>> BASE_SHIFT) + code;
			link = links[cell]!;
			if (((link ^ code) & LABEL_LOW_MASK) !== 0) {
				break;
			}
			value = values[cell]!;
			if (value >>> LABEL_HIGH_SHIFT !== code >>> BASE_SHIFT) {
				break;
			}
			end++;
			value &= WEIGHT_MASK;
			if (value !== 0) {
				const weight = pathWeights[end]! + weights[value]!;
				if (weight > best) {
					best = weight;
					bestEnd = end;
					bestNumber = cell;
				}
			}
		}
		pathWeights[i] = best;
		ends[i] = bestEnd;
		numbers[i] = bestNumber;
		if (
			isBeginning !== undefined &&
			isBeginning[pairHash(units[i]!, units[i + 1]!)] === 1
		) {
			improveByUserWords(stretch, vocabulary, i);
		}
	}
}

/** Looks whether a user's word of several characters that begins at `i` makes a better path. */
function improveByUserWords(
	stretch: Stretch,
	{ overlay, firstUserWord }: Vocabulary,
	i: number,
): void {
	if (overlay === undefined) {
		return;
	}
	const { trie, isWord, weights } = overlay;
	const { units, pathWeights, ends, numbers } = stretch;
	const afterFirst = i + stretch.widthAt(i);
	let best = pathWeights[i]!;
	let bestEnd = ends[i]!;
	let node = 0;
	for (let end = i + 1; end <= stretch.length; end++) {
		node = trie.child(node, units[end - 1]!);
		if (node === 0) {
			break;
		}
		if (isWord[node] !== 1 || end <= afterFirst) {
			continue;
		}
		const weight = pathWeights[end]! + weights[node]!;
		if (weight > best || (weight === best && end < bestEnd)) {
			best = weight;
			bestEnd = end;
			pathWeights[i] = weight;
			ends[i] = end;
			numbers[i] = firstUserWord + node;
		}
	}
}
