import { messageOf, SourceProblem } from "./source-problem.ts";

/** The lists of articles that a JSON file may wrap. */
const LISTS = ["articles", "items", "data"] as const;

/** One record of a JSON file; `number` counts from 1 inside an array, and is missing where the file is the record. */
export interface JsonEntry {
	readonly number?: number;
	readonly value: unknown;
}

/** The records of a JSON file: an object, an array, or an object that wraps a list of them. */
export function readJsonDocument(text: string): JsonEntry[] {
	let document: unknown;
	try {
		document = JSON.parse(text);
	} catch (error) {
		throw new SourceProblem(
			"bad-json",
			`expected JSON: an object, an array of objects, or {"articles": […]}; found ${messageOf(error)}`,
			{ cause: error },
		);
	}
	const list = Array.isArray(document) ? document : listIn(document);
	if (list === undefined) return [{ value: document }];
	return list.map((value: unknown, index) => ({ number: index + 1, value }));
}

function listIn(document: unknown): unknown[] | undefined {
	if (typeof document !== "object" || document === null) return undefined;
	const fields = new Map<string, unknown>(Object.entries(document));
	for (const name of LISTS) {
		const list = fields.get(name);
		if (!Array.isArray(list)) continue;
		if (list.every((item) => typeof item === "object" && item !== null))
			return list;
	}
	return undefined;
}
