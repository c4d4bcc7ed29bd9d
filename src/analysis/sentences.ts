/** What ends a sentence; narrow ones only where no letter or digit follows: not in 3.5 or a web address. */
const SENTENCE_END = /[。！？；｡…]|[!?;.](?![0-9A-Za-z])/;
const CLAUSE_END = /[。！？；｡…，､]|[!?;.,](?![0-9A-Za-z])/;
/** What closes a quotation or a bracket belongs to what it closes. `"` may as well open one, so it is not here. */
const CLOSER = /[”’」』）】》〉〕］｝)\]}]/;
const LONGEST_RUN = 32;
const LINE_END = /\r\n?|\n/;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * One regular expression takes a whole ending at once (further marks, closers, at most one line end): in a process
 * that has just started it is several times faster than a loop over the characters. Its alternatives exclude each
 * other by their first character, so it never goes back; a run of marks is limited, because V8 keeps a stack for it.
 */
function endingOf({ source }: RegExp): RegExp {
	return new RegExp(
		`(?:${source})(?:${source}|${CLOSER.source}){0,${LONGEST_RUN}}(?:${LINE_END.source})?|${LINE_END.source}`,
		"g",
	);
}

const SENTENCE_ENDING = endingOf(SENTENCE_END);
const CLAUSE_ENDING = endingOf(CLAUSE_END);

/**
 * The cut points of `text` at 。！？；， and line ends: ascending, the first 0, the last `text.length`.
 * Clause i is `[bounds[i], bounds[i + 1])`; its punctuation, closing quotes and line end belong to it.
 */
export function clauseBounds(text: string): number[] {
	return cutPoints(text, CLAUSE_ENDING);
}

/** The cut points of `text` at 。！？； and line ends (so a heading, being a line, stands alone), in the form of `clauseBounds`. */
export function sentenceBounds(text: string): number[] {
	return cutPoints(text, SENTENCE_ENDING);
}

/** Whether a paragraph ends at a cut point of `text`: a line does. */
export function endsParagraph(text: string, bound: number): boolean {
	const last = text.charCodeAt(bound - 1);
	return last === LINE_FEED || last === CARRIAGE_RETURN;
}

function cutPoints(text: string, ending: RegExp): number[] {
	const bounds = [0];
	ending.lastIndex = 0;
	while (ending.test(text)) {
		bounds.push(ending.lastIndex);
	}
	if (bounds[bounds.length - 1] !== text.length) {
		bounds.push(text.length);
	}
	return bounds;
}
