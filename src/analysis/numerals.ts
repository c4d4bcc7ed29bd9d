import {
	ARABIC,
	CHINESE,
	KIND_MASK,
	NUMERAL_UNITS,
	SCALE,
	TENS,
	VALUE_MASK,
} from "./numeral-units.ts";

/** The least number that `formatNumeral` and `parseNumeral` no longer know: 一亿. */
export const NUMERAL_LIMIT = 100_000_000;

const DIGITS = "零一二三四五六七八九";
/** By the power of ten. */
const SCALES = ["", "十", "百", "千"];
const TEN = 10;
const THOUSAND = 1000;
const TEN_THOUSAND = 10_000;
const TEN_THOUSAND_POWER = 4;

/** The longest numeral there is: 九千九百九十九万九千九百九十九 has 15 characters; more are 零 that could be left out. */
export const LONGEST_NUMERAL = 24;

/** 0 … 99,999,999 as statutes write it: 零, 十, 一百一十, 一千零七十九, 二十万零三十. @throws RangeError for any other number */
export function formatNumeral(value: number): string {
	if (!Number.isInteger(value) || value < 0 || value >= NUMERAL_LIMIT) {
		throw new RangeError(`no whole number from 0 to 99999999: ${value}`);
	}
	if (value === 0) {
		return DIGITS.charAt(0);
	}
	const upper = Math.floor(value / TEN_THOUSAND);
	const lower = value % TEN_THOUSAND;
	if (upper === 0) {
		return formatSection(lower, true);
	}
	const zero = lower > 0 && lower < THOUSAND ? DIGITS.charAt(0) : "";
	const rest = lower === 0 ? "" : formatSection(lower, false);
	return `${formatSection(upper, true)}万${zero}${rest}`;
}

/** 1 to 9,999. Only at the beginning is 10 十 and not 一十. */
function formatSection(section: number, isFirst: boolean): string {
	let text = "";
	let isZeroDue = false;
	for (let power = 3, size = THOUSAND; power >= 0; power--, size /= TEN) {
		const digit = Math.floor(section / size) % TEN;
		if (digit === 0) {
			isZeroDue = text !== "";
			continue;
		}
		if (isZeroDue) {
			text += DIGITS.charAt(0);
			isZeroDue = false;
		}
		const isBareTen = isFirst && size === TEN && digit === 1 && text === "";
		text += isBareTen ? "" : DIGITS.charAt(digit);
		text += SCALES[power];
	}
	return text;
}

/**
 * The value of a numeral, 0 to 99,999,999: in ASCII or full-width digits (1079), in Chinese with units (一千零七十九, 十, 一十, 廿三,
 * 两万, 三千五 for 3500), in Chinese digits alone (二〇二一), or mixed (2万). Undefined for what is none.
 */
export function parseNumeral(text: string): number | undefined {
	return numeralBetween(text, 0, text.length);
}

/** The same for a part of a text. */
export function numeralBetween(
	text: string,
	start: number,
	end: number,
): number | undefined {
	if (start >= end || end - start > LONGEST_NUMERAL) {
		return undefined;
	}
	const reading = new Reading();
	for (let i = start; i < end; i++) {
		if (!reading.take(NUMERAL_UNITS[text.charCodeAt(i)]!)) {
			return undefined;
		}
	}
	return reading.value();
}

/** A numeral as it is read, character by character. */
class Reading {
	/** What stands before 万, once 万 was read. */
	#upper: number | undefined;
	/** What the units read since 万 add up to. */
	#section = 0;
	/** The digits that wait for their unit. */
	#digits = 0;
	#digitCount = 0;
	#isArabic = false;
	/** The unit read last; what comes next must be less. */
	#lastUnit = NUMERAL_LIMIT;
	#hasUnit = false;
	/** Whether 零 came since the last unit. */
	#hasZero = false;

	/** Takes what `NUMERAL_UNITS` says of the next unit; false where no numeral goes on so. */
	take(unit: number): boolean {
		const value = unit & VALUE_MASK;
		switch (unit & KIND_MASK) {
			case ARABIC:
				return this.#takeDigit(value, true);
			case CHINESE:
				return this.#takeDigit(value, false);
			case TENS:
				return this.#digitCount === 0 && this.#takeUnit(TEN, value);
			case SCALE:
				return value === TEN_THOUSAND_POWER
					? this.#takeTenThousand()
					: this.#takeUnit(10 ** value, undefined);
			default:
				return false;
		}
	}

	value(): number | undefined {
		const isZeroLast = this.#hasZero && this.#digitCount === 0;
		if (isZeroLast || this.#digits >= this.#lastUnit) {
			return undefined;
		}
		// 三千五 is 3500; 三千零五, 三十五 and 2万3000 are what they say.
		const isShort =
			this.#digitCount === 1 && this.#lastUnit > TEN && !this.#hasZero;
		const scale = isShort && this.#hasUnit ? this.#lastUnit / TEN : 1;
		const value =
			(this.#upper ?? 0) * TEN_THOUSAND + this.#section + this.#digits * scale;
		return value < NUMERAL_LIMIT ? value : undefined;
	}

	#takeDigit(digit: number, isArabic: boolean): boolean {
		if (this.#digitCount > 0 && this.#isArabic !== isArabic) {
			return false;
		}
		this.#isArabic = isArabic;
		if (this.#hasUnit && !isArabic) {
			// Behind a unit there is at most one 零 and one digit.
			if (digit === 0) {
				const isFirst = this.#digitCount === 0 && !this.#hasZero;
				this.#hasZero = true;
				return isFirst;
			}
			this.#digits = digit;
			this.#digitCount++;
			return this.#digitCount === 1;
		}
		this.#digits = this.#digits * TEN + digit;
		this.#digitCount++;
		return true;
	}

	#takeUnit(size: number, digit: number | undefined): boolean {
		if (size >= this.#lastUnit || (this.#digitCount > 1 && !this.#isArabic)) {
			return false;
		}
		// Only 十 stands without a digit before it: 十七, 一百零十 and 一百十七.
		if (digit === undefined && this.#digitCount === 0 && size !== TEN) {
			return false;
		}
		const count = digit ?? (this.#digitCount === 0 ? 1 : this.#digits);
		if (count === 0 || count * size >= this.#lastUnit) {
			return false;
		}
		this.#section += count * size;
		this.#afterUnit(size);
		return true;
	}

	#takeTenThousand(): boolean {
		const isZeroLast = this.#hasZero && this.#digitCount === 0;
		// 一千二万 lacks its 零.
		const isGapped =
			this.#digitCount > 0 &&
			this.#hasUnit &&
			this.#lastUnit > TEN &&
			!this.#hasZero;
		if (
			this.#upper !== undefined ||
			isZeroLast ||
			isGapped ||
			this.#isRoughly()
		) {
			return false;
		}
		const upper = this.#section + this.#digits;
		if (upper === 0 || upper >= TEN_THOUSAND) {
			return false;
		}
		this.#upper = upper;
		this.#section = 0;
		this.#afterUnit(TEN_THOUSAND);
		return true;
	}

	/** Whether the digits that wait say about how many: 一两万, 三五万. */
	#isRoughly(): boolean {
		return (
			!this.#isArabic && this.#digitCount === 2 && this.#digits % TEN !== 0
		);
	}

	#afterUnit(size: number): void {
		this.#lastUnit = size;
		this.#hasUnit = true;
		this.#hasZero = false;
		this.#digits = 0;
		this.#digitCount = 0;
		this.#isArabic = false;
	}
}
