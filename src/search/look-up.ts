import type { DenseList } from "../index/dense-list.ts";
import { PostingsList } from "../index/postings.ts";
import { score } from "./similarity.ts";

/** A list of at most so many documents a candidate is gone through; in a longer one the candidates are looked up. */
const SHORT_LIST = 8;

/** The candidates that stand in one segment, by document, ascending. */
export interface CandidatePlaces {
	readonly docs: Int32Array;
	readonly candidates: Int32Array;
	readonly slots: Uint16Array;
	/** Room for the frequencies of a term in these documents. */
	readonly frequencies: Int32Array;
}

/** Where the parts of one term's score go: to `sums[offset + candidate]`, `times` over. */
export interface ScoreParts {
	readonly weight: number;
	/** By place: what the length of the candidate's field makes of a frequency. */
	readonly factors: Float32Array;
	readonly sums: Float64Array;
	readonly offset: number;
	readonly times: number;
}

/** Adds what the list's term says of each candidate that stands in it. */
export function lookUp(
	list: PostingsList | DenseList,
	places: CandidatePlaces,
	into: ScoreParts,
): void {
	const isShort = list.documents <= SHORT_LIST * places.docs.length;
	if (isShort && list instanceof PostingsList) {
		goThrough(list, places, into);
	} else {
		lookEachUp(list, places, into);
	}
}

/** Every document of a short list, whether it is a candidate. */
function goThrough(
	list: PostingsList,
	{ candidates, slots }: CandidatePlaces,
	{ weight, factors, sums, offset, times }: ScoreParts,
): void {
	list.decodeAll();
	const { docs, frequencies, documents } = list;
	for (let at = 0; at < documents; at++) {
		const slot = slots[docs[at]!]!;
		if (slot > 0) {
			const place = slot - 1;
			sums[offset + candidates[place]!]! +=
				times * score(weight, frequencies[at]!, factors[place]!);
		}
	}
}

/** Every candidate, whether it stands in a long list. */
function lookEachUp(
	list: PostingsList | DenseList,
	{ docs, candidates, frequencies }: CandidatePlaces,
	{ weight, factors, sums, offset, times }: ScoreParts,
): void {
	list.frequenciesIn(docs, frequencies);
	for (let place = 0; place < docs.length; place++) {
		const frequency = frequencies[place]!;
		if (frequency > 0) {
			sums[offset + candidates[place]!]! +=
				times * score(weight, frequency, factors[place]!);
		}
	}
}
