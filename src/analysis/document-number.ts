import type { EntityReading } from "./entity.ts";
import { formatNumeral } from "./numerals.ts";
import type { SerialNumbers } from "./serial-numbers.ts";
import { bracketedYearBefore, skipBack } from "./year-bracket.ts";

/** Codes of those whose documents are cited most; found though the words before them run into them. */
const CODES = [
	"法释",
	"法发",
	"法办",
	"法复",
	"法函",
	"法研",
	"法民",
	"法刑",
	"法明传",
	"法办发",
	"法",
	"高检发",
	"高检会",
	"高检研发",
	"高检发释字",
	"高检发研字",
	"高检发办字",
	"国发",
	"国函",
	"国办发",
	"国办函",
	"国发明电",
	"国办发明电",
	"中发",
	"中办发",
	"厅字",
	"公通字",
	"公复字",
	"司发通",
	"司发",
	"司规",
	"司复",
	"财税",
	"财税字",
	"财会",
	"财建",
	"财综",
	"财库",
	"财金",
	"国税发",
	"国税函",
	"税总发",
	"税总函",
	"银发",
	"银监发",
	"银保监发",
	"证监发",
	"保监发",
	"人社部发",
	"人社部函",
	"人社厅发",
	"人社厅函",
	"劳社部发",
	"劳社部函",
	"劳社厅函",
	"劳社厅发",
	"劳部发",
	"劳办发",
	"建市",
	"建房",
	"建法",
	"国土资发",
	"国土资规",
	"自然资发",
	"自然资规",
	"环发",
	"民发",
	"民函",
	"教政法",
	"国卫医发",
	"国市监法",
];
/** What may be part of a sentence before a code, and stands in none. */
const BEFORE_CODE = "以据照和与及的院将依号见为了根按在由第年月日是";
const VERBS = [
	"转发",
	"印发",
	"执行",
	"贯彻",
	"参照",
	"下发",
	"落实",
	"废止",
	"遵照",
	"详见",
	"对",
];
const CODE_LIMIT = 10;
const FIRST_IDEOGRAPH = 0x4e00;
const LAST_IDEOGRAPH = 0x9fff;
const ORDERS = ["主席令", "国务院令"];

/** 法释〔2020〕17号, 主席令第四十五号; the numbers before the 号 at `at` are read. Undefined where it is none. */
export function readDocumentNumber(
	reading: EntityReading,
	at: number,
	{ numbers, suffix, start }: SerialNumbers,
): number | undefined {
	const { folded, floor } = reading;
	const before = skipBack(folded, start);
	const orderEnd = beforeBracket(folded, before);
	const order = ORDERS.find((name) => reading.endsWith(name, orderEnd));
	const [number] = numbers;
	if (
		number === undefined ||
		number === 0 ||
		numbers.length > 1 ||
		suffix > 0
	) {
		return undefined;
	}
	if (order !== undefined) {
		const range = { start: orderEnd - order.length, end: at + 1 };
		reading.add("case-number", range, [`${order}第${formatNumeral(number)}号`]);
		return at + 1;
	}
	const year = bracketedYearBefore(folded, before, floor);
	const codeEnd = year && skipBack(folded, year.start);
	const code =
		codeEnd === undefined ? undefined : codeBefore(folded, codeEnd, floor);
	if (year === undefined || code === undefined || codeEnd === undefined) {
		return undefined;
	}
	const range = { start: codeEnd - code.length, end: at + 1 };
	reading.add("case-number", range, [`${code}[${year.year}]${number}号`]);
	return at + 1;
}

/** Before the bracket of 主席令（第四十五号）, which the entity leaves open. */
function beforeBracket(folded: string, at: number): number {
	return folded.charAt(at - 1) === "(" ? at - 1 : at;
}

/** The code of who issued a document, which ends at `end`. */
function codeBefore(
	folded: string,
	end: number,
	floor: number,
): string | undefined {
	let start = end;
	const limit = Math.max(floor, end - CODE_LIMIT - 1);
	while (start > limit) {
		const unit = folded.charCodeAt(start - 1);
		const isLetter =
			unit >= FIRST_IDEOGRAPH &&
			unit <= LAST_IDEOGRAPH &&
			!BEFORE_CODE.includes(folded.charAt(start - 1));
		if (!isLetter) {
			break;
		}
		start--;
	}
	const run = withoutVerbs(folded.slice(start, end));
	return run.length > CODE_LIMIT || (run.length < 2 && run !== "法")
		? CODES.filter((code) => run.endsWith(code))
				.sort(byLength)
				.at(-1)
		: run;
}

/** 国发 of 转发国发. */
function withoutVerbs(run: string): string {
	let rest = run;
	for (let verb: string | undefined = ""; verb !== undefined; ) {
		rest = rest.slice(verb.length);
		verb = VERBS.find((word) => rest.startsWith(word));
	}
	return rest;
}

function byLength(a: string, b: string): number {
	return a.length - b.length;
}
