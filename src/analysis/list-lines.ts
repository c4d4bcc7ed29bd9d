/** A line of a list, with its number from 0. */
export interface ListLine {
	readonly number: number;
	readonly text: string;
}

/** All lines. */
export function linesOf(list: string): ListLine[] {
	return list
		.replace(/^\uFEFF/, "")
		.split(/\r\n|\r|\n/)
		.map((text, number) => ({ number, text }));
}

/**
 * The lines that have two neighbouring characters in common with the text, in order. A list has thousands of lines and a text asks
 * for a few: looking for them takes a tenth of the time of reading them all.
 */
export function linesNear(list: string, text: string): ListLine[] {
	const starts = new Set<number>();
	for (const pair of pairsOf(text)) {
		for (let at = list.indexOf(pair); at >= 0; ) {
			starts.add(list.lastIndexOf("\n", at) + 1);
			const end = list.indexOf("\n", at);
			at = end < 0 ? -1 : list.indexOf(pair, end);
		}
	}
	return numbered(
		list,
		[...starts].sort((a, b) => a - b),
	);
}

/** The lines that start with a sign, in order. */
export function linesStartingWith(list: string, sign: string): ListLine[] {
	const starts = list.startsWith(sign) ? [0] : [];
	for (let at = list.indexOf(`\n${sign}`); at >= 0; ) {
		starts.push(at + 1);
		at = list.indexOf(`\n${sign}`, at + 1);
	}
	return numbered(list, starts);
}

function pairsOf(text: string): Set<string> {
	const pairs = new Set<string>();
	for (let i = 0; i + 2 <= text.length; i++) {
		const pair = text.slice(i, i + 2);
		if (pair.trim().length === 2 && !pair.includes("\n")) {
			pairs.add(pair);
		}
	}
	return pairs;
}

function numbered(list: string, starts: readonly number[]): ListLine[] {
	let number = 0;
	let counted = 0;
	return starts.map((start) => {
		for (;;) {
			const next = list.indexOf("\n", counted);
			if (next < 0 || next >= start) {
				break;
			}
			number++;
			counted = next + 1;
		}
		const end = list.indexOf("\n", start);
		return { number, text: list.slice(start, end < 0 ? undefined : end) };
	});
}
