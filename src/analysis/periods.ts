import type { TextRange } from "../article.ts";
import { beforeBlank, type EntityReading, isOneOf } from "./entity.ts";
import { type Quantity, quantityAt, quantityBefore } from "./quantity.ts";
import { isFree, isOneDigit, rangeStart } from "./quantity-place.ts";

/** A unit of time where it stands behind a number. */
interface Unit {
	/** Where the number ends. */
	readonly numberEnd: number;
	readonly end: number;
	/** As the canonical term has it: 个月. */
	readonly name: string;
	/** 天 and 年 of 这一天, 同一年 say when, and not how long. */
	readonly mayPoint?: boolean;
}

/** 这一天, 同一年, 另一日 */
const POINTERS = "这這那某有同每当當另头頭哪";
const MEASURES = "个個箇";
const HALF = "半";
const MONTHS_OF_YEAR = 12;
/** Greater numbers before 年 are years of an era. */
const YEARS_LIMIT = 1000;

/** 二十年代, 三年级, 一年生, 一年一度 */
const NO_YEARS_BEFORE = "代级級生度制检檢报報鉴鑑轮輪号號";
const ERAS = [
	"公元",
	"公元前",
	"民国",
	"民國",
	"光绪",
	"光緒",
	"康熙",
	"雍正",
	"乾隆",
	"昭和",
	"平成",
	"令和",
];
const NO_HALF_YEAR_BEHIND = "上下大前后後多";
const NO_HALF_YEAR_BEFORE = "度报報刊";
/** 一日游, 一日三餐 */
const NO_DAYS_BEFORE = "游遊三谈談";
/** 三天津, 九天然, 一天天 */
const NO_DAY_COUNT_BEFORE = "津然堂天空";
/** 三岁月, 一岁半 */
const NO_AGE_BEFORE = "月半";
const NO_HOURS_BEFORE = "候代";
/** 周 also begins 周围, 周某 and 周年: what else may follow it. */
const AFTER_WEEKS =
	" \n\t,，。.;；:：、)]】〕》”\"'?!-—~内內以后後前之的时時为為左未仍不至到或和及每共计計起";
const WEEKDAYS = "一二三四五六日天几幾1234567";

/** 三年, 半年, 一年半, 一年六个月; at `at` is 年, and no year of a date stands before it. */
export function readYears(reading: EntityReading, at: number): number {
	const { folded } = reading;
	const end = at + 1;
	if (isOneOf(NO_YEARS_BEFORE, folded, end)) {
		return end;
	}
	if (folded.charAt(at - 1) === HALF) {
		return readHalfYear(reading, at);
	}
	const name = "年";
	const unit = {
		numberEnd: beforeBlank(folded, at),
		end,
		name,
		mayPoint: true,
	};
	const number = numberOf(reading, unit);
	if (
		number === undefined ||
		Number(number.value) >= YEARS_LIMIT ||
		folded.startsWith("一度", end) ||
		ERAS.some((era) => folded.endsWith(era, number.start)) ||
		isYearOfDate(folded, number, end)
	) {
		return end;
	}
	const more = monthsBehind(folded, end);
	const isHalf = number.value.endsWith(".5");
	if (more === undefined && !isHalf) {
		return addMeasured(reading, unit, number);
	}
	const years = Math.floor(Number(number.value));
	const months =
		years * MONTHS_OF_YEAR + (isHalf ? 6 : 0) + (more?.months ?? 0);
	const range = { start: number.start, end: more?.end ?? end };
	reading.add("period", range, [monthsTerm(months)]);
	return range.end;
}

/** 08年 and 17年3月 are years without their century. */
function isYearOfDate(
	folded: string,
	{ start, end: numberEnd }: Quantity,
	end: number,
): boolean {
	const isShort = folded.charAt(start) === "0" && numberEnd - start > 1;
	const next = quantityAt(folded, end);
	return isShort || (next !== undefined && folded.charAt(next.end) === "月");
}

function readHalfYear(reading: EntityReading, at: number): number {
	const { folded } = reading;
	const start = at - 1;
	const isOther =
		start < reading.floor ||
		isOneOf(NO_HALF_YEAR_BEHIND, folded, start - 1) ||
		isOneOf(NO_HALF_YEAR_BEFORE, folded, at + 1);
	if (!isOther) {
		reading.add("period", { start, end: at + 1 }, [monthsTerm(6)]);
	}
	return at + 1;
}

/** 半, 六个月 or 零六个月 behind years. */
function monthsBehind(
	folded: string,
	at: number,
): { months: number; end: number } | undefined {
	if (folded.charAt(at) === HALF) {
		const isWord = isOneOf("数數价價载載夜", folded, at + 1);
		return isWord ? undefined : { months: 6, end: at + 1 };
	}
	const start = isOneOf("零又另", folded, at) ? at + 1 : at;
	const number = quantityAt(folded, start);
	if (
		number === undefined ||
		number.value.includes(".") ||
		!isOneOf(MEASURES, folded, number.end) ||
		folded.charAt(number.end + 1) !== "月"
	) {
		return undefined;
	}
	return { months: Number(number.value), end: number.end + 2 };
}

function monthsTerm(months: number): string {
	return months % MONTHS_OF_YEAR === 0
		? `${months / MONTHS_OF_YEAR}年`
		: `${months}个月`;
}

/** 三个月, 一个半月; at `at` is 月 with 个 or 半 before it. */
export function readMonths(reading: EntityReading, at: number): number {
	return readCounted(reading, { unitStart: at, end: at + 1, name: "个月" });
}

/** 30日, 三十日; at `at` is 日, and no month before the number. */
export function readDays(reading: EntityReading, at: number): number {
	const { folded } = reading;
	const end = at + 1;
	const isYen = folded.charAt(end) === "元" && folded.charAt(end + 1) !== "旦";
	return isYen || isOneOf(NO_DAYS_BEFORE, folded, end)
		? end
		: readMeasured(reading, {
				numberEnd: beforeBlank(folded, at),
				end,
				name: "日",
				mayPoint: true,
			});
}

/** 三十天 */
export function readDayCount(reading: EntityReading, at: number): number {
	const { folded } = reading;
	return isOneOf(NO_DAY_COUNT_BEFORE, folded, at + 1)
		? at + 1
		: readMeasured(reading, {
				numberEnd: beforeBlank(folded, at),
				end: at + 1,
				name: "日",
				mayPoint: true,
			});
}

/** 三个工作日; at `at` is 工. */
export function readWorkdays(reading: EntityReading, at: number): number {
	return reading.folded.startsWith("工作日", at)
		? readCounted(reading, { unitStart: at, end: at + 3, name: "个工作日" })
		: at + 1;
}

/** 十四周岁, 14岁; at `at` is 岁. */
export function readAge(reading: EntityReading, at: number): number {
	const { folded } = reading;
	if (isOneOf(NO_AGE_BEFORE, folded, at + 1)) {
		return at + 1;
	}
	const isFull = isOneOf("周週", folded, at - 1);
	return readMeasured(reading, {
		numberEnd: beforeBlank(folded, isFull ? at - 1 : at),
		end: at + 1,
		name: "周岁",
	});
}

/** 三周 */
export function readWeeks(reading: EntityReading, at: number): number {
	const { folded } = reading;
	const next = folded.charAt(at + 1);
	return next === "" || AFTER_WEEKS.includes(next)
		? readMeasured(reading, {
				numberEnd: beforeBlank(folded, at),
				end: at + 1,
				name: "周",
			})
		: at + 1;
}

/** 三个星期, 三个礼拜; at `at` is 星 or 礼. */
export function readNamedWeeks(reading: EntityReading, at: number): number {
	const { folded } = reading;
	const next = folded.charAt(at + 1);
	const isWeek = next === "期" || next === "拜";
	return isWeek && !isOneOf(WEEKDAYS, folded, at + 2)
		? readCounted(reading, { unitStart: at, end: at + 2, name: "周" })
		: at + 1;
}

/** 24小时, 半小时, 两个半小时; at `at` is 时. */
export function readHours(reading: EntityReading, at: number): number {
	const { folded } = reading;
	return folded.charAt(at - 1) === "小" &&
		!isOneOf(NO_HOURS_BEFORE, folded, at + 1)
		? readCounted(reading, { unitStart: at - 1, end: at + 1, name: "小时" })
		: at + 1;
}

/** 三十分钟; at `at` is 钟. */
export function readMinutes(reading: EntityReading, at: number): number {
	const { folded } = reading;
	return folded.charAt(at - 1) === "分"
		? readMeasured(reading, {
				numberEnd: beforeBlank(folded, at - 1),
				end: at + 1,
				name: "分钟",
			})
		: at + 1;
}

/** A unit that 个 and 半 may stand before: 三小时, 三个小时, 半个月, 一个半月. */
function readCounted(
	reading: EntityReading,
	{ unitStart, end, name }: { unitStart: number; end: number; name: string },
): number {
	const { folded, floor } = reading;
	let numberEnd = beforeBlank(folded, unitStart);
	let hasHalf = folded.charAt(numberEnd - 1) === HALF;
	numberEnd -= hasHalf ? 1 : 0;
	if (isOneOf(MEASURES, folded, numberEnd - 1)) {
		numberEnd--;
		if (!hasHalf && folded.charAt(numberEnd - 1) === HALF) {
			hasHalf = true;
			numberEnd--;
		}
	}
	numberEnd = beforeBlank(folded, numberEnd);
	if (!hasHalf) {
		return readMeasured(reading, { numberEnd, end, name });
	}
	const number = quantityBefore(folded, numberEnd, floor);
	if (number === undefined) {
		const start = folded.lastIndexOf(HALF, unitStart);
		if (start >= floor) {
			reading.add("period", { start, end }, [`0.5${name}`]);
		}
		return end;
	}
	if (!number.value.includes(".") && isFree(folded, number.start)) {
		const range = { start: number.start, end };
		reading.add("period", range, [`${number.value}.5${name}`]);
	}
	return end;
}

function readMeasured(reading: EntityReading, unit: Unit): number {
	const number = numberOf(reading, unit);
	return number === undefined ? unit.end : addMeasured(reading, unit, number);
}

function numberOf(reading: EntityReading, unit: Unit): Quantity | undefined {
	const { folded, floor } = reading;
	const number = quantityBefore(folded, unit.numberEnd, floor);
	if (number === undefined || !isFree(folded, number.start)) {
		return undefined;
	}
	const before = folded.charAt(number.start - 1);
	const isPointed =
		unit.mayPoint === true &&
		number.value === "1" &&
		isOneDigit(folded, number) &&
		isOneOf(POINTERS, folded, number.start - 1);
	return isPointed || before === "月" ? undefined : number;
}

/** Adds the period, and the one before it where both make a range: 三至五年. */
function addMeasured(
	reading: EntityReading,
	{ end, name }: Unit,
	number: Quantity,
): number {
	const { folded, floor } = reading;
	const first = rangeStart(folded, number.start, floor);
	const isRange =
		first !== undefined &&
		isFree(folded, first.start) &&
		folded.charAt(first.start - 1) !== "月" &&
		Number(first.value) < Number(number.value);
	if (isRange) {
		reading.add("period", first, [first.value + name]);
	}
	const range: TextRange = { start: number.start, end };
	reading.add("period", range, [number.value + name]);
	return end;
}
