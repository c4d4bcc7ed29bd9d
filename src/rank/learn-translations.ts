/** A question and a text that answers it, each as its distinct terms. */
export interface TranslationPair {
	readonly question: readonly string[];
	readonly answer: readonly string[];
}

/** What a word of questions was learnt to stand for. */
export interface Translation {
	readonly plain: string;
	/** Questions that it was learnt from. */
	readonly questions: number;
	/** Best first. */
	readonly targets: readonly Target[];
}

export interface Target {
	readonly term: string;
	/** How likely this term of an answer is because of the plain word; from 0 to 1. */
	readonly probability: number;
}

export interface LearningOptions {
	/** Whether a term may be a target: not the commonest ones, nor those that hardly any article has. */
	readonly isTarget: (term: string) => boolean;
	readonly rounds?: number;
	readonly leastQuestions?: number;
	readonly leastProbability?: number;
	readonly mostTargets?: number;
}

/** How often the empty word, to which the terms of an answer belong that no word of the question explains, counts beside one word. */
const EMPTY_WORD_TIMES = 2;
const ROUNDS = 6;
const LEAST_QUESTIONS = 2;
const LEAST_PROBABILITY = 0.01;
const MOST_TARGETS = 8;

/**
 * Learns which terms of answers the words of questions stand for, by IBM Model 1 (Brown and others, "The mathematics of
 * statistical machine translation", Computational Linguistics 19(2), 1993): each round shares every term of an answer among the
 * words of its question as the last round's probabilities have it, and counts the shares as the new ones. Deterministic: the
 * same pairs in the same order give the same numbers. Rows and equal targets are in the order of code units.
 */
export function learnTranslations(
	pairs: readonly TranslationPair[],
	options: LearningOptions,
): Translation[] {
	const cells = new Cells(pairs);
	for (let round = 0; round < (options.rounds ?? ROUNDS); round++) {
		cells.improve();
	}
	const leastQuestions = options.leastQuestions ?? LEAST_QUESTIONS;
	return cells
		.rows(options)
		.filter(
			({ questions, targets }) =>
				questions >= leastQuestions && targets.length > 0,
		);
}

/** Numbers from 0 for the distinct strings given to it. */
class Numbering {
	readonly #numbers = new Map<string, number>();
	readonly names: string[] = [];

	of(name: string): number {
		const known = this.#numbers.get(name);
		if (known !== undefined) {
			return known;
		}
		this.#numbers.set(name, this.names.length);
		this.names.push(name);
		return this.names.length - 1;
	}
}

/** The probability of every word and term that stand in one pair, one cell each; word 0 is the empty word. */
class Cells {
	readonly #words = new Numbering();
	readonly #terms = new Numbering();
	/** In how many questions each word stands. */
	readonly #questions: number[] = [];
	readonly #cellWords: number[] = [];
	readonly #cellTerms: number[] = [];
	/** One answer term after the other: how many cells it has in its pair, and these. */
	readonly #links: number[] = [];
	#probabilities: Float64Array;

	constructor(pairs: readonly TranslationPair[]) {
		const cells = new Map<number, Map<number, number>>();
		this.#words.of("");
		for (const { question, answer } of pairs) {
			const words = new Set(question.map((word) => this.#words.of(word)));
			for (const word of words) {
				this.#questions[word] = (this.#questions[word] ?? 0) + 1;
			}
			for (const term of new Set(answer.map((name) => this.#terms.of(name)))) {
				this.#links.push(words.size + 1);
				for (const word of [0, ...words]) {
					this.#links.push(this.#cellOf(cells, word, term));
				}
			}
		}
		this.#probabilities = new Float64Array(this.#cellWords.length).fill(1);
	}

	#cellOf(
		cells: Map<number, Map<number, number>>,
		word: number,
		term: number,
	): number {
		const ofWord = cells.get(word) ?? new Map<number, number>();
		cells.set(word, ofWord);
		const known = ofWord.get(term);
		if (known !== undefined) {
			return known;
		}
		const cell = this.#cellWords.length;
		ofWord.set(term, cell);
		this.#cellWords.push(word);
		this.#cellTerms.push(term);
		return cell;
	}

	improve(): void {
		const links = this.#links;
		const shares = new Float64Array(this.#probabilities.length);
		const weightOf = (cell: number) =>
			(this.#probabilities[cell] ?? 0) *
			(this.#cellWords[cell] === 0 ? EMPTY_WORD_TIMES : 1);
		for (let i = 0; i < links.length; ) {
			const end = i + 1 + (links[i] ?? 0);
			let sum = 0;
			for (let j = i + 1; j < end; j++) {
				sum += weightOf(links[j] ?? 0);
			}
			for (let j = i + 1; j < end; j++) {
				const cell = links[j] ?? 0;
				shares[cell] = (shares[cell] ?? 0) + weightOf(cell) / sum;
			}
			i = end;
		}
		const totals = new Float64Array(this.#words.names.length);
		for (const [cell, word] of this.#cellWords.entries()) {
			totals[word] = (totals[word] ?? 0) + (shares[cell] ?? 0);
		}
		this.#probabilities = shares.map(
			(share, cell) => share / (totals[this.#cellWords[cell] ?? 0] ?? 1),
		);
	}

	rows({
		isTarget,
		leastProbability = LEAST_PROBABILITY,
		mostTargets = MOST_TARGETS,
	}: LearningOptions): Translation[] {
		const targets = new Map<number, Target[]>();
		for (const [cell, word] of this.#cellWords.entries()) {
			const probability = this.#probabilities[cell] ?? 0;
			const term = this.#terms.names[this.#cellTerms[cell] ?? 0] ?? "";
			if (
				word !== 0 &&
				probability >= leastProbability &&
				term !== this.#words.names[word] &&
				isTarget(term)
			) {
				const known = targets.get(word) ?? [];
				known.push({ term, probability });
				targets.set(word, known);
			}
		}
		return [...targets]
			.map(([word, found]) => ({
				plain: this.#words.names[word] ?? "",
				questions: this.#questions[word] ?? 0,
				targets: found
					.sort(
						(a, b) =>
							b.probability - a.probability || compareTexts(a.term, b.term),
					)
					.slice(0, mostTargets),
			}))
			.sort((a, b) => compareTexts(a.plain, b.plain));
	}
}

function compareTexts(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
