import { isNumeralUnit } from "../analysis/numeral-units.ts";
import { formatNumeral, parseNumeral } from "../analysis/numerals.ts";
import { provisionNumber } from "../analysis/provision-phrase.ts";

/** A law and the beginning of a number of one of its 条: 民法典107, 民法典第一千零七, mfd1079. */
export interface TypedProvision {
	/** What stands for the law. */
	readonly law: string;
	/** How the numbers that are meant begin, as statutes write them: 第一百零七条, 第一千零七十. */
	readonly starts: readonly string[];
	/** Whether a number is one that was begun. */
	readonly begins: (value: number) => boolean;
}

const HIGHEST = 9999;

/** @param folded what was typed, without blanks */
export function readTypedProvision(folded: string): TypedProvision | undefined {
	const isClosed = /[条條]$/.test(folded);
	const end = folded.length - (isClosed ? 1 : 0);
	let start = end;
	while (start > 0 && isNumeralUnit(folded.charCodeAt(start - 1))) {
		start--;
	}
	const numeral = folded.slice(start, end);
	const isNamed = folded.charAt(start - 1) === "第";
	const law = folded.slice(0, isNamed ? start - 1 : start);
	if (law.length < 2 || (numeral === "" && !isNamed)) {
		return undefined;
	}
	const isWritten = !/^\d+$/.test(numeral);
	if (isWritten && !isClosed) {
		return { law, starts: [`第${numeral}`], begins: () => true };
	}
	const value = parseNumeral(numeral);
	if (value === undefined || value < 1 || value > HIGHEST) {
		return undefined;
	}
	const starts = [provisionNumber(value)];
	return isClosed
		? { law, starts, begins: (number) => number === value }
		: {
				law,
				starts: [...starts, ...longerStarts(value)],
				begins: (number) => String(number).startsWith(String(value)),
			};
}

/** How the numbers begin of which only the first digits were typed: 107 → 第一千零七十, of 1070 to 1079. */
function longerStarts(value: number): string[] {
	const starts: string[] = [];
	for (let first = value * 10; first <= HIGHEST; first *= 10) {
		starts.push(`第${formatNumeral(first)}`);
	}
	return starts;
}
