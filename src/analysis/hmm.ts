/** Log probability of what cannot be (cppjieba's MIN_DOUBLE). */
export const IMPOSSIBLE = -3.14e100;

/** States of a character in its word, as cppjieba numbers them: begin, end, middle, single. The odd ones end a word. */
export const BEGIN = 0;
export const END = 1;
export const MIDDLE = 2;
export const SINGLE = 3;
export const STATE_COUNT = 4;

/** The hidden Markov model that joins characters into words the dictionary does not hold; all numbers are log probabilities. */
export interface HmmModel {
	/** By state. */
	readonly start: Float64Array;
	/** By state × 4 + next state. */
	readonly transitions: Float64Array;
	/** By character code × 4 + state; row 0 is for characters unknown to the model. */
	readonly emissions: Float64Array;
}

/** What may follow what; `compileDictionary` makes sure that a model allows nothing else. */
export const FOLLOWERS: readonly (readonly number[])[] = [
	[END, MIDDLE],
	[BEGIN, SINGLE],
	[END, MIDDLE],
	[BEGIN, SINGLE],
];

/**
 * The likeliest states (Viterbi) of the characters whose emission rows are `rows[from..to)`, written to `states[from..to)`.
 * Sums and comparisons go in cppjieba's order, so that equal sums fall to the same side. `states` serves as the table of paths before.
 */
export function findStates(
	model: HmmModel,
	{ rows, states }: { rows: Uint16Array; states: Uint8Array },
	from: number,
	to: number,
): void {
	const { start, transitions: t, emissions } = model;
	const beginEnd = t[1]!;
	const beginMiddle = t[2]!;
	const endBegin = t[4]!;
	const endSingle = t[7]!;
	const middleEnd = t[9]!;
	const middleMiddle = t[10]!;
	const singleBegin = t[12]!;
	const singleSingle = t[15]!;
	let row = rows[from]! * STATE_COUNT;
	let begin = start[BEGIN]! + emissions[row]!;
	let end = start[END]! + emissions[row + 1]!;
	let middle = start[MIDDLE]! + emissions[row + 2]!;
	let single = start[SINGLE]! + emissions[row + 3]!;
	for (let i = from + 1; i < to; i++) {
		row = rows[i]! * STATE_COUNT;
		// Two bits a state: the state before it on its best path; END where no path is possible.
		let path = END | (END << 2) | (END << 4) | (END << 6);
		let nextBegin = IMPOSSIBLE;
		let nextEnd = IMPOSSIBLE;
		let nextMiddle = IMPOSSIBLE;
		let nextSingle = IMPOSSIBLE;

		let emission = emissions[row]!;
		let sum = end + endBegin + emission;
		if (sum > nextBegin) {
			nextBegin = sum;
		}
		sum = single + singleBegin + emission;
		if (sum > nextBegin) {
			nextBegin = sum;
			path |= SINGLE;
		}

		emission = emissions[row + 1]!;
		sum = begin + beginEnd + emission;
		if (sum > nextEnd) {
			nextEnd = sum;
			path &= ~(3 << 2);
		}
		sum = middle + middleEnd + emission;
		if (sum > nextEnd) {
			nextEnd = sum;
			path = (path & ~(3 << 2)) | (MIDDLE << 2);
		}

		emission = emissions[row + 2]!;
		sum = begin + beginMiddle + emission;
		if (sum > nextMiddle) {
			nextMiddle = sum;
			path &= ~(3 << 4);
		}
		sum = middle + middleMiddle + emission;
		if (sum > nextMiddle) {
			nextMiddle = sum;
			path = (path & ~(3 << 4)) | (MIDDLE << 4);
		}

		emission = emissions[row + 3]!;
		sum = end + endSingle + emission;
		if (sum > nextSingle) {
			nextSingle = sum;
		}
		sum = single + singleSingle + emission;
		if (sum > nextSingle) {
			nextSingle = sum;
			path |= SINGLE << 6;
		}

		begin = nextBegin;
		end = nextEnd;
		middle = nextMiddle;
		single = nextSingle;
		states[i] = path;
	}
	let state = end >= single ? END : SINGLE;
	for (let i = to - 1; i > from; i--) {
		const path = states[i]!;
		states[i] = state;
		state = (path >> (state * 2)) & 3;
	}
	states[from] = state;
}
