import type { Sounds } from "./sounds.ts";

/** Ways in which letters fall into syllables that are followed up; what was typed has hardly more than two. */
const MOST_WAYS = 8;
const LONGEST_SYLLABLE = 6;
/** Of a name with characters that are read in several ways. */
const MOST_SPELLINGS = 4;

/** Whether a text is typed with letters at least in part: ldht, laodonght, 劳动ht. */
export function hasLetters(folded: string): boolean {
	return /[a-z]/.test(folded);
}

/**
 * Whether a name begins as typed: each character by itself, by the letters of a syllable or by as many of them as were
 * typed. 劳动合同 begins as ldht, laod, 劳动ht.
 */
export function beginsAsTyped(
	name: string,
	typed: string,
	sounds: Sounds,
): boolean {
	// Where in `typed` one may be behind each character of the name.
	let places = new Set([0]);
	for (let i = 0; i < name.length && places.size > 0; i++) {
		const next = new Set<number>();
		const unit = name.charCodeAt(i);
		for (const place of places) {
			if (typed.charCodeAt(place) === unit) {
				next.add(place + 1);
			}
			for (const reading of sounds.readingsOf(unit)) {
				const spelling = sounds.spelling(reading);
				for (let length = 1; length <= spelling.length; length++) {
					if (
						typed.charCodeAt(place + length - 1) !==
						spelling.charCodeAt(length - 1)
					) {
						break;
					}
					next.add(place + length);
				}
			}
		}
		if (next.has(typed.length)) {
			return true;
		}
		places = next;
	}
	return false;
}

/** The initials of the names that a typed text may begin, each way of cutting its letters into syllables: laodonght → ldht. */
export function initialsOfTyped(folded: string, sounds: Sounds): string[] {
	const ways: string[][] = Array.from({ length: folded.length + 1 }, () => []);
	ways[0] = [""];
	for (let at = 0; at < folded.length; at++) {
		const here = (ways[at] ?? []).slice(0, MOST_WAYS);
		if (here.length === 0) {
			continue;
		}
		const lengths = isLetter(folded.charCodeAt(at))
			? syllableLengths(folded, at, sounds)
			: [1];
		const initial = initialOf(folded, at, sounds);
		for (const length of lengths) {
			const behind = ways[at + length]!;
			for (const way of here) {
				if (!behind.includes(way + initial)) {
					behind.push(way + initial);
				}
			}
		}
	}
	return (ways[folded.length] ?? []).slice(0, MOST_WAYS);
}

/** How many letters from `at` on may be one character's, the most first. */
function syllableLengths(folded: string, at: number, sounds: Sounds): number[] {
	const lengths: number[] = [];
	for (let length = LONGEST_SYLLABLE; length > 1; length--) {
		const piece = folded.slice(at, at + length);
		const isLast = at + length === folded.length;
		if (
			piece.length === length &&
			(sounds.isSyllable(piece) || (isLast && sounds.beginsSyllable(piece)))
		) {
			lengths.push(length);
		}
	}
	return [...lengths, 1];
}

function initialOf(folded: string, at: number, sounds: Sounds): string {
	const [reading] = sounds.readingsOf(folded.charCodeAt(at));
	return reading === undefined
		? folded.charAt(at)
		: sounds.spelling(reading).charAt(0);
}

/** The spelling of a whole name, or its initials, by each combination of its characters' readings, the commonest first. */
export function spellings(
	name: string,
	sounds: Sounds,
	letters: "all" | "initials",
): string[] {
	let all = [""];
	for (let i = 0; i < name.length; i++) {
		const readings = sounds.readingsOf(name.charCodeAt(i));
		const before = all;
		all = [];
		for (let k = 0; k < Math.max(1, readings.length); k++) {
			const reading = readings[k];
			const spelling =
				reading === undefined ? name.charAt(i) : sounds.spelling(reading);
			const written = letters === "all" ? spelling : spelling.charAt(0);
			for (const beginning of before) {
				const longer = beginning + written;
				if (all.length < MOST_SPELLINGS && !all.includes(longer)) {
					all.push(longer);
				}
			}
		}
	}
	return all;
}

function isLetter(unit: number): boolean {
	return unit >= 0x61 && unit <= 0x7a;
}
