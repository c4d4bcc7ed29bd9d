import { eastAsianWidth } from "get-east-asian-width";

const ZERO_WIDTH_JOINER = 0x200d;
const EMOJI_STYLE = 0xfe0f;
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}\p{Emoji_Modifier}]$/u;

/** A character and the columns it adds to what stands before it. */
export interface Placed {
	readonly code: number;
	readonly width: number;
}

export const NOTHING_BEFORE: Placed = { code: 0, width: 0 };

/** Columns of a terminal that `text` takes: two for a Chinese character or an emoji, none for a combining mark. */
export function displayWidth(text: string): number {
	let total = 0;
	let previous = NOTHING_BEFORE;
	for (const character of text) {
		previous = place(character, previous);
		total += previous.width;
	}
	return total;
}

export function place(character: string, previous: Placed): Placed {
	const code = character.codePointAt(0) as number;
	return { code, width: widthOf(code, character, previous) };
}

function widthOf(code: number, character: string, previous: Placed): number {
	if (code >= 0x20 && code < 0x7f) {
		return 1;
	}
	if (code >= 0x4e00 && code < 0xa000) {
		return 2;
	}
	if (code === EMOJI_STYLE) {
		return previous.width === 1 ? 1 : 0;
	}
	if (previous.code === ZERO_WIDTH_JOINER || NO_WIDTH.test(character)) {
		return 0;
	}
	return eastAsianWidth(code);
}

/** `text` with as many spaces behind it as fill `columns`. */
export function padEnd(text: string, columns: number): string {
	return text + " ".repeat(Math.max(0, columns - displayWidth(text)));
}

/** `text` with as many spaces before it as fill `columns`. */
export function padStart(text: string, columns: number): string {
	return " ".repeat(Math.max(0, columns - displayWidth(text))) + text;
}
