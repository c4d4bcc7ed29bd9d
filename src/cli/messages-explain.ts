import type { FeatureName } from "../engine/explanations.ts";

/** What explain and why-not say, in one language. */
export interface ExplainMessages {
	/** `of`: how many there are; absent where the total is of fewer, those with every word. */
	place(rank: string, of?: { total: string; isExact: boolean }): string;
	readonly unranked: string;
	score(score: string): string;
	readonly tiers: Readonly<
		Record<"every-word" | "some-words" | "inside-words", string>
	>;
	readonly by: Readonly<
		Record<"words" | "layers" | "model" | "behind", string>
	>;
	prior(value: string, factor: string): string;
	scale(factor: string): string;
	readonly features: Readonly<Record<FeatureName, string>>;
	readonly firstStage: string;
	readonly base: string;
	readonly said: string;
	readonly passage: string;
	/** Heads of the table of terms. */
	readonly columns: Readonly<
		Record<
			| "adds"
			| "term"
			| "field"
			| "kind"
			| "boost"
			| "idf"
			| "articles"
			| "frequency"
			| "length"
			| "feature"
			| "value"
			| "mean"
			| "weight",
			string
		>
	>;
	readonly fields: Readonly<
		Record<"title" | "summary" | "body" | "category" | "path", string>
	>;
	readonly kinds: Readonly<
		Record<
			| "word"
			| "character"
			| "pair"
			| "entity"
			| "contains"
			| "begins"
			| "prefix"
			| "filter"
			| "near"
			| "any",
			string
		>
	>;
	readonly added: string;
	sumOfFirstStage(score: string): string;
	lacks(word: string): string;
	onlyInside(word: string, inside: readonly string[]): string;
	readonly outcomes: Readonly<
		Record<"unknown-article" | "excluded" | "no-match", string>
	>;
	failsMust(clause: string): string;
	matchesMustNot(clause: string): string;
	readonly anyOf: string;
	reprintOf(id: string): string;
	searchedBeside(terms: readonly string[]): string;
	above(rank: string, title: string, id: string, score: string): string;
	/** What an article above has more of. */
	more(what: string, by: string): string;
}
