import { createReadStream } from "node:fs";
import { SearchError } from "../errors.ts";

/** A line of a file, or word that it was longer than `limit` characters and is not kept. */
export type Line =
	| { readonly kind: "line"; readonly text: string; readonly number: number }
	| { readonly kind: "too-long"; readonly number: number };

/**
 * The lines of a UTF-8 file (`-` is standard input), as they come; in memory is one line at a time.
 * @throws SearchError `no-source` where it cannot be read
 */
export async function* readLines(
	path: string,
	limit: number,
): AsyncGenerator<Line> {
	const decoder = new TextDecoder();
	let number = 1;
	let rest = "";
	let isTooLong = false;
	const finish = (): Line => {
		const line: Line = isTooLong
			? { kind: "too-long", number }
			: { kind: "line", text: rest, number };
		number++;
		rest = "";
		isTooLong = false;
		return line;
	};
	const append = (part: string) => {
		isTooLong ||= rest.length + part.length > limit;
		rest = isTooLong ? "" : rest + part;
	};
	for await (const chunk of chunksOf(path)) {
		const parts = decoder.decode(chunk, { stream: true }).split("\n");
		const last = parts.pop() ?? "";
		for (const part of parts) {
			append(part);
			yield finish();
		}
		append(last);
	}
	append(decoder.decode());
	if (rest !== "" || isTooLong) {
		yield finish();
	}
}

async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
	try {
		const stream = path === "-" ? process.stdin : createReadStream(path);
		for await (const chunk of stream) {
			yield Buffer.from(chunk);
		}
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new SearchError(
			"no-source",
			`${path}: expected a readable file of questions, found: ${reason}`,
			{ cause: error },
		);
	}
}
