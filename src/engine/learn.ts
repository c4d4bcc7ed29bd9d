import type { LoggedQuestion } from "../backend/embedded/embedded-index.ts";
import { ANSWER_VERSION, type LearnReport } from "./answers.ts";
import { type ChangeOptions, changeIndex } from "./change-index.ts";
import { checkQuestions } from "./parse-log.ts";

/** What an index learns. */
export interface LearnOptions extends ChangeOptions {
	/** Questions and the articles that answered them; none where the log is to be forgotten. */
	readonly questions: readonly LoggedQuestion[];
	/** To what the log has, not in place of it. */
	readonly adds?: boolean;
}

/**
 * Takes a log of questions and the articles that answered them into an index, and commits once: what was asked before then helps to rank what is asked. The log stays
 * through every later indexing, a rebuild too; articles that are not there yet count as soon as they are.
 * @throws SearchError `no-index`, `locked`, `bad-argument`, `corrupt`, `aborted` …
 */
export async function learn(options: LearnOptions): Promise<LearnReport> {
	const { questions, adds = false, now = () => performance.now() } = options;
	const startMs = now();
	checkQuestions(questions);
	return changeIndex(options, async (thread) => {
		const learnt = await thread.call({ kind: "learn", questions, adds });
		const { restored: _, ...state } = await thread.call({ kind: "commit" });
		return {
			version: ANSWER_VERSION,
			...learnt,
			...state,
			elapsedMs: now() - startMs,
		};
	});
}
