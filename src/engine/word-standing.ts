import type { Analyzer } from "../analysis/analyzer.ts";
import { fieldText, TEXT_FIELDS, type TextField } from "../analysis/fields.ts";
import { fold } from "../analysis/fold.ts";
import { TokenColumns } from "../analysis/token-columns.ts";
import { type Article, contains } from "../article.ts";
import type { WordStanding } from "./explanations.ts";

/** So many of the longer words that a word stands in are told. */
const MOST_INSIDE = 3;
/** Letters of text around a word that stands in no one word. */
const CONTEXT = 2;

/** Where an article has each of some words: as words of its fields, or only inside longer ones. */
export function wordStandings(
	words: readonly string[],
	article: Article,
	analyzer: Analyzer,
): WordStanding[] {
	const fields = TEXT_FIELDS.map((field) => cutField(article, field, analyzer));
	return words.map((text) => {
		const having = fields.filter(({ words: own }) => own.has(text));
		const inside =
			having.length > 0 ? [] : fields.flatMap((cut) => insideOf(text, cut));
		return {
			text,
			fields: having.map(({ field }) => field),
			...(inside.length > 0 && {
				inside: [...new Set(inside)].slice(0, MOST_INSIDE),
			}),
		};
	});
}

interface CutField {
	readonly field: TextField;
	readonly folded: string;
	/** Those inside others too. */
	readonly words: ReadonlySet<string>;
	readonly whole: readonly { readonly start: number; readonly end: number }[];
}

function cutField(
	article: Article,
	field: TextField,
	analyzer: Analyzer,
): CutField {
	const text = fieldText(article, field);
	const tokens = [...analyzer.tokens(text, "word", new TokenColumns())];
	return {
		field,
		folded: fold(text),
		words: new Set(tokens.map(({ term }) => term)),
		whole: tokens.filter(({ isInner }) => !isInner),
	};
}

/** What a word stands in, where a field has it literally: the longer word, or the text around it where it lies across words. */
function insideOf(word: string, { folded, whole }: CutField): string[] {
	const found: string[] = [];
	let from = folded.indexOf(word);
	while (from >= 0 && found.length < MOST_INSIDE) {
		const end = from + word.length;
		const start = from;
		const around = whole.find((one) => contains(one, { start, end }));
		found.push(
			around === undefined
				? folded.slice(Math.max(0, start - CONTEXT), end + CONTEXT)
				: folded.slice(around.start, around.end),
		);
		from = folded.indexOf(word, end);
	}
	return found;
}
