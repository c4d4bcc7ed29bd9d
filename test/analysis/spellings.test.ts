import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatNumeral } from "../../src/analysis/numerals.ts";
import { provisionNumber } from "../../src/analysis/provision-phrase.ts";
import { entitiesOf } from "./entities-of.ts";

const RUNS = { numRuns: 1000 };
/** There are no more periods. */
const PERIOD_RUNS = { numRuns: 300 };
const HUNDRED_MILLION = 100_000_000;

/** Each spelling by itself and inside a sentence is one entity whose last term is `term`. */
function expectOne(spellings: readonly string[], term: string): void {
	for (const spelling of spellings) {
		for (const [before, behind] of [
			["", ""],
			["应当支付", "，否则"],
		] as const) {
			const text = before + spelling + behind;
			const entities = entitiesOf(text).filter(({ kind }) => kind !== "law");
			expect(entities, text).toHaveLength(1);
			const [entity] = entities;
			expect(entity?.terms.at(-1), text).toBe(term);
			expect(text.slice(entity?.start, entity?.end), text).toBe(spelling);
		}
	}
}

function fullWidth(text: string): string {
	return text.replace(/[\d.,]/g, (character) =>
		String.fromCharCode(character.charCodeAt(0) + 0xfee0),
	);
}

function chinese(value: number): string {
	const upper = Math.floor(value / HUNDRED_MILLION);
	const lower = value % HUNDRED_MILLION;
	if (upper === 0) {
		return formatNumeral(lower);
	}
	const zero = lower > 0 && lower < HUNDRED_MILLION / 10 ? "零" : "";
	const rest = lower === 0 ? "" : zero + formatNumeral(lower);
	return `${formatNumeral(upper)}亿${rest}`;
}

/** As in contracts: 壹贰叁. */
function formal(text: string): string {
	return text.replace(/[一二三四五六七八九十百千]/g, (character) =>
		"壹贰叁肆伍陆柒捌玖拾佰仟".charAt(
			"一二三四五六七八九十百千".indexOf(character),
		),
	);
}

/** A whole number with its point moved left. */
function shiftedLeft(value: number, places: number): string {
	const digits = String(value).padStart(places + 1, "0");
	const fraction = digits.slice(-places).replace(/0+$/, "");
	const whole = digits.slice(0, -places);
	return fraction === "" ? whole : `${whole}.${fraction}`;
}

describe("whatever the value, its spellings have one term", () => {
	test("an amount of money", () => {
		const amounts = fc.oneof(
			fc.integer({ min: 10, max: 99_999 }),
			fc.integer({ min: 10, max: 999_999 }).map((value) => value * 1000),
			fc.maxSafeInteger().map((value) => 10 + (Math.abs(value) % 1e13)),
		);
		fc.assert(
			fc.property(amounts, (value) => {
				const grouped = value.toLocaleString("en");
				expectOne(
					[
						`${value}元`,
						`${grouped}元`,
						`${grouped}.00元`,
						`${fullWidth(grouped)}元`,
						`￥${grouped}`,
						`¥${value}元`,
						`人民币${value}元整`,
						`${shiftedLeft(value, 4)}万元`,
						`${shiftedLeft(value, 8)}亿元`,
						`${chinese(value)}元`,
						`${formal(chinese(value))}圆整`,
						`${value}块钱`,
					],
					`${value}元`,
				);
			}),
			RUNS,
		);
	});

	test("a period", () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 999 }), (value) => {
				const numbers = [
					String(value),
					fullWidth(String(value)),
					formatNumeral(value),
				];
				const spelled = (unit: string) => numbers.map((text) => text + unit);
				expectOne([...spelled("日"), ...spelled("天")], `${value}日`);
				expectOne(spelled("个月"), `${value}个月`);
				expectOne(spelled("年"), `${value}年`);
				expectOne([...spelled("小时"), ...spelled("个小时")], `${value}小时`);
				expectOne(spelled("个工作日"), `${value}个工作日`);
				expectOne([...spelled("周岁"), ...spelled("岁")], `${value}周岁`);
			}),
			PERIOD_RUNS,
		);
	});

	test("a date", () => {
		const dates = fc.record({
			year: fc.integer({ min: 1900, max: 2099 }),
			month: fc.integer({ min: 1, max: 12 }),
			day: fc.integer({ min: 1, max: 28 }),
		});
		fc.assert(
			fc.property(dates, ({ year, month, day }) => {
				const two = (value: number) => String(value).padStart(2, "0");
				const digits = String(year).replace(/\d/g, (digit) =>
					"〇一二三四五六七八九".charAt(Number(digit)),
				);
				expectOne(
					[
						`${year}年${month}月${day}日`,
						fullWidth(`${year}年${month}月${day}日`),
						`${year}年${two(month)}月${two(day)}日`,
						`${digits}年${formatNumeral(month)}月${formatNumeral(day)}日`,
						`${year}-${two(month)}-${two(day)}`,
						`${year}/${month}/${day}`,
						`${year}.${month}.${day}`,
					],
					`${year}-${two(month)}-${two(day)}`,
				);
			}),
			RUNS,
		);
	});

	test("a provision", () => {
		const numbers = fc.record({
			value: fc.integer({ min: 1, max: 9999 }),
			suffix: fc.integer({ min: 0, max: 9 }),
			part: fc.integer({ min: 1, max: 20 }),
		});
		fc.assert(
			fc.property(numbers, ({ value, suffix, part }) => {
				const tail = suffix === 0 ? "" : `之${formatNumeral(suffix)}`;
				const number = provisionNumber(value, suffix);
				const law = "《某某市养犬条例》";
				expectOne(
					[
						`第${value}条${tail}`,
						`第${fullWidth(String(value))}條${tail}`,
						number,
						number.replaceAll("零", "〇"),
					],
					number,
				);
				expectOne(
					[
						`${law}${number}第${part}款`,
						`${law}第${value}条${tail}第${formatNumeral(part)}款`,
						`${law}第 ${value} 条${tail}第（${part}）款`,
					],
					`某某市养犬条例${number}第${formatNumeral(part)}款`,
				);
			}),
			RUNS,
		);
	});

	test("a case number", () => {
		const cases = fc.record({
			year: fc.integer({ min: 1990, max: 2099 }),
			number: fc.integer({ min: 1, max: 999_999 }),
			court: fc.constantFrom("湘0405", "京", "最高法", "粤1971", "浙01"),
			kind: fc.constantFrom("刑初", "民终", "行申", "执恢", "破申", "民辖终"),
		});
		fc.assert(
			fc.property(cases, ({ year, number, court, kind }) => {
				const code = court + kind;
				expectOne(
					[
						...["（）", "()", "〔〕", "[]", "【】", "［］"].map(
							(marks) =>
								`${marks.charAt(0)}${year}${marks.charAt(1)}${code}${number}号`,
						),
						`（${year}）${code}字第${number}号`,
						`（${year}） ${code} ${number} 号`,
						`${year}${code}${number}号`,
					],
					`(${year})${code}${number}号`,
				);
			}),
			RUNS,
		);
	});
});
