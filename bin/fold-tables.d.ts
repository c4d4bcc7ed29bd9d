export interface FoldTables {
	/** Each pair of units: a form, and what stands for it. Beyond ASCII, without `signs`; no form twice. */
	readonly compatible: string;
	/** Each pair of units: a traditional or variant character, and the simplified one. */
	readonly simplified: string;
}

/**
 * @param signs rows of a form and the forms it stands for
 * @param standard the characters that nothing changes
 */
export function foldTables(
	signs: readonly (readonly [string, string])[],
	standard: ReadonlySet<string>,
): FoldTables;

/** 通用规范汉字表 as the file under `test/golden` has it. */
export function standardCharacters(): ReadonlySet<string>;
