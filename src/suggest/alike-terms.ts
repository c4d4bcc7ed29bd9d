import type { AlikeCharacters } from "./alike-characters.ts";
import type { Lexicon, TermRange } from "./lexicon.ts";

/** What was mistyped: a character that sounds or looks like another, two that changed places, one missing, one too many, or another one. */
export type MistakeKind =
	| "sound"
	| "shape"
	| "order"
	| "missing"
	| "extra"
	| "spelling";

/** A term of the lexicon that may have been meant by `[start, end)` of a text. */
export interface AlikeTerm {
	readonly term: string;
	readonly start: number;
	readonly end: number;
	/** How unlikely the mistakes are: -ln of about their share among typed words. */
	readonly cost: number;
	/** The least likely of the mistakes. */
	readonly kind: MistakeKind;
}

export interface AlikeOptions {
	readonly start: number;
	/** Terms are looked for in the text up to here. */
	readonly limit: number;
	/** Whether a character is part of nothing known, so that it may stand for any other. */
	readonly isUnknown: (at: number) => boolean;
}

const OTHER_COSTS = {
	order: 4,
	missing: 6,
	extra: 9,
	repeated: 3,
	spelling: 6.5,
};
/** Of characters that are mixed up; of other mistakes there is one, and nothing beside it. */
const MOST_MISTAKES = 2;
/** A shorter term is not told from what was meant by so little. */
const SHORTEST_WITH_TWO = 4;
const SHORTEST_WITH_OTHER = 4;
const SHORTEST_WITH_GAP = 3;
/** A bound on the work, many times what texts need. */
const MOST_STEPS = 20_000;

interface Step {
	readonly range: TermRange;
	/** Units of the term that are settled. */
	readonly depth: number;
	/** Where the text is. */
	readonly at: number;
	readonly cost: number;
	readonly mistakes: number;
	readonly kind: MistakeKind | undefined;
}

/** The terms that may have been meant at a place of a folded text, by all ways of mistyping them; never what stands there. */
export function alikeTermsAt(
	folded: string,
	options: AlikeOptions,
	{
		lexicon,
		alikes,
	}: { readonly lexicon: Lexicon; readonly alikes: AlikeCharacters },
): AlikeTerm[] {
	const { start, limit, isUnknown } = options;
	const found: AlikeTerm[] = [];
	const open: Step[] = [
		{
			range: { low: 0, high: lexicon.terms.length },
			depth: 0,
			at: start,
			cost: 0,
			mistakes: 0,
			kind: undefined,
		},
	];
	for (let steps = 0; steps < MOST_STEPS; steps++) {
		const step = open.pop();
		if (step === undefined) {
			break;
		}
		const { range, depth, at, cost, kind } = step;
		const term = lexicon.terms[range.low]!;
		if (term.length === depth && kind !== undefined) {
			if (isLongEnough(depth, step)) {
				found.push({ term, start, end: at, cost, kind });
			}
		}
		const go: Go = (to, rest) => {
			if (to.low < to.high) {
				open.push({ ...step, ...rest, range: to });
			}
		};
		if (at < limit) {
			const unit = folded.charCodeAt(at);
			go(lexicon.narrowed(range, depth, unit), {
				depth: depth + 1,
				at: at + 1,
			});
			if (step.mistakes < MOST_MISTAKES && isMixable(kind)) {
				mixedUp(step, unit, { lexicon, alikes }, go);
			}
		}
		if (step.mistakes === 0) {
			otherMistakes(step, { folded, limit, isUnknown, lexicon }, go);
		}
	}
	return found;
}

type Go = (
	to: TermRange,
	rest: Pick<Step, "depth" | "at"> & Partial<Step>,
) => void;

function isMixable(kind: MistakeKind | undefined): boolean {
	return kind === undefined || kind === "sound" || kind === "shape";
}

function isLongEnough(length: number, { mistakes, kind }: Step): boolean {
	switch (kind) {
		case "sound":
		case "shape":
		case undefined:
			return length >= (mistakes > 1 ? SHORTEST_WITH_TWO : 2);
		case "order":
		case "missing":
		case "extra":
			return length >= SHORTEST_WITH_GAP;
		case "spelling":
			return length >= SHORTEST_WITH_OTHER;
		default:
			return kind satisfies never;
	}
}

/** Characters that sound or look like `unit`, of those with which terms go on. */
function mixedUp(
	step: Step,
	unit: number,
	{
		lexicon,
		alikes,
	}: { readonly lexicon: Lexicon; readonly alikes: AlikeCharacters },
	go: Go,
): void {
	const { range, depth, at } = step;
	const known = alikes.of(unit);
	const others =
		range.high - range.low > known.size
			? known.keys()
			: lexicon.nextUnits(range, depth);
	for (const other of others) {
		const alike = known.get(other);
		if (alike !== undefined) {
			go(lexicon.narrowed(range, depth, other), {
				depth: depth + 1,
				at: at + 1,
				cost: step.cost + alike.cost,
				mistakes: step.mistakes + 1,
				kind: alike.kind === "shape" ? "shape" : (step.kind ?? "sound"),
			});
		}
	}
}

/** Two characters that changed places, one missing, one too many, one that stands for any other; what follows is as typed. */
function otherMistakes(
	step: Step,
	{
		folded,
		limit,
		isUnknown,
		lexicon,
	}: Omit<AlikeOptions, "start"> & {
		readonly folded: string;
		readonly lexicon: Lexicon;
	},
	go: Go,
): void {
	const { range, depth, at } = step;
	const unitOf = (place: number) => folded.charCodeAt(place);
	const take = (
		mistake: keyof typeof OTHER_COSTS,
		units: readonly number[],
		end: number,
	) => {
		let to = range;
		units.forEach((unit, i) => {
			to = lexicon.narrowed(to, depth + i, unit);
		});
		go(to, {
			depth: depth + units.length,
			at: end,
			cost: OTHER_COSTS[mistake],
			mistakes: MOST_MISTAKES,
			kind: mistake === "repeated" ? "extra" : mistake,
		});
	};
	const unit = unitOf(at);
	if (at + 1 < limit && unitOf(at + 1) !== unit) {
		take("order", [unitOf(at + 1), unit], at + 2);
	}
	if (at + 2 < limit && unitOf(at + 2) !== unit) {
		take("order", [unitOf(at + 2), unitOf(at + 1), unit], at + 3);
	}
	if (depth === 0 || at >= limit) {
		return;
	}
	if (at + 1 < limit) {
		const isRepeated = unitOf(at - 1) === unit || unitOf(at - 2) === unit;
		take(isRepeated ? "repeated" : "extra", [unitOf(at + 1)], at + 2);
	}
	const mayBeAny = isUnknown(at);
	for (const next of lexicon.nextUnits(range, depth)) {
		take("missing", [next, unit], at + 1);
		if (mayBeAny && next !== unit) {
			take("spelling", [next], at + 1);
		}
	}
}
