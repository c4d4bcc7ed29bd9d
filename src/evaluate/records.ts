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
