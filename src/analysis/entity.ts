import type { TextRange } from "../article.ts";

export type EntityKind =
	| "provision"
	| "law"
	| "case-number"
	| "money"
	| "period"
	| "date";

/** What a lawyer means by a stretch of text, in one form whatever its spelling. */
export interface Entity extends TextRange {
	readonly kind: EntityKind;
	/** Without white space and folded; the most general first: 2017年, 2017-03, 2017-03-05. All stand at this range. */
	readonly terms: readonly string[];
}

const BARE_NUMBER = /^第/;
const ENDS_AS_PROVISION = /条(?:之[一二三四五六七八九十]+)?$/;

/** Whether a term of a provision is its number alone, without the law. */
export function isBareNumber(term: string): boolean {
	return BARE_NUMBER.test(term);
}

/** Whether a term of a provision, or the text of one, is a 条 and nothing inside it. */
export function isWholeProvision(term: string): boolean {
	return ENDS_AS_PROVISION.test(term);
}

/** The terms that are a 条 with its law, and nothing inside it. */
export function wholeProvisions(terms: readonly string[]): string[] {
	return terms.filter((term) => isWholeProvision(term) && !isBareNumber(term));
}

/** A folded text, and what was found in it so far. */
export class EntityReading {
	readonly folded: string;
	readonly entities: Entity[] = [];
	/** Nothing is read that begins before this: there the last find ends. */
	floor = 0;

	constructor(folded: string) {
		this.folded = folded;
	}

	add(kind: EntityKind, { start, end }: TextRange, terms: readonly string[]) {
		this.entities.push({ kind, terms, start, end });
		this.floor = end;
	}

	/** Whether `words` stand right before `end`, behind the floor. */
	endsWith(words: string, end: number): boolean {
		return end - words.length >= this.floor && this.folded.endsWith(words, end);
	}
}

/** Before the one blank that may stand there. */
export function beforeBlank(folded: string, at: number): number {
	return folded.charCodeAt(at - 1) === 0x20 ? at - 1 : at;
}

/** Behind the one blank that may stand there. */
export function afterBlank(folded: string, at: number): number {
	return folded.charCodeAt(at) === 0x20 ? at + 1 : at;
}

/** Whether one of the characters stands at `at`. */
export function isOneOf(
	characters: string,
	folded: string,
	at: number,
): boolean {
	return (
		at >= 0 && at < folded.length && characters.includes(folded.charAt(at))
	);
}
