const DIGITS = "零一二三四五六七八九";
const UNITS: ReadonlyMap<string, number> = new Map([
	["十", 10],
	["百", 100],
	["千", 1000],
	["万", 10_000],
]);
const VARIANTS: ReadonlyMap<string, string> = new Map([
	["〇", "零"],
	["○", "零"],
	["Ｏ", "零"],
	["两", "二"],
]);

/** 1 to 9,999 as the numbers of 条 are written: 十七, 一百零一, 一千零七十九. */
export function writeNumeral(value: number): string {
	let text = "";
	let isZeroDue = false;
	for (const [unit, size] of [
		["千", 1000],
		["百", 100],
		["十", 10],
		["", 1],
	] as const) {
		const digit = Math.floor(value / size) % 10;
		if (digit === 0) {
			isZeroDue = text !== "";
			continue;
		}
		if (isZeroDue) text += "零";
		isZeroDue = false;
		const isBareTen = size === 10 && digit === 1 && text === "";
		text += isBareTen ? unit : DIGITS.charAt(digit) + unit;
	}
	return text;
}

/** The value of a numeral up to 99,999,999 in Chinese, ASCII or full-width digits; nothing where it is none. */
export function parseNumeral(text: string): number | undefined {
	const plain = text.replace(/[０-９]/g, (digit) =>
		String.fromCharCode(digit.charCodeAt(0) - 0xfee0),
	);
	if (/^\d{1,8}$/.test(plain)) return Number(plain);
	if (text === "" || text.length > 16) return undefined;
	let total = 0;
	let section = 0;
	let digit: number | undefined;
	for (const character of plain) {
		const value = DIGITS.indexOf(VARIANTS.get(character) ?? character);
		if (value >= 0) {
			digit = value;
			continue;
		}
		const unit = UNITS.get(character);
		if (unit === undefined) return undefined;
		if (unit === 10_000) {
			total = (section + (digit ?? 0)) * unit;
			section = 0;
		} else {
			section += (digit ?? 1) * unit;
		}
		digit = undefined;
	}
	return total + section + (digit ?? 0);
}
