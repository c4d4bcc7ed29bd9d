const DAY_MS = 86_400_000;
const WRITTEN_DAY = /^(\d{4})-(\d\d)-(\d\d)(?!\d)/;

/** A day, in days since 1970-01-01, as `YYYY-MM-DD`. */
export function writtenDay(day: number): string {
	const text = new Date(day * DAY_MS).toISOString();
	return text.slice(0, text.indexOf("T"));
}

/** The day with which a text begins, `YYYY-MM-DD`, in days since 1970-01-01; undefined where that is no day. */
export function dayOf(text: string): number | undefined {
	const [, year, month, day] = WRITTEN_DAY.exec(text) ?? [];
	if (year === undefined) {
		return undefined;
	}
	const date = new Date(0);
	date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
	return date.getUTCMonth() === Number(month) - 1
		? Math.floor(date.getTime() / DAY_MS)
		: undefined;
}
