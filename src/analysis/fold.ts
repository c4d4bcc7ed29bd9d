import { stringOfUnits } from "../bytes/units.ts";

/*
 * Folding maps each UTF-16 unit to one unit, so that a range of the folded text is the same range of the source:
 * full-width forms to ASCII, upper to lower case, ideographic space to space.
 */

const FULL_WIDTH_FIRST = 0xff01;
const FULL_WIDTH_LAST = 0xff5e;
const FULL_WIDTH_TO_ASCII = 0xff01 - 0x21;
const IDEOGRAPHIC_SPACE = 0x3000;
/** Letters with case stand below, but for full-width ones and a few that no legal text has. */
const LOWER_CASE_LIMIT = 0x2000;

function foldUnit(unit: number): number {
	if (unit < 0x80) {
		return unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit;
	}
	if (unit >= FULL_WIDTH_FIRST && unit <= FULL_WIDTH_LAST) {
		return foldUnit(unit - FULL_WIDTH_TO_ASCII);
	}
	if (unit === IDEOGRAPHIC_SPACE) {
		return 0x20;
	}
	return unit < LOWER_CASE_LIMIT ? lowerUnit(unit) : unit;
}

/** A lower-case form of more than one unit would move offsets: such a letter stays. */
function lowerUnit(unit: number): number {
	const lower = String.fromCharCode(unit).toLowerCase();
	return lower.length === 1 ? lower.charCodeAt(0) : unit;
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
