import { SearchError } from "../errors.ts";
import { linesNear, linesOf, linesStartingWith } from "./list-lines.ts";

/** A law as a list of laws has it. */
export interface Law {
	/** The full official name: 中华人民共和国民法典. */
	readonly name: string;
	/** Short names and what else people write, without those that follow from the full name. */
	readonly otherNames: readonly string[];
	/** Rank among laws: 法律, 行政法规, 司法解释 … */
	readonly level: string;
	/** The highest number that a 条 of the law has or had. */
	readonly provisions?: number;
	readonly ended?: LawEnd;
}

export interface LawEnd {
	/** The first day on which the law was no longer in force, `YYYY-MM-DD`. */
	readonly date: string;
	/** Full name of the law that took its place. */
	readonly successor?: string;
}

const COLUMNS_LIMIT = 4;
const NAME_LIMIT = 120;
const LEVEL = /^\[(\S+)\]$/;
const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const PROVISIONS = /^[1-9]\d{0,3}$/;

/**
 * Reads a list of laws; its form is described at the head of `lists/laws.txt`. `name` is what errors call the list; lines that have no two
 * characters in common with `near` are passed over unread.
 * @throws SearchError `bad-list` naming the list, the line, what was expected and what was found
 */
export function parseLaws(text: string, name: string, near?: string): Law[] {
	const laws: Law[] = [];
	let level: string | undefined;
	const lines =
		near === undefined
			? linesOf(text)
			: [...linesStartingWith(text, "["), ...linesNear(text, near)].sort(
					(a, b) => a.number - b.number,
				);
	for (const { number, text: whole } of lines) {
		const line = whole.trim();
		if (line === "" || line.startsWith("#")) {
			continue;
		}
		const heading = LEVEL.exec(line)?.[1];
		if (heading !== undefined) {
			level = heading;
			continue;
		}
		const problem =
			level === undefined
				? "a rank such as [法律] before the first law"
				: problemOf(columnsOf(line));
		if (problem !== undefined) {
			throw new SearchError(
				"bad-list",
				`${name}, line ${number + 1}: expected ${problem}, found ${JSON.stringify(whole)}; write "full name | other names | number of 条 | date successor"`,
			);
		}
		laws.push(lawOf(columnsOf(line), level ?? ""));
	}
	return laws;
}

function columnsOf(line: string): string[] {
	return line.split("|").map((column) => column.trim());
}

/** What was expected of a line that is not of the form. */
function problemOf(columns: readonly string[]): string | undefined {
	const [name = "", others = "", provisions = "", end = ""] = columns;
	if (columns.length > COLUMNS_LIMIT) {
		return `at most ${COLUMNS_LIMIT} columns`;
	}
	const names = [name, ...words(others)];
	if (name === "" || /\s/.test(name)) {
		return "a full name without blanks in the first column";
	}
	if (names.some((one) => one.length < 2 || one.length > NAME_LIMIT)) {
		return `names of 2 to ${NAME_LIMIT} characters`;
	}
	if (provisions !== "" && !PROVISIONS.test(provisions)) {
		return "a number of 条 from 1 to 9999, or nothing, in the third column";
	}
	const [date = "", ...successor] = words(end);
	if (end !== "" && (!DATE.test(date) || successor.length > 1)) {
		return "a day as YYYY-MM-DD and at most one name in the fourth column";
	}
	return undefined;
}

function lawOf(columns: readonly string[], level: string): Law {
	const [name = "", others = "", provisions = "", end = ""] = columns;
	const [date = "", successor] = words(end);
	return {
		name,
		otherNames: words(others),
		level,
		...(provisions !== "" && { provisions: Number(provisions) }),
		...(date !== "" && {
			ended: { date, ...(successor !== undefined && { successor }) },
		}),
	};
}

function words(column: string): string[] {
	return column === "" ? [] : column.split(/\s+/);
}

/** One law for each full name: what a later line says of a law counts, and it has the names of all its lines. */
export function mergeLaws(laws: readonly Law[]): Law[] {
	const byName = new Map<string, Law>();
	for (const law of laws) {
		const former = byName.get(law.name);
		const otherNames = new Set([
			...(former?.otherNames ?? []),
			...law.otherNames,
		]);
		byName.set(law.name, { ...former, ...law, otherNames: [...otherNames] });
	}
	return [...byName.values()];
}
