import { readNumbered } from "./case-number.ts";
import { readDashedDate, readMonthDate, readYearDate } from "./dates.ts";
import { type Entity, EntityReading, isOneOf } from "./entity.ts";
import {
	readBlocks,
	readCoins,
	readCurrency,
	readSigned,
	readYuan,
} from "./money.ts";
import { NUMERAL_UNITS } from "./numeral-units.ts";
import {
	readAge,
	readDayCount,
	readDays,
	readHours,
	readMinutes,
	readMonths,
	readNamedWeeks,
	readWeeks,
	readWorkdays,
	readYears,
} from "./periods.ts";

/** Reads what ends, or begins, with the unit at `at`; gives where to go on, behind `at`. */
type Reader = (reading: EntityReading, at: number) => number;

/** What is looked for where a unit stands; the place in this list is the unit's code in the table. */
const READERS: readonly (readonly [units: string, read: Reader])[] = [
	["元圆圓", readYuan],
	["块塊", readBlocks],
	["钱錢", readCoins],
	["￥¥$€£", readSigned],
	["币幣镑鎊金", readCurrency],
	["年", readYear],
	["月", readMonth],
	["日", readDays],
	["天", readDayCount],
	["工", readWorkdays],
	["岁歲", readAge],
	["周週", readWeeks],
	["星礼禮", readNamedWeeks],
	["时時", readHours],
	["钟鐘", readMinutes],
	["号號", readNumbered],
	["-/.", readDashedDate],
];
/** What stands before a unit, beside numerals: 个 and 半, and the first half of units of two characters. */
const BEFORE = " 个個箇半亿億小分周週美港欧歐日韩韓澳加英台毛角块塊民";
const UNITS: Uint8Array = readerTable();
/** Not 0 for what may stand before a unit. */
const NUMBERS: Uint8Array = numberTable();
/** Only signs of money stand before their number. */
const SIGNED = READERS.findIndex(([, read]) => read === readSigned) + 1;

/** Money, periods, dates and case numbers of a folded text, in their order. */
export function scanEntities(folded: string): readonly Entity[] {
	const reading = new EntityReading(folded);
	const { length } = folded;
	let before = 0;
	for (let i = 0; i < length; ) {
		const unit = folded.charCodeAt(i);
		const code = UNITS[unit]!;
		if (code === 0 || (NUMBERS[before] === 0 && code !== SIGNED)) {
			before = unit;
			i++;
			continue;
		}
		i = READERS[code - 1]![1](reading, i);
		before = folded.charCodeAt(i - 1);
	}
	return reading.entities;
}

function readYear(reading: EntityReading, at: number): number {
	return readYearDate(reading, at) ?? readYears(reading, at);
}

function readMonth(reading: EntityReading, at: number): number {
	const { folded } = reading;
	const measureAt = folded.charAt(at - 1) === "半" ? at - 2 : at - 1;
	return isOneOf("个個箇", folded, measureAt)
		? readMonths(reading, at)
		: readMonthDate(reading, at);
}

function readerTable(): Uint8Array {
	const table = new Uint8Array(0x1_0000);
	for (const [index, [units]] of READERS.entries()) {
		for (const unit of units) {
			table[unit.charCodeAt(0)] = index + 1;
		}
	}
	return table;
}

function numberTable(): Uint8Array {
	const table = NUMERAL_UNITS.slice();
	for (const character of BEFORE) {
		table[character.charCodeAt(0)] = 1;
	}
	return table;
}
