import { SearchError } from "../errors.ts";

/** The fields of a line of JSONL, or why it has none. */
export function parseRecord(
	text: string,
): ReadonlyMap<string, unknown> | string {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		const found = error instanceof Error ? error.message : String(error);
		return `expected one JSON object, found: ${found}`;
	}
	return typeof value === "object" && value !== null && !Array.isArray(value)
		? new Map(Object.entries(value))
		: `expected one JSON object, found ${text.trim().slice(0, 80)}`;
}

/** The fields of a line of JSONL that is about a query, and the query's id; or why it has none. */
export function parseQueryRecord(
	text: string,
):
	| { readonly id: string; readonly record: ReadonlyMap<string, unknown> }
	| string {
	const record = parseRecord(text);
	if (typeof record === "string") {
		return record;
	}
	const id = parseQueryId(record.get("id"));
	return typeof id === "string" ? { id, record } : id.problem;
}

/**
 * The id of a query as text. A number stands for its digits, as with the ids of articles; one that JSON does not keep
 * exactly could be another's, and an empty text is no id (it must never turn into 0).
 */
export function parseQueryId(
	given: unknown,
): string | { readonly problem: string } {
	if (typeof given === "string" && given.trim() !== "") {
		return given;
	}
	if (typeof given === "number" && Number.isSafeInteger(given)) {
		return String(given);
	}
	const found = JSON.stringify(given) ?? "nothing";
	return {
		problem: `id: expected a text that is not empty, or a whole number of at most 15 digits, found ${found.slice(0, 80)}`,
	};
}

/**
 * Reads lines that each have an id of their own, by these ids, in their order; blank lines are skipped.
 * @param parse what a line says, or what is wrong with it
 * @param advice follows what is wrong
 * @throws SearchError `bad-argument` at the first line of another form, or an id that comes again
 */
export function parseLinesById<Parsed extends { readonly id: string }>(
	lines: readonly string[],
	name: string,
	parse: (line: string) => Parsed | string,
	advice = "",
): Map<string, Parsed> {
	const byId = new Map<string, Parsed>();
	for (const [i, line] of lines.entries()) {
		if (line.trim() === "") {
			continue;
		}
		const fail = (problem: string) =>
			new SearchError(
				"bad-argument",
				`${name}: line ${i + 1}: ${problem}${advice}`,
			);
		const parsed = parse(line);
		if (typeof parsed === "string") {
			throw fail(parsed);
		}
		if (byId.has(parsed.id)) {
			throw fail(
				`expected each id once, found ${JSON.stringify(parsed.id)} again`,
			);
		}
		byId.set(parsed.id, parsed);
	}
	return byId;
}
