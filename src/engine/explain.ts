import type { Analyzer } from "../analysis/analyzer.ts";
import { TokenColumns } from "../analysis/token-columns.ts";
import type { ArticleId } from "../article.ts";
import type {
	EmbeddedIndex,
	FoundArticle,
	PlanExplanation,
} from "../backend/embedded/embedded-index.ts";
import { describePlan } from "../query/describe-plan.ts";
import { tellingWords } from "../query/function-words.ts";
import { ANSWER_VERSION, type Total } from "./answers.ts";
import type { ArticleFinder, FoundInTiers } from "./article-finder.ts";
import type { RelevancePlace } from "./cursor.ts";
import type { ExplainOptions } from "./engine.ts";
import {
	type ExplainedIn,
	partsByStep,
	type ScoreParts,
	scaled,
} from "./explain-score.ts";
import type {
	AboveIt,
	Advantage,
	FailedClause,
	ScoreExplanation,
	ScorePart,
	WhyNot,
} from "./explanations.ts";
import { isQuoted, ReprintFinder } from "./fold-reprints.ts";
import { DEEPEST_HIT, expansionView, headOf } from "./page.ts";
import { ALL, INSIDE, type TierStep } from "./tier-reader.ts";
import { wordStandings } from "./word-standing.ts";

/** So many advantages of an article above are told. */
const MOST_ADVANTAGES = 3;

/** How an article is searched for again, to see what becomes of it. */
export interface ExplainWith {
	readonly index: EmbeddedIndex;
	readonly analyzer: Analyzer;
	readonly finder: ArticleFinder;
	readonly options: ExplainOptions;
}

/** A search with all that came of it. */
class ExplainedSearch {
	readonly #steps: TierStep[] = [];
	readonly #explainedIn: ExplainedIn;
	readonly found: FoundInTiers;

	constructor(text: string, { index, analyzer, finder, options }: ExplainWith) {
		const { query, found } = finder.find(text, options, {
			wanted: DEEPEST_HIT,
			countsAll: false,
			shouldStop: () => false,
			trace: (step) => this.#steps.push(step),
		});
		const tokens = analyzer.tokens(text, "word", new TokenColumns());
		const typed = new Set([...tokens].map(({ term }) => term));
		this.found = found;
		this.#explainedIn = { index, analyzer, query, typed };
	}

	get query(): ExplainedIn["query"] {
		return this.#explainedIn.query;
	}

	/** The place of an article in the answer, from 0; -1 where it has none. */
	placeOf({ place }: FoundArticle): number {
		return this.found.articles.findIndex((one) => one.place === place);
	}

	/** What of the answer the article at a place stands in. */
	tierAt(at: number): ScoreExplanation["tier"] {
		const { tier } = this.#placeAt(at);
		if (tier === INSIDE) {
			return "inside-words";
		}
		if (this.query.planned.allWords === undefined) {
			return undefined;
		}
		return tier === ALL ? "every-word" : "some-words";
	}

	/** How the article at a place got its score. */
	partsAt(at: number): ScoreParts {
		const { tier, scale } = this.#placeAt(at);
		const step = this.#steps.find((one) => one.tier === tier);
		if (step === undefined) {
			throw new TypeError("an article stands in a tier that was not made");
		}
		const article = this.found.articles[at]!;
		return scaled(partsByStep(step, article, this.#explainedIn), scale);
	}

	#placeAt(at: number): RelevancePlace {
		const place = this.found.articles[at]?.at;
		if (place === undefined || place.kind === "sorted") {
			throw new TypeError("expected an article in the order of relevance");
		}
		return place;
	}

	/** The query's whole words, without those that are only asked with. */
	words(text: string): string[] {
		const { analyzer } = this.#explainedIn;
		const { words } = this.query.planned.matchTerms;
		const tokens = analyzer.tokens(text, "word", new TokenColumns());
		const telling = tellingWords(tokens).map(({ term }) => term);
		return [...new Set(telling.filter((term) => words.has(term)))];
	}
}

/** Why an article has its score and place. */
export function explainArticle(
	text: string,
	id: ArticleId,
	explainWith: ExplainWith,
): ScoreExplanation {
	const { index, analyzer } = explainWith;
	const article = index.find(id);
	if (article === undefined) {
		throw new TypeError(`no article has the id ${id}`);
	}
	const search = new ExplainedSearch(text, explainWith);
	const { query, found } = search;
	const at = search.placeOf(article);
	const whole = article.article();
	const tier = at < 0 ? undefined : search.tierAt(at);
	const parts: ScoreParts =
		at < 0 ? { by: "words", parts: [] } : search.partsAt(at);
	return {
		version: ANSWER_VERSION,
		query: { text, problems: query.parsed.problems },
		generation: index.generation,
		article: headOf(whole),
		total: totalView(found),
		...(at >= 0 && { rank: at + 1 }),
		score: found.articles[at]?.score ?? 0,
		...(tier && { tier }),
		...parts,
		words: wordStandings(search.words(text), whole, analyzer),
		...(query.expansions.length > 0 && {
			expansions: query.expansions.map(expansionView),
		}),
		...(query.learnt.length > 0 && { learnt: query.learnt }),
	};
}

/** Why an article is not in the answer, or not higher. */
export function whyNotArticle(
	text: string,
	id: ArticleId,
	explainWith: ExplainWith,
): WhyNot {
	const { index, analyzer } = explainWith;
	const search = new ExplainedSearch(text, explainWith);
	const article = index.find(id);
	const known = {
		version: ANSWER_VERSION,
		query: { text, problems: search.query.parsed.problems },
		generation: index.generation,
		id,
		total: totalView(search.found),
	};
	if (article === undefined) {
		const nothing = { words: [], failed: [], above: [] };
		return { ...known, outcome: "unknown-article", ...nothing };
	}
	const whole = article.article();
	const words = wordStandings(search.words(text), whole, analyzer);
	const about = { ...known, article: headOf(whole), words };
	const at = search.placeOf(article);
	if (at >= 0) {
		const tier = search.tierAt(at);
		return {
			...about,
			outcome: "found",
			rank: at + 1,
			score: search.found.articles[at]!.score,
			...(tier && { tier }),
			...reprintOf(search, at),
			failed: [],
			above: aboveIt(search, at),
		};
	}
	const explained = index.explain(search.query.planned.plan, id);
	const failing = explained === undefined ? [] : failures(explained);
	const outcome = explained?.matches
		? "found"
		: failing.length > 0
			? "excluded"
			: "no-match";
	return { ...about, outcome, failed: failing, above: [] };
}

/** The clauses of a plan that keep an article out, as deep as they can be told apart. */
function failures(explained: PlanExplanation): FailedClause[] {
	const { matches, must, should, mustNot } = explained;
	if (matches) {
		return [];
	}
	const missed = must
		.filter((part) => !part.matches)
		.flatMap((part): FailedClause[] => {
			const inside = failures(part);
			return inside.length > 0 ? inside : [failed("must", part)];
		});
	const apart = must.length > 0 ? [] : should.filter(isApart);
	const excluded = mustNot.filter((part) => part.matches);
	return [
		...missed,
		...apart.map((part) => failed("must", part)),
		...excluded.map((part) => failed("mustNot", part)),
	];
}

/** Whether all is there that is to stand close together, only not close. */
function isApart({ plan, matches, must }: PlanExplanation): boolean {
	return plan.kind === "near" && !matches && must.every((part) => part.matches);
}

function failed(
	occur: FailedClause["occur"],
	part: PlanExplanation,
): FailedClause {
	return { occur, lines: linesOf(part) };
}

/** A clause as lines; a clause that is one of several is named by these. */
function linesOf({ plan }: PlanExplanation): FailedClause["lines"] {
	const isGroup = plan.kind === "boolean";
	return describePlan(
		isGroup ? plan : { kind: "boolean", should: [plan], must: [], mustNot: [] },
	);
}

function totalView({ matches, isExact }: FoundInTiers): Total {
	return { value: matches, exact: isExact };
}

/** What an article would be folded into. */
function reprintOf(
	{ query, found }: ExplainedSearch,
	at: number,
): Pick<WhyNot, "reprintOf"> {
	if (isQuoted(query.parsed.query.clauses)) {
		return {};
	}
	const finder = new ReprintFinder();
	const article = found.articles[at]!;
	const print = found.articles
		.slice(0, at)
		.find((above) => finder.areReprints(above, article));
	return print === undefined ? {} : { reprintOf: print.id() };
}

/** The first hit and the one just above, with what they have more of than the article at a place. */
function aboveIt(search: ExplainedSearch, at: number): AboveIt[] {
	const own = search.partsAt(at);
	return [...new Set([0, at - 1])]
		.filter((place) => place >= 0 && place < at)
		.map((place) => {
			const { article, score } = search.found.articles[place]!;
			const tier = search.tierAt(place);
			return {
				article: headOf(article()),
				rank: place + 1,
				score,
				...(tier && { tier }),
				has: advantages(search.partsAt(place), own),
			};
		});
}

function advantages(theirs: ScoreParts, own: ScoreParts): Advantage[] {
	const ofOwn = new Map<string, number>();
	for (const part of own.parts) {
		ofOwn.set(nameOf(part), part.contribution);
	}
	return theirs.parts
		.map((part) => ({
			...part,
			more: part.contribution - (ofOwn.get(nameOf(part)) ?? 0),
		}))
		.filter(({ more, part }) => more > 0 && part !== "base")
		.sort((a, b) => b.more - a.more)
		.slice(0, MOST_ADVANTAGES);
}

function nameOf(part: ScorePart): string {
	switch (part.part) {
		case "clause":
			return `${part.field} ${part.kind} ${part.text}`;
		case "feature":
			return `feature ${part.name}`;
		default:
			return part.part;
	}
}
