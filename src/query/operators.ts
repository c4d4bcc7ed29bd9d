import { narrowed } from "./marks.ts";
import type { Closeness } from "./query.ts";
import { MAX_DISTANCE } from "./query-problem.ts";

/** What a word that joins or negates means. */
export type Operator =
	| { readonly kind: "or" }
	| { readonly kind: "and" }
	| { readonly kind: "not" }
	| {
			readonly kind: "near";
			readonly closeness: Closeness;
			/** Set where the number typed was beyond MAX_DISTANCE. */
			readonly isClamped?: true;
	  };

interface Keyword {
	readonly operator: Operator;
	/** Whether a bracket or quote may touch it: "a"OR"b". The everyday words 或 and 与 need blanks on both sides. */
	readonly mayTouch: boolean;
}

const DEFAULT_DISTANCE = 10;
const SENTENCE: Closeness = { unit: "sentence" };
const PARAGRAPH: Closeness = { unit: "paragraph" };

const KEYWORDS: ReadonlyMap<string, Keyword> = new Map<string, Keyword>([
	["OR", { operator: { kind: "or" }, mayTouch: true }],
	["||", { operator: { kind: "or" }, mayTouch: true }],
	["|", { operator: { kind: "or" }, mayTouch: false }],
	["或", { operator: { kind: "or" }, mayTouch: false }],
	["AND", { operator: { kind: "and" }, mayTouch: true }],
	["&&", { operator: { kind: "and" }, mayTouch: true }],
	["与", { operator: { kind: "and" }, mayTouch: false }],
	["與", { operator: { kind: "and" }, mayTouch: false }],
	["NOT", { operator: { kind: "not" }, mayTouch: true }],
	[
		"NEAR",
		{
			operator: {
				kind: "near",
				closeness: { unit: "characters", most: DEFAULT_DISTANCE },
			},
			mayTouch: true,
		},
	],
	["同句", { operator: { kind: "near", closeness: SENTENCE }, mayTouch: true }],
	[
		"同段",
		{ operator: { kind: "near", closeness: PARAGRAPH }, mayTouch: true },
	],
]);

const NEAR = "NEAR/";
/** Also what bounds the digits of a distance. */
const LONGEST_KEYWORD = NEAR.length + 9;

/** What a whole word means as an operator; `"bad"` for a NEAR/ that nothing can be made of. */
export function readKeyword(word: string): Keyword | "bad" | undefined {
	if (word.length > LONGEST_KEYWORD) {
		return undefined;
	}
	const narrow = narrowed(word);
	if (!narrow.toUpperCase().startsWith(NEAR)) {
		return KEYWORDS.get(narrow);
	}
	const closeness = readCloseness(narrow.slice(NEAR.length).toUpperCase());
	if (closeness === undefined) {
		return narrow.startsWith(NEAR) ? "bad" : undefined;
	}
	const isClamped =
		closeness.unit === "characters" && closeness.most > MAX_DISTANCE;
	return {
		operator: {
			kind: "near",
			...(isClamped
				? {
						closeness: { unit: "characters", most: MAX_DISTANCE },
						isClamped,
					}
				: { closeness }),
		},
		mayTouch: true,
	};
}

function readCloseness(typed: string): Closeness | undefined {
	switch (typed) {
		case "S":
			return SENTENCE;
		case "P":
			return PARAGRAPH;
		default:
			return /^\d+$/.test(typed)
				? { unit: "characters", most: Number(typed) }
				: undefined;
	}
}
