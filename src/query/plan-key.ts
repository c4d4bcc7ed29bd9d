import type { Plan } from "./plan.ts";

/** No term holds the separator: it is white space. */
function keyOf(plan: Plan): string {
	switch (plan.kind) {
		case "term":
			return `${plan.field}\n${plan.layer}\n${plan.term}`;
		case "phrase":
			return `${plan.field}\n\n${plan.atStart === true ? "^" : ""}${plan.terms.join("")}`;
		case "prefix":
			return `${plan.field}\n*\n${plan.prefix}`;
		case "filter":
		case "near":
		case "boolean":
			return JSON.stringify(plan);
		default:
			return plan satisfies never;
	}
}

/** A word that stands twice in a question counts once. */
export function distinct<P extends Plan>(plans: readonly P[]): P[] {
	const byKey = new Map<string, P>();
	for (const plan of plans) {
		const key = keyOf(plan);
		if (!byKey.has(key)) {
			byKey.set(key, plan);
		}
	}
	return [...byKey.values()];
}
