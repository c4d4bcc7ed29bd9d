import { FEATURES, type FeatureColumns, type FeatureName } from "./features.ts";
import {
	blend,
	type LinearModel,
	MODEL_SHARE,
	scoreLinear,
} from "./linear-model.ts";

/** What one feature adds to the score of one candidate, beside the mean of all candidates. */
export interface FeaturePart {
	readonly name: FeatureName;
	readonly value: number;
	/** Over the candidates that the model ranks. */
	readonly mean: number;
	readonly weight: number;
	readonly contribution: number;
}

/** How a score by the model comes about: `base` and all contributions sum to it. */
export interface BlendExplanation {
	/** What a candidate that is the mean in everything scores. */
	readonly base: number;
	readonly features: readonly FeaturePart[];
	readonly first: {
		readonly value: number;
		readonly mean: number;
		readonly contribution: number;
	};
}

/**
 * Takes the score of one candidate apart: both the model's sum and the score of the first stage count in deviations from their means, by their shares, and the
 * whole is stretched to the first stage's range.
 * @param candidate its place among `first`, the scores of the first stage
 */
export function explainBlend(
	model: LinearModel,
	features: FeatureColumns,
	first: readonly number[],
	candidate: number,
): BlendExplanation {
	const sums = scoreLinear(model, features);
	const blended = blend(sums, first);
	const least = Math.min(...blended);
	const most = Math.max(...blended);
	const bottom = first.at(-1) ?? 0;
	const stretch =
		most > least ? ((first[0] ?? 0) - bottom) / (most - least) : 0;
	const perModel = (stretch * MODEL_SHARE) / orOne(deviationOf(sums));
	const perFirst = (stretch * (1 - MODEL_SHARE)) / orOne(deviationOf(first));
	const mean = meanOf(first);
	const value = first[candidate] ?? 0;
	return {
		base: bottom - least * stretch,
		features: FEATURES.flatMap((name) => {
			const weight = model.weights.get(name) ?? 0;
			return weight === 0
				? []
				: [featurePart(name, weight, features[name], candidate, perModel)];
		}),
		first: { value, mean, contribution: perFirst * (value - mean) },
	};
}

function featurePart(
	name: FeatureName,
	weight: number,
	column: ArrayLike<number>,
	candidate: number,
	perModel: number,
): FeaturePart {
	const value = column[candidate] ?? 0;
	const mean = meanOf(column);
	const contribution = perModel * weight * (value - mean);
	return { name, value, mean, weight, contribution };
}

/** Where all are equal, nothing deviates. */
function orOne(deviation: number): number {
	return deviation > 0 ? deviation : 1;
}

function meanOf(values: ArrayLike<number>): number {
	let sum = 0;
	for (let i = 0; i < values.length; i++) {
		sum += values[i]!;
	}
	return sum / Math.max(1, values.length);
}

function deviationOf(values: ArrayLike<number>): number {
	const mean = meanOf(values);
	const squares = Array.from(values, (value) => (value - mean) ** 2);
	return Math.sqrt(meanOf(squares));
}
