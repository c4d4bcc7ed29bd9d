import { SearchError } from "../errors.ts";
import type { Rankings } from "./evaluate-queries.ts";

/**
 * Reads a TREC run: `query Q0 article rank score tag` a line. As in trec_eval, the order is that of the scores, and of equal ones
 * that of the ids from the last to the first; the rank is not looked at.
 * @throws SearchError `bad-argument` at the first line of another form, or an article that a query has twice
 */
export function parseRun(lines: readonly string[], name: string): Rankings {
	const scores = new Map<string, Map<string, number>>();
	for (const [i, text] of lines.entries()) {
		const fields = text.trim().split(/\s+/);
		const [query, , article, , digits] = fields;
		if (query === undefined || query === "") {
			continue;
		}
		const score = Number(digits);
		const hits = scores.get(query) ?? new Map<string, number>();
		const problem =
			article === undefined || fields.length !== 6 || !Number.isFinite(score)
				? `expected "query Q0 article rank score tag", found ${JSON.stringify(text.slice(0, 80))}`
				: hits.has(article)
					? `expected each article once a query, found ${JSON.stringify(article)} of ${JSON.stringify(query)} again`
					: undefined;
		if (article === undefined || problem !== undefined) {
			throw new SearchError(
				"bad-argument",
				`${name}: line ${i + 1}: ${problem}`,
			);
		}
		hits.set(article, score);
		scores.set(query, hits);
	}
	return new Map(
		[...scores].map(([query, hits]) => [
			query,
			[...hits]
				.map(([id, score]) => ({ id, score }))
				.sort((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1)),
		]),
	);
}

/**
 * A TREC run of the rankings. Scores are 32-bit floats, as trec_eval reads them, and where two of a query are equal the later is
 * written as the next smaller one, so that every reader sees our order.
 * @throws SearchError `bad-argument` where an id is empty or has white space in it, which the format cannot say
 */
export function formatRun(rankings: Rankings, tag: string): string {
	const lines: string[] = [];
	for (const [query, hits] of rankings) {
		let last = Number.POSITIVE_INFINITY;
		for (const [i, { id, score }] of hits.entries()) {
			const written = Math.min(Math.fround(score), nextSmaller(last));
			requireOneWord(query);
			requireOneWord(id);
			lines.push(`${query} Q0 ${id} ${i + 1} ${written} ${tag}\n`);
			last = written;
		}
	}
	return lines.join("");
}

/** The largest 32-bit float below one. */
function nextSmaller(value: number): number {
	if (value === Number.POSITIVE_INFINITY) {
		return value;
	}
	const float = new Float32Array([value]);
	const bits = new Int32Array(float.buffer);
	if (value === 0) {
		bits[0] = 0x80000001;
	} else {
		bits[0] = (bits[0] ?? 0) + (value > 0 ? -1 : 1);
	}
	return float[0] ?? value;
}

function requireOneWord(id: string): void {
	if (id === "" || /\s/.test(id)) {
		throw new SearchError(
			"bad-argument",
			`expected ids without white space, which alone a TREC run can name, found ${JSON.stringify(id)}; --output writes any id`,
		);
	}
}
