import type { Analyzer } from "../analysis/analyzer.ts";
import type { CutLayer, Layer, TextField } from "../analysis/fields.ts";
import {
	type EmbeddedIndex,
	type FoundArticle,
	type PlanExplanation,
	priorOfByte,
} from "../backend/embedded/embedded-index.ts";
import type { Plan } from "../query/plan.ts";
import { addedInLayer } from "../rank/added-terms.ts";
import { explainBlend } from "../rank/explain-blend.ts";
import type {
	ClausePart,
	ScoreExplanation,
	ScorePart,
} from "./explanations.ts";
import type { ReadQuery } from "./query-reader.ts";
import {
	ADDED_LAYERS,
	ADDED_WEIGHT,
	CHARACTER_WEIGHT,
	NAMED_WEIGHTS,
	namedFactor,
	orderOf,
	PATH_WEIGHT,
	priorFactor,
	TITLE_WEIGHT,
} from "./second-look.ts";
import type { TierStep } from "./tier-reader.ts";
/** How a score came about; contributions sum to it. */
export type ScoreParts = Pick<
	ScoreExplanation,
	"by" | "prior" | "scale" | "parts" | "firstStage"
>;

/** What explaining looks things up in. */
export interface ExplainedIn {
	readonly index: EmbeddedIndex;
	readonly analyzer: Analyzer;
	readonly query: ReadQuery;
	/** The words that were typed, those inside others too. */
	readonly typed: ReadonlySet<string>;
}

/** Fields and layers of the first stage with their weights, in the order in which they are summed. */
const FIRST_STAGE: readonly (readonly [TextField, CutLayer, number])[] = [
	["body", "word", 1],
	["body", "character", CHARACTER_WEIGHT],
	["body", "pair", 1],
	["path", "pair", PATH_WEIGHT],
	["title", "word", TITLE_WEIGHT],
];

/** A share of the first stage's score that is nothing but rounding. */
const ROUNDING = 1e-6;

/** The parts of the score that a tier gave an article, before it was brought below others. */
export function partsByStep(
	{ second, weighed, plan }: TierStep,
	article: FoundArticle,
	explainedIn: ExplainedIn,
): ScoreParts {
	const isIt = ({ place }: FoundArticle) => place === article.place;
	const at = second?.candidates.findIndex(isIt);
	if (second === undefined || at === undefined || at < 0) {
		const { index, typed } = explainedIn;
		const explained = index.explain(plan, article.id());
		const leaves = explained === undefined ? [] : scoringLeaves(explained);
		const weighedWith = weighed?.articles.some(isIt) ? weighed : undefined;
		const prior = weighedWith && priorOf(article, index);
		const isBehind = second !== undefined || weighed !== weighedWith;
		return scaled(
			{
				by: isBehind ? "behind" : "words",
				...(prior && { prior }),
				parts: leaves.map((leaf) =>
					clausePart(leaf, prior?.factor ?? 1, typed),
				),
			},
			weighedWith?.scale ?? 1,
		);
	}
	const { stage, model } = second;
	const { parts, prior } = firstStageParts(
		article,
		{ score: stage.scores[at]!, passage: stage.passages?.[at] ?? 0 },
		explainedIn,
	);
	if (model === undefined || !stage.isAboutProvisions) {
		return { by: "layers", parts, prior };
	}
	// The order of the first stage: what the model was given.
	const order = orderOf(stage.scores);
	const blended = explainBlend(
		model,
		stage.features(order),
		order.map((i) => stage.scores[i]!),
		order.indexOf(at),
	);
	return {
		by: "model",
		prior,
		firstStage: parts,
		parts: [
			{ part: "base", contribution: blended.base },
			{ part: "first-stage", ...blended.first },
			...blended.features.map(
				(feature): ScorePart => ({ part: "feature", ...feature }),
			),
		],
	};
}

/** The same parts of a score that was brought below others. */
export function scaled(parts: ScoreParts, scale: number): ScoreParts {
	return scale === 1
		? parts
		: {
				...parts,
				scale: (parts.scale ?? 1) * scale,
				parts: parts.parts.map((part) => ({
					...part,
					contribution: part.contribution * scale,
				})),
			};
}

/** Σ over words, characters and pairs of the body, what its best passage makes of them, pairs of the headings, words of the title, what was added, and provisions that the query has names of, times the prior's factor. */
function firstStageParts(
	article: FoundArticle,
	{ score, passage }: { readonly score: number; readonly passage: number },
	{ index, analyzer, query }: ExplainedIn,
): { parts: ScorePart[]; prior: { value: number; factor: number } } {
	const id = article.id();
	const own = analyzer.compared(query.planned.plainText);
	const prior = priorOf(article, index);
	const parts: ScorePart[] = [];
	const add = (
		[field, layer, term]: readonly [TextField, Layer, string],
		weight: number,
		isAdded: boolean,
	) => {
		const plan: Plan = { kind: "term", field, layer, term, boost: 1 };
		const leaf = index.explain(plan, id);
		if (leaf?.list !== undefined) {
			parts.push({
				...clausePart(leaf, weight * prior.factor),
				boost: weight,
				...(isAdded && { isAdded: true }),
			});
		}
	};
	for (const [field, layer, weight] of FIRST_STAGE) {
		for (const term of new Set(own[layer])) {
			add([field, layer, term], weight, false);
		}
	}
	for (const layer of ADDED_LAYERS) {
		const weights = addedInLayer(query.added, {
			cut: (term) => analyzer.compared(term)[layer],
			own: new Set(own[layer]),
		});
		for (const [term, weight] of weights) {
			add(["body", layer, term], ADDED_WEIGHT * weight, true);
		}
	}
	const named = [...query.named.times.keys()];
	for (const term of index.isOfNewestEdition(id) ? named : []) {
		for (const [field, weight] of NAMED_WEIGHTS) {
			add(
				[field, "entity", term],
				weight * namedFactor(query.named, term),
				true,
			);
		}
	}
	if (passage !== 0) {
		parts.push({ part: "passage", contribution: passage * prior.factor });
	}
	const sum = parts.reduce((all, { contribution }) => all + contribution, 0);
	if (Math.abs(score - sum) > ROUNDING * Math.max(1, score)) {
		parts.push({ part: "said", contribution: score - sum });
	}
	return { parts, prior };
}

function priorOf(
	article: FoundArticle,
	index: EmbeddedIndex,
): { value: number; factor: number } {
	const value = priorOfByte(index.priorByteOf(article.id()));
	return { value, factor: priorFactor(value) };
}

/** The terms and phrases that add to the score, of all that matches. */
function scoringLeaves(explained: PlanExplanation): PlanExplanation[] {
	if (!explained.matches) {
		return [];
	}
	const inside = [...explained.must, ...explained.should];
	return explained.list !== undefined && explained.score > 0
		? [explained]
		: inside.flatMap(scoringLeaves);
}

/** @param typed the query's own words; where they are given, others are marked as added */
function clausePart(
	{ plan, list, score }: PlanExplanation,
	scale: number,
	typed?: ReadonlySet<string>,
): Extract<ScorePart, { part: "clause" }> {
	if (list === undefined || (plan.kind !== "term" && plan.kind !== "phrase")) {
		throw new TypeError(`a ${plan.kind} has no score of its own`);
	}
	const { boost } = plan;
	const isAdded =
		plan.kind === "term" &&
		plan.layer === "word" &&
		typed?.has(plan.term) === false;
	const { layer, ...statistics } = list;
	return {
		part: "clause",
		kind: kindOf(plan),
		field: plan.field,
		text: plan.kind === "term" ? plan.term : plan.terms.join(""),
		...(isAdded && { isAdded: true }),
		boost,
		...statistics,
		contribution: score * scale,
	};
}

function kindOf(
	plan: Extract<Plan, { kind: "term" | "phrase" }>,
): ClausePart["kind"] {
	if (plan.kind === "term") {
		return plan.layer;
	}
	return plan.atStart === true ? "begins" : "contains";
}
