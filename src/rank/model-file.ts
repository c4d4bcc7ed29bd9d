import { SearchError } from "../errors.ts";
import { FEATURES, type FeatureName } from "./features.ts";
import type { LinearModel } from "./linear-model.ts";

const MODEL_VERSION = 1;
const WEIGHT_DIGITS = 6;

export interface ModelHead {
	/** The command that makes it. */
	readonly command: string;
	/** What it was trained on, with its licence. */
	readonly data: string;
}

/** A model as JSON for readers, its weights in the order of `FEATURES`. */
export function formatModel(
	{ weights }: LinearModel,
	{ command, data }: ModelHead,
): string {
	const named = FEATURES.flatMap((name) => {
		const weight = weights.get(name);
		return weight === undefined
			? []
			: [[name, Number(weight.toPrecision(WEIGHT_DIGITS))] as const];
	});
	const model = {
		version: MODEL_VERSION,
		command,
		data,
		weights: Object.fromEntries(named),
	};
	return `${JSON.stringify(model, null, "\t")}\n`;
}

/** @throws SearchError `bad-list` where it is no model, or weighs what this release does not know */
export function parseModel(text: string, name: string): LinearModel {
	const weights = new Map<FeatureName, number>();
	for (const [key, weight] of weightsOf(text, name)) {
		const feature = FEATURES.find((known) => known === key);
		if (feature === undefined || typeof weight !== "number") {
			throw badModel(
				name,
				`numbers for ${FEATURES.join(", ")}`,
				JSON.stringify({ [key]: weight }),
			);
		}
		weights.set(feature, weight);
	}
	return { weights };
}

function weightsOf(text: string, name: string): [string, unknown][] {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (cause) {
		const found = cause instanceof Error ? cause.message : String(cause);
		throw badModel(name, "JSON", found);
	}
	const fields = new Map(
		typeof value === "object" && value !== null ? Object.entries(value) : [],
	);
	const weights: unknown = fields.get("weights");
	if (
		fields.get("version") !== MODEL_VERSION ||
		typeof weights !== "object" ||
		weights === null
	) {
		throw badModel(
			name,
			`a model of version ${MODEL_VERSION} with weights`,
			text.slice(0, 80),
		);
	}
	return Object.entries(weights);
}

function badModel(name: string, expected: string, found: string): SearchError {
	return new SearchError(
		"bad-list",
		`${name}: expected ${expected}, found ${found}; train it again with fasou train`,
	);
}
