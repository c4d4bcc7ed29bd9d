import { parseLinesById, parseQueryRecord } from "./records.ts";

/**
 * Reads the texts of queries by their ids: JSONL of `{"id", "query"}`, or an id, a tab and the text a line.
 * @throws SearchError `bad-argument` at the first line of another form, or an id that comes again
 */
export function parseQueryTexts(
	lines: readonly string[],
	name: string,
): ReadonlyMap<string, string> {
	const parsed = parseLinesById(lines, name, parseLine);
	return new Map([...parsed].map(([id, { query }]) => [id, query]));
}

function parseLine(line: string): { id: string; query: string } | string {
	const found = `found ${JSON.stringify(line.slice(0, 80))}`;
	if (!line.trimStart().startsWith("{")) {
		const tab = line.indexOf("\t");
		const id = line.slice(0, Math.max(0, tab)).trim();
		const query = line.slice(tab + 1).trim();
		return id === "" || query === ""
			? `expected an id, a tab and the query, or {"id", "query"}, ${found}`
			: { id, query };
	}
	const parsed = parseQueryRecord(line);
	if (typeof parsed === "string") {
		return parsed;
	}
	const { id, record } = parsed;
	const query = record.get("query");
	return typeof query === "string" && query.trim() !== ""
		? { id, query }
		: `query: expected words, ${found}`;
}
