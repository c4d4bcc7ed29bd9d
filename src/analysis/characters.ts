import type { TokenColumns } from "./token-columns.ts";
import { UNIT_IGNORED, UNIT_SPACE, unitClass } from "./unit-classes.ts";

/** The code of a run of white space in the character layer, and its term. */
export const SPACE = 0x20;

/** Fills `tokens` with every code point of a folded text that is not white space, and one space for each run of it between two others. */
export function cutCharacters(folded: string, tokens: TokenColumns): void {
	tokens.clear();
	tokens.reserve(folded.length);
	const { starts, ends, positions, codes } = tokens;
	let count = 0;
	let spaceStart = -1;
	for (let i = 0; i < folded.length; ) {
		const unit = folded.charCodeAt(i);
		const kind = unitClass(unit);
		if (kind === UNIT_IGNORED) {
			i++;
			continue;
		}
		if (kind === UNIT_SPACE) {
			spaceStart = spaceStart < 0 ? i : spaceStart;
			i++;
			continue;
		}
		if (spaceStart >= 0 && count > 0) {
			starts[count] = spaceStart;
			ends[count] = i;
			positions[count] = count;
			codes[count] = SPACE;
			count++;
		}
		spaceStart = -1;
		const isAstral = unit >= 0xd800 && unit <= 0xdbff;
		const code = isAstral ? folded.codePointAt(i)! : unit;
		const end = i + (code > 0xffff ? 2 : 1);
		starts[count] = i;
		ends[count] = end;
		positions[count] = count;
		codes[count] = code;
		count++;
		i = end;
	}
	tokens.count = count;
	tokens.places = count;
}
