import type { TextField } from "../analysis/fields.ts";
import { NO_BOUNDS, type PlaceBounds } from "../analysis/place-bounds.ts";
import { ClosenessFilter } from "./closeness.ts";
import type { NearPlan, Plan } from "./plan.ts";
import type { Closeness } from "./query.ts";
import { Spans } from "./spans.ts";

/*
 * Where the operands of a `near` stand in one field of one text. Whoever reads the text fills the spans of the leaves; what they make up
 * is worked out here, for the search and for marking alike.
 */

export type PlanLeaf = Extract<Plan, { kind: "term" | "phrase" | "prefix" }>;

export interface LeafPlaces {
	readonly kind: "leaf";
	readonly plan: PlanLeaf;
	/** Where it stands in the text at hand. */
	readonly spans: Spans;
}

interface Parts {
	readonly parts: readonly PlaceNode[];
	readonly spans: Spans;
}

export type PlaceNode =
	| LeafPlaces
	/** Stands where one of its parts does. */
	| (Parts & { readonly kind: "any" })
	/** Stands where the shortest stretches hold all parts. */
	| (Parts & { readonly kind: "all" })
	| NearPlaces;

/** Stands where the shortest stretches hold a chain of its parts. */
export interface NearPlaces extends Parts {
	readonly kind: "near";
	/** One less than parts. */
	readonly links: readonly Closeness[];
}

/** What of a `near` can stand in a field; undefined where it cannot as a whole. */
export function nearPlaces(
	{ operands, links }: NearPlan,
	field: TextField,
): NearPlaces | undefined {
	const parts = operands.map((operand) => placesOf(operand, field));
	if (!areAll(parts)) {
		return undefined;
	}
	return { kind: "near", parts, links, spans: new Spans() };
}

/** Walks down the tree, whose depth the parser bounds. */
function placesOf(plan: Plan, field: TextField): PlaceNode | undefined {
	switch (plan.kind) {
		case "term":
		case "phrase":
		case "prefix":
			return plan.field === field
				? { kind: "leaf", plan, spans: new Spans() }
				: undefined;
		case "filter":
			return undefined;
		case "near":
			return nearPlaces(plan, field);
		case "boolean": {
			const isAll = plan.must.length > 0;
			const all = (isAll ? plan.must : plan.should).map((part) =>
				placesOf(part, field),
			);
			const parts = all.filter((part) => part !== undefined);
			const isMissing = isAll ? !areAll(all) : parts.length === 0;
			if (isMissing || parts.length === 1) {
				return isMissing ? undefined : parts[0];
			}
			return { kind: isAll ? "all" : "any", parts, spans: new Spans() };
		}
		default:
			return plan satisfies never;
	}
}

function areAll<T>(parts: readonly (T | undefined)[]): parts is readonly T[] {
	return parts.every((part) => part !== undefined);
}

/** The leaves, from left to right. */
export function leavesOfPlaces(node: PlaceNode): LeafPlaces[] {
	return node.kind === "leaf" ? [node] : node.parts.flatMap(leavesOfPlaces);
}

/** Told of a leaf that takes part, and where. */
export type Visit = (leaf: LeafPlaces, start: number, end: number) => void;

/** Answers for texts, one after the other, whose leaves are filled. */
export class PlaceReader {
	readonly #filter = new ClosenessFilter();
	/** Reused from text to text, as many as were ever needed at once. */
	readonly #free: Spans[] = [];
	#bounds = NO_BOUNDS;

	/** Whether a chain stands in the text. */
	holds(near: NearPlaces, bounds: PlaceBounds): boolean {
		this.#bounds = bounds;
		for (const part of near.parts) {
			this.#fill(part);
			if (part.spans.count === 0) {
				return false;
			}
		}
		return this.#hasChain(
			near,
			near.parts.map(({ spans }) => spans),
		);
	}

	/** Tells every place of a leaf that takes part in a chain; some perhaps twice. */
	visit(near: NearPlaces, bounds: PlaceBounds, visit: Visit): void {
		this.#bounds = bounds;
		for (const part of near.parts) {
			this.#fill(part);
		}
		this.#visitChain(
			near,
			near.parts.map(({ spans }) => spans),
			visit,
		);
	}

	#fill(node: PlaceNode): void {
		if (node.kind === "leaf") {
			return;
		}
		for (const part of node.parts) {
			this.#fill(part);
		}
		if (node.kind === "any") {
			this.#uniteParts(node);
		} else {
			this.#findShortest(node);
		}
	}

	#uniteParts({ parts, spans }: Parts): void {
		const before = this.#take();
		spans.clear();
		for (const part of parts) {
			before.copy(spans);
			spans.unite(before, part.spans);
		}
		this.#free.push(before);
	}

	/** The stretches that hold what the node needs, and none that holds another such stretch. */
	#findShortest(node: Exclude<PlaceNode, { kind: "leaf" | "any" }>): void {
		const { parts, spans } = node;
		spans.clear();
		if (parts.some((part) => part.spans.count === 0)) {
			return;
		}
		const starts = distinctSorted(parts, ({ spans: of }) => of.starts);
		const ends = distinctSorted(parts, ({ spans: of }) => of.ends);
		let at = 0;
		let pending = -1;
		for (const start of starts) {
			while (at < ends.length && !this.#isIn(node, start, ends[at]!)) {
				if (pending >= 0) {
					spans.push(pending, ends[at]!, 1);
					pending = -1;
				}
				at++;
			}
			if (at === ends.length) {
				return;
			}
			pending = start;
		}
		if (pending >= 0) {
			spans.push(pending, ends[at]!, 1);
		}
	}

	#isIn(
		node: Exclude<PlaceNode, { kind: "leaf" | "any" }>,
		start: number,
		end: number,
	): boolean {
		if (end <= start) {
			return false;
		}
		const inside = this.#inside(node.parts, start, end);
		const isIn =
			inside.every(({ count }) => count > 0) &&
			(node.kind === "all" || this.#hasChain(node, inside));
		this.#free.push(...inside);
		return isIn;
	}

	#hasChain({ links }: NearPlaces, operands: readonly Spans[]): boolean {
		let reached = operands[0]!;
		const kept = [this.#take(), this.#take()] as const;
		for (let i = 0; i < links.length && reached.count > 0; i++) {
			const into = kept[(i % 2) as 0 | 1];
			this.#keep(operands[i + 1]!, reached, links[i]!, into);
			reached = into;
		}
		this.#free.push(...kept);
		return reached.count > 0;
	}

	/** From left to right those that a chain reaches, and back those from which one reaches the end: what is left takes part. */
	#visitChain(
		{ parts, links }: NearPlaces,
		operands: readonly Spans[],
		visit: Visit,
	): void {
		const reached = operands.map(() => this.#take());
		reached[0]!.copy(operands[0]!);
		links.forEach((link, i) => {
			this.#keep(operands[i + 1]!, reached[i]!, link, reached[i + 1]!);
		});
		const part = this.#take();
		for (let i = links.length - 1; i >= 0; i--) {
			part.copy(reached[i]!);
			this.#keep(part, reached[i + 1]!, links[i]!, reached[i]!);
		}
		reached.forEach((spans, i) => {
			for (let k = 0; k < spans.count; k++) {
				this.#visit(parts[i]!, spans, k, visit);
			}
		});
		this.#free.push(part, ...reached);
	}

	/** Tells what makes up one of the node's spans. */
	#visit(node: PlaceNode, spans: Spans, at: number, visit: Visit): void {
		const start = spans.starts[at]!;
		const end = spans.ends[at]!;
		switch (node.kind) {
			case "leaf":
				visit(node, start, end);
				return;
			case "any":
				for (const part of node.parts) {
					if (part.spans.has(spans, at)) {
						this.#visit(part, spans, at, visit);
					}
				}
				return;
			case "all": {
				const inside = this.#inside(node.parts, start, end);
				inside.forEach((ofPart, i) => {
					for (let k = 0; k < ofPart.count; k++) {
						this.#visit(node.parts[i]!, ofPart, k, visit);
					}
				});
				this.#free.push(...inside);
				return;
			}
			case "near": {
				const inside = this.#inside(node.parts, start, end);
				this.#visitChain(node, inside, visit);
				this.#free.push(...inside);
				return;
			}
			default:
				node satisfies never;
		}
	}

	#keep(spans: Spans, others: Spans, closeness: Closeness, into: Spans): void {
		const bounds = this.#bounds;
		this.#filter.keep(spans, others, { closeness, bounds, into });
	}

	#inside(parts: readonly PlaceNode[], start: number, end: number): Spans[] {
		return parts.map(({ spans }) => {
			const inside = this.#take();
			inside.takeWithin(spans, start, end);
			return inside;
		});
	}

	#take(): Spans {
		return this.#free.pop() ?? new Spans();
	}
}

function distinctSorted(
	parts: readonly PlaceNode[],
	columnOf: (part: PlaceNode) => Int32Array,
): number[] {
	const values = new Set<number>();
	for (const part of parts) {
		for (const value of columnOf(part).subarray(0, part.spans.count)) {
			values.add(value);
		}
	}
	return [...values].sort((a, b) => a - b);
}
