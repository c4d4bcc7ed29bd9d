const DATE =
	/(?<!\d)(\d{4})\s*(?:-|\/|\.|年)\s*(\d{1,2})\s*(?:-|\/|\.|月)\s*(\d{1,2})\s*日?(?:(?:\s*|T)(\d{1,2})\s*[:：时]\s*(\d{1,2})(?:\s*[:：分]\s*(\d{1,2}))?)?(?!\d)/;

/**
 * The first date of a text as `YYYY-MM-DD[THH:mm:ss]`, in the digits printed there: 2026-03-01 18:01:52, 2026/3/1,
 * 2026年3月1日 18时01分. A zone is dropped. Nothing where there is none, or it is on no calendar.
 */
export function parseDate(text: string): string | undefined {
	const match = DATE.exec(text.length > 200 ? text.slice(0, 200) : text);
	if (match === null) return undefined;
	const [, year = "", month = "", day = "", hour, minute, second] = match;
	if (!isOnCalendar(Number(year), Number(month), Number(day))) return undefined;
	const two = (digits: string) => digits.padStart(2, "0");
	const date = `${year}-${two(month)}-${two(day)}`;
	if (hour === undefined || minute === undefined) return date;
	if (Number(hour) > 23 || Number(minute) > 59) return date;
	const seconds = second !== undefined && Number(second) < 60 ? second : "0";
	return `${date}T${two(hour)}:${two(minute)}:${two(seconds)}`;
}

function isOnCalendar(year: number, month: number, day: number): boolean {
	if (year < 1 || month < 1 || month > 12 || day < 1) return false;
	const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
	const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
	return day <= (days[month - 1] ?? 0);
}
