import { ANSWER_VERSION, type ListsReport } from "./answers.ts";
import { type ChangeOptions, changeIndex } from "./change-index.ts";

/** What the lists of an index are changed to. */
export type UpdateListsOptions = ChangeOptions;

/**
 * Changes an index to the package's lists of words and laws as they are now, and to the user's lists that are named; its own user's lists
 * stay where none are. Only articles that are cut in another way by them are cut anew; the report names them. Commits once.
 * @throws SearchError `no-index`, `locked`, `bad-list`, `other-analyzer` (more than lists has changed: rebuild), `aborted` …
 */
export async function updateLists(
	options: UpdateListsOptions,
): Promise<ListsReport> {
	const { now = () => performance.now() } = options;
	const startMs = now();
	return changeIndex(
		options,
		async (thread) => {
			const { stale, state } = await thread.call({ kind: "updateLists" });
			return {
				version: ANSWER_VERSION,
				stale,
				...state,
				elapsedMs: now() - startMs,
			};
		},
		{ isUpdateOfLists: true },
	);
}
