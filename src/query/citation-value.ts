import { fold } from "../analysis/fold.ts";
import { isNumeralUnit } from "../analysis/numeral-units.ts";
import { parseNumeral } from "../analysis/numerals.ts";
import { readProvisions } from "../analysis/provision-phrase.ts";

/** A law, or a place in it, as a query names it. */
export interface NamedCitation {
	readonly law: string;
	/** 第一千零七十九条, 第一百三十三条之一 */
	readonly number?: string;
	readonly paragraph?: number;
	readonly item?: number;
}

const LONGEST_CITATION = 120;
/** A value that lists more 条 is taken as text. */
const MOST_PROVISIONS = 100;
const MARKS = /[《》〈〉<>\s]/g;
/** What a sentence leaves behind a citation. */
const TRAILING = /[,;、。]+$/;
const ORDINAL = "第";
const PARAGRAPH = /第?\(?([^第()款项]+)\)?款/;
const ITEM = /第?\(?([^第()款项]+)\)?项/;
const PART = /^第?\(?([^()]+?)\)?[款项]?$/;

/**
 * 民法典, 民法典/1079, 民法典/1079/2 (款), 民法典/1079/2/1 (项), or as in life: 《民法典》第一千零七十九条第二款. Several where a list of
 * 条 is named. Undefined where it names none.
 */
export function readCitations(
	value: string,
): readonly NamedCitation[] | undefined {
	if (value.length > LONGEST_CITATION) {
		return undefined;
	}
	const folded = fold(value).replace(TRAILING, "");
	const [law = "", ...path] = folded.split("/");
	const isWritten =
		path.length === 0 || (path.length === 1 && path[0]?.includes("条"));
	const citations = isWritten
		? readWritten(law + path.join(""))
		: readPath(law, path);
	return citations !== undefined &&
		citations.length <= MOST_PROVISIONS &&
		citations.every((citation) => citation.law !== "")
		? citations
		: undefined;
}

/** Whether a word is a 条 without its law: 第1079条. */
export function isProvision(word: string): boolean {
	const folded = fold(word.slice(0, LONGEST_CITATION));
	return readProvisions(folded, 0) !== undefined;
}

function readPath(
	law: string,
	parts: readonly string[],
): NamedCitation[] | undefined {
	const [written = "", paragraph, item, ...rest] = parts;
	// 1079 and 133-1 become 第1079条 and 第133-1条; 133之1 is 第133条之1.
	const [value, suffix] = written.replace(ORDINAL, "").split("之");
	const text = `${ORDINAL}${value}条${suffix === undefined ? "" : `之${suffix}`}`;
	const provisions = readProvisions(text, 0);
	const [provision] = provisions?.provisions ?? [];
	const numbers = [paragraph, item].map((part) =>
		part === undefined ? undefined : readPart(PART, part),
	);
	const isComplete =
		provisions?.end === text.length &&
		provisions.provisions.length === 1 &&
		rest.length === 0 &&
		[paragraph, item].every(
			(part, i) => part === undefined || numbers[i] !== undefined,
		);
	if (!isComplete || provision === undefined) {
		return undefined;
	}
	return [
		citation(law, provision.number, {
			paragraph: numbers[0],
			item: numbers[1],
		}),
	];
}

function readWritten(folded: string): NamedCitation[] | undefined {
	for (let at = 1; at < folded.length; at++) {
		const isNumeral = isNumeralUnit(folded.charCodeAt(at));
		if (!isNumeral && folded.charAt(at) !== ORDINAL) {
			continue;
		}
		const phrase = readProvisions(folded, at);
		if (phrase !== undefined) {
			if (phrase.end < folded.length) {
				return undefined;
			}
			const law = folded.slice(0, at);
			const written = folded.slice(at, phrase.end);
			const parts = written.slice(written.lastIndexOf("条") + 1);
			// A list of 条 with 款 in it asks for the 条.
			const place =
				phrase.provisions.length > 1
					? {}
					: {
							paragraph: readPart(PARAGRAPH, parts),
							item: readPart(ITEM, parts),
						};
			return phrase.provisions.map(({ number }) =>
				citation(law, number, place),
			);
		}
		while (isNumeralUnit(folded.charCodeAt(at + 1))) {
			at++;
		}
	}
	return [{ law: lawName(folded) }];
}

function citation(
	law: string,
	number: string,
	{
		paragraph,
		item,
	}: {
		readonly paragraph?: number | undefined;
		readonly item?: number | undefined;
	},
): NamedCitation {
	return {
		law: lawName(law),
		number,
		...(paragraph !== undefined && { paragraph }),
		...(item !== undefined && { item }),
	};
}

function lawName(written: string): string {
	return written.replace(MARKS, "");
}

function readPart(pattern: RegExp, text: string): number | undefined {
	return parseNumeral(pattern.exec(text)?.[1] ?? "");
}
