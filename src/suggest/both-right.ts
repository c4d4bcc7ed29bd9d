import { linesOf } from "../analysis/list-lines.ts";
import { SearchError } from "../errors.ts";

/** Terms that are easily mixed up and all right, each with the others of its groups. */
export type BothRight = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Reads groups of terms apart by blanks, one group a line; blank lines and lines that begin with # are skipped.
 * `name` is what errors call the list.
 * @throws SearchError `bad-list`
 */
export function parseBothRight(text: string, name: string): BothRight {
	const groups = new Map<string, Set<string>>();
	for (const { number, text: line } of linesOf(text)) {
		const terms = line.trim().split(/\s+/);
		if (terms[0] === "" || terms[0]?.startsWith("#")) {
			continue;
		}
		if (terms.length < 2) {
			throw new SearchError(
				"bad-list",
				`${name}, line ${number + 1}: expected two or more terms apart by blanks, found ${JSON.stringify(line)}`,
			);
		}
		for (const term of terms) {
			const others = groups.get(term) ?? new Set();
			groups.set(term, others);
			for (const other of terms) {
				if (other !== term) {
					others.add(other);
				}
			}
		}
	}
	return groups;
}
