import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	formatNumeral,
	NUMERAL_LIMIT,
	parseNumeral,
} from "../../src/analysis/numerals.ts";

describe("a number as statutes write it", () => {
	test.each([
		[0, "零"],
		[3, "三"],
		[10, "十"],
		[17, "十七"],
		[20, "二十"],
		[101, "一百零一"],
		[110, "一百一十"],
		[117, "一百一十七"],
		[1010, "一千零一十"],
		[1079, "一千零七十九"],
		[1260, "一千二百六十"],
		[10_000, "一万"],
		[10_010, "一万零一十"],
		[100_030, "十万零三十"],
		[201_000, "二十万一千"],
		[12_000_345, "一千二百万零三百四十五"],
		[99_999_999, "九千九百九十九万九千九百九十九"],
	])("%d is %s", (value, text) => {
		expect(formatNumeral(value)).toBe(text);
		expect(parseNumeral(text)).toBe(value);
	});

	test.each([-1, 1.5, NUMERAL_LIMIT, Number.NaN])(
		"there is none for %d",
		(value) => {
			expect(() => formatNumeral(value)).toThrow(RangeError);
		},
	);

	test("reads back as the number, for any number from 0 to 99,999,999", () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: NUMERAL_LIMIT - 1 }), (value) => {
				const text = formatNumeral(value);
				expect(parseNumeral(text)).toBe(value);
				expect(parseNumeral(text.replaceAll("零", "〇"))).toBe(value);
				expect(parseNumeral(text.replaceAll("二", "两"))).toBe(value);
				expect(parseNumeral(text.replace(/^十/, "一十"))).toBe(value);
				expect(parseNumeral(text.replaceAll("万", "萬"))).toBe(value);
				expect(parseNumeral(String(value))).toBe(value);
				expect(parseNumeral(fullWidth(String(value)))).toBe(value);
			}),
			{ numRuns: 20_000 },
		);
	});
});

describe("a numeral", () => {
	test.each([
		["１０７９", 1079],
		["0079", 79],
		["一十", 10],
		["一百十七", 117],
		["一千七十九", 1079],
		["廿三", 23],
		["卅", 30],
		["一百廿", 120],
		["两万", 20_000],
		["二〇二一", 2021],
		["一九九九", 1999],
		["一○七九", 1079],
		["三千五", 3500],
		["三千零五", 3005],
		["三万五", 35_000],
		["2万", 20_000],
		["二〇万", 200_000],
		["2万3000", 23_000],
		["100万", 1_000_000],
		["30万5000", 305_000],
		["壹佰贰拾万", 1_200_000],
		["叁萬伍仟", 35_000],
	])("may be written %s: %d", (text, value) => {
		expect(parseNumeral(text)).toBe(value);
	});

	test.each([
		"",
		"条",
		"一条",
		"百",
		"千零五",
		"十十",
		"一百零",
		"一百零零五",
		"一千二万",
		"一万一万",
		"万",
		"一亿",
		"100000000",
		"1一",
		"一两万",
		"三五百",
		"12百34十",
		"-1",
		"1.5",
		" 1",
		"零".repeat(100),
	])("is not %j", (text) => {
		expect(parseNumeral(text)).toBeUndefined();
	});
});

function fullWidth(digits: string): string {
	return digits.replace(/\d/g, (digit) =>
		String.fromCharCode(digit.charCodeAt(0) + 0xfee0),
	);
}
