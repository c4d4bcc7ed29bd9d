/*
 * Levels of a category as one text: 婚姻家庭/离婚. A / or \ in the name of a level has a \ before it, so that every path has one reading.
 */

const SEPARATOR = "/";
const ESCAPED = /[\\/]/g;

/** The levels, outermost first, as one text. */
export function categoryPath(levels: readonly string[]): string {
	return levels.map((level) => level.replace(ESCAPED, "\\$&")).join(SEPARATOR);
}

/** What a path asks of a category. */
export interface AskedPath {
	readonly levels: readonly string[];
	/** It begins with /: the first level is the outermost. */
	readonly isRooted: boolean;
}

export function readCategoryPath(path: string): AskedPath {
	const levels = [""];
	for (let i = 0; i < path.length; i++) {
		const character = path.charAt(i);
		if (character === SEPARATOR) {
			levels.push("");
			continue;
		}
		const isEscape = character === "\\" && /[\\/]/.test(path.charAt(i + 1));
		levels[levels.length - 1] += isEscape ? path.charAt(++i) : character;
	}
	const isRooted = levels.length > 1 && levels[0] === "";
	const named = levels.map((level) => level.trim());
	const last = named.length - Number(named.length > 1 && named.at(-1) === "");
	return { levels: named.slice(Number(isRooted), last), isRooted };
}
