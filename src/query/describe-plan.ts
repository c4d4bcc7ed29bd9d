import { writtenDay } from "../analysis/day.ts";
import { describeLink } from "./describe-query.ts";
import type { Filter } from "./filter.ts";
import type { Plan } from "./plan.ts";

/** What a plan asks for, in one or several fields. */
export interface PlanLine {
	/** How deep it stands in the tree. */
	readonly depth: number;
	readonly occur: "should" | "must" | "mustNot";
	/** Of a term its layer, else what the field has to do with the phrase; of a group `any`, of what stands close together `near`. */
	readonly kind:
		| "word"
		| "character"
		| "pair"
		| "entity"
		| "contains"
		| "begins"
		| "prefix"
		| "filter"
		| "near"
		| "any";
	/** The term, phrase or prefix, of a filter what it chooses, of `near` how close its parts stand; empty for a group. */
	readonly text: string;
	/** How much a match in each field counts. */
	readonly boosts: { readonly [field: string]: number };
}

/** A plan as lines, each below the one that holds it; what is asked of several fields is one line. */
export function describePlan(plan: Plan): PlanLine[] {
	const lines: PlanLine[] = [];
	// Waiting parts, the next one last.
	const waiting: { plan: Plan; occur: PlanLine["occur"]; depth: number }[] = [
		{ plan, occur: "should", depth: -1 },
	];
	for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
		const { plan: asked, occur, depth } = part;
		if (asked.kind === "near") {
			const text = asked.links.map(describeLink).join(" ");
			lines.push({ depth, occur, kind: "near", text, boosts: {} });
			for (const operand of asked.operands.toReversed()) {
				waiting.push({ plan: operand, occur: "must", depth: depth + 1 });
			}
			continue;
		}
		if (asked.kind !== "boolean") {
			addLeaf(lines, { ...leafOf(asked), occur, depth });
			continue;
		}
		if (depth >= 0) {
			lines.push({ depth, occur, kind: "any", text: "", boosts: {} });
		}
		for (const name of ["mustNot", "should", "must"] as const) {
			for (const inside of asked[name].toReversed()) {
				waiting.push({ plan: inside, occur: name, depth: depth + 1 });
			}
		}
	}
	return lines;
}

function leafOf(
	plan: Exclude<Plan, { kind: "boolean" | "near" }>,
): Pick<PlanLine, "kind" | "text" | "boosts"> {
	if (plan.kind === "filter") {
		return { kind: "filter", text: filterText(plan.filter), boosts: {} };
	}
	const boosts = { [plan.field]: plan.boost };
	switch (plan.kind) {
		case "term":
			return { kind: plan.layer, text: plan.term, boosts };
		case "prefix":
			return { kind: "prefix", text: plan.prefix, boosts };
		case "phrase":
			return {
				kind: plan.atStart === true ? "begins" : "contains",
				text: plan.terms.join(""),
				boosts,
			};
		default:
			return plan satisfies never;
	}
}

function filterText(filter: Filter): string {
	if (filter.column === "edition") {
		return "edition:newest";
	}
	return "text" in filter
		? `${filter.column}:${filter.text}${filter.match === "begins" ? "*" : ""}`
		: `${filter.column}:${boundText(filter.column, filter.from)}..${boundText(filter.column, filter.to)}`;
}

function boundText(column: string, bound: number | undefined): string {
	if (bound === undefined) {
		return "";
	}
	return column === "day" ? writtenDay(bound) : String(bound);
}

function addLeaf(lines: PlanLine[], leaf: PlanLine): void {
	const last = lines.at(-1);
	const isSame =
		last !== undefined &&
		last.kind === leaf.kind &&
		last.text === leaf.text &&
		last.occur === leaf.occur &&
		last.depth === leaf.depth;
	if (isSame) {
		lines[lines.length - 1] = {
			...last,
			boosts: { ...last.boosts, ...leaf.boosts },
		};
	} else {
		lines.push(leaf);
	}
}
