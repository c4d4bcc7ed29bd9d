import type { ArticleHead, ArticleId } from "../article.ts";
import type { PlanLine } from "../query/describe-plan.ts";
import type { AddedTerm } from "../rank/added-terms.ts";
import type { FeatureName } from "../rank/features.ts";
import type { QueryExpansion, QueryProblem, Total } from "./answers.ts";

export type { FeatureName };

/** What a term or phrase in one field adds to a score, by BM25. */
export interface ClausePart {
	/** Of a term its layer; `contains`, `begins`: a phrase that the field contains, or begins with. */
	readonly kind:
		| "word"
		| "character"
		| "pair"
		| "entity"
		| "contains"
		| "begins";
	readonly field: string;
	readonly text: string;
	/** Whether it was not typed, but is searched for beside. */
	readonly isAdded?: true;
	/** How much a match counts. */
	readonly boost: number;
	readonly idf: number;
	readonly frequency: number;
	/** Articles that have it, and articles that have the field. */
	readonly documents: number;
	readonly of: number;
	/** Of the field, in what the layer counts. */
	readonly length: number;
	readonly averageLength: number;
	/** By which `frequency` is outweighed: k1 · (1 - b + b · length / averageLength). */
	readonly lengthFactor: number;
	readonly contribution: number;
}

/** A part of a score. */
export type ScorePart =
	| ({ readonly part: "clause" } & ClausePart)
	/** What the log of questions, and others that speak of the article, add. */
	| { readonly part: "said"; readonly contribution: number }
	/** What the best passage of a long body adds to the clauses of its words and pairs, which are the whole body's; mostly below 0 where the query's words stand far apart. */
	| { readonly part: "passage"; readonly contribution: number }
	/** What a feature of the model adds, beside a candidate that is the mean in everything. */
	| {
			readonly part: "feature";
			readonly name: FeatureName;
			readonly value: number;
			readonly mean: number;
			readonly weight: number;
			readonly contribution: number;
	  }
	/** What the score of the first stage adds beside the model. */
	| {
			readonly part: "first-stage";
			readonly value: number;
			readonly mean: number;
			readonly contribution: number;
	  }
	/** What such a mean candidate scores. */
	| { readonly part: "base"; readonly contribution: number };

/** A whole word of the query, and where an article has it. */
export interface WordStanding {
	readonly text: string;
	/** The fields that have it as a word. */
	readonly fields: readonly string[];
	/** Where none does: longer words, or stretches of text, that it stands in. */
	readonly inside?: readonly string[];
}

/** Why an article has its score and its place in an answer. */
export interface ScoreExplanation {
	readonly version: number;
	readonly query: {
		readonly text: string;
		readonly problems: readonly QueryProblem[];
	};
	readonly generation: number;
	readonly article: ArticleHead;
	readonly total: Total;
	/** Absent where the article is not among the first 10,000; then the score is 0 and there are no parts. */
	readonly rank?: number;
	readonly score: number;
	/**
	 * What stands above what: of a short query the articles with every word, then those with some; last those that hold words only inside other words.
	 * Absent where the query makes no such difference.
	 */
	readonly tier?: "every-word" | "some-words" | "inside-words";
	/**
	 * How the score was made. `words`: BM25 of the query's clauses, times the prior's factor unless the ranking is by words alone. `layers`: words, characters and pairs, headings and a prior. `model`: these and
	 * the linear model. `behind`: BM25, brought below what was looked at again.
	 */
	readonly by: "words" | "layers" | "model" | "behind";
	/** Of an article by itself; the contributions have its factor in them. */
	readonly prior?: { readonly value: number; readonly factor: number };
	/** By which the scores of a lower tier are brought below the one above; the contributions have it in them. */
	readonly scale?: number;
	/** Their contributions sum to the score. */
	readonly parts: readonly ScorePart[];
	/** By `model`: the parts of the first stage's score, whose contributions sum to that. */
	readonly firstStage?: readonly ScorePart[];
	/** The whole words of the query, without those that are only asked with (怎么, 可以). */
	readonly words: readonly WordStanding[];
	readonly expansions?: readonly QueryExpansion[];
	readonly learnt?: readonly AddedTerm[];
}

/** What a query requires or excludes, and an article fails. */
export interface FailedClause {
	/** `must`: the article does not match it; `mustNot`: it does. */
	readonly occur: "must" | "mustNot";
	/** The clause, and what it is made of. */
	readonly lines: readonly PlanLine[];
}

/** A part of a score of which another article has more, by `more`. */
export type Advantage = ScorePart & { readonly more: number };

/** An article above the one asked about, and what puts it there. */
export interface AboveIt {
	readonly article: ArticleHead;
	readonly rank: number;
	readonly score: number;
	readonly tier?: ScoreExplanation["tier"];
	/** What it has more of, most first. */
	readonly has: readonly Advantage[];
}

/** Why an article is not in an answer, or not higher. */
export interface WhyNot {
	readonly version: number;
	readonly query: ScoreExplanation["query"];
	readonly generation: number;
	readonly id: ArticleId;
	/**
	 * `unknown-article`: the index has none of that id. `excluded`: it fails what the query requires, see `failed`. `no-match`: it has nothing of what is asked
	 * for. `found`: it matches, at `rank`; without a rank it is behind the first 10,000.
	 */
	readonly outcome: "unknown-article" | "excluded" | "no-match" | "found";
	readonly article?: ArticleHead;
	readonly total: Total;
	readonly rank?: number;
	readonly score?: number;
	readonly tier?: ScoreExplanation["tier"];
	/** The first article above that it is a reprint of: where both come on one page, it is in the `similar` of that one. */
	readonly reprintOf?: ArticleId;
	readonly words: readonly WordStanding[];
	readonly failed: readonly FailedClause[];
	/** The first hit, and the one just above. */
	readonly above: readonly AboveIt[];
}
