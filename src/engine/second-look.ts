import type { Analyzer } from "../analysis/analyzer.ts";
import type { CutLayer, TextField } from "../analysis/fields.ts";
import type {
	Evidence,
	SaidField,
	SaidFields,
	TermParts,
} from "../backend/embedded/embedded-index.ts";
import {
	isProvisionByte,
	LENGTH_OF_NORM,
	priorOfByte,
} from "../backend/embedded/embedded-index.ts";
import { type AddedTerm, addedInLayer } from "../rank/added-terms.ts";
import {
	type FeatureColumns,
	featuresOf,
	type LogEvidence,
} from "../rank/features.ts";
import { blend, type LinearModel, scoreLinear } from "../rank/linear-model.ts";
import type { NamedProvisions } from "./named-provisions.ts";

/** So many of the best by words are weighed by their priors (bench/ranking.md). */
export const CANDIDATES = 200;
/** And so many of the best of these are looked at again. */
export const LOOKED_AT = 100;

/** Weights of the sum of three statistics; measured by folds over lay questions (bench/ranking.md). */
export const CHARACTER_WEIGHT = 1.3;
export const PATH_WEIGHT = 0.6;
export const TITLE_WEIGHT = 0.3;
export const ADDED_WEIGHT = 1.25;
/** What is said scores with the factor k1 + 1 that ours leaves out: 0.2 and 0.8 beside BM25 as it is usually written. */
const ANCHOR_WEIGHT = 0.2 / 2.2;
const LOG_WEIGHT = 0.8 / 2.2;
const CHAPTER_WEIGHT = 0.15 / 2.2;
const PRIOR_WEIGHT = 0.2;

/** So much of what a long body scores is its best passage's score; the rest is the whole body's. */
const PASSAGE_SHARE = 0.5;

/** Weights of the first stage that an evaluation may set otherwise. */
export interface StageWeights {
	readonly path: number;
	/** The layers of the path that are summed. */
	readonly pathLayers: readonly CutLayer[];
	readonly title: number;
	readonly prior: number;
	readonly passage: number;
	readonly anchor: number;
}

const STAGE_WEIGHTS: StageWeights = {
	path: PATH_WEIGHT,
	pathLayers: ["pair"],
	title: TITLE_WEIGHT,
	prior: PRIOR_WEIGHT,
	passage: PASSAGE_SHARE,
	anchor: ANCHOR_WEIGHT,
};

/** Single characters of what was added stand in nearly every text: looking them up gains nothing. */
export const ADDED_LAYERS = ["word", "pair"] as const;

/** What a provision that the query has a name of adds, in its own title and in bodies that cite it. */
export const NAMED_WEIGHTS: readonly (readonly [TextField, number])[] = [
	["title", 2.5],
	["body", 0.6],
];

/** The more of the query the name is, the more its provision is what the query wants; the longer the query, the more weighs all else. */
export function namedFactor(
	{ share, times }: NamedProvisions,
	term: string,
): number {
	return (1 + 2 * share) * (times.get(term) ?? 1);
}

/** What one query asks of its candidates. */
export interface LookedFor {
	/** The plain text of the query. */
	readonly text: string;
	readonly added: readonly AddedTerm[];
	readonly named: NamedProvisions;
}

/** What a query found in one field of what is said. */
interface FoundField {
	readonly field: SaidField;
	readonly scores: ReturnType<SaidField["find"]>;
}

/** What a query found in what others say of articles; absent where nothing is said. */
export interface FoundSaid {
	readonly anchors?: FoundField;
	readonly log?: {
		readonly articles: FoundField;
		readonly chapters?: FoundField;
		readonly laws?: FoundField;
	};
}

export function findSaid(
	{ anchors, log }: SaidFields,
	query: ReturnType<Analyzer["compared"]>,
): FoundSaid {
	const found = (field: SaidField) => ({ field, scores: field.find(query) });
	return {
		...(anchors && { anchors: found(anchors) }),
		...(log && {
			log: {
				articles: found(log.articles),
				...(log.chapters && { chapters: found(log.chapters) }),
				...(log.laws && { laws: found(log.laws) }),
			},
		}),
	};
}

/** The candidates as they were found, with what is known of them. */
export interface Candidates {
	readonly evidence: Evidence;
	readonly count: number;
}

/** The first stage over candidates: what it sums, and the sums. */
export interface FirstStage {
	/** What the best passage of each candidate's body makes of its score, before the prior; absent where no body is long. */
	readonly passages?: Float64Array;
	/**
	 * Of the body: words + 1.3 characters + pairs, and 1.25 times words and pairs of what was added; of a long body words and pairs are
	 * half those of its best passage; + 0.6 pairs of the path + 0.3 words of the title + provisions that the query has names of (2.5 in the title, 0.6 in the body,
	 * times 1 + 2 · share) (+ anchors, log), times exp(0.2 · prior).
	 */
	readonly scores: Float64Array;
	/** Features of candidates in a given order (their numbers), for the model. */
	readonly features: (order: readonly number[]) => FeatureColumns;
	/** Whether most candidates are provisions of law, which the model was trained on. */
	readonly isAboutProvisions: boolean;
}

/**
 * Scores candidates by three statistics that are summed, each with its own frequencies and average length (words, characters, pairs), with
 * headings and titles as small fields, and a prior.
 * @param weights others than ours, for an evaluation
 */
export function firstStage(
	{ evidence, count }: Candidates,
	{ text, added, named }: LookedFor,
	analyzer: Pick<Analyzer, "compared">,
	{ anchors, log }: FoundSaid,
	weights: Partial<StageWeights> = {},
): FirstStage {
	const weight = { ...STAGE_WEIGHTS, ...weights };
	const own = analyzer.compared(text);
	const distinct = (layer: CutLayer) => [...new Set(own[layer])];
	const sumOf = (field: TextField, layers: readonly CutLayer[]) => {
		const sums = new Float64Array(count);
		for (const layer of layers) {
			evidence.addTo(sums, field, layer, distinct(layer));
		}
		return sums;
	};
	const words = evidence.of("body", "word", distinct("word"));
	const characters = evidence.of("body", "character", distinct("character"));
	const pairs = evidence.of("body", "pair", distinct("pair"));
	const path = sumOf("path", weight.pathLayers);
	const title = sumOf("title", ["word"]);
	const addedSums = addedScores(evidence, count, added, analyzer, own);
	const namedSums = namedScores(evidence, count, named);
	const priors = evidence.priors();
	const isSaid = anchors !== undefined || log !== undefined;
	const keys = isSaid ? evidence.keys() : new Int32Array(count);
	const { laws, chapters } = evidence.groups();
	const anchorScores = scoresIn(anchors, keys);
	const logScores = scoresIn(log?.articles, keys);
	const chapterScores = scoresIn(log?.chapters, chapters);
	const lawScores = scoresIn(log?.laws, laws);
	const logIdeal = log?.articles.scores.ideal ?? 0;
	const chapterIdeal = log?.chapters?.scores.ideal ?? 0;
	const ofWords = sumsOf(words, count);
	const ofCharacters = sumsOf(characters, count);
	const ofPairs = sumsOf(pairs, count);
	const passages =
		weight.passage === 0
			? undefined
			: evidence
					.passageGains(words, pairs)
					?.map((gain) => weight.passage * gain);
	const scores = new Float64Array(count);
	for (let i = 0; i < count; i++) {
		const sum =
			ofWords[i]! +
			CHARACTER_WEIGHT * ofCharacters[i]! +
			ofPairs[i]! +
			(passages?.[i] ?? 0) +
			ADDED_WEIGHT * addedSums[i]! +
			namedSums[i]! +
			weight.path * path[i]! +
			weight.title * title[i]! +
			weight.anchor * anchorScores[i]! +
			LOG_WEIGHT * gatedByCover(logScores[i]!, logIdeal) +
			CHAPTER_WEIGHT * gatedByCover(chapterScores[i]!, chapterIdeal);
		scores[i] = sum * priorFactor(priorOfByte(priors[i]!), weight.prior);
	}
	const logEvidence = (order: readonly number[]): LogEvidence | undefined =>
		log && {
			score: picked(logScores, order),
			ideal: logIdeal,
			asked: textsIn(log.articles, picked(keys, order)),
			chapter: picked(chapterScores, order),
			law: picked(lawScores, order),
			chapterAsked: textsIn(log.chapters, picked(chapters, order)),
			lawAsked: textsIn(log.laws, picked(laws, order)),
		};
	const features = (order: readonly number[]) => {
		const logOf = logEvidence(order);
		const norms = evidence.norms("body", "word");
		return featuresOf({
			first: picked(scores, order),
			order,
			words,
			characters,
			pairs,
			pairSequence: own.pair,
			path: picked(path, order),
			title: picked(title, order),
			added: picked(addedSums, order),
			named: picked(namedSums, order),
			namedShare: named.share,
			anchor: picked(anchorScores, order),
			prior: order.map((i) => priorOfByte(priors[i]!)),
			laws: order.map((i) => laws[i]!),
			chapters: order.map((i) => chapters[i]!),
			neighbour: neighbourScores(evidence.neighbours(), scores, order),
			length: order.map((i) => LENGTH_OF_NORM[norms[i]!]!),
			...(logOf && { log: logOf }),
		});
	};
	const provisions = priors.filter(isProvisionByte).length;
	return {
		scores,
		features,
		isAboutProvisions: provisions * 2 > count,
		...(passages && { passages }),
	};
}

/** What a prior makes of a score. */
export function priorFactor(prior: number, weight = PRIOR_WEIGHT): number {
	return Math.exp(weight * prior);
}

/** The candidates' numbers, best first; of equal ones the one found first. */
export function orderOf(scores: ArrayLike<number>): number[] {
	return Array.from({ length: scores.length }, (_, i) => i).sort(
		(a, b) => scores[b]! - scores[a]! || a - b,
	);
}

/**
 * The order of the candidates and their scores: by the first stage, or by the model beside that where there is one. Scores
 * of the model are brought to those of the first stage, so that they fall from the first candidate to the last.
 */
export function rankCandidates(
	stage: FirstStage,
	model: LinearModel | undefined,
): { readonly order: readonly number[]; readonly scores: readonly number[] } {
	const order = orderOf(stage.scores);
	const scores = order.map((i) => stage.scores[i]!);
	if (model === undefined || !stage.isAboutProvisions) {
		return { order, scores };
	}
	const blended = blend(scoreLinear(model, stage.features(order)), scores);
	const again = orderOf(blended);
	const least = blended[again.at(-1) ?? 0] ?? 0;
	const most = blended[again[0] ?? 0] ?? 0;
	const [top = 0, bottom = 0] = [scores[0], scores.at(-1)];
	const share = most > least ? (top - bottom) / (most - least) : 0;
	return {
		order: again.map((i) => order[i]!),
		scores: again.map((i) => bottom + (blended[i]! - least) * share),
	};
}

function addedScores(
	evidence: Evidence,
	count: number,
	added: readonly AddedTerm[],
	analyzer: Pick<Analyzer, "compared">,
	own: Readonly<Record<CutLayer, readonly string[]>>,
): Float64Array {
	const sums = new Float64Array(count);
	const cuts = new Map(
		added.map(({ term }) => [term, analyzer.compared(term)]),
	);
	for (const layer of ADDED_LAYERS) {
		const weights = addedInLayer(added, {
			cut: (term) => cuts.get(term)?.[layer] ?? [],
			own: new Set(own[layer]),
		});
		const times = [...weights.values()];
		evidence.addTo(
			sums,
			"body",
			layer,
			[...weights.keys()],
			(term) => times[term]!,
		);
	}
	return sums;
}

function namedScores(
	evidence: Evidence,
	count: number,
	named: NamedProvisions,
): Float64Array {
	const sums = new Float64Array(count);
	const terms = [...named.times.keys()];
	if (terms.length === 0) {
		return sums;
	}
	for (const [field, weight] of NAMED_WEIGHTS) {
		evidence.addTo(
			sums,
			field,
			"entity",
			terms,
			(i) => weight * namedFactor(named, terms[i]!),
		);
	}
	// The number that a name stands for is that of the newest edition; in a former one it may have been another's.
	const areNewest = evidence.areOfNewestEditions();
	return sums.map((sum, i) => sum * areNewest[i]!);
}

function sumsOf(terms: readonly TermParts[], count: number): Float64Array {
	const sums = new Float64Array(count);
	for (const { parts } of terms) {
		for (let i = 0; i < count; i++) {
			sums[i]! += parts[i]!;
		}
	}
	return sums;
}

/** Of units what a query found of each; nothing where nothing is said. */
function scoresIn(
	found: FoundField | undefined,
	keys: ArrayLike<number>,
): Float64Array {
	return (
		found?.field.scoresOf(found.scores, keys) ?? new Float64Array(keys.length)
	);
}

function textsIn(
	found: FoundField | undefined,
	keys: ArrayLike<number>,
): ArrayLike<number> {
	return found?.field.textsOf(keys) ?? new Float64Array(keys.length);
}

/**
 * What a match in the log of questions adds: its score, in proportion to how much of the query was asked before. An article
 * that other questions found gains little from a few common words, so that what was never asked keeps its place.
 */
function gatedByCover(score: number, ideal: number): number {
	return ideal > 0 ? score * Math.min(1, score / ideal) : 0;
}

/** For each candidate of an order the better score of the two beside it, as far as they are in the order too. */
function neighbourScores(
	neighbours: Int32Array,
	scores: Float64Array,
	order: readonly number[],
): Float64Array {
	const inOrder = new Uint8Array(scores.length);
	for (const i of order) {
		inOrder[i] = 1;
	}
	const scoreOf = (i: number) => (inOrder[i] === 1 ? scores[i]! : 0);
	return Float64Array.from(order, (i) =>
		Math.max(scoreOf(neighbours[i * 2]!), scoreOf(neighbours[i * 2 + 1]!)),
	);
}

function picked(
	values: ArrayLike<number>,
	order: readonly number[],
): Float64Array {
	const column = new Float64Array(order.length);
	for (let rank = 0; rank < column.length; rank++) {
		column[rank] = values[order[rank]!]!;
	}
	return column;
}
