/** White space as `\s` has it; told by numbers, because a pattern that meets a character for the first time is slow. */
export function isBlank(unit: number): boolean {
	if (unit <= 0x20) {
		return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
	}
	return (
		unit >= 0xa0 &&
		(unit === 0xa0 ||
			unit === 0x1680 ||
			(unit >= 0x2000 && unit <= 0x200a) ||
			unit === 0x2028 ||
			unit === 0x2029 ||
			unit === 0x202f ||
			unit === 0x205f ||
			unit === 0x3000 ||
			unit === 0xfeff)
	);
}

/** Zero-width and bidirectional marks that pasted text brings along before a word. */
export function isInvisible(unit: number): boolean {
	return (
		(unit >= 0x200b && unit <= 0x200f) ||
		(unit >= 0x202a && unit <= 0x202e) ||
		(unit >= 0x2060 && unit <= 0x2069)
	);
}

/** A letter or digit of any script: all but controls and the blocks of punctuation. */
export function isWordUnit(unit: number): boolean {
	if (unit < 0x80) {
		return (
			(unit >= 0x30 && unit <= 0x39) ||
			(unit >= 0x41 && unit <= 0x5a) ||
			(unit >= 0x61 && unit <= 0x7a)
		);
	}
	return !(
		unit < 0xc0 ||
		(unit >= 0x2000 && unit <= 0x206f) ||
		(unit >= 0x3000 && unit <= 0x303f) ||
		(unit >= 0xff00 && unit <= 0xff0f) ||
		(unit >= 0xff1a && unit <= 0xff20) ||
		(unit >= 0xff3b && unit <= 0xff40) ||
		(unit >= 0xff5b && unit <= 0xff65)
	);
}

export type Bracket = "open" | "close";

export function bracketAt(text: string, at: number): Bracket | undefined {
	switch (text.charAt(at)) {
		case "(":
		case "（":
			return "open";
		case ")":
		case "）":
			return "close";
		default:
			return undefined;
	}
}

export function signAt(
	text: string,
	at: number,
): "must" | "mustNot" | undefined {
	switch (text.charAt(at)) {
		case "+":
		case "＋":
			return "must";
		case "-":
		case "－":
			return "mustNot";
		default:
			return undefined;
	}
}

/** Marks behind which a field may be named without a blank: 标题:孕检假，作者:张三. */
export function isSeparator(unit: number): boolean {
	return (
		unit === 0x2c /* , */ ||
		unit === 0x3b /* ; */ ||
		unit === 0x3001 /* 、 */ ||
		unit === 0x3002 /* 。 */ ||
		unit === 0xff0c /* ， */ ||
		unit === 0xff1b /* ； */
	);
}

/** Marks that end a name, date or number where a sentence goes on: 作者:张三，2024年. */
export function isValueEnd(unit: number): boolean {
	return (
		unit === 0x3002 /* 。 */ ||
		unit === 0xff0c /* ， */ ||
		unit === 0xff1b /* ； */ ||
		unit === 0x3b /* ; */
	);
}

/** ASCII for full-width forms; upper and lower case stay. */
export function narrowed(word: string): string {
	let narrow = "";
	for (let i = 0; i < word.length; i++) {
		const unit = word.charCodeAt(i);
		narrow += String.fromCharCode(
			unit >= 0xff01 && unit <= 0xff5e ? unit - 0xfee0 : unit,
		);
	}
	return narrow;
}
