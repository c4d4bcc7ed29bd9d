/** Control and format characters (bidirectional ones too), line and paragraph separators; not the joiners that emoji need. */
const UNPRINTABLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** What of it JSON lets through as it is, and a terminal may obey. */
const UNSAFE_IN_JSON = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

const LINE_BREAKS = /\s*[\r\n]\s*/g;

/**
 * A text that a terminal shows as it stands: nothing in it moves the cursor, colours, or turns the direction around.
 * Control characters become their pictures (␛), invisible ones vanish; line ends and tabs become spaces.
 */
export function printable(text: string): string {
	return text.replace(LINE_BREAKS, " ").replace(UNPRINTABLE, (character) => {
		const code = character.charCodeAt(0);
		if (code === 0x09) {
			return " ";
		}
		if (code < 0x20) {
			return String.fromCharCode(0x2400 + code);
		}
		return code === 0x7f ? "\u2421" : code < 0xa0 ? "\ufffd" : "";
	});
}

/** One line of JSON, in which everything that a terminal might obey is escaped. */
export function jsonLine(value: unknown): string {
	const json = JSON.stringify(value).replace(
		UNSAFE_IN_JSON,
		(character) =>
			`\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
	);
	return `${json}\n`;
}
