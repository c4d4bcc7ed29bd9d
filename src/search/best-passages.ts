import type { PostingsList } from "../index/postings.ts";
import { PartCursor } from "./phrase.ts";
import { score } from "./similarity.ts";

/** Characters from the beginning of a passage to that of the next. A passage is two such steps, so that what one cuts apart another has whole. */
const STEP = 100;
/** Characters of a passage. */
export const PASSAGE_LENGTH = 2 * STEP;

/** A document whose passages are looked at. */
export interface LongDocument {
	readonly doc: number;
	/** At least as many as its field has characters. */
	readonly length: number;
}

/** A list with positions, and the weight of a match. */
export interface PassageTerm {
	readonly list: PostingsList;
	readonly weight: number;
}

/**
 * The score of the best passage of each document: the sum of the terms' BM25 in it.
 * @param documents ascending
 * @param factor c of a passage's length (similarity.ts)
 */
export function bestPassages(
	documents: readonly LongDocument[],
	terms: readonly PassageTerm[],
	factor: number,
): Float64Array {
	/** Where the sums of a document's passages begin; those of the last end behind it. */
	const begins = new Int32Array(documents.length + 1);
	documents.forEach(({ length }, i) => {
		begins[i + 1] = begins[i]! + Math.ceil(length / STEP);
	});
	const sums = new Float64Array(begins[documents.length]!);
	for (const { list, weight } of terms) {
		const cursor = new PartCursor({ list, offset: 0 });
		documents.forEach(({ doc }, i) => {
			if (cursor.advance(doc) === doc) {
				const count = cursor.loadPlaces();
				const places = cursor.places.subarray(0, count);
				const passages = sums.subarray(begins[i], begins[i + 1]);
				addTerm(passages, places, (inPassage) =>
					score(weight, inPassage, factor),
				);
			}
		});
	}
	return Float64Array.from(documents, (_, i) =>
		sums.subarray(begins[i], begins[i + 1]).reduce((a, b) => Math.max(a, b), 0),
	);
}

/**
 * Adds to each passage what a term scores there. Passage n is the steps n and n + 1.
 * @param places where the term stands, ascending
 */
function addTerm(
	passages: Float64Array,
	places: Int32Array,
	scoreOf: (inPassage: number) => number,
): void {
	let stepBefore = -1;
	let inStepBefore = 0;
	for (let at = 0; at < places.length; ) {
		const step = Math.floor(places[at]! / STEP);
		const from = at;
		while (at < places.length && places[at]! < (step + 1) * STEP) {
			at++;
		}
		const inStep = at - from;
		if (step === stepBefore + 1 && step > 0) {
			passages[stepBefore]! += scoreOf(inStepBefore + inStep);
		} else {
			if (stepBefore >= 0) {
				passages[stepBefore]! += scoreOf(inStepBefore);
			}
			if (step > 0) {
				passages[step - 1]! += scoreOf(inStep);
			}
		}
		stepBefore = step;
		inStepBefore = inStep;
	}
	if (stepBefore >= 0) {
		passages[stepBefore]! += scoreOf(inStepBefore);
	}
}
