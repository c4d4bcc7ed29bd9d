import { stringOfUnits } from "../bytes/units.ts";
import { COMPATIBLE_FORMS } from "./compatible-forms.ts";
import { SIMPLIFIED_CHARACTERS } from "./simplified-characters.ts";
import { VARIANT_SIGNS } from "./variant-signs.ts";

/*
 * Folding maps each UTF-16 unit to one unit, so that a range of the folded text is the same range of the source: letters to lower
 * case, traditional characters to simplified ones, full-width and other compatible forms, signs and digits to the usual one.
 *
 * It looks at one unit alone, so that what stands in a text stands in the folded text too, wherever it is cut. That is why
 * characters of the standard table stay even where a traditional text means another one (乾燥, 徵收, 關於), why a character whose
 * simplified form takes two units stays (鱀), and why no phrases are known.
 */

const CASE_BIT = 0x20;

/** For each unit, the bits in which its folded form differs: 0 stays, and nothing needs to be filled in for it. */
let differences: Uint16Array | undefined;

function makeDifferences(): Uint16Array {
	const table = new Uint16Array(0x1_0000);
	for (let unit = 0x41; unit <= 0x5a; unit++) {
		table[unit] = CASE_BIT;
	}
	for (const rows of [COMPATIBLE_FORMS, SIMPLIFIED_CHARACTERS]) {
		for (const pairs of rows) {
			for (let i = 0; i < pairs.length; i += 2) {
				const unit = pairs.charCodeAt(i);
				table[unit] = unit ^ pairs.charCodeAt(i + 1);
			}
		}
	}
	for (const [sign, forms] of VARIANT_SIGNS) {
		for (let i = 0; i < forms.length; i++) {
			const unit = forms.charCodeAt(i);
			table[unit] = unit ^ sign.charCodeAt(0);
		}
	}
	return table;
}

/** The folded text; as long as `text`, unit for unit, and `text` itself where nothing changes. */
export function fold(text: string): string {
	const { length } = text;
	let at = plainLength(text);
	if (at === length) {
		return text;
	}
	differences ??= makeDifferences();
	const table = differences;
	while (at < length && table[text.charCodeAt(at)] === 0) {
		at++;
	}
	if (at === length) {
		return text;
	}
	const units = new Uint16Array(length);
	for (let i = 0; i < length; i++) {
		const unit = text.charCodeAt(i);
		units[i] = unit ^ table[unit]!;
	}
	return stringOfUnits(units);
}

/** How far a text is ASCII without capital letters: many are as a whole, and need no table. */
function plainLength(text: string): number {
	let at = 0;
	while (at < text.length) {
		const unit = text.charCodeAt(at);
		if (unit >= 0x80 || (unit >= 0x41 && unit <= 0x5a)) {
			break;
		}
		at++;
	}
	return at;
}
