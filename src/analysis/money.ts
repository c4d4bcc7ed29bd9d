import {
	afterBlank,
	beforeBlank,
	type EntityReading,
	isOneOf,
} from "./entity.ts";
import {
	type Quantity,
	quantityAt,
	quantityBefore,
	shifted,
} from "./quantity.ts";
import {
	isFree,
	isLatin,
	isOneDigit,
	lastScale,
	rangeStart,
} from "./quantity-place.ts";

/** 元, as fasou writes every amount of it. */
const YUAN = "元";

/** What stands before 元 in the name of a currency that is not ours. */
const FOREIGN: ReadonlyMap<string, string> = new Map([
	["美", "美元"],
	["港", "港元"],
	["欧", "欧元"],
	["歐", "欧元"],
	["日", "日元"],
	["韩", "韩元"],
	["韓", "韩元"],
	["澳", "澳元"],
	["加", "加元"],
]);

/** Other names of currencies that end with the sign at which they are read. */
const NAMES: readonly (readonly [string, string])[] = [
	["英镑", "英镑"],
	["英鎊", "英镑"],
	["港币", "港元"],
	["港幣", "港元"],
	["新台币", "新台币元"],
	["新台幣", "新台币元"],
	["美金", "美元"],
];

/** What may stand before a number instead of, or beside, what stands behind it; longer ones first. */
const BEFORE: readonly (readonly [string, string])[] = [
	["人民币", YUAN],
	["人民幣", YUAN],
	["rmb¥", YUAN],
	["rmb￥", YUAN],
	["rmb", YUAN],
	["cny", YUAN],
	["￥", YUAN],
	["¥", YUAN],
	["新台币", "新台币元"],
	["新台幣", "新台币元"],
	["台币", "新台币元"],
	["港币", "港元"],
	["港幣", "港元"],
	["港元", "港元"],
	["hk$", "港元"],
	["hkd", "港元"],
	["美金", "美元"],
	["美元", "美元"],
	["us$", "美元"],
	["usd", "美元"],
	["欧元", "欧元"],
	["eur", "欧元"],
	["€", "欧元"],
	["日元", "日元"],
	["英镑", "英镑"],
	["英鎊", "英镑"],
	["£", "英镑"],
	["$", "美元"],
];
const BEHIND = ["人民币", "人民幣"];

/** What 元 begins another word with: 元旦, 元素, 三元里, 一元化, 万元户. */
const NO_MONEY_BEFORE = "旦月件素老首代年宵化制论論朝音区區桥橋里户戶";
/** What may follow an amount whose number is one Chinese digit or whose unit is 块; the end of the text may too. */
const AFTER_AMOUNT =
	" \n\t,，。.;；:：、)]】〕》”\"'?!?/-—~的了吧呢吗嗎以左右整钱錢人至到或及和与每现現硬纸紙为為作计計起不未";
/** An amount in 块 is not smaller, without 钱: 两块, 三块. */
const LEAST_BLOCKS = 10;
/** Behind an amount, unless they begin a word: 整个, 正式. */
/** Behind a number with a sign before it: what is read at 元. */
const GOES_ON = "元圆圓美港欧歐日至到-—~块塊";
const WHOLE = "整正";
const LEAST_IDEOGRAPH = 0x4e00;
const SMALL_UNITS: readonly (readonly [string, number])[] = [
	["角毛", 10],
	["分", 100],
];

/** An amount in 元 or 圆 that ends with the unit at `at`: 2万元, 人民币贰万元整, 20,000.00美元. Gives where to go on. */
export function readYuan(reading: EntityReading, at: number): number {
	const { folded } = reading;
	if (isOneOf(NO_MONEY_BEFORE, folded, at + 1)) {
		return at + 1;
	}
	const foreign = FOREIGN.get(folded.charAt(at - 1));
	const numberEnd = beforeBlank(folded, foreign === undefined ? at : at - 1);
	return readAmount(reading, {
		numberEnd,
		unitEnd: at + 1,
		currency: foreign,
	});
}

/** An amount that ends with another name of a currency: 2万港币, 500英镑; or begins with it. */
export function readCurrency(reading: EntityReading, at: number): number {
	const end = at + 1;
	const found = NAMES.find(([name]) => reading.endsWith(name, end));
	if (found !== undefined) {
		const [name, currency] = found;
		const numberEnd = beforeBlank(reading.folded, end - name.length);
		if (readAmount(reading, { numberEnd, unitEnd: end, currency }) > end) {
			return reading.floor;
		}
	}
	return reading.floor === end ? end : readSigned(reading, at);
}

/** An amount in 块, with or without 钱. */
export function readBlocks(reading: EntityReading, at: number): number {
	const { folded } = reading;
	const isSaid = isMoneyWord(folded, at + 1);
	const number = quantityBefore(folded, at, reading.floor);
	const fits =
		number !== undefined &&
		(isSaid ||
			(Number(number.value) >= LEAST_BLOCKS && isAfterAmount(folded, at + 1)));
	return fits
		? readAmount(reading, { numberEnd: at, unitEnd: at + 1 })
		: at + 1;
}

/** 五毛钱, 五分钱: at `at` is 钱. */
export function readCoins(reading: EntityReading, at: number): number {
	const { folded } = reading;
	const size = SMALL_UNITS.find(([units]) =>
		isOneOf(units, folded, at - 1),
	)?.[1];
	const number =
		size === undefined
			? undefined
			: quantityBefore(folded, at - 1, reading.floor);
	if (
		size === undefined ||
		number === undefined ||
		number.value.includes(".") ||
		!isFree(folded, number.start) ||
		folded.charAt(number.start - 1) === "块"
	) {
		return at + 1;
	}
	const value = inYuan(Number(number.value), size);
	reading.add("money", { start: number.start, end: at + 1 }, [value + YUAN]);
	return at + 1;
}

/** An amount behind the sign or 币 at `at` without 元: ￥20,000, US$500, 人民币20,000. */
export function readSigned(reading: EntityReading, at: number): number {
	const { folded } = reading;
	const numberStart = afterBlank(folded, at + 1);
	const number = quantityAt(folded, numberStart);
	const sign = number && signBefore(reading, numberStart);
	if (number === undefined || sign === undefined) {
		return at + 1;
	}
	const goesOn = isOneOf(GOES_ON, folded, afterBlank(folded, number.end));
	if (goesOn || !isAfterAmount(folded, number.end)) {
		return at + 1;
	}
	const range = { start: sign.start, end: number.end };
	reading.add("money", range, [number.value + sign.currency]);
	return number.end;
}

interface AmountPlace {
	readonly numberEnd: number;
	readonly unitEnd: number;
	/** 美元 where the unit says so. */
	readonly currency?: string | undefined;
}

function readAmount(
	reading: EntityReading,
	{ numberEnd, unitEnd, currency }: AmountPlace,
): number {
	const { folded, floor } = reading;
	const number = quantityBefore(folded, numberEnd, floor);
	if (number === undefined) {
		return unitEnd;
	}
	const { value, end } =
		currency === undefined
			? withCoins(folded, number.value, unitEnd)
			: { value: number.value, end: unitEnd };
	if (
		isOneDigit(folded, number) &&
		!isAfterAmount(folded, end) &&
		end === unitEnd
	) {
		return unitEnd;
	}
	const first = rangeStart(folded, number.start, floor);
	const firstStart = first?.start ?? number.start;
	const sign = signBefore(reading, firstStart);
	const said = currency ?? sign?.currency ?? YUAN;
	const start = sign?.start ?? firstStart;
	if ((sign && sign.currency !== said) || !isFree(folded, start)) {
		return unitEnd;
	}
	if (first !== undefined) {
		const range = { start, end: first.end };
		reading.add("money", range, [lowerEnd(folded, first, number) + said]);
	}
	const range = {
		start: first === undefined ? start : number.start,
		end: behindAmount(folded, end),
	};
	reading.add("money", range, [value + said]);
	return range.end;
}

/** The first number of a range, in the unit of the second where it says none: 1万 of 1至3万元. */
function lowerEnd(folded: string, first: Quantity, second: Quantity): string {
	const power = lastScale(folded, second);
	const scaled = shifted(first.value, power);
	return lastScale(folded, first) === 0 &&
		Number(scaled) <= Number(second.value)
		? scaled
		: first.value;
}

/** The currency that stands before a number, and where the amount begins with it. */
function signBefore(
	reading: EntityReading,
	numberStart: number,
): { currency: string; start: number } | undefined {
	const { folded } = reading;
	const end = beforeBlank(folded, numberStart);
	const found = BEFORE.find(([sign]) => reading.endsWith(sign, end));
	if (found === undefined) {
		return undefined;
	}
	const [sign, currency] = found;
	const start = end - sign.length;
	// Of A$ nobody knows whose it is.
	return isLatin(folded.charCodeAt(start - 1))
		? undefined
		: { currency, start };
}

/** 5角 and 3分 behind 2元. */
function withCoins(
	folded: string,
	value: string,
	at: number,
): { value: string; end: number } {
	let cents = 0;
	let end = at;
	for (const [units, size] of SMALL_UNITS) {
		const start = folded.charAt(end) === "零" ? end + 1 : end;
		const unitAt = afterDigit(folded, start);
		if (unitAt > start && isOneOf(units, folded, unitAt)) {
			const digit = Number(quantityAt(folded, start)?.value ?? 0);
			cents += digit * (100 / size);
			end = unitAt + 1;
		}
	}
	return cents === 0 || value.includes(".")
		? { value, end: at }
		: { value: value + inYuan(cents, 100).slice(1), end };
}

/** Behind the one digit at `at`; `at` where there is none. */
function afterDigit(folded: string, at: number): number {
	const number = quantityAt(folded, at);
	return number !== undefined && number.end === at + 1 ? at + 1 : at;
}

/** 0.5 of five 角, which are ten to the 元. */
function inYuan(count: number, size: number): string {
	return shifted((count / size).toFixed(2), 0);
}

/** Behind 整, 钱 and 人民币. */
function behindAmount(folded: string, at: number): number {
	let end = isMoneyWord(folded, at) ? at + 1 : at;
	const isWhole =
		end < folded.length &&
		WHOLE.includes(folded.charAt(end)) &&
		!(folded.charCodeAt(end + 1) >= LEAST_IDEOGRAPH);
	end += isWhole ? 1 : 0;
	const behind = BEHIND.find((word) => folded.startsWith(word, end));
	return end + (behind?.length ?? 0);
}

function isMoneyWord(folded: string, at: number): boolean {
	const character = folded.charAt(at);
	return character === "钱" || character === "錢";
}

function isAfterAmount(folded: string, at: number): boolean {
	return at >= folded.length || AFTER_AMOUNT.includes(folded.charAt(at));
}
