import { setImmediate } from "node:timers/promises";
import { SearchError } from "../errors.ts";
import { choosingOptions } from "./choosing.ts";
import { type Context, EXIT, type ExitCode } from "./context.ts";
import type { EngineDoor } from "./engine-door.ts";
import { type Line, readLines } from "./lines.ts";
import { jsonLine } from "./printable.ts";
import { formatCount } from "./quantities.ts";
import type { SearchFlags } from "./search-command.ts";

type Engine = Awaited<ReturnType<EngineDoor["openEngine"]>>;

/** A question file may be careless, but not a line of it endless. */
const LINE_LIMIT = 1_000_000;

type QuestionId = string | number | null;

type Question =
	| {
			readonly kind: "question";
			/** As the file has it; given back unchanged. */
			readonly id: QuestionId;
			readonly query: string;
	  }
	| { readonly kind: "bad"; readonly id: QuestionId; readonly reason: string };

/** Asks every line of a file, in order, one line of answer for one line of question; a bad line gets an `error` in its place. */
export async function runBatch(
	engine: Engine,
	flags: SearchFlags & { readonly batch: string },
	{ terminal, messages, signal }: Context,
): Promise<ExitCode> {
	// What is counted besides has no place in a line of ids and scores.
	const { facets, facetLimit, ...chosen } = choosingOptions(flags);
	let badLines = 0;
	const refuse = (line: Line, id: QuestionId, message: string) => {
		badLines++;
		return { id, line: line.number, error: { code: "bad-argument", message } };
	};
	const answer = async (line: Line) => {
		const question = readQuestion(line);
		if (question.kind === "bad") {
			return refuse(line, question.id, question.reason);
		}
		try {
			const { limit, offset, exact = false, literal = false } = flags;
			const options = {
				limit,
				offset,
				exact,
				literal,
				...chosen,
				synonyms: flags.synonyms !== false,
				signal,
			};
			const ranked = await engine.searchIds(question.query, options);
			const { total, elapsedMs, hits } = ranked;
			return { id: question.id, total, elapsedMs, hits };
		} catch (error) {
			if (error instanceof SearchError && error.code === "bad-argument") {
				return refuse(line, question.id, error.message);
			}
			throw error;
		}
	};
	for await (const line of readLines(flags.batch, LINE_LIMIT)) {
		if (line.kind === "line" && line.text.trim() === "") {
			continue;
		}
		await setImmediate(); // so that Ctrl-C is heard between two questions
		terminal.out(jsonLine(await answer(line)));
	}
	if (badLines > 0) {
		terminal.err(`${messages.badLines(formatCount(badLines))}\n`);
	}
	return EXIT.found;
}

function readQuestion(line: Line): Question {
	if (line.kind === "too-long") {
		const reason = `expected a line of at most ${LINE_LIMIT} characters, found a longer one`;
		return { kind: "bad", id: null, reason };
	}
	let value: unknown;
	try {
		value = JSON.parse(line.text);
	} catch (error) {
		const found = error instanceof Error ? error.message : String(error);
		const reason = `expected JSON like {"id": 1, "query": "工伤"}, found: ${found}`;
		return { kind: "bad", id: null, reason };
	}
	const fields =
		typeof value === "object" && value !== null
			? new Map<string, unknown>(Object.entries(value))
			: new Map<string, unknown>();
	const id = fields.get("id");
	const query = fields.get("query");
	const isId = typeof id === "string" || typeof id === "number";
	if (isId && typeof query === "string") {
		return { kind: "question", id, query };
	}
	const reason = `expected an object with an id and a query in words, found ${line.text.slice(0, 80)}`;
	return { kind: "bad", id: isId ? id : null, reason };
}
