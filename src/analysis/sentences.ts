const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

const enumerate = (characters: string) =>
	new Set(Array.from(characters, (character) => character.charCodeAt(0)));

/** Narrow ones end something only where no letter or digit follows: not in 20,000, 3.5 or a web address. */
const SENTENCE_ENDS = enumerate("。！？；｡…!?;.");
const CLAUSE_ENDS = enumerate("，､,");
/** What closes a quotation or a bracket belongs to what it closes. `"` may as well open one, so it is not here. */
const CLOSERS = enumerate("”’」』）】》〉〕］｝)]}");

/**
 * The cut points of `text` at 。！？；， and line ends: ascending, the first 0, the last `text.length`.
 * Clause i is `[bounds[i], bounds[i + 1])`; its punctuation, closing quotes and line end belong to it.
 */
export function clauseBounds(text: string): Int32Array {
	return cutPoints(text, true);
}

/** The cut points of `text` at 。！？； and line ends (so a heading, being a line, stands alone), in the form of `clauseBounds`. */
export function sentenceBounds(text: string): Int32Array {
	return cutPoints(text, false);
}

function cutPoints(text: string, atCommas: boolean): Int32Array {
	let bounds = new Int32Array(64);
	let count = 1;
	let at = 0;
	while (at < text.length) {
		if (!endsAt(text, at, atCommas)) {
			at++;
			continue;
		}
		at = endOfCut(text, at, atCommas);
		if (count === bounds.length) {
			const larger = new Int32Array(count * 2);
			larger.set(bounds);
			bounds = larger;
		}
		bounds[count++] = at;
	}
	if (text.length === 0 || bounds[count - 1] === text.length) {
		return bounds.slice(0, count);
	}
	const complete = new Int32Array(count + 1);
	complete.set(bounds.subarray(0, count));
	complete[count] = text.length;
	return complete;
}

/** Whether the character at `at` ends a clause (or, without commas, a sentence). */
function endsAt(text: string, at: number, atCommas: boolean): boolean {
	const code = text.charCodeAt(at);
	if (code >= 0x3400 && code < 0xff00) {
		return false;
	}
	if (code === LINE_FEED || code === CARRIAGE_RETURN) {
		return true;
	}
	if (!SENTENCE_ENDS.has(code) && !(atCommas && CLAUSE_ENDS.has(code))) {
		return false;
	}
	return code > 0x7f || !isLetterOrDigit(text.charCodeAt(at + 1));
}

/** Where the clause that ends at `at` is over: after further ends and closers, and at most one line end. */
function endOfCut(text: string, at: number, atCommas: boolean): number {
	let end = at;
	while (end < text.length && !isLineEnd(text.charCodeAt(end))) {
		if (!CLOSERS.has(text.charCodeAt(end)) && !endsAt(text, end, atCommas)) {
			return end;
		}
		end++;
	}
	if (text.charCodeAt(end) === CARRIAGE_RETURN) {
		end++;
	}
	if (text.charCodeAt(end) === LINE_FEED) {
		end++;
	}
	return end;
}

function isLineEnd(code: number): boolean {
	return code === LINE_FEED || code === CARRIAGE_RETURN;
}

function isLetterOrDigit(code: number): boolean {
	return (
		(code >= 0x30 && code <= 0x39) ||
		(code >= 0x41 && code <= 0x5a) ||
		(code >= 0x61 && code <= 0x7a)
	);
}
