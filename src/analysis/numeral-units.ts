/*
 * What a UTF-16 unit is in a numeral: a kind in the upper four bits and a value in the lower ones. 0 for what stands in no numeral.
 */

/** 0 to 9, ASCII and full-width; the value is the digit. */
export const ARABIC = 0x10;
/** 零 to 九, in the spellings of statutes, of everyday writing and of contracts; the value is the digit. */
export const CHINESE = 0x20;
/** Tens in one character: the value of 廿 is 2. */
export const TENS = 0x30;
/** 十, 百, 千 and 万; the value is the power of ten. */
export const SCALE = 0x40;
export const KIND_MASK = 0xf0;
export const VALUE_MASK = 0x0f;

const CHINESE_DIGITS = [
	"零〇○",
	"一壹",
	"二两兩贰貳",
	"三叁參",
	"四肆",
	"五伍",
	"六陆陸",
	"七柒",
	"八捌",
	"九玖",
];
const TEN_CHARACTERS = ["", "", "廿", "卅", "卌"];
const SCALES = ["", "十拾", "百佰", "千仟", "万萬"];

export const NUMERAL_UNITS: Uint8Array = numeralUnits();

function numeralUnits(): Uint8Array {
	const units = new Uint8Array(0x1_0000);
	for (let digit = 0; digit <= 9; digit++) {
		units["0".charCodeAt(0) + digit] = ARABIC + digit;
		units["０".charCodeAt(0) + digit] = ARABIC + digit;
	}
	for (const [kind, spellings] of [
		[CHINESE, CHINESE_DIGITS],
		[TENS, TEN_CHARACTERS],
		[SCALE, SCALES],
	] as const) {
		for (const [value, characters] of spellings.entries()) {
			for (const character of characters) {
				units[character.charCodeAt(0)] = kind + value;
			}
		}
	}
	return units;
}

/** Whether a numeral may have this unit in it. */
export function isNumeralUnit(unit: number): boolean {
	// Beyond the end of a text there is NaN, and no entry.
	return NUMERAL_UNITS[unit]! > 0;
}

/** Whether it is 0 to 9 of a folded text. */
export function isAsciiDigit(unit: number): boolean {
	return unit >= 0x30 && unit <= 0x39;
}
