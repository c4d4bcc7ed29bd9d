import { fold } from "../analysis/fold.ts";
import { isNumeralUnit } from "../analysis/numeral-units.ts";
import { readProvisions } from "../analysis/provision-phrase.ts";

/** A law, or a place in it, as a query names it. */
export interface NamedCitation {
	/** Without 《》. */
	readonly law: string;
	/** 第一千零七十九条, 第一百三十三条之一 */
	readonly number?: string;
	/** 第二款第三项 */
	readonly part?: string;
}

const LONGEST_CITATION = 120;
/** A value that names more places is taken as text. */
const MOST_PLACES = 100;
const MARKS = /[《》〈〉<>\s]/g;
/** What a sentence leaves behind a citation. */
const TRAILING = /[,;、。]+$/;
const ORDINAL = "第";
/** 条, 款 and 项 of a path, in which each may be left out. */
const ENDING = /[条款项]$/;

/**
 * 民法典, 民法典/1079, 民法典/1079/2 (款), 民法典/1079/2/1 (项), or as in life: 《民法典》第一千零七十九条第二款. Several where a list is
 * named. Undefined where it names none.
 */
export function readCitations(
	value: string,
): readonly NamedCitation[] | undefined {
	if (value.length > LONGEST_CITATION) {
		return undefined;
	}
	const folded = fold(value).replace(TRAILING, "");
	const [law = "", ...path] = folded.split("/");
	const start = law === folded ? provisionAt(folded) : law.length;
	const name = folded.slice(0, start).replace(MARKS, "");
	if (name === "") {
		return undefined;
	}
	if (start === folded.length) {
		return [{ law: name }];
	}
	const written = law === folded ? folded.slice(start) : writtenPath(path);
	const places = written === undefined ? undefined : placesIn(written);
	return places?.map((place) => ({ law: name, ...place }));
}

/** Whether a word is a 条 without its law: 第1079条. */
export function isProvision(word: string): boolean {
	const folded = fold(word.slice(0, LONGEST_CITATION));
	return readProvisions(folded, 0) !== undefined;
}

/** Where the 条 behind a law's name begin; the end where there are none. */
function provisionAt(folded: string): number {
	for (let at = 1; at < folded.length; at++) {
		const isNumeral = isNumeralUnit(folded.charCodeAt(at));
		const isFirst = isNumeral && !isNumeralUnit(folded.charCodeAt(at - 1));
		const mayBegin = isFirst || folded.charAt(at) === ORDINAL;
		if (mayBegin && readProvisions(folded, at) !== undefined) {
			return at;
		}
	}
	return folded.length;
}

/** 1079/2/1 as 第1079条第2款第1项; 133-1 is 第133-1条, and 133之1 第133条之1. */
function writtenPath(path: readonly string[]): string | undefined {
	const [first = "", ...parts] = path;
	if (first.includes("条")) {
		return parts.length === 0 ? first : undefined;
	}
	const [value, suffix] = first.split("之");
	const written = [
		`${ordinal(value ?? "")}条${suffix === undefined ? "" : `之${suffix}`}`,
		...parts.map(
			(part, i) => `${ordinal(part.replace(ENDING, ""))}${"款项"[i]}`,
		),
	];
	return parts.length > 2 ? undefined : written.join("");
}

function ordinal(number: string): string {
	return number.startsWith(ORDINAL) ? number : ORDINAL + number;
}

/** All places that a text names which holds nothing else. */
function placesIn(
	written: string,
): { readonly number: string; readonly part?: string }[] | undefined {
	const phrase = readProvisions(written, 0);
	if (phrase === undefined || phrase.end !== written.length) {
		return undefined;
	}
	const places = phrase.provisions.flatMap(({ number, parts }) => {
		// 第二款 is named on the way to 第二款第三项.
		const last = parts.filter(
			(part, i) => parts[i + 1]?.startsWith(part) !== true,
		);
		return last.length === 0
			? [{ number }]
			: last.map((part) => ({ number, part }));
	});
	return places.length > MOST_PLACES ? undefined : places;
}
