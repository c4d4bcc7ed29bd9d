import { linesOf } from "../analysis/list-lines.ts";
import { SearchError } from "../errors.ts";

/** Characters that look alike: each unit's look-alikes. */
export type SimilarCharacters = ReadonlyMap<number, string>;

/**
 * Reads groups of characters that look alike, one group a line; blank lines and lines that begin with # are skipped. A
 * character may stand in several groups. `name` is what errors call the list.
 * @throws SearchError `bad-list`
 */
export function parseSimilarCharacters(
	text: string,
	name: string,
): SimilarCharacters {
	const similar = new Map<number, string>();
	for (const { number, text: line } of linesOf(text)) {
		const group = line.trim();
		if (group === "" || group.startsWith("#")) {
			continue;
		}
		if (group.length < 2 || /[\s\ud800-\udfff]/.test(group)) {
			throw new SearchError(
				"bad-list",
				`${name}, line ${number + 1}: expected two or more characters without blanks, found ${JSON.stringify(line)}; write a group of look-alikes a line`,
			);
		}
		for (let i = 0; i < group.length; i++) {
			const unit = group.charCodeAt(i);
			const others = group.slice(0, i) + group.slice(i + 1);
			similar.set(unit, (similar.get(unit) ?? "") + others);
		}
	}
	return similar;
}
