/** The least number that `formatNumeral` and `parseNumeral` no longer know: 一亿. */
export const NUMERAL_LIMIT = 100_000_000;

const DIGITS = "零一二三四五六七八九";
const TEN = 10;
const HUNDRED = 100;
const THOUSAND = 1000;
const TEN_THOUSAND = 10_000;

/** Value of each digit, in the spellings of statutes, of everyday writing and of contracts. */
const DIGIT_VALUES: ReadonlyMap<string, number> = new Map(
	[
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
	].flatMap((spellings, value) =>
		[...spellings].map((spelling) => [spelling, value] as const),
	),
);

const UNIT_VALUES: ReadonlyMap<string, number> = new Map(
	(
		[
			["十拾", TEN],
			["百佰", HUNDRED],
			["千仟", THOUSAND],
			["万萬", TEN_THOUSAND],
		] as const
	).flatMap(([spellings, value]) =>
		[...spellings].map((spelling) => [spelling, value] as const),
	),
);

/** Tens in one character: 廿三 is 23. */
const TENS: ReadonlyMap<string, number> = new Map([
	["廿", 20],
	["卅", 30],
	["卌", 40],
]);

const FULL_WIDTH_ZERO = "０".charCodeAt(0);
const FULL_WIDTH_NINE = "９".charCodeAt(0);
const ASCII_ZERO = "0".charCodeAt(0);
const ASCII_NINE = "9".charCodeAt(0);

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
	for (const [unit, size] of [
		["千", THOUSAND],
		["百", HUNDRED],
		["十", TEN],
		["", 1],
	] as const) {
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
		text += isBareTen ? unit : DIGITS.charAt(digit) + unit;
	}
	return text;
}

/**
 * The value of a numeral, 0 to 99,999,999: in ASCII or full-width digits (1079), in Chinese with units (一千零七十九, 十, 一十, 廿三,
 * 两万, 三千五 for 3500), in Chinese digits alone (二〇二一), or mixed (2万). Undefined for what is none.
 */
export function parseNumeral(text: string): number | undefined {
	if (text === "" || text.length > LONGEST_NUMERAL) {
		return undefined;
	}
	const reading = new Reading();
	for (let i = 0; i < text.length; i++) {
		if (!reading.take(text.charAt(i), text.charCodeAt(i))) {
			return undefined;
		}
	}
	return reading.value();
}

/** Whether a numeral may have this character in it. */
export function isNumeralUnit(unit: number): boolean {
	if (unit < 0x80) {
		return unit >= ASCII_ZERO && unit <= ASCII_NINE;
	}
	if (unit >= FULL_WIDTH_ZERO && unit <= FULL_WIDTH_NINE) {
		return true;
	}
	const character = String.fromCharCode(unit);
	return (
		DIGIT_VALUES.has(character) ||
		UNIT_VALUES.has(character) ||
		TENS.has(character)
	);
}

function arabicDigit(unit: number): number | undefined {
	if (unit >= ASCII_ZERO && unit <= ASCII_NINE) {
		return unit - ASCII_ZERO;
	}
	if (unit >= FULL_WIDTH_ZERO && unit <= FULL_WIDTH_NINE) {
		return unit - FULL_WIDTH_ZERO;
	}
	return undefined;
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

	take(character: string, unit: number): boolean {
		const arabic = arabicDigit(unit);
		const digit = arabic ?? DIGIT_VALUES.get(character);
		if (digit !== undefined) {
			return this.#takeDigit(digit, arabic !== undefined);
		}
		const tens = TENS.get(character);
		if (tens !== undefined) {
			return this.#digitCount === 0 && this.#takeUnit(TEN, tens / TEN);
		}
		const size = UNIT_VALUES.get(character);
		if (size === TEN_THOUSAND) {
			return this.#takeTenThousand();
		}
		return size !== undefined && this.#takeUnit(size, undefined);
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
		if (this.#upper !== undefined || isZeroLast || isGapped) {
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

	#afterUnit(size: number): void {
		this.#lastUnit = size;
		this.#hasUnit = true;
		this.#hasZero = false;
		this.#digits = 0;
		this.#digitCount = 0;
		this.#isArabic = false;
	}
}
