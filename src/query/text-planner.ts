import type { Analyzer, Token } from "../analysis/analyzer.ts";
import type { Entity } from "../analysis/entity.ts";
import { fold } from "../analysis/fold.ts";
import type { ReadExpansion } from "../analysis/synonym-book.ts";
import { contains } from "../article.ts";
import { planEntities, planNamed } from "./entity-plan.ts";
import { tellingWords } from "./function-words.ts";
import {
	anyOf,
	fieldsOf,
	isAsked,
	isWithin,
	LeafPlanner,
	type TextLeaf,
	wordPlans,
} from "./leaf-plans.ts";
import type { Boosts, MatchTerms, Plan, PlanOptions } from "./plan.ts";
import type { TextQuery } from "./query.ts";

/** A word that was added counts this much of a word that was typed. */
const EXPANSION_BOOST = 0.25;
/** And one that stands for a word that hardly an article has. */
const REPLACING_BOOST = 0.6;

/** Plans the texts of one query, and keeps what of them is marked in articles. */
export class TextPlanner {
	readonly #options: PlanOptions;
	readonly #folded: string;
	/** Entities that stand in loose text, in place of the words they are written with. */
	readonly #entities: readonly Entity[];
	readonly #words = new Set<string>();
	readonly #addedWords = new Set<string>();
	readonly #phrases = new Set<string>();
	readonly #prefixes = new Set<string>();
	readonly #entityTerms = new Set<string>();
	readonly leaves: LeafPlanner;
	/** The words that may stand inside others. */
	readonly plainWords = new Set<string>();

	constructor(
		text: string,
		analyzer: Analyzer,
		options: PlanOptions,
		entities: readonly Entity[],
	) {
		this.#folded = fold(text);
		this.#options = options;
		this.leaves = new LeafPlanner(analyzer, options.boosts);
		this.#entities = entities;
	}

	/** What of all texts planned so far is marked. */
	matchTerms(): Omit<MatchTerms, "nears"> {
		return {
			words: this.#words,
			addedWords: this.#addedWords,
			phrases: [...this.#phrases],
			prefixes: [...this.#prefixes],
			entities: this.#entityTerms,
		};
	}

	/** The entities of loose text, wherever in it they stand. */
	looseEntities(): readonly Plan[] {
		for (const { start, end } of this.#entities.filter(isAsked)) {
			this.plainWords.add(this.#folded.slice(start, end));
		}
		return this.#entityPlans(this.#entities).should;
	}

	/** The words of what is searched beside the query, each once however many plain words ask for it. */
	expansions(expansions: readonly ReadExpansion[]): Plan[] {
		const words = [...new Set(expansions.flatMap(({ to }) => to))];
		const provisions = expansions.flatMap((expansion) => expansion.provisions);
		const named = provisions.map(({ term }) => term);
		for (const term of named) {
			this.#entityTerms.add(term);
		}
		const replacing = new Set(
			expansions.flatMap(({ replaces, to }) => (replaces ? to : [])),
		);
		const added = words.flatMap((term) => {
			const tokens = this.leaves
				.words(term)
				.filter((token) => !token.isInner && !this.#words.has(token.term));
			this.#markWords(tokens);
			for (const added of tokens) {
				this.#addedWords.add(added.term);
			}
			const boost = replacing.has(term) ? REPLACING_BOOST : EXPANSION_BOOST;
			return wordPlans(tokens, scaled(this.#options.boosts, boost));
		});
		return [...added, ...planNamed(named, this.#options.namedTimes)];
	}

	/** Each telling word of loose text, and each entity in place of the words it is written with. */
	wordParts(part: TextQuery): Plan[] {
		const named = this.#entities.filter(
			(entity) =>
				contains(part, entity) &&
				!this.#entities.some(
					(other) => other !== entity && contains(other, entity),
				),
		);
		const words = tellingWords(this.leaves.words(part.text)).filter(
			({ start, end }) =>
				!this.#entities.some((entity) =>
					contains(entity, {
						start: start + part.start,
						end: end + part.start,
					}),
				),
		);
		return [
			...words.map((word) => anyOf(wordPlans([word], this.#options.boosts))),
			...named.map((entity) => anyOf(planEntities("", [entity]).should)),
		];
	}

	/** One word as a word, several literally. @param extras as of the planner */
	strict(part: TextLeaf, extras: Plan[] | undefined): Plan {
		const fields = fieldsOf(part);
		const { boosts } = this.#options;
		if (part.kind === "prefix") {
			if (extras !== undefined) {
				this.#prefixes.add(fold(part.text));
			}
			return anyOf(this.leaves.prefix(part.text, fields));
		}
		const tokens = part.kind === "phrase" ? [] : this.#tokens(part.text);
		const whole = tokens.filter(({ isInner }) => !isInner);
		const isLiteral = whole.length !== 1;
		const asked = isLiteral
			? this.leaves.phrase(part.text, fields)
			: wordPlans(whole, boosts, fields);
		if (part.kind === "text") {
			const named = this.#options.entities.filter(
				({ start, end }) => start === part.start && end === part.end,
			);
			const { should } = this.#entityPlans(named, extras !== undefined);
			asked.push(...inFields(should, fields).filter(isTerm));
		}
		if (extras !== undefined) {
			if (isLiteral) {
				this.#phrases.add(fold(part.text));
			}
			this.#markWords(tokens);
			const others = isLiteral
				? tokens
				: tokens.filter(({ isInner }) => isInner);
			extras.push(...wordPlans(others, boosts, fields));
		}
		return anyOf(asked);
	}

	/** Words of plain text; the entities in it are asked for by the query as a whole. */
	loose(part: TextQuery): Plan[] {
		const tokens = this.#tokens(part.text).filter(
			(token) => !isWithin(token, part.start, this.#entities),
		);
		this.#markWords(tokens);
		for (const { term, isInner } of tokens) {
			if (!isInner && term.length > 1) {
				this.plainWords.add(term);
			}
		}
		return wordPlans(tokens, this.#options.boosts);
	}

	/** Text that is asked of one field, or counts only with something else: words, with the entities in it. */
	bound(part: TextQuery): Plan[] {
		const fields = fieldsOf(part);
		const inside = this.#options.entities.filter((entity) =>
			contains(part, entity),
		);
		const tokens = this.#tokens(part.text).filter(
			(token) => !isWithin(token, part.start, inside),
		);
		this.#markWords(tokens);
		const { should } = this.#entityPlans(inside);
		return [
			...wordPlans(tokens, this.#options.boosts, fields),
			...inFields(should, fields),
		];
	}

	#entityPlans(
		entities: readonly Entity[],
		isMarked = true,
	): { should: readonly Plan[] } {
		const { should, terms, titles } = planEntities(this.#folded, entities);
		for (const term of isMarked ? terms : []) {
			this.#entityTerms.add(term);
		}
		for (const title of isMarked ? titles : []) {
			this.#phrases.add(title);
		}
		return { should };
	}

	#tokens(text: string): Token[] {
		const tokens = this.leaves.words(text);
		return this.#options.isExact
			? tokens.filter(({ isInner }) => !isInner)
			: tokens;
	}

	#markWords(tokens: readonly Token[]): void {
		for (const { term } of tokens) {
			this.#words.add(term);
		}
	}
}

function inFields(plans: readonly Plan[], fields: readonly string[]): Plan[] {
	return plans.filter((plan) => "field" in plan && fields.includes(plan.field));
}

function isTerm({ kind }: Plan): boolean {
	return kind === "term";
}

function scaled(boosts: Boosts, share: number): Boosts {
	return {
		title: boosts.title * share,
		summary: boosts.summary * share,
		body: boosts.body * share,
		category: boosts.category * share,
		path: boosts.path * share,
	};
}
