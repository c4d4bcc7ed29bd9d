import type { FeatureColumns, FeatureName } from "./features.ts";
import type { LinearModel } from "./linear-model.ts";

/** The candidates of one judged query. */
export interface TrainingList {
	readonly features: FeatureColumns;
	/** The grade of each candidate, 0 where it is not relevant. */
	readonly gains: ArrayLike<number>;
}

export interface TrainingOptions {
	/** The features to weigh. */
	readonly names: readonly FeatureName[];
	readonly rounds?: number;
	readonly rate?: number;
	readonly l2?: number;
}

const ROUNDS = 100;
const RATE = 0.05;
const L2 = 1e-3;
/** Of Adam (Kingma and Ba, ICLR 2015), as there. */
const FIRST_DECAY = 0.9;
const SECOND_DECAY = 0.999;
const TINY = 1e-8;

/**
 * Fits the weights so that the softmax over a query's candidates comes near to the share of its gains that each candidate has
 * (ListNet's loss with one item: Cao and others, ICML 2007), over all lists at once, from weights of 0: deterministic, and
 * convex, so that the start does not matter. Features are scaled by their deviation over all candidates while they are fitted.
 * Lists without a relevant candidate teach nothing.
 */
export function trainLinear(
	lists: readonly TrainingList[],
	options: TrainingOptions,
): LinearModel {
	const { names, rounds = ROUNDS, rate = RATE, l2 = L2 } = options;
	const telling = lists.filter(({ gains }) =>
		Array.from(gains).some((gain) => gain > 0),
	);
	const scales = names.map((name) => deviationOf(lists, name));
	const weights = new Float64Array(names.length);
	const means = new Float64Array(names.length);
	const squares = new Float64Array(names.length);
	for (let round = 1; round <= rounds; round++) {
		const slope = slopeOf(telling, names, weights, scales);
		for (let j = 0; j < names.length; j++) {
			const value =
				(slope[j] ?? 0) / Math.max(1, telling.length) + l2 * (weights[j] ?? 0);
			const mean = FIRST_DECAY * (means[j] ?? 0) + (1 - FIRST_DECAY) * value;
			const square =
				SECOND_DECAY * (squares[j] ?? 0) + (1 - SECOND_DECAY) * value * value;
			means[j] = mean;
			squares[j] = square;
			const step = mean / (1 - FIRST_DECAY ** round);
			const spread = Math.sqrt(square / (1 - SECOND_DECAY ** round));
			weights[j] = (weights[j] ?? 0) - (rate * step) / (spread + TINY);
		}
	}
	return {
		weights: new Map(
			names.map((name, j) => [name, (weights[j] ?? 0) / (scales[j] ?? 1)]),
		),
	};
}

function deviationOf(
	lists: readonly TrainingList[],
	name: FeatureName,
): number {
	let count = 0;
	let sum = 0;
	let squares = 0;
	for (const { features } of lists) {
		for (const value of features[name]) {
			count++;
			sum += value;
			squares += value * value;
		}
	}
	const mean = sum / Math.max(1, count);
	const deviation = Math.sqrt(
		Math.max(0, squares / Math.max(1, count) - mean * mean),
	);
	return deviation > 0 ? deviation : 1;
}

/** The slope of the loss by each weight, summed over the lists. */
function slopeOf(
	lists: readonly TrainingList[],
	names: readonly FeatureName[],
	weights: Float64Array,
	scales: readonly number[],
): Float64Array {
	const slope = new Float64Array(names.length);
	for (const { features, gains } of lists) {
		const errors = softmax(scoresOf(features, names, weights, scales));
		const all = Array.from(gains).reduce((sum, gain) => sum + gain, 0);
		for (let i = 0; i < errors.length; i++) {
			errors[i] = (errors[i] ?? 0) - (gains[i] ?? 0) / all;
		}
		for (const [j, name] of names.entries()) {
			const column = features[name];
			let sum = 0;
			for (let i = 0; i < errors.length; i++) {
				sum += (errors[i] ?? 0) * (column[i] ?? 0);
			}
			slope[j] = (slope[j] ?? 0) + sum / (scales[j] ?? 1);
		}
	}
	return slope;
}

function scoresOf(
	features: FeatureColumns,
	names: readonly FeatureName[],
	weights: Float64Array,
	scales: readonly number[],
): Float64Array {
	const scores = new Float64Array(features.first.length);
	for (const [j, name] of names.entries()) {
		const column = features[name];
		const weight = (weights[j] ?? 0) / (scales[j] ?? 1);
		for (let i = 0; i < scores.length; i++) {
			scores[i] = (scores[i] ?? 0) + weight * (column[i] ?? 0);
		}
	}
	return scores;
}

function softmax(scores: Float64Array): Float64Array {
	const most = scores.reduce(
		(max, score) => Math.max(max, score),
		Number.NEGATIVE_INFINITY,
	);
	const powers = scores.map((score) => Math.exp(score - most));
	const sum = powers.reduce((total, power) => total + power, 0);
	return powers.map((power) => power / sum);
}
