import { fold } from "../analysis/fold.ts";

/** What stands between the names of several authors; a blank does beside a Chinese name, but not in John Smith. */
const BETWEEN_NAMES =
	/[,、;/|&]|(?<=\p{Script=Han})\s+|\s+(?=\p{Script=Han})/gu;

/** The names of the authors, as they are written, without white space at their ends; each once. */
export function authorNames(author: string): readonly string[] {
	const names = new Set<string>();
	let start = 0;
	const add = (end: number) => {
		const name = author.slice(start, end).trim();
		if (name !== "") {
			names.add(name);
		}
	};
	// Folding moves nothing, so that a place of the folded text is one of the text.
	for (const { index, 0: sign } of fold(author).matchAll(BETWEEN_NAMES)) {
		add(index);
		start = index + sign.length;
	}
	add(author.length);
	return [...names];
}
