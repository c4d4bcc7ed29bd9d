import { FEATURES, type FeatureColumns, type FeatureName } from "./features.ts";

/** A weighted sum of features. A feature without a weight does not count. */
export interface LinearModel {
	readonly weights: ReadonlyMap<FeatureName, number>;
}

/** How much the model counts beside the first stage. */
export const MODEL_SHARE = 1;

/** What the model thinks of each candidate; only differences within one query mean something. */
export function scoreLinear(
	{ weights }: LinearModel,
	features: FeatureColumns,
): Float64Array {
	const scores = new Float64Array(features.first.length);
	for (const name of FEATURES) {
		const weight = weights.get(name) ?? 0;
		const column = features[name];
		if (weight !== 0) {
			for (let i = 0; i < scores.length; i++) {
				scores[i] = (scores[i] ?? 0) + weight * (column[i] ?? 0);
			}
		}
	}
	return scores;
}

/** Both, each in deviations from its mean over the candidates: share · model + (1 - share) · first stage. */
export function blend(
	model: Float64Array,
	first: ArrayLike<number>,
	share = MODEL_SHARE,
): Float64Array {
	const a = standardised(model);
	const b = standardised(Float64Array.from(first));
	return a.map((value, i) => share * value + (1 - share) * (b[i] ?? 0));
}

function standardised(values: Float64Array): Float64Array {
	const count = Math.max(1, values.length);
	const mean = values.reduce((sum, value) => sum + value, 0) / count;
	const variance =
		values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
	const deviation = Math.sqrt(variance);
	return values.map((value) =>
		deviation > 0 ? (value - mean) / deviation : 0,
	);
}
