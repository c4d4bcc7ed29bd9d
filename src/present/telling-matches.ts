import type { Match } from "./snippet.ts";

/** How far before the end of a sentence its question mark may stand: closing quotes and line ends follow it. */
const ENDING = 40;
const ASKS = /[?？][\s”’」』）】》)\]"]*$/;

/**
 * The matches by which a passage is chosen.
 * Sentences that ask hold the question's words and not its answer, so what stands in them is left out, unless there is nothing else.
 * @param sentences the cut points of `body`
 */
export function tellingMatches(
	body: string,
	sentences: readonly number[],
	matches: readonly Match[],
): readonly Match[] {
	const answering: Match[] = [];
	let next = 0;
	for (let i = 0; i + 1 < sentences.length; i++) {
		const start = sentences[i] as number;
		const end = sentences[i + 1] as number;
		const isAsking = ASKS.test(body.slice(Math.max(start, end - ENDING), end));
		let match = matches[next];
		while (match !== undefined && match.start < end) {
			if (!isAsking) {
				answering.push(match);
			}
			match = matches[++next];
		}
	}
	return answering.length === 0 ? matches : answering;
}
