import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { ArticleId } from "../article.ts";
import { utf8Text } from "../bytes/units.ts";
import { padded } from "../storage/commit.ts";
import type { Directory } from "../storage/directory.ts";
import { FILE_KINDS } from "./file-kind.ts";
import type { FileEntry } from "./manifest.ts";
import { readPayload } from "./paged-file.ts";
import { writePayload } from "./payload-file.ts";

/** A question that was asked, and an article that answered it. */
export interface LoggedQuestion {
	readonly query: string;
	readonly article: ArticleId;
	/** How often; 1 by default. */
	readonly times?: number;
}

/** Each question and article once, with how often they came together, in code-unit order of article and question. */
function joinedLog(questions: Iterable<LoggedQuestion>): LoggedQuestion[] {
	const joined = new Map<string, Required<LoggedQuestion>>();
	for (const { query, article, times = 1 } of questions) {
		const key = `${article}\n${query}`;
		const before = joined.get(key)?.times ?? 0;
		joined.set(key, { query, article, times: before + times });
	}
	return [...joined]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([, question]) => question);
}

/** The log of an index that is being written. */
export class WrittenLog {
	readonly #directory: Directory;
	readonly #nextNumber: () => number;
	/** Its file; absent where there is no log. */
	entry: FileEntry | undefined;

	constructor(directory: Directory, nextNumber: () => number) {
		this.#directory = directory;
		this.#nextNumber = nextNumber;
	}

	/** @throws SearchError `corrupt`, `too-old`, `too-new`, `no-file` */
	questions(): LoggedQuestion[] {
		return this.entry === undefined
			? []
			: readQuestionLog(this.#directory, this.entry);
	}

	/** Takes questions in, in place of those it has or added to them; returns how many pairs it has then. */
	learn(questions: Iterable<LoggedQuestion>, adds: boolean): number {
		const known = adds ? this.questions() : [];
		const joined = joinedLog([...known, ...questions]);
		this.entry =
			joined.length === 0
				? undefined
				: writeQuestionLog(this.#directory, this.#nextNumber(), joined);
		return joined.length;
	}
}

function writeQuestionLog(
	directory: Directory,
	number: number,
	questions: readonly LoggedQuestion[],
): FileEntry {
	return writePayload(
		directory,
		{ kind: "log", name: `log-${padded(number)}`, number },
		deflateRawSync(Buffer.from(JSON.stringify(questions))),
	);
}

/** @throws SearchError `corrupt`, `too-old`, `too-new`, `no-file` */
export function readQuestionLog(
	directory: Directory,
	entry: FileEntry,
): LoggedQuestion[] {
	const packed = readPayload(directory, entry, FILE_KINDS.log);
	const json = utf8Text(inflateRawSync(packed));
	// What is checked by its checksum and was written by writeQuestionLog is a log.
	return JSON.parse(json) as LoggedQuestion[];
}
