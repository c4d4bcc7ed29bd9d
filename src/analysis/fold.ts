import { stringOfUnits } from "../bytes/units.ts";

/*
 * Folding maps each UTF-16 unit to one unit, so that a range of the folded text is the same range of the source:
 * full-width forms to ASCII, upper to lower case, ideographic space to space.
 */

const FULL_WIDTH_FIRST = 0xff01;
const FULL_WIDTH_LAST = 0xff5e;
const FULL_WIDTH_TO_ASCII = 0xff01 - 0x21;
const IDEOGRAPHIC_SPACE = 0x3000;

/** The folded unit of every unit below U+2000; above, only full-width forms and the ideographic space change. */
const LOWER = lowerCaseTable();

function lowerCaseTable(): Uint16Array {
	const table = new Uint16Array(0x2000);
	for (let unit = 0; unit < table.length; unit++) {
		const lower = String.fromCharCode(unit).toLowerCase();
		table[unit] = lower.length === 1 ? lower.charCodeAt(0) : unit;
	}
	return table;
}

function foldUnit(unit: number): number {
	if (unit < 0x2000) {
		return LOWER[unit]!;
	}
	if (unit === IDEOGRAPHIC_SPACE) {
		return 0x20;
	}
	if (unit >= FULL_WIDTH_FIRST && unit <= FULL_WIDTH_LAST) {
		return LOWER[unit - FULL_WIDTH_TO_ASCII]!;
	}
	return unit;
}

/** The folded text; as long as `text`, unit for unit. */
export function fold(text: string): string {
	const { length } = text;
	let i = 0;
	while (i < length) {
		const unit = text.charCodeAt(i);
		if (foldUnit(unit) !== unit) {
			break;
		}
		i++;
	}
	if (i === length) {
		return text;
	}
	const units = new Uint16Array(length);
	for (let j = 0; j < length; j++) {
		units[j] = foldUnit(text.charCodeAt(j));
	}
	return stringOfUnits(units);
}
